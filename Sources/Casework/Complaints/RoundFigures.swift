/// Everything that the report of a round tells, worked out from records alone.
///
/// There are no margins of error, which a sample of this size does not bear (C12).
/// Source: requirements CP-02, CP-03, CP-04, CP-09, C8, C10.
package struct RoundFigures: Sendable, Equatable {
  /// What the figures are made from.
  package struct Material: Sendable {
    package var round: Record
    package var questions: RoundQuestions
    /// All readings of the round that may be published: those that everybody may see.
    package var reviews: [Record] = []
    /// The complaints that were drawn, as far as the register has them.
    package var complaints: [Record] = []
    /// What was recommended, with the words of the answer by the recommendation's reference.
    package var recommendations: [Record] = []
    package var answers: [String: String] = [:]
    /// The rounds before it, the newest first, with their readings.
    package var earlier: [(round: Record, reviews: [Record])] = []
    package var totals: PeriodTotals?
    /// The extracts that the totals come from.
    package var extracts: [Record] = []

    package init(round: Record, questions: RoundQuestions) {
      self.round = round
      self.questions = questions
    }
  }

  /// How often a theme was given to a file of this round and of each earlier one. Source: requirements CP-04.
  package struct ThemeCount: Sendable, Equatable {
    package let theme: String
    package let now: Int
    /// In the order of ``RoundFigures/earlier``.
    package let before: [Int]

    package init(theme: String, now: Int, before: [Int]) {
      self.theme = theme
      self.now = now
      self.before = before
    }
  }

  /// How many of the sampled files had their updates on time, by the dates. Source: requirements CP-09.
  package struct UpdateCount: Sendable, Equatable {
    package let onTime: Int
    package let late: Int
    /// Files of which the register has no dates to tell it by.
    package let unknown: Int

    package init(onTime: Int, late: Int, unknown: Int) {
      self.onTime = onTime
      self.late = late
      self.unknown = unknown
    }

    /// `22 of 27 (81%)`; nil when no file has dates.
    package var share: Message? {
      roundedPercentage(onTime, of: onTime + late).map { "\(onTime) of \(onTime + late) (\($0)%)" }
    }
  }

  package let round: Record
  package let readings: RoundReadings
  package let tally: AnswerTally
  package let agreement: [Agreement]
  package let differences: [ReadingDifference]
  package let updates: UpdateCount
  package let themes: [ThemeCount]
  /// The titles of the rounds that the themes are compared with, the newest first.
  package let earlier: [String]
  package let totals: PeriodTotals?
  package let extracts: [Record]
  package let recommendations: [Record]
  package let answers: [String: String]

  package init(_ material: Material, rulebook: Rulebook) {
    let questions = material.questions.questions
    round = material.round
    readings = RoundReadings(of: material.round, reviews: material.reviews)
    tally = readings.tally(questions)
    agreement = readings.agreement(questions)
    differences = readings.differences(questions)
    let onTime = readings.files.map { file in
      material.complaints.first { $0.reference.isSpelledLike(file.reference) }
        .flatMap { $0.updatesWereOnTime(rulebook) }
    }
    updates = UpdateCount(
      onTime: onTime.count { $0 == true }, late: onTime.count { $0 == false },
      unknown: onTime.count { $0 == nil })
    let before = material.earlier.prefix(Self.comparedRounds)
    earlier = before.map { $0.round[DipSampleRound.period] ?? $0.round.reference }
    themes = Self.themes(
      readings.themes, before: before.map { RoundReadings(of: $0.round, reviews: $0.reviews).themes })
    totals = material.totals
    extracts = material.extracts
    recommendations = material.recommendations
    answers = material.answers
  }

  /// "This round with the last four". Source: requirements CP-04.
  package static let comparedRounds = 4
  private static let mostThemes = 10

  /// The most frequent of this round first; of equal ones that which was more frequent before, then by name.
  private static func themes(_ now: [String: Int], before: [[String: Int]]) -> [ThemeCount] {
    let names = Set(now.keys).union(before.flatMap(\.keys))
    let counts = names.map { name in
      ThemeCount(theme: name, now: now[name] ?? 0, before: before.map { $0[name] ?? 0 })
    }
    let sorted = counts.sorted { one, other in
      if one.now != other.now { return one.now > other.now }
      let (ones, others) = (one.before.reduce(0, +), other.before.reduce(0, +))
      return ones == others ? one.theme < other.theme : ones > others
    }
    return Array(sorted.prefix(mostThemes))
  }

  /// Files that were passed over, with the reasons. Source: requirements C11.
  package var replaced: [SampleExclusion] { round[DipSampleRound.receipt]?.excluded ?? [] }

  /// Files that nobody could read, with the reasons. Source: requirements CP-02.
  package var unreadable: [SampleExclusion] {
    readings.files.compactMap { file in
      file.reason.map { SampleExclusion(reference: file.reference, reason: $0) }
    }
  }

  /// The question that asks for the same as the dates tell. Source: requirements CP-09.
  package static let updatesQuestion = "kept-informed"
}

/// Totals of the months that a round is about. Source: requirements CP-03.
package struct PeriodTotals: Sendable, Equatable {
  package let period: ReportPeriod
  /// Complaints that the force received in the period.
  package let logged: Int
  /// Complaints that it closed in the period.
  package let closed: Int

  package init(period: ReportPeriod, logged: Int, closed: Int) {
    self.period = period
    self.logged = logged
    self.closed = closed
  }
}

extension RoundReadings {
  /// How many files of the round have each theme, whichever reader gave it.
  var themes: [String: Int] {
    files.reduce(into: [:]) { counts, file in
      for theme in Set(file.revealed.flatMap { $0[Head.themes] ?? [] }) { counts[theme, default: 0] += 1 }
    }
  }
}

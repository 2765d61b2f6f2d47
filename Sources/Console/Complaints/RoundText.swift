internal import Canvas
internal import Casework

/// A dip-sample round: its population, what was drawn, how far the reading is, and what it says so far.
///
/// Answers are counted of files that are read, as far as the person at the keyboard may see them: a reading that is
/// blind still is in no figure.
struct RoundText {
  private(set) var lines: [StyledLine] = []
  private let format: RecordText.Format
  private let round: Record

  init(_ view: RecordView, format: RecordText.Format) {
    self.format = format
    round = view.record
    guard let frame = round[DipSampleRound.frame] else {
      add("D fixes the population: its digest then stands here, before a seed is named.", .note)
      return
    }
    let readings = RoundReadings(of: round, reviews: view.related.filter { $0.kind == .review })
    let isShared = round[DipSampleRound.readings] != nil && !readings.files.isEmpty
    // While files are read, how far that is comes first.
    if isShared { addReading(readings, view) }
    add(frame)
    guard !readings.files.isEmpty else {
      let isHidden = round.hidesSample
      add(
        isHidden
          ? "It is drawn; the sample is not shown to you, for not all of its files are for you to read."
          : "D draws from it, by a seed that nobody could foresee.", .note)
      return
    }
    addSample(readings)
    if !isShared { add("D shares the files out among reviewers.", .note) }
  }

  private mutating func addReading(_ readings: RoundReadings, _ view: RecordView) {
    addProgress(readings)
    let questions = format.words.rulebook.questions(of: round)?.questions ?? []
    addAnswers(readings.tally(questions))
    addDifferences(readings.differences(questions))
    addAgreement(readings.agreement(questions))
    addRecommendations(view.related.filter { $0.kind == .action })
  }

  // MARK: - The draw

  private mutating func add(_ frame: FrozenFrame) {
    addHeading("Population")
    let moment = DayWords.moment(frame.frozen, today: format.words.today)
    add(
      .counted(
        frame.count, one: "\(frame.count) closed file, fixed \(moment)",
        other: "\(frame.count) closed files, fixed \(moment)"))
    add("SHA-256 \(frame.sha256)")
    guard round[DipSampleRound.by] != nil else { return }
    let drawn = round[DipSampleRound.receipt]?.strata ?? []
    for stratum in frame.strata {
      let count = drawn.first { $0.name.isSpelledLike(stratum.name) }?.drawn.count
      let name = stratum.name.isEmpty ? Message("(none)").text() : stratum.name
      add(
        count.map { Message("  \(name)  \($0) of \(stratum.population)") }
          ?? "  \(name)  \(stratum.population)")
    }
  }

  private mutating func addSample(_ readings: RoundReadings) {
    addHeading("Sample")
    let (count, seed) = (readings.files.count, round[DipSampleRound.seed] ?? "")
    add(
      .counted(
        count, one: "\(count) file drawn by the seed '\(seed)'",
        other: "\(count) files drawn by the seed '\(seed)'"))
    for passed in round[DipSampleRound.receipt]?.excluded ?? [] {
      add("passed over: \(passed.reference), \(passed.reason)")
    }
    for file in readings.files {
      guard let reason = file.reason else { continue }
      add("not readable: \(file.reference), \(reason)", .soon)
    }
  }

  // MARK: - The reading

  private mutating func addProgress(_ readings: RoundReadings) {
    addHeading("Reading")
    let (done, all) = (readings.files.count { $0.isFinished }, readings.files.count)
    let bar = String(repeating: "=", count: 10 * done / max(1, all))
    add("[\(bar)\(String(repeating: "-", count: 10 - bar.count))] \(readings.progress)")
    var shares: [String: Int] = [:]
    for reading in round[DipSampleRound.readings] ?? [] {
      shares[reading.reviewer, default: 0] += 1
      if let second = reading.second { shares[second, default: 0] += 1 }
    }
    for (account, count) in shares.sorted(by: { $0.key < $1.key }) {
      add("  \(format.words.lists.fullName(of: account)) reads \(count)")
    }
  }

  private mutating func addAnswers(_ tally: AnswerTally) {
    guard tally.read > 0 else { return }
    addHeading("Answers")
    for (position, question) in tally.questions.enumerated() {
      add("\(position + 1)  \(question.question.text)", indent: 3)
      let others: Message =
        "no \(question.count(of: .no)), not applicable \(question.count(of: .notApplicable)), cannot tell \(question.count(of: .cannotTell))"
      add("   yes \(question.share); \(others)", .dim, indent: 3)
    }
  }

  private mutating func addDifferences(_ differences: [ReadingDifference]) {
    guard !differences.isEmpty else { return }
    addHeading("Differences")
    let open = differences.count { $0.settled == nil }
    if open > 0 { add("\(open) not settled: the first answer counts, and the report says so", .note) }
    for difference in differences {
      let lists = format.words.lists
      let first: Message = "\(lists.initials(of: difference.first.reviewer)) \(difference.first.answer.label)"
      let second: Message =
        "\(lists.initials(of: difference.second.reviewer)) \(difference.second.answer.label)"
      add("\(difference.file)  \(difference.question.id): \(first), \(second)", .soon)
      if let settled = difference.settled {
        add("   settled as \(settled.answer.label): \(settled.reason)", .dim)
      }
    }
  }

  private mutating func addAgreement(_ agreement: [Agreement]) {
    guard !agreement.isEmpty else { return }
    addHeading("Two readers")
    for question in agreement {
      let kappa = question.kappaText ?? Message("not defined").text()
      add("\(question.question.id)  \(question.same) of \(question.pairs) the same, kappa \(kappa)")
      if let warning = question.warning { add("   \(warning)", .note) }
    }
  }

  private mutating func addRecommendations(_ records: [Record]) {
    guard !records.isEmpty else { return }
    addHeading("Recommendations")
    for record in records {
      let role: Role = record[OwedAnswer.answered] == nil ? .soon : .text
      add("\(record.reference)  \(record[Head.title] ?? "")")
      if let sent = record[OwedAnswer.sent] { add("   sent \(sent.description)", .dim) }
      add("   \(record.answerState)", role)
    }
  }

  private mutating func addHeading(_ title: Message) {
    lines += [StyledLine(""), StyledLine(title.text(), .heading)]
  }

  private mutating func add(_ message: Message, _ role: Role = .text, indent: Int = 0) {
    lines += RecordBody.paragraph(message.text(), format: format, role: role, indent: indent)
  }
}

import Casework
import Testing

/// The figures of a report, on the figures that a panel published.
@Suite struct RoundFiguresTests {
  let office: RoundOffice

  init() throws { office = try RoundOffice() }

  private func figures(
    _ round: String, _ change: (inout RoundFigures.Material) -> Void = { _ in }
  ) throws -> RoundFigures {
    let record = try #require(office.record(round))
    var material = RoundFigures.Material(
      round: record, questions: try #require(office.rulebook.questions(of: record)))
    material.reviews = office.reviews(round).filter { $0[Head.circle] == nil }
    material.complaints = (record[DipSampleRound.receipt]?.references ?? []).compactMap(office.record)
    change(&material)
    return RoundFigures(material, rulebook: office.rulebook)
  }

  /// Source: requirements C3: 27 cases, 25 timely, 22 with proper updates, 25 with the right outcome.
  @Test func thePanelOfMarch2025CountsAsItWasPublished() throws {
    // Of the complaints that took eight weeks, those with updates every four weeks were on time.
    office.file(27) { $0 <= 22 ? ["2026-07-28", "2026-08-20"] : ["2026-08-20"] }
    let round = try office.round(27, reviewers: "ann")
    for (number, review) in office.reviews(round).enumerated() {
      try office.read(
        review,
        [
          "timely": number < 25 ? .yes : .no, "kept-informed": number < 22 ? .yes : .no,
          "outcome-right": number < 25 ? .yes : .notApplicable,
        ])
    }
    let figures = try figures(round)
    let shares = Dictionary(
      uniqueKeysWithValues: figures.tally.questions.map { ($0.question.id, $0.share.text()) })
    #expect(figures.tally.progress.text() == "27 of 27 read")
    #expect(shares["timely"] == "25 of 27 (93%)")
    #expect(shares["kept-informed"] == "22 of 27 (81%)")
    // Not applicable is no part of the base (C10).
    #expect(shares["outcome-right"] == "25 of 25 (100%)")
    #expect(figures.updates == RoundFigures.UpdateCount(onTime: 22, late: 5, unknown: 0))
    #expect(figures.updates.share?.text() == "22 of 27 (81%)")
    #expect(figures.unreadable == [] && figures.replaced == [] && figures.agreement == [])
  }

  /// Source: requirements CP-09; four weeks from the start, from each update, and to the end.
  @Test(arguments: [
    (["2026-07-29", "2026-08-26"], 1), (["2026-07-30"], 0), (["2026-07-29"], 1), (["2026-06-30"], 0),
    (["2026-07-20", "2026-08-18"], 0),
  ])
  func updatesAreOnTimeWithinFourWeeksEach(updates: [String], onTime: Int) throws {
    office.file(1) { _ in updates }
    let figures = try figures(try office.round(1, reviewers: "ann"))
    #expect(figures.updates == RoundFigures.UpdateCount(onTime: onTime, late: 1 - onTime, unknown: 0))
  }

  @Test func withoutDaysOfUpdatesItCannotBeTold() throws {
    office.file(2)
    let figures = try figures(try office.round(2, reviewers: "ann"))
    #expect(figures.updates == RoundFigures.UpdateCount(onTime: 0, late: 0, unknown: 2))
    #expect(figures.updates.share == nil)
  }

  @Test func whatIsBlindIsInNoFigure() throws {
    office.file(20)
    let round = try office.round(10, second: 100)
    let reviews = office.reviews(round)
    for review in reviews where review[FileReview.turn] == .first { try office.read(review) }
    let figures = try figures(round)
    #expect(figures.tally.read == 0 && figures.readings.unfinished.count == 10)
    #expect(figures.agreement == [] && figures.differences == [])
  }

  @Test func aSettledAnswerCountsInPlaceOfTheFirst() throws {
    office.file(20)
    let round = try office.round(5, second: 100)
    for review in office.reviews(round) {
      try office.read(review, ["timely": review[FileReview.turn] == .first ? .yes : .no])
    }
    let before = try figures(round)
    let timely = try #require(before.agreement.first { $0.question.id == "timely" })
    #expect(before.differences.count == 5 && timely.same == 0 && timely.pairs == 5)
    let file = try #require(before.readings.files.first).reference
    try office.act(
      "settle",
      ["file": .string(file), "question": "timely", "answer": "no", "reason": "The letters show it."],
      on: round)
    let share = try figures(round).tally.questions.first { $0.question.id == "timely" }?.share.text()
    #expect(share == "4 of 5 (80%)")
  }

  /// Source: requirements CP-04, "compares this round with the last four".
  @Test func themesStandBesideTheLastFourRounds() throws {
    office.file(40)
    var rounds: [String] = []
    for _ in 0..<6 {
      let round = try office.round(3, reviewers: "ann")
      for (position, review) in office.reviews(round).enumerated() {
        try office.set(["themes": position == 0 ? ["delay", "rudeness"] : ["delay"]], on: review.reference)
        try office.read(try #require(office.record(review.reference)))
      }
      rounds.append(round)
    }
    let figures = try figures(rounds[5]) { material in
      material.earlier = rounds.dropLast().reversed().compactMap { reference in
        office.record(reference).map { ($0, office.reviews(reference)) }
      }
    }
    #expect(figures.earlier.count == 4)
    #expect(
      figures.themes == [
        RoundFigures.ThemeCount(theme: "delay", now: 3, before: [3, 3, 3, 3]),
        RoundFigures.ThemeCount(theme: "rudeness", now: 1, before: [1, 1, 1, 1]),
      ])
  }

  /// Source: requirements CP-03.
  @Test func totalsNameTheirSourceAndItsDay() throws {
    office.file(5)
    let figures = try figures(try office.round(5, reviewers: "ann")) { material in
      material.totals = ReportPeriod("2026-Q3").map { PeriodTotals(period: $0, logged: 61, closed: 40) }
      material.extracts = [
        Record(
          uid: "e", kind: .extract, reference: "EXT-26-0001", revision: 1,
          values: ["title": "q3.csv", "received": "2026-10-02"])
      ]
    }
    let totals = figures.values(office: "Saltmarsh", themeTitle: { $0 }, now: RoundOffice.now)["totals"]
    #expect(totals?["sampled"] == 5 && totals?["closed"] == 40 && totals?["logged"] == 61)
    #expect(totals?["sources"]?.array?.first?["imported"] == "2026-10-02")
  }
}

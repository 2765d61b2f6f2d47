import Casework
import Testing

/// A dip-sample round from its frame to its report: what must come first, who may see what, what must be there.
@Suite struct RoundRulesTests {
  let office: RoundOffice

  init() throws {
    office = try RoundOffice()
    office.file(40)
  }

  // MARK: - The draw

  /// Source: requirements C11, "fix the population first".
  @Test func nothingIsDrawnBeforeThePopulationIsFixed() throws {
    let round = try office.draft(10)
    #expect(office.refusal { try office.act("draw", ["seed": "1"], on: round) } == "not-frozen")
    #expect(office.refusal { try office.act("allot", ["reviewers": "ann"], on: round) } == "not-drawn-yet")
  }

  @Test func theFixedPopulationStaysWhenTheRegisterGrows() throws {
    let round = try office.draft(10, by: "area")
    try office.act("freeze", on: round)
    let frame = try #require(office.record(round)?[DipSampleRound.frame])
    #expect(frame.count == 40 && frame.strata.map(\.name) == ["North", "South"])
    #expect(frame.strata.map(\.population) == [20, 20])
    office.file(50)
    try office.act("draw", ["seed": "6 2 5 1"], on: round)
    let receipt = try #require(office.record(round)?[DipSampleRound.receipt])
    #expect(receipt.count == 40 && receipt.sha256 == frame.sha256 && receipt.references.count == 10)
  }

  /// Source: requirements CP-02, "a round's sample can be redrawn identically from its stored seed".
  @Test func theStoredSeedAndFrameGiveTheSameSample() throws {
    let reference = try office.round(12, by: "area")
    let round = try #require(office.record(reference))
    let receipt = try #require(round[DipSampleRound.receipt])
    let fixed = try #require(round[DipSampleRound.frame])
    let bytes = try #require(office.bytes(digest: fixed.file))
    let frame = try SampleFrame(query: receipt.query, file: bytes)
    #expect(try round.redrawn(receipt, from: frame).receipt == receipt)
    #expect(receipt.verdict(against: bytes).isSound)
  }

  @Test func whatWasFixedIsNotChangedAfterwards() throws {
    let round = try office.draft(10)
    try office.act("freeze", on: round)
    #expect(office.refusal { try office.set(["query": "area:North"], on: round) } == "round-is-fixed")
    try office.set(["size": 12], on: round)
    try office.act("draw", ["seed": "1"], on: round)
    #expect(office.refusal { try office.set(["size": 13], on: round) } == "round-is-fixed")
    #expect(office.refusal { try office.act("draw", ["seed": "2"], on: round) } == "drawn-already")
    #expect(office.refusal { try office.act("freeze", on: round) } == "frozen-already")
  }

  @Test func aFileThatIsLeftOutHasAReason() throws {
    let round = try office.draft(10)
    try office.act("freeze", on: round)
    let without: [String: JSON] = ["seed": "1", "excluded": "CO/00001/26"]
    #expect(office.refusal { try office.act("draw", without, on: round) } == "exclusion-without-reason")
    try office.act("draw", ["seed": "1", "excluded": "CO/00001/26: under appeal"], on: round)
    let excluded = office.record(round)?[DipSampleRound.receipt]?.excluded
    #expect(excluded == [SampleExclusion(reference: "CO/00001/26", reason: "under appeal")])
  }

  // MARK: - Who reads what

  /// Source: requirements C9.
  @Test(arguments: ["Bob Price", "bob"])
  func nobodyReadsAFileThatTheyHandled(handler: String) throws {
    office.handle("CO/00003/26", by: handler)
    let round = try office.round(40)
    let readers = office.reviews(round).filter { $0[FileReview.file] == "CO/00003/26" }.map { $0[Head.owner] }
    #expect(readers == ["ann"])
    let said: [String: JSON] = ["file": "CO/00003/26", "from": "ann", "to": "bob"]
    #expect(office.refusal { try office.act("pass", said, on: round) } == "sample")
  }

  @Test func aReadingIsSeenByItsReviewerAloneUntilItIsIn() throws {
    let round = try office.round(10)
    let review = try #require(office.reviews(round).first { $0[Head.owner] == "ann" })
    #expect(review.isVisible(to: RoundOffice.ann))
    #expect(!review.isVisible(to: RoundOffice.bob) && !review.isVisible(to: RoundOffice.lead))
    try office.read(review)
    let read = try #require(office.record(review.reference))
    #expect(read.isVisible(to: RoundOffice.bob) && read.isClosed)
  }

  @Test func twoReadersOfAFileAreShownTogether() throws {
    let round = try office.round(10, second: 50)
    let pair = office.reviews(round).filter { review in
      office.reviews(round).count { $0[FileReview.file] == review[FileReview.file] } == 2
    }
    let first = try #require(pair.first)
    let second = try #require(
      pair.first { $0.uid != first.uid && $0[FileReview.file] == first[FileReview.file] })
    #expect(pair.count == 10 && first[Head.owner] != second[Head.owner])
    try office.read(first)
    #expect(office.record(first.reference)?[Head.stage] == FileReview.isIn)
    #expect(office.record(first.reference)?.isVisible(to: office.actor(second)) == false)
    try office.read(second, ["timely": .no])
    for reference in [first.reference, second.reference] {
      #expect(office.record(reference)?[Head.stage] == FileReview.revealed)
      #expect(office.record(reference)?.isVisible(to: RoundOffice.lead) == true)
    }
  }

  @Test func onlyTheReviewerAnswers() throws {
    let round = try office.round(10)
    let review = try #require(office.reviews(round).first { $0[Head.owner] == "ann" })
    let said: [String: JSON] = ["question": "timely", "answer": "yes"]
    let refusal = office.refusal { try office.act("score", said, on: review.reference, by: RoundOffice.bob) }
    #expect(refusal == "not-your-reading")
  }

  @Test func whatIsMissingIsNamedAndCannotTellIsAnAnswer() throws {
    let round = try office.round(10)
    let review = try #require(office.reviews(round).first)
    do {
      try office.act("finish", on: review.reference, by: office.actor(review))
      Issue.record("handed in without an answer")
    } catch let refusal as RuleRefusal {
      #expect(refusal.message.text().contains("kept-informed, timely, letters-clear, outcome-right"))
    }
    let all = try #require(office.rulebook.questions(of: review)).questions.map {
      ($0.id, ReviewAnswer.cannotTell)
    }
    try office.read(review, Dictionary(uniqueKeysWithValues: all))
    #expect(office.record(review.reference)?[Head.stage] == FileReview.revealed)
    #expect(
      office.refusal { try office.act("finish", on: review.reference, by: office.actor(review)) }
        == "reading-finished")
  }

  // MARK: - The end

  /// Source: requirements CP-02, "every sampled file has a finished form or a stated reason".
  @Test func aRoundIsReportedWhenEveryFileIsReadOrHasAReason() throws {
    let round = try office.round(6)
    let reviews = office.reviews(round)
    for review in reviews.dropLast() { try office.read(review) }
    #expect(office.refusal { try office.act("report", on: round) } == "files-not-read")
    let last = try #require(reviews.last)
    try office.act("unreadable", ["reason": "Sealed by a court."], on: last.reference, by: office.actor(last))
    try office.act("report", on: round)
    #expect(office.record(round)?[Head.stage] == DipSampleRound.reported)
  }

  @Test func aFileThatIsReplacedGivesItsPlaceToTheNextTicket() throws {
    let round = try office.round(6)
    let old = try #require(office.reviews(round).first)
    let file = old[FileReview.file] ?? ""
    try office.act("replace", ["file": .string(file), "reason": "The file is lost."], on: round)
    let receipt = try #require(office.record(round)?[DipSampleRound.receipt])
    #expect(receipt.references.count == 6 && !receipt.references.contains(file))
    #expect(receipt.excluded == [SampleExclusion(reference: file, reason: "The file is lost.")])
    #expect(office.record(old.reference)?[Head.stage] == FileReview.setAside)
    let read = Set(office.reviews(round).filter(\.isBeingRead).compactMap { $0[FileReview.file] })
    #expect(read == Set(receipt.references))
  }

  @Test func differencesAreSettledByWhoLeadsTheRound() throws {
    let round = try office.round(4, second: 100)
    for review in office.reviews(round) {
      try office.read(review, review[Head.owner] == "ann" ? ["timely": .no] : [:])
    }
    let file = office.record(round)?[DipSampleRound.receipt]?.references.first ?? ""
    let said: [String: JSON] = [
      "file": .string(file), "question": "timely", "answer": "no", "reason": "Three months went by.",
    ]
    #expect(
      office.refusal { try office.act("settle", said, on: round, by: RoundOffice.bob) }
        == "\(RuleRefusal.notOfYourRole(kind: .round))")
    let agreed = said.merging(["question": "outcome-right"]) { $1 }
    #expect(office.refusal { try office.act("settle", agreed, on: round) } == "no-difference")
    try office.act("settle", said, on: round)
    let settled = try #require(office.record(round)?[DipSampleRound.settled])
    #expect(settled.count == 1 && settled[0].by == "lead" && settled[0].answer == .no)
  }

  @Test func aReadingThatIsPassedOnBeginsAnew() throws {
    let round = try office.round(10)
    let review = try #require(
      office.reviews(round).first { $0[Head.owner] == "bob" })
    try office.act(
      "score", ["question": "timely", "answer": "no"], on: review.reference, by: RoundOffice.bob)
    let said: [String: JSON] = ["file": .string(review[FileReview.file] ?? ""), "from": "bob", "to": "ann"]
    try office.act("pass", said, on: round)
    let passed = try #require(office.record(review.reference))
    #expect(passed[FileReview.answers] == nil && passed[Head.owner] == "ann")
    #expect(passed.isVisible(to: RoundOffice.ann) && !passed.isVisible(to: RoundOffice.bob))
  }

  @Test(arguments: ["2026": 365, "2026-Q3": 92, "2026-02": 28])
  func aPeriodIsAYearAQuarterOrAMonth(text: String, days: Int) throws {
    let period = try #require(ReportPeriod(text))
    #expect(period.last - period.first + 1 == days)
  }

  @Test(arguments: ["", "26-Q3", "2026-Q5", "2026-13", "2026-Q3-1", "2026-7", "Q3"])
  func anythingElseIsNoPeriod(text: String) {
    #expect(ReportPeriod(text) == nil)
  }
}

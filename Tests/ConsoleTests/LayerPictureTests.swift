import Canvas
import Casework
import TestOffice
import Testing

@testable import Console

/// What lies over the panes, on a small and on a large terminal: files being read, pages, lists to choose from.
@Suite struct LayerPictureTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  private func expect(
    _ frame: Frame, _ name: String, _ size: (Int, Int), at location: SourceLocation = #_sourceLocation
  ) throws {
    try GoldenFrame.expect(frame, "layers/\(name)-\(size.0)x\(size.1)", at: location)
  }

  // MARK: - Dip samples

  private static let files = ["CO/00217/26", "CO/00231/26", "CO/00240/26"]

  /// A file that the force closed late.
  private static func complaint(_ reference: String) -> Record {
    .byHand(
      .complaint, reference,
      [
        "title": "No update for seven weeks", "received": "2026-07-01", "closed": "2026-09-20",
        "stage": "closed", "area": "North", "track": "outside-schedule-3", "handler": "PC 4471",
        "category": "Individual behaviours", "result": "resolved",
        "summary":
          "The desk officer laughed at the complainant's accent. No update for seven weeks, then a letter with another name in it.",
        "updates": ["2026-07-20", "2026-09-10"],
        "allegations": [
          ["category": "Individual behaviours", "result": "resolved"],
          ["category": "Delivery of duties and service", "result": "not-determined"],
        ],
      ])
  }

  /// The reading of a file by who sits at the console.
  private static func review(_ number: Int, _ stage: String, by reader: String = "slewis") -> Record {
    var review = Record.byHand(
      .review, "REV-26-000\(number)",
      ["title": .string(files[number - 1]), "parent": "DSR-26-0001", "received": "2026-11-01"])
    review[Head.stage] = stage
    review[Head.owner] = reader
    review[FileReview.file] = files[number - 1]
    review[FileReview.turn] = .first
    review[DipSampleRound.questions] = shippedRules.questions.prefix(2).map(\.identity)
    review[FileReview.answers] = ReviewAnswers(["kept-informed": .no, "timely": .yes])
    return review
  }

  static func readingDesk(_ size: (Int, Int)) -> PaneDesk {
    var first = review(1, FileReview.reading)
    first[FileReview.comment] = "Seven weeks without a word, though the plan promised four."
    first[Head.themes] = ["response"]
    let records = [first, review(2, FileReview.allotted)] + files.map(complaint)
    var desk = PaneDesk("2", records, columns: size.0, rows: size.1)
    desk.type("'m")
    return desk
  }

  @Test(arguments: sizes)
  func aFileIsReadAboveItsQuestions(size: (Int, Int)) throws {
    var desk = Self.readingDesk(size)
    try expect(desk.frame, "readings", size)
    desk.type("S")
    try expect(desk.frame, "scoring", size)
    desk.press(.tab, .tab)
    try expect(desk.frame, "scoring-last", size)
    desk.type("?")
    try expect(desk.frame, "scoring-help", size)
    desk.press(.escape)
    desk.type("w")
    try expect(desk.frame, "scoring-comment", size)
  }

  /// A round of nine files of which three are drawn: one is read, one is not, one is passed over.
  private static func round() throws -> Record {
    let members =
      files.map { SampleMember($0, stratum: "North") }
      + (300...305).map { SampleMember("CO/00\($0)/26", stratum: "South") }
    let frame = try SampleFrame(query: "closed:2026-Q3", members: members)
    let draw = try SampleDraw(from: frame, size: 3, seed: "6 2 5 1 4")
    var round = Record.byHand(
      .round, "DSR-26-0001",
      [
        "title": "Timeliness and manner", "query": "closed:2026-Q3", "size": 3, "by": "area",
        "owner": "slewis", "seed": "6 2 5 1 4", "period": "2026-Q3", "theme": "incivility",
        "frame": [
          "query": "closed:2026-Q3", "count": 9, "sha256": .string(frame.sha256), "file": "00",
          "frozen": "2026-11-20T09:00:00Z",
          "strata": [["name": "North", "population": 3], ["name": "South", "population": 6]],
        ],
      ])
    round[Head.stage] = DipSampleRound.reading
    round[DipSampleRound.receipt] = draw.receipt
    round[DipSampleRound.questions] = shippedRules.questions.prefix(2).map(\.identity)
    round.values["readings"] = .array(
      draw.references.map { ["reference": .string($0), "reviewer": "slewis", "second": "pjones"] })
    return round
  }

  @Test(arguments: sizes)
  func aRoundThatIsBeingReadSaysHowFarItIs(size: (Int, Int)) throws {
    let round = try Self.round()
    let drawn = round[DipSampleRound.receipt]?.references ?? []
    let readings = zip(["slewis", "pjones"], [ReviewAnswer.yes, .no]).enumerated().map { position, reading in
      var review = Self.review(position + 1, FileReview.revealed, by: reading.0)
      review[FileReview.file] = drawn.first
      review[FileReview.turn] = position == 0 ? .first : .second
      review[FileReview.answers] = ReviewAnswers(["kept-informed": .yes, "timely": reading.1])
      return review
    }
    var desk = PaneDesk("2", [round] + readings, columns: size.0, rows: size.1)
    try expect(desk.frame, "round-reading", size)
    desk.press(.enter)
    try expect(desk.frame, "round-reading-open", size)
    desk.press(.escape)
    desk.type("d")
    try expect(desk.frame, "round-acts", size)
    desk.press(.escape)
    desk.type("D")
    try expect(desk.frame, "round-next", size)
  }

  // MARK: - Pages

  @Test(arguments: sizes)
  func theHistorySaysWhoDidWhat(size: (Int, Int)) throws {
    var desk = Desk(columns: size.0, rows: size.1)
    desk.type("a")
    desk.press(.enter)
    desk.type("#")
    desk.press(.tab, .enter)
    desk.type("gh")
    try expect(desk.frame, "history", size)
  }

  @Test(arguments: sizes)
  func aDueDateIsMadeDayByDay(size: (Int, Int)) throws {
    var desk = Desk(columns: size.0, rows: size.1)
    desk.type("gd")
    try expect(desk.frame, "deadlines", size)
  }

  @Test(arguments: [(30, 8), (120, 40)])
  func theAttendanceOfAYearFitsTheScreen(size: (Int, Int)) throws {
    var console = GroupsConsole(columns: size.0, rows: size.1)
    console.press(.character("j"), .character("g"), .character("a"))
    try expect(console.frame, "attendance", size)
  }

  // MARK: - Lists to choose from

  @Test(arguments: sizes)
  func whatCanBeChosenIsListed(size: (Int, Int)) throws {
    for (keys, name) in [("@", "place"), ("s", "stage"), ("d", "acts"), ("f", "refer"), ("x", "close")] {
      var desk = Desk(columns: size.0, rows: size.1)
      desk.type(keys)
      try expect(desk.frame, "picker-\(name)", size)
    }
  }

  @Test func onALargeScreenTheListsAreTheSame() throws {
    for (keys, name) in [("a", "assign"), ("#", "themes"), (":", "palette"), ("o", "attachment")] {
      var desk = Desk(columns: 120, rows: 40)
      desk.type(keys)
      try expect(desk.frame, "picker-\(name)", (120, 40))
    }
  }
}

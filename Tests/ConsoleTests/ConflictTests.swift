import Canvas
import Casework
import Testing

@testable import Console

/// A colleague was faster: both versions are shown, and nothing that was typed is lost.
@Suite struct ConflictTests {
  /// Both changed the subject of the first case; the colleague the team too, and I the owner.
  static func desk(columns: Int = 80, rows: Int = 24) throws -> (desk: Desk, theirs: Record) {
    var desk = Desk(columns: columns, rows: rows)
    desk.answersChanges = false
    desk.type("e")
    desk.press(.end)
    desk.type(", ail gŵyn")
    FieldJudgementTests.go(to: "Owner", &desk)
    desk.type("siwan")
    desk.press(.control("s"))
    var theirs = desk.files[0].record
    theirs.revision = 2
    theirs[Head.title] = "Cwyn am oedi (Llwyd)"
    theirs[Head.team] = "abbey"
    let change = try #require(desk.changes.last)
    desk.receive(
      .overtaken(change, theirs, by: "pjones", at: ConsoleExamples.instant("2026-11-20T14:01:00Z")))
    return (desk, theirs)
  }

  @Test func bothVersionsAreShownFieldByField() throws {
    let (desk, _) = try Self.desk()
    #expect(desk.shows("COR-26-0001 was changed meanwhile by Priya Jones, 20 Nov 14:01"))
    for line in [
      "Subject: both changed it", "  theirs  Cwyn am oedi (Llwyd)",
      "  yours   Cwyn am oedi, Tŷ'r Ŵyl, ail gŵyn",
      "  yours   Siwan Lewis", "  theirs  Abbey neighbourhood team",
    ] {
      #expect(desk.shows(line))
    }
    #expect(desk.cursorRow.contains("> [ Back to edit ]"))
    try GoldenFrame.expect(desk.frame, "conflict-80x24")
  }

  @Test(arguments: [(30, 8), (160, 50)])
  func itFitsOtherScreens(columns: Int, rows: Int) throws {
    let (desk, _) = try Self.desk(columns: columns, rows: rows)
    #expect(desk.cursorRow.contains("> [ Back"))
    try GoldenFrame.expect(desk.frame, "conflict-\(columns)x\(rows)")
  }

  @Test func mineIsSavedOverTheirs() throws {
    var (desk, _) = try Self.desk()
    desk.press(.tab, .enter)
    #expect(
      desk.changes.last?.what
        == .act(
          .set(["title": "Cwyn am oedi, Tŷ'r Ŵyl, ail gŵyn", "owner": "slewis"]), on: "COR-26-0001", seen: 2))
  }

  @Test func theirsIsTakenWhereBothChangedAndTheRestOfMineIsSaved() throws {
    var (desk, _) = try Self.desk()
    desk.press(.right, .right)
    #expect(desk.shows("Leaves theirs where both changed, and saves the rest of yours."))
    desk.press(.enter)
    #expect(desk.changes.last?.what == .act(.set(["owner": "slewis"]), on: "COR-26-0001", seen: 2))
  }

  @Test(arguments: [Key.enter, .escape])
  func whoGoesBackFindsWhatWasTypedWithTheirsBeneathIt(key: Key) throws {
    var (desk, _) = try Self.desk()
    desk.press(key)
    #expect(desk.shows("Cwyn am oedi, Tŷ'r Ŵyl, ail gŵyn"))
    #expect(desk.shows("theirs: Cwyn am oedi (Llwyd)"))
    #expect(desk.shows("Abbey neighbourhood team"))
    desk.press(.control("s"))
    #expect(
      desk.changes.last?.what
        == .act(
          .set(["title": "Cwyn am oedi, Tŷ'r Ŵyl, ail gŵyn", "owner": "slewis"]), on: "COR-26-0001", seen: 2))
  }

  /// Of an act nothing can be saved in part: it is done all the same, or not.
  @Test func aReplyIsKeptWhenTheCaseWasMovedMeanwhile() throws {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("rAnnwyl Siân")
    desk.press(.control("s"))
    var theirs = desk.files[0].record
    theirs.revision = 2
    theirs[Head.stage] = "closed"
    let change = try #require(desk.changes.last)
    desk.receive(.overtaken(change, theirs, by: "pjones", at: ConsoleExamples.now))
    #expect(desk.shows("  theirs  closed") || desk.shows("  theirs  Closed"))
    #expect(desk.shows("  yours   Annwyl Siân"))
    desk.press(.enter)
    #expect(desk.cursorRow == "| Annwyl Siân")
    desk.press(.control("s"))
    guard case .act(_, _, let seen)? = desk.changes.last?.what else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(seen == 2)
    desk.receive(.overtaken(try #require(desk.changes.last), theirs, by: "pjones", at: ConsoleExamples.now))
    desk.press(.backTab, .enter)
    #expect(desk.shows("COR-26-0001 stays as Priya Jones left it; nothing of yours was written."))
  }

  /// The reason for a change is about the record as it stands now.
  @Test func aReasonIsKeptToo() throws {
    var desk = Desk()
    desk.type("x")
    desk.press(.enter)
    desk.answersChanges = false
    desk.type("He only says thank you.")
    desk.press(.control("s"))
    let refused = try #require(desk.changes.last)
    var theirs = desk.files[0].record
    theirs.revision = 2
    theirs[Head.stage] = "open"
    desk.receive(.overtaken(refused, theirs, by: "pjones", at: ConsoleExamples.now))
    desk.press(.escape)
    #expect(desk.cursorRow == "| He only says thank you.")
    desk.press(.control("s"))
    guard case .act(_, _, let seen)? = desk.changes.last?.what else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(seen == 2 && desk.changes.last?.reason == "He only says thank you.")
  }

  @Test func whoEditsIsToldWhenAColleagueSaves() throws {
    var desk = Desk()
    desk.type("e")
    desk.files[0].record.revision = 2
    desk.files[0].record[Head.team] = "abbey"
    desk.files[0].history.append(.example("change", by: "pjones", reference: "COR-26-0001", [:], from: [:]))
    desk.receive(.changedElsewhere)
    #expect(desk.shows("Priya Jones has changed COR-26-0001 meanwhile: where you differ, saving"))
    desk.type("x")
    desk.receive(.changedElsewhere)
    #expect(!desk.shows("has changed COR-26-0001 meanwhile"))
  }
}

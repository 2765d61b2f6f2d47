import Canvas
import Casework
import Testing

@testable import Console

/// Two texts in one place: a note that was refused after it was left, and another on the same record.
@Suite struct BesideDraftTests {
  /// A note whose answer was not waited for, and another one begun on the same case.
  private static func twoNotes() throws -> (desk: Desk, change: Change) {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wThe first note")
    desk.press(.control("s"), .control("c"))
    let change = try #require(desk.changes.last)
    desk.type("wThe second note")
    return (desk, change)
  }

  private static func texts(_ desk: Desk) -> Set<String> {
    Set(desk.drafts.flatMap { $0.texts.values })
  }

  @Test func bothAreKeptWhileTheFirstIsUnderWay() throws {
    var (desk, _) = try Self.twoNotes()
    desk.wait(milliseconds: 2000)
    desk.wait(milliseconds: 2000)
    #expect(Self.texts(desk) == ["The first note", "The second note"])
  }

  @Test func aRefusalWritesOverNeither() throws {
    var (desk, change) = try Self.twoNotes()
    desk.receive(.refused(change, "The case is closed.", yieldsToReason: false))
    desk.wait(milliseconds: 2000)
    desk.wait(milliseconds: 2000)
    #expect(desk.shows("| The second note"))
    #expect(Self.texts(desk) == ["The first note", "The second note"])
    #expect(desk.drafts.allSatisfy { $0.place.label.text() == "note" })
  }

  @Test func whenTheSecondIsFiledTheFirstIsOfferedAndCanBeFiledToo() throws {
    var (desk, change) = try Self.twoNotes()
    desk.receive(.refused(change, "The case is closed.", yieldsToReason: false))
    desk.wait(milliseconds: 2000)
    desk.answersChanges = true
    desk.press(.control("s"))
    #expect(Self.texts(desk) == ["The first note"])
    desk.type("w")
    #expect(desk.shows("Unfinished note of") && desk.shows("| The first note"))
    desk.press(.enter)
    #expect(Self.texts(desk) == ["The first note"] && desk.drafts.first?.place.form == "note")
    desk.press(.control("s"))
    #expect(desk.drafts.isEmpty)
    #expect(desk.changes.last?.what == .act(.note("The first note"), on: "COR-26-0001", seen: 2))
  }

  @Test func ofSeveralTheOneThatIsChosenFromTheListIsOffered() throws {
    let place = DraftPlace(form: "note", reference: "COR-26-0001")
    let drafts = [(place, "By the door"), (place.beside("1"), "By the window")].map { place, text in
      Draft(place: place, revision: 1, at: ConsoleExamples.now, texts: ["text": text])
    }
    var desk = Desk(drafts: drafts)
    desk.type("gu")
    desk.press(.down, .enter)
    #expect(desk.shows("| By the window"))
    desk.wait(milliseconds: 500)
    desk.type("d")
    #expect(Self.texts(desk) == ["By the door"])
  }

  @Test func whatIsLeftAndFiledLeavesNoDraft() throws {
    var (desk, change) = try Self.twoNotes()
    desk.wait(milliseconds: 2000)
    desk.receive(.done(change, Receipt(entry: 3, touched: ["COR-26-0001"])))
    desk.wait(milliseconds: 2000)
    #expect(Self.texts(desk) == ["The second note"])
  }

  // MARK: - Keys that came too soon

  @Test func anEnterThatWasTypedAheadIsNotTakenAndThatIsSaid() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("tttaPri\n")
    desk.press(.enter)
    desk.answersChanges = true
    desk.answerAll()
    #expect(desk.changes.isEmpty && desk.shows("would be: assigned to"))
    #expect(desk.shows("What was typed ahead was not taken: look at what would change, then press Enter."))
    desk.press(.down)
    #expect(!desk.shows("typed ahead"))
  }

  @Test func anEnterInTheBlinkOfAnEyeIsNotTakenEither() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("tttaPri\n")
    desk.answersChanges = true
    desk.answerAll()
    desk.press(.enter)
    #expect(desk.changes.isEmpty && desk.shows("What was typed ahead was not taken"))
    desk.wait(milliseconds: 400)
    desk.press(.enter)
    #expect(desk.changes.count == 1)
  }
}

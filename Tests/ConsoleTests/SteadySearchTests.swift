import Canvas
import Casework
import Testing

@testable import Console

/// A list while the register changes and while what is typed is not understood: it says what it is, and lets one work.
@Suite struct SteadySearchTests {
  private static func searches(_ desk: Desk) -> Int {
    desk.asked.count { if case .search = $0 { true } else { false } }
  }

  // MARK: - A query that is not understood

  @Test func whileAQueryIsNotUnderstoodTheListSaysOfWhichItIs() {
    var desk = Desk()
    desk.type("/light")
    #expect(desk.shows("Search: light   1 of 1"))
    desk.send(.paste(" stage:lo"))
    #expect(desk.shows("Not understood; still listed: light   1 of 1"))
    #expect(!desk.shows("Search:"))
    #expect(desk.shows("COR-26-0003"))
  }

  @Test func aQueryThatWasNeverUnderstoodStandsOverTheView() {
    var desk = Desk()
    desk.type("/")
    desk.send(.paste("stage:lost"))
    #expect(desk.shows("Not understood; still listed: Correspondence: open   1 of 8"))
    desk.press(.escape)
    #expect(desk.shows("Correspondence: open   1 of 8   soonest due first"))
  }

  // MARK: - Changes elsewhere

  @Test func aChangeElsewhereDoesNotBeginASearchAnewThatIsUnderWay() {
    var desk = Desk()
    desk.answersSearches = false
    desk.type("/light")
    let asked = Self.searches(desk)
    for _ in 0..<20 { desk.receive(.changedElsewhere) }
    #expect(Self.searches(desk) == asked)
    // When it is answered, it is asked once more, however much was changed.
    desk.answerAll()
    #expect(Self.searches(desk) == asked + 1)
    #expect(desk.shows("Search: light   1 of 1"))
    desk.answerAll()
    #expect(Self.searches(desk) == asked + 1)
  }

  @Test func noKeyWaitsForASearchThatIsOnlyRepeated() {
    var desk = Desk()
    desk.type("/light\n")
    desk.answersSearches = false
    desk.receive(.changedElsewhere)
    desk.receive(.progress(JobProgress("7 messages"), job: 1))
    desk.type("a")
    #expect(desk.shows("Assign COR-26-0003 to"))
  }

  @Test func aKeyStillWaitsForTheSearchThatWasTyped() {
    var desk = Desk()
    desk.answersSearches = false
    desk.type("/light\n")
    desk.receive(.changedElsewhere)
    desk.type("a")
    #expect(!desk.shows("Assign"))
    desk.answerAll()
    #expect(desk.shows("Assign COR-26-0003 to"))
  }

  // MARK: - Waiting for the register

  @Test func whoSavesWhileMailIsImportedIsToldWhatIsWaitedFor() {
    var desk = Desk()
    desk.type("!m~/mail\n")
    desk.press(.escape)
    desk.answersChanges = false
    desk.type("wRang her")
    desk.press(.control("s"))
    #expect(desk.shows("Saving: waiting for 'import mail' to let go. Ctrl-C leaves without waiting."))
  }

  @Test func whoWaitsForAnotherProgramIsToldSo() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wRang her")
    desk.press(.control("s"))
    #expect(desk.shows("Saving. Ctrl-C leaves without waiting."))
    desk.wait(milliseconds: 1200)
    #expect(desk.shows("Saving: waiting for another program that is writing. Ctrl-C leaves"))
  }
}

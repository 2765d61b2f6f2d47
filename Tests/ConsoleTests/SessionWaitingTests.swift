import Canvas
import Casework
import Testing

@testable import Console

/// What happens between asking the register for a change and its answer.
@Suite struct SessionWaitingTests {
  @Test func pressingEnterTwiceWritesANoteOnce() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wOnce")
    desk.press(.tab, .enter, .enter)
    #expect(desk.changes.count == 1)
    #expect(desk.shows("Saving."))
    desk.answersChanges = true
    desk.answerAll()
    #expect(desk.changes.count == 1)
  }

  @Test func keysTypedAheadOfTheAnswerActAfterIt() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wFirst")
    desk.press(.tab, .enter)
    desk.type("jaz")
    desk.answersChanges = true
    desk.answerAll()
    #expect(desk.shows("Assign COR-26-0002 to"))
    #expect(desk.shows("Find: z"))
  }

  @Test func keysTypedAheadOfARefusalAreNotTakenForTheReason() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("x")
    desk.press(.enter)
    desk.type("jj")
    desk.answersChanges = true
    desk.answerAll()
    #expect(desk.shows("A reason is needed"))
    #expect(desk.cursorRow == "|")
  }

  @Test func aTextBegunWhileAnUndoIsUnderWayIsKept() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("uwHalf a note")
    desk.answersChanges = true
    desk.answerAll()
    #expect(desk.cursorRow.contains("Half a note"))
  }

  @Test func aKeyAfterASearchActsOnWhatTheSearchFinds() {
    var desk = Desk()
    desk.answersSearches = false
    desk.type("/light\na")
    #expect(!desk.shows("Assign"))
    desk.answersSearches = true
    desk.answerAll()
    #expect(desk.shows("Assign COR-26-0003 to"))
  }

  @Test func aSearchThatIsNeverAnsweredDoesNotStopTheKeys() {
    var desk = Desk()
    desk.answersSearches = false
    desk.type("/light\na")
    desk.send(.tick)
    #expect(desk.shows("Assign COR-26-0001 to"))
  }

  @Test func whoDoesNotWaitIsToldLater() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wA note")
    desk.press(.tab, .enter, .control("c"))
    #expect(!desk.shows("Saving."))
    desk.answersChanges = true
    desk.answerAll()
    #expect(desk.shows("COR-26-0001: note written. u takes it back."))
  }

  @Test func aRefusalBringsBackWhatWasLeftWithoutWaiting() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wA long note")
    desk.press(.tab, .enter, .control("c"))
    guard let change = desk.changes.last else { return #expect(Bool(false), "nothing was asked") }
    desk.receive(.refused(change, "The store is full.", yieldsToReason: false))
    #expect(desk.shows("| A long note"))
    #expect(desk.shows("The store is full."))
    desk.press(.enter)
    #expect(desk.changes == [change, change])
  }

  @Test func theAnswerToOneChangeDoesNotEndTheWaitForAnother() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("wA note")
    desk.press(.tab, .enter)
    desk.receive(.done(Change(.undo(reference: nil)), Receipt(entry: 1, touched: ["COR-26-0002"])))
    #expect(desk.shows("Saving."))
  }
}

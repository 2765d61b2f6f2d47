import Canvas
import Casework
import Testing

@testable import Console

/// Acting on many: what is tagged is what is changed, it is shown before, and nothing else is touched.
@Suite struct TaggingTests {
  private var references: [String] { ConsoleExamples.files.map(\.record.reference) }

  @Test func threeTaggedLettersAreAssignedAfterTheyWereShown() {
    var desk = Desk()
    desk.type("ttt")
    #expect(desk.foot.contains("a assign 3") && desk.shows("tagged 3"))
    #expect(
      desk.screen[2].hasPrefix(" *") && desk.screen[4].hasPrefix(" *") && desk.screen[5].hasPrefix("> "))
    desk.type("a")
    #expect(desk.shows("Assign 3 records to"))
    desk.press(.down, .enter)
    #expect(desk.changes.isEmpty)
    #expect(desk.shows("3 records would be: assigned to") && desk.shows("Owner: "))
    desk.press(.enter)
    guard case .bulk(_, let targets)? = desk.changes.last?.what else { return #expect(Bool(false)) }
    #expect(targets.count == 3 && targets.allSatisfy { $0.seen != nil })
    #expect(desk.shows("u takes all of it back.") && !desk.shows("tagged 3"))
    desk.type("u")
    #expect(desk.changes.last?.what == .undoEntry(2))
  }

  @Test func leavingThePreviewChangesNothingAndKeepsTheTags() {
    var desk = Desk()
    desk.type("tts")
    desk.press(.enter, .escape, .escape)
    #expect(desk.changes.isEmpty && desk.shows("tagged 2"))
  }

  @Test func aRangeGoesFromWhereItWasBegunToTheCursor() {
    var desk = Desk()
    desk.type("vjj")
    #expect(desk.shows("tagged 3") && desk.foot.contains("assign 3"))
    desk.type("k")
    #expect(desk.foot.contains("assign 2"))
    desk.type("vjjj")
    #expect(desk.shows("tagged 2"))
  }

  @Test func escLetsTheTagsGoAndTheyCanBeBroughtBack() {
    var desk = Desk()
    desk.type("tt")
    desk.press(.escape)
    #expect(desk.shows("2 let go") && !desk.hasQuit)
    desk.type("Tr")
    #expect(desk.shows("tagged 2"))
    desk.type("q")
    #expect(!desk.hasQuit)
    desk.type("q")
    #expect(desk.hasQuit)
  }

  @Test func allThatTheListFindsIsTaggedAndTheOthersByInverting() {
    var desk = Desk()
    let count = desk.session.pane.lines.count
    desk.type("tTi")
    #expect(desk.foot.contains("assign \(count - 1)"))
    desk.type("Ta")
    #expect(desk.foot.contains("assign \(count)"))
    desk.type("Tn")
    #expect(!desk.shows("tagged"))
  }

  /// The next key must never fall upon the one record under the cursor because the tags were not there yet.
  @Test func keysTypedBeforeTheTagsAreInWaitForThem() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("Taa")
    #expect(!desk.shows("Assign"))
    desk.answerAll()
    #expect(desk.shows("Assign \(desk.session.pane.lines.count) records to"))
  }

  @Test func whatIsDoneToOneRecordAtATimeRefusesTags() {
    var desk = Desk()
    desk.type("tto")
    #expect(desk.shows("one record at a time"))
  }

  @Test func overFiftyTheNumberMustBeTyped() {
    var outcome = BulkOutcome()
    outcome.changed = (1...51).map { number in
      BulkOutcome.Line(
        reference: "COR-26-\(number)", kind: .caseFile, title: "", revision: 1,
        detail: ChangeDetail(json: [:]))
    }
    let later = Instant(milliseconds: ConsoleExamples.now.milliseconds + 1000)
    var preview = BulkPreview(
      Change(.bulk(.each(.note("x")), on: [])), done: "note written", outcome, at: ConsoleExamples.now,
      isShown: { _ in true })
    #expect(preview.handle(.enter, at: later) == .stay)
    for key in "50" { #expect(preview.handle(.character(key), at: later) == .stay) }
    #expect(preview.handle(.enter, at: later) == .stay)
    _ = preview.handle(.backspace, at: later)
    _ = preview.handle(.character("1"), at: later)
    #expect(preview.handle(.enter, at: later) == .submit)
  }

  @Test func thePreviewNamesWhatTheListDoesNotShow() {
    var desk = Desk()
    desk.type("tt/")
    desk.type("zebra")
    desk.press(.enter)
    desk.type("wRang all of them.")
    desk.press(.control("s"))
    #expect(desk.shows("Tagged, but not in the list at present: 2"))
  }

  @Test func theLastVerbIsDoneAgainToTheNextRecord() {
    var desk = Desk()
    desk.type("a")
    desk.press(.down, .enter)
    let first = desk.changes.last
    desk.type("j.")
    guard case .act(let action, let one, _)? = first?.what,
      case .act(let again, let two, _)? = desk.changes.last?.what
    else { return #expect(Bool(false)) }
    #expect(action == again && one != two)
  }

  @Test func aQueryTagsWhatItFinds() {
    var desk = Desk()
    desk.type("Tqspeeding (")
    desk.press(.enter)
    #expect(desk.shows("has no ')'"))
  }
}

extension TaggingTests {
  @Test func aNoteOnSeveralThatWasBegunIsOfferedAgainOnSeveral() {
    var desk = Desk()
    desk.type("ttwRang both of them.")
    let place = DraftPlace(form: "note", reference: "")
    let kept = Draft(
      place: place, revision: 0, at: ConsoleExamples.now, texts: [Draft.loneText: "Rang both."])
    var again = Desk(drafts: [kept])
    again.type("ttw")
    #expect(again.shows("Rang both."))
    again.press(.enter)
    again.press(.control("s"))
    #expect(again.shows("2 records would be: note written"))
  }
}

/// What must not happen to records that nobody looked at.
@Suite struct BulkSafetyTests {
  @Test func anEnterTypedAheadDoesNothingToWhatNobodyHasSeen() {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("tta")
    desk.press(.down, .enter, .enter, .enter)
    desk.answerAll()
    #expect(desk.shows("2 records would be") && desk.changes.isEmpty)
  }

  @Test func anEnterThatComesTooSoonIsNotTaken() {
    var preview = BulkPreview(
      Change(.bulk(.each(.note("x")), on: [])), done: "note written", Self.one, at: ConsoleExamples.now,
      isShown: { _ in true })
    #expect(preview.handle(.enter, at: ConsoleExamples.now) == .stay)
    let later = Instant(milliseconds: ConsoleExamples.now.milliseconds + 400)
    #expect(preview.handle(.enter, at: later) == .submit)
  }

  private static var one: BulkOutcome {
    var outcome = BulkOutcome()
    outcome.changed = [
      BulkOutcome.Line(
        reference: "COR-26-0001", kind: .caseFile, title: "", revision: 1, detail: ChangeDetail(json: [:]))
    ]
    return outcome
  }

  @Test func whatChangedNothingIsNotTakenBack() {
    var desk = Desk()
    desk.type("wRang.")
    desk.press(.control("s"))
    let change = Change(.bulk(.each(.note("x")), on: [BulkTarget("COR-26-0002", seen: 1)]))
    let left = BulkOutcome.LeftOut(reference: "COR-26-0002", why: "it was changed")
    desk.receive(.done(change, Receipt(entry: 77, touched: [], leftOut: [left])))
    #expect(desk.shows("Nothing was changed"))
    desk.type("u")
    #expect(desk.changes.last?.what == .undoEntry(1))
  }

  @Test func aRefusedChangeOfManyLeavesNothingForTheNextVerb() {
    var desk = Desk()
    desk.type("wRang.")
    desk.press(.control("s"))
    desk.type("tt")
    desk.answersChanges = false
    desk.type(".")
    guard case .preview(let change)? = desk.waiting.last else { return #expect(Bool(false)) }
    desk.receive(.refused(change, "The store is busy.", yieldsToReason: false))
    desk.press(.escape)
    #expect(desk.session.many == nil)
  }

  @Test func aNumberNeverTakesATagAway() {
    var desk = Desk()
    let count = desk.session.pane.lines.count
    desk.type("G;9t")
    #expect(desk.shows("Only 1 was tagged") && desk.session.pane.tagCount == 1)
    desk.type("gg;99t")
    #expect(desk.session.pane.tagCount == count)
  }

  @Test func aReplyToManyGoesAsEachCame() {
    var record = ConsoleExamples.files[0].record
    record[CaseFile.channel] = .letter
    #expect(BulkVerb.reply("Thank you.").action(for: record) == .reply("Thank you.", channel: .letter))
  }

  /// What is searched for as one types is open at its end, and so is what is kept or exported of it.
  @Test func aSearchIsKeptAsItWasShown() {
    var desk = Desk()
    desk.type("/spee")
    desk.press(.enter)
    let typed = desk.session.pane.typedQuery(actor: desk.session.actor, today: desk.session.today)
    #expect(typed == "spee*")
  }
}

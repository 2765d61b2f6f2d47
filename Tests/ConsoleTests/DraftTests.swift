import Canvas
import Casework
import Testing

@testable import Console

/// What is being written is kept while it is written, and offered when its form is begun again.
@Suite struct DraftTests {
  private static let note = DraftPlace(form: "note", reference: "COR-26-0001")

  private static func kept(_ text: String, revision: Int = 1) -> Draft {
    Draft(
      place: note, revision: revision, at: ConsoleExamples.instant("2026-11-20T10:42:00Z"),
      texts: ["text": text])
  }

  /// The desk with a note begun under the first case.
  private static func begun(_ drafts: [Draft] = []) -> Desk {
    var desk = Desk(drafts: drafts)
    desk.type("w")
    return desk
  }

  // MARK: - Keeping

  @Test func whatIsTypedIsKeptWithinTwoSecondsAndOnlyWhenItChanged() {
    var desk = Self.begun()
    desk.type("Rang her")
    #expect(desk.drafts.isEmpty)
    desk.wait(milliseconds: 500)
    #expect(desk.drafts.isEmpty)
    desk.wait(milliseconds: 1000)
    #expect(desk.drafts.map(\.texts) == [["text": "Rang her"]])
    #expect(desk.shows("draft kept 14:05"))
    let asked = desk.asked.count
    for _ in 0..<20 { desk.wait(milliseconds: 500) }
    #expect(desk.asked.count == asked)
    desk.type(".")
    desk.wait(milliseconds: 1500)
    #expect(desk.drafts.map(\.texts) == [["text": "Rang her."]])
  }

  /// Somebody who types without a pause is not waited for.
  @Test func whoNeverPausesIsKeptToo() {
    var desk = Self.begun()
    for _ in 0..<10 {
      desk.type("word ")
      desk.wait(milliseconds: 200)
    }
    #expect(desk.drafts.first?.texts["text"]?.hasPrefix("word word") == true)
  }

  @Test(arguments: [Event.hangUp, .terminate(signal: 15)])
  func aClosedWindowKeepsEverythingBeforeTheEnd(event: Event) throws {
    var desk = Self.begun()
    desk.type("Half a sen")
    desk.send(event)
    #expect(desk.drafts.map(\.texts) == [["text": "Half a sen"]])
    let keeping = try #require(desk.asked.lastIndex { if case .keepDraft = $0 { true } else { false } })
    let quitting = try #require(desk.asked.lastIndex(of: .quit))
    #expect(keeping < quitting)
  }

  @Test func whatIsFiledOrThrownAwayIsForgotten() {
    var filed = Self.begun()
    filed.type("Rang her.")
    filed.wait(milliseconds: 2000)
    filed.press(.control("s"))
    #expect(filed.drafts.isEmpty && filed.changes.count == 1)
    var thrown = Self.begun()
    thrown.type("Rang her.")
    thrown.wait(milliseconds: 2000)
    thrown.press(.escape, .enter)
    #expect(thrown.drafts.isEmpty && thrown.changes.isEmpty)
  }

  @Test func aTextThatWasEmptiedIsNoDraft() {
    var desk = Self.begun()
    desk.type("ab")
    desk.wait(milliseconds: 2000)
    desk.press(.backspace, .backspace)
    desk.wait(milliseconds: 2000)
    #expect(desk.drafts.isEmpty)
  }

  /// What was logged is filed; only the line that is being typed is a draft.
  @Test func aLineOfALogIsKeptUntilItIsLogged() throws {
    var record = Record(uid: "m", kind: .meeting, reference: "MTG-26-0001", revision: 1, values: [:])
    record[Head.title] = "November"
    var log = try #require(LineLog(record, lists: ConsoleExamples.lists))
    log.paste("Ask for a lamp")
    #expect(Layer.log(log).unfinished(record)?.texts == ["text": "Ask for a lamp"])
    let mayLeave = (log.mayLeave(), log.mayLeave())
    #expect(mayLeave == (false, true))
    #expect(log.refusal == "Enter logs the line; Esc again throws it away.")
    log.took(ConsoleExamples.lists)
    #expect(Layer.log(log).unfinished(record)?.texts == [:])
  }

  @Test func theFieldsOfAFormAreKeptAndTakenUp() {
    var desk = Desk()
    desk.type("e")
    desk.press(.end)
    desk.type(" again")
    desk.wait(milliseconds: 2000)
    let place = DraftPlace(form: "edit", reference: "COR-26-0001")
    #expect(desk.drafts.map(\.place) == [place])
    #expect(desk.drafts.first?.texts.keys.sorted() == ["title"])
    desk.send(.hangUp)
    var later = Desk(drafts: desk.drafts)
    later.type("e")
    #expect(later.shows("Unfinished change of 14:05"))
    later.press(.enter)
    #expect(later.cursorRow.contains("Subject *"))
    #expect(later.cursorRow.contains("again"))
  }

  /// Who a participant is stands nowhere in the open, and the name of a file is no text.
  @Test func anIdentityAndTheNameOfAFileAreNeverKept() {
    var record = Record(uid: "u", kind: .participant, reference: "PAR-26-0001", revision: 1, values: [:])
    record[Head.title] = "Heron"
    let identity = IdentityLayer(record, now: ConsoleExamples.now)
    #expect(Layer.identity(identity).unfinished(record) == nil)
    var path = TextForm(
      .path(digest: "", part: 0), title: "Save", hint: "", verb: "Save", text: "a.pdf", isMultiline: false)
    path.paste("b")
    #expect(Layer.form(path).unfinished(record) == nil)
  }

  @Test func whatCannotBeKeptIsSaid() {
    var desk = Self.begun()
    desk.type("Rang her")
    desk.receive(.draftNotKept(Self.note, "The disk is full."))
    #expect(desk.shows("draft not kept"))
    desk.wait(milliseconds: 1500)
    #expect(desk.drafts.count == 1 && desk.shows("draft kept"))
    #expect(desk.shows("Rang her"))
  }

  // MARK: - Offering

  @Test func whatIsUnfinishedIsSaidAtTheStart() {
    let desk = Desk(drafts: [Self.kept("Rang her")])
    #expect(desk.shows("Unfinished: note of 10:42 on COR-26-0001. g u takes it up."))
  }

  @Test func theUnfinishedNoteIsOfferedAndTakenUp() throws {
    var desk = Self.begun([Self.kept("Rang her\nand he")])
    #expect(desk.shows("Unfinished note of 10:42: Enter takes it up, d drops it."))
    #expect(desk.shows("| Rang her"))
    #expect(desk.cursorRow.hasPrefix("Unfinished note"))
    try GoldenFrame.expect(desk.frame, "draft-offer")
    desk.press(.enter)
    desk.type("r mother.")
    #expect(desk.cursorRow == "| and her mother.")
    desk.press(.control("s"))
    #expect(
      desk.changes.map(\.what) == [
        .act(.note("Rang her\nand her mother."), on: "COR-26-0001", seen: 1)
      ])
    #expect(desk.drafts.isEmpty)
  }

  @Test func dDropsItUnlessItWasTypedAhead() {
    var desk = Self.begun([Self.kept("Rang her")])
    desk.type("d")
    #expect(desk.drafts.count == 1)
    desk.wait(milliseconds: 500)
    desk.type("d")
    #expect(desk.drafts.isEmpty)
    #expect(desk.shows("Note on COR-26-0001") && !desk.shows("Unfinished"))
  }

  @Test func escLeavesItForLater() {
    var desk = Self.begun([Self.kept("Rang her")])
    desk.press(.escape)
    #expect(desk.drafts.count == 1)
    #expect(!desk.shows("Note on"))
    desk.type("w")
    #expect(desk.shows("Unfinished note of 10:42"))
  }

  @Test func aRecordThatWasChangedSinceIsNamed() {
    var desk = Self.begun([Self.kept("Rang her", revision: 0)])
    desk.press(.enter)
    #expect(desk.shows("COR-26-0001 was changed since this was written: compare before you save."))
  }

  @Test func theListGoesToTheRecordAndItsForm() {
    let draft = Draft(
      place: DraftPlace(form: "note", reference: "COR-26-0003"), revision: 1,
      at: ConsoleExamples.instant("2026-11-19T10:42:00Z"), texts: ["text": "Rang the council"])
    let reply = Draft(
      place: DraftPlace(form: "reply", reference: "COR-26-0001"), revision: 1,
      at: ConsoleExamples.now, texts: ["text": "Annwyl Siân"])
    var desk = Desk(drafts: [draft, reply])
    #expect(desk.shows("and 1 more. g u lists them."))
    desk.type("gu")
    #expect(desk.shows("note of 19 Nov 10:42 on COR-26-0003"))
    desk.press(.enter)
    #expect(desk.shows("Unfinished note of 19 Nov 10:42"))
    desk.press(.enter)
    desk.press(.control("s"))
    #expect(desk.changes.map(\.what) == [.act(.note("Rang the council"), on: "COR-26-0003", seen: 1)])
  }

  // MARK: - The editor

  @Test func theEditorTakesTheTextAndGivesItBack() {
    var desk = Self.begun()
    desk.editor = { $0 + ", and wrote more" }
    #expect(desk.foot.contains("Ctrl-E editor"))
    desk.type("Rang her")
    desk.press(.control("e"))
    let isAsked = desk.asked.contains { request in
      guard case .compose("Rang her", let about) = request else { return false }
      return about.text() == "Note on COR-26-0001"
    }
    #expect(isAsked)
    // Before the editor has the screen, what is typed is kept.
    #expect(desk.drafts.map(\.texts) == [["text": "Rang her"]])
    #expect(desk.cursorRow == "| Rang her, and wrote more")
  }

  @Test func anEditorThatFailsLeavesTheTextAndSaysWhy() {
    var desk = Self.begun()
    desk.type("Rang her")
    desk.press(.control("e"))
    #expect(desk.shows("No editor."))
    #expect(desk.shows("| Rang her"))
  }
}

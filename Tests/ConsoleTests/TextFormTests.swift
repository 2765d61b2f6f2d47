import Canvas
import Casework
import Testing

@testable import Console

/// Writing a text, and what is kept of it.
@Suite struct TextFormTests {
  private func form(_ text: String = "", isMultiline: Bool = true) -> TextForm {
    TextForm(
      .note, title: "Note", hint: "For colleagues.", verb: "Write", text: text, isMultiline: isMultiline)
  }

  private func press(_ keys: Key..., in form: inout TextForm) -> TextForm.Result {
    keys.reduce(.stay) { _, key in form.handle(key) }
  }

  @Test func enterIsALineOfTheTextAndAButtonWhereAButtonIsMarked() {
    var form = form()
    #expect(press(.character("a"), .enter, .character("b"), in: &form) == .stay)
    #expect(form.text == "a\nb")
    #expect(press(.tab, .enter, in: &form) == .submit)
    #expect(press(.tab, .enter, in: &form) == .leave)
  }

  @Test func tabGoesRoundTextAndButtons() {
    var form = form()
    #expect(form.focus == .text)
    _ = form.handle(.tab)
    #expect(form.focus == .save)
    _ = form.handle(.tab)
    #expect(form.focus == .leave)
    _ = form.handle(.tab)
    #expect(form.focus == .text)
    _ = form.handle(.backTab)
    #expect(form.focus == .leave)
  }

  @Test func arrowsChooseAButton() {
    var form = form("text")
    _ = press(.tab, .right, in: &form)
    #expect(form.focus == .leave)
    _ = form.handle(.left)
    #expect(form.focus == .save)
  }

  @Test func anEmptyTextIsLeftAtOnceAndAnotherAfterAQuestion() {
    var empty = form()
    #expect(empty.handle(.escape) == .leave)
    var begun = form()
    _ = begun.handle(.character("a"))
    #expect(begun.handle(.escape) == .stay)
    #expect(begun.focus == .leave)
    #expect(begun.handle(.escape) == .stay)
    #expect(begun.focus == .text && begun.text == "a")
  }

  @Test func aTextThatWasOnlyOfferedIsLeftAtOnce() {
    var path = form("letter.pdf", isMultiline: false)
    #expect(path.handle(.escape) == .leave)
  }

  @Test func enterTakesALine() {
    var path = form("letter.pdf", isMultiline: false)
    #expect(path.handle(.enter) == .submit)
  }

  @Test func aRefusalGoesWithTheNextKeyAndTheTextStays() {
    var form = form()
    _ = press(.character("a"), .tab, in: &form)
    form.refusal = "Not now."
    _ = form.handle(.backTab)
    #expect(form.refusal == nil && form.text == "a")
  }

  @Test func whatCancelWouldThrowAwayIsSaidBeforeItIsPressed() {
    var form = form()
    _ = press(.character("a"), .tab, .tab, in: &form)
    #expect(form.refusal == "Enter throws the text away; Esc goes back to it.")
  }

  @Test func aTextOfBlanksIsNotWritten() {
    var desk = Desk()
    desk.type("w \n ")
    desk.press(.tab, .enter)
    #expect(desk.changes.isEmpty)
    #expect(desk.shows("The text is empty: write something, or leave it."))
  }

  @Test func aTextLongerThanItsBoxShowsTheInsertionPoint() {
    var desk = Desk(columns: 30, rows: 8)
    desk.type("w" + (1...20).map { "Line \($0)" }.joined(separator: "\n"))
    #expect(desk.cursorRow == "| Line 20")
  }

  @Test func aLongTextIsShownAlikeWhereverOneIsInIt() {
    let text = (1...60).map { "Line \($0) " + String(repeating: "word ", count: $0) }.joined(separator: "\n")
    var entry = TextEntry(text, isMultiline: true)
    for _ in 0..<60 {
      let (all, cursor) = entry.layout(width: 20)
      let (near, nearCursor) = entry.layout(width: 20, height: 7)
      let seen = all.dropFirst(max(0, cursor.row - 6)).prefix(7)
      #expect(Array(near.dropFirst(max(0, nearCursor.row - 6)).prefix(7)) == Array(seen))
      #expect(min(6, nearCursor.row) == min(6, cursor.row) && nearCursor.column == cursor.column)
      _ = entry.handle(.up)
    }
  }

  @Test func welshAndWideLettersPutTheInsertionPointAfterThem() {
    var desk = Desk()
    desk.type("wTŷ'r Ŵyl 公園")
    #expect(desk.frame.cursor.column == 2 + 13)
  }
}

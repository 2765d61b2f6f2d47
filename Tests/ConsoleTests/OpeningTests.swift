import Canvas
import Casework
import Testing

@testable import Console

/// A restricted record shows its head and asks for a reason before its words, once while the console is open.
@Suite struct OpeningTests {
  private func desk() -> Desk {
    var files = ConsoleExamples.files
    files[0].record[Head.marking] = .restricted
    return Desk(files, columns: 100, rows: 30)
  }

  private var words: String {
    let text = ConsoleExamples.files[0].contacts.first?.text ?? ""
    return String(text.split(whereSeparator: \.isNewline).first?.prefix(20) ?? "")
  }

  @Test func thePreviewHasTheSentenceAndNotTheWords() {
    let desk = desk()
    #expect(!words.isEmpty)
    #expect(desk.shows("This record is restricted."))
    #expect(!desk.shows(words))
  }

  @Test(arguments: [Key.enter, .character("a"), .character("d"), .character("e")])
  func whateverWouldShowItAsksWhyFirst(key: Key) {
    var desk = desk()
    desk.press(key)
    #expect(desk.shows("Why do you open it?"))
    #expect(!desk.shows(words))
    desk.press(.enter)
    #expect(desk.shows("Why do you open it?"), "A blank is no reason.")
    desk.type("The family rang")
    desk.press(.enter)
    let reference = desk.files[0].record.reference
    #expect(desk.asked.contains(.open(reference: reference, reason: "The family rang")))
    #expect(desk.shows(words))
    desk.press(.escape, .down, .up, .enter)
    #expect(desk.shows(words), "Once is enough.")
  }

  @Test func whatIsRefusedStandsInTheFormWithTheReason() {
    var desk = desk()
    desk.answersChanges = false
    desk.press(.enter)
    desk.type("The family rang")
    desk.press(.enter)
    desk.receive(.failed("The disk is full."))
    #expect(desk.shows("The disk is full.") && desk.shows("The family rang"))
  }

  @Test func escLeavesItClosed() {
    var desk = desk()
    desk.press(.enter, .escape)
    #expect(desk.shows("This record is restricted.") && !desk.shows(words))
    #expect(!desk.asked.contains { if case .open = $0 { true } else { false } })
  }
}

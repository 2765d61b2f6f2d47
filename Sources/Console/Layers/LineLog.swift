internal import Canvas
internal import Casework

/// Lines that are logged one after the other: issues on a walkabout, words in a focus group, items of a meeting.
///
/// It is made from the act `log` of the record's kind: its first input is the line, the others are slots that stay
/// as they are until they are changed, so that the ward and the theme of the last line are those of the next.
struct LineLog: Sendable, Equatable {
  /// The act that takes a line.
  static let act = "log"

  /// Something that goes with every line.
  struct Slot: Sendable, Equatable {
    let field: FieldDescription
    var value: JSON = .null
  }

  let reference: String
  let title: String
  private let line: FieldDescription
  var slots: [Slot]
  private(set) var entry = TextEntry()
  /// What was logged since it was opened, the newest at the end.
  private(set) var logged: [String] = []
  var refusal: Message?

  /// Nil when the kind of the record takes no lines.
  init?(_ record: Record) {
    guard let act = RecordKind.named(record.kind).act(named: Self.act), let line = act.inputs.first else {
      return nil
    }
    reference = record.reference
    title = record[Head.title] ?? ""
    self.line = line
    slots = act.inputs.dropFirst().map { Slot(field: $0) }
  }

  /// What is typed as a hint: what the line is.
  var label: Message { line.label }

  /// The act with what is typed and what stands in the slots.
  var action: RecordAction {
    var values = [line.name: JSON.string(entry.text)]
    for slot in slots where slot.value != .null { values[slot.field.name] = slot.value }
    return .act(Self.act, values)
  }

  var isEmpty: Bool { entry.text.isBlank }

  /// Takes a key of the line.
  mutating func handle(_ key: Key) {
    refusal = nil
    _ = entry.handle(key)
  }

  mutating func paste(_ text: String) {
    // Each line that is pasted is a line to be looked at, not to be logged unseen: they become one.
    entry.paste(text.replacing("\n", with: " "))
  }

  /// The line was logged: it makes room for the next.
  mutating func took() {
    logged.append(entry.text)
    entry = TextEntry()
    refusal = nil
  }
}

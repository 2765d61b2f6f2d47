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
    private(set) var value: JSON = .null
    /// The value for people; empty when there is none.
    private(set) var shown = ""

    mutating func set(_ value: JSON, shown: String) {
      self.value = value
      self.shown = value == .null ? "" : shown
    }
  }

  /// A slot whose value is being typed in the entry line, and the line that waits meanwhile.
  private struct Editing: Sendable, Equatable {
    let slot: Int
    let waiting: TextEntry
  }

  let reference: String
  let title: String
  private let line: FieldDescription
  var slots: [Slot]
  private(set) var entry = TextEntry()
  private var editing: Editing?
  /// What was logged since it was opened, the newest at the end.
  private(set) var logged: [String] = []
  /// What stands on the record already, as its pane shows it beside the lines; empty where it shows nothing.
  var paper: [StyledLine] = []
  var refusal: Message?
  /// What was recorded last; stands where a refusal would until the next key.
  private(set) var told: Message?

  /// Nil when the kind of the record takes no lines.
  init?(_ record: Record, lists: OfficeLists) {
    guard let act = RecordKind.named(record.kind).act(named: Self.act), let line = act.inputs.first else {
      return nil
    }
    reference = record.reference
    title = record[Head.title] ?? ""
    self.line = line
    slots = act.inputs.dropFirst().map { Slot(field: $0) }
    // Where the record is, its lines are at first.
    guard let place = record[Head.place], let position = slots.firstIndex(where: { $0.field.type == .place })
    else { return }
    slots[position].set(place.json, shown: lists.title(ofPlace: place))
  }

  /// What is being typed: the line, or the value of a slot.
  var label: Message { editedSlot?.field.label ?? line.label }

  private var editedSlot: Slot? { editing.flatMap { slots[safe: $0.slot] } }

  /// Whether the entry line holds the value of a slot.
  var isEditingSlot: Bool { editing != nil }

  /// The act with what is typed and what stands in the slots.
  var action: RecordAction {
    var values = [line.name: JSON.string(entry.text)]
    for slot in slots where slot.value != .null { values[slot.field.name] = slot.value }
    return .act(Self.act, values)
  }

  var isEmpty: Bool { entry.text.isBlank }

  /// What is typed and not logged yet, also while a slot is filled.
  var unlogged: String { editing?.waiting.text ?? entry.text }

  /// Whether the log may be left: with a line in it, only when that was said before.
  mutating func mayLeave() -> Bool {
    guard !isEmpty, refusal != Self.warning else { return true }
    refusal = Self.warning
    told = nil
    return false
  }

  private static let warning: Message = "Enter logs the line; Esc again throws it away."

  /// Takes up a line that was left unfinished.
  mutating func take(_ text: String) { entry = TextEntry(text) }

  /// Takes a key of the line.
  mutating func handle(_ key: Key) {
    refusal = nil
    told = nil
    _ = entry.handle(key)
  }

  mutating func paste(_ text: String) {
    // Each line that is pasted is a line to be looked at, not to be logged unseen: they become one.
    entry.paste(text.replacing("\n", with: " "))
  }

  /// The line was logged: it makes room for the next, which has the place and the themes that were typed in it.
  mutating func took(_ lists: OfficeLists) {
    logged.append(entry.text)
    told = "\(reference): '\(entry.text)' is recorded."
    keepTokens(lists)
    entry = TextEntry()
    refusal = nil
  }

  // MARK: - Slots

  /// Lets the value of a slot be typed in the entry line. What was typed there waits.
  mutating func edit(slot position: Int) {
    if isEditingSlot { leaveSlot() }
    let value = slots[position].value
    editing = Editing(slot: position, waiting: entry)
    entry = TextEntry(value == .null ? "" : value.string ?? value.text)
    refusal = nil
  }

  /// Takes what is typed as the slot's value; nothing takes the value away.
  mutating func takeSlot(days: DayReader) {
    guard let editing, let slot = editedSlot else { return }
    let isDay = slot.field.type == .day
    let shown = isDay ? days.day(entry.text)?.full.text() ?? entry.text : entry.text
    do throws(RuleRefusal) {
      slots[editing.slot].set(try slot.field.value(typed: entry.text, days: days), shown: shown)
      leaveSlot()
    } catch {
      refusal = error.naming([slot.field]).message
    }
  }

  /// Back to the line; the slot stays as it was.
  mutating func leaveSlot() {
    guard let editing else { return }
    entry = editing.waiting
    self.editing = nil
    refusal = nil
  }

  /// What `@` and `#` named in the line goes into the slots for it, to be understood by the same rule again.
  private mutating func keepTokens(_ lists: OfficeLists) {
    let typed = QuickLine(parsing: entry.text, today: Day(number: 0))
    for position in slots.indices {
      switch slots[position].field.type {
      case .place:
        guard let name = typed.names.first else { continue }
        let places = lists.places.map { TitledName(name: $0.name, title: $0.title) }
        let place = try? QuickLine.resolve(name, among: places)
        slots[position].set(name.json, shown: place.map { lists.title(ofPlace: $0.name) } ?? name)
      case .themes where !typed.themes.isEmpty:
        let themes = lists.themes.map { TitledName(name: $0.name, title: $0.title) }
        let titles = typed.themes.map { (try? QuickLine.resolve($0, among: themes).title) ?? $0 }
        slots[position].set(typed.themes.json, shown: titles.joined(separator: ", "))
      default: continue
      }
    }
  }
}

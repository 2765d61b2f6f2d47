internal import Canvas
internal import Casework

/// A form made from descriptions of fields: for a new record, for changing one, for what an act asks.
///
/// Each field is one line of text; where a field knows what may stand in it, what fits is listed beneath it while it
/// has the keys. Enter or Tab takes the first of what fits what was typed, or the one to which the mark was moved; a
/// field that one only goes through stays as it is. Nothing is judged before the field is left.
struct RecordForm: Sendable, Equatable {
  /// What becomes of the values.
  enum Purpose: Sendable, Equatable {
    case create(KindName)
    /// - Parameter before: the values that the form began with; only what differs is set.
    case edit(before: [String: JSON])
    case act(String)
  }

  /// One field with what is typed in it.
  struct Line: Sendable, Equatable {
    let field: FieldDescription
    var entry: TextEntry
    /// What may stand in it, in the order of the office's list; empty when anything may.
    let options: [Option]
    var fault: Message?
  }

  /// Something that may stand in a field.
  struct Option: Sendable, Equatable {
    /// As stored.
    let name: String
    /// As shown.
    let title: String
  }

  enum Result: Equatable {
    case stay, leave, submit
  }

  let purpose: Purpose
  let title: Message
  private(set) var lines: [Line]
  /// Which field has the keys; one after the last is the button that saves, two after it the one that leaves.
  private(set) var focus = 0
  /// Which of the options that fit is marked.
  private(set) var marked = 0
  /// Whether the mark was moved since the field has the keys: then it is what is chosen, whatever is typed.
  private(set) var isMarkMoved = false
  /// Whether the field that has the keys was changed since it has them.
  private var isTouched = false
  private let original: [String]
  var refusal: Message?
  private var warned = false

  init(_ purpose: Purpose, title: Message, lines: [Line]) {
    self.purpose = purpose
    self.title = title
    self.lines = lines
    original = lines.map(\.entry.text)
    focus = lines.isEmpty ? 0 : lines.firstIndex { $0.entry.text.isEmpty && $0.field.isRequired } ?? 0
  }

  var isOnSave: Bool { focus == lines.count }
  var isOnLeave: Bool { focus == lines.count + 1 }
  var isChanged: Bool { lines.map(\.entry.text) != original }

  /// The options that fit what is typed in the field that has the keys; those first whose name does, and not only what
  /// is said of them.
  var fitting: [Option] {
    guard lines.indices.contains(focus) else { return [] }
    let line = lines[focus]
    let typed = Folding.words(lastPart(of: line))
    let found = line.options.filter { Folding.matches(typed, in: "\($0.title) \($0.name)") }
    return found.filter { Folding.matches(typed, in: $0.name) }
      + found.filter { !Folding.matches(typed, in: $0.name) }
  }

  /// What is being typed: in a list of names, the last of them.
  private func lastPart(of line: Line) -> String {
    guard line.field.type.isListOfNames else { return line.entry.text }
    return line.entry.text.split(separator: ",", omittingEmptySubsequences: false).last.map(String.init) ?? ""
  }

  // MARK: - Keys

  mutating func handle(_ key: Key) -> Result {
    let key = key == .control("c") ? .escape : key
    switch key {
    case .tab: move(by: 1)
    case .backTab: move(by: -1)
    case .escape: return leave()
    case .control("s"): return settled() ? .submit : .stay
    case .enter where isOnSave: return settled() ? .submit : .stay
    case .enter where isOnLeave: return .leave
    case .enter: move(by: 1)
    case .down where !fitting.isEmpty && isOpen: moveMark(by: 1)
    case .up where marked > 0: moveMark(by: -1)
    case .down: move(by: 1)
    case .up: move(by: -1)
    default: type(key)
    }
    return .stay
  }

  /// Whether options are being chosen from: something is typed that is not one of them yet, or the mark has moved.
  private var isOpen: Bool {
    guard lines.indices.contains(focus), !lines[focus].options.isEmpty else { return false }
    return true
  }

  private mutating func type(_ key: Key) {
    guard lines.indices.contains(focus) else { return }
    warned = false
    refusal = nil
    lines[focus].fault = nil
    let before = lines[focus].entry.text
    _ = lines[focus].entry.handle(key)
    if lines[focus].entry.text != before { touch() }
  }

  private mutating func touch() {
    marked = 0
    isMarkMoved = false
    isTouched = true
  }

  private mutating func moveMark(by distance: Int) {
    marked = max(0, min(marked + distance, fitting.count - 1))
    isMarkMoved = true
  }

  /// Gives the keys to a field or a button, where nothing is chosen or typed yet.
  private mutating func go(to position: Int) {
    focus = position
    marked = 0
    isMarkMoved = false
    isTouched = false
  }

  mutating func paste(_ text: String) {
    guard lines.indices.contains(focus) else { return }
    warned = false
    refusal = nil
    lines[focus].fault = nil
    lines[focus].entry.paste(
      lines[focus].field.type == .longText ? text : text.replacing("\n", with: " "))
    touch()
  }

  private mutating func leave() -> Result {
    guard isChanged, !warned else { return .leave }
    warned = true
    takeMarked()
    go(to: lines.count + 1)
    refusal = "Enter throws the form away; Tab goes back to it."
    return .stay
  }

  private mutating func move(by distance: Int) {
    takeMarked()
    refusal = nil
    let count = lines.count + 2
    go(to: ((focus + distance) % count + count) % count)
    if isOnLeave, isChanged { refusal = "Enter throws the form away; Tab goes back to it." }
  }

  /// Leaves the field: what was begun becomes the option that is marked. A value that stood there is not begun again
  /// by going through the field, and the name of an option is that option, even if others begin with it.
  private mutating func takeMarked() {
    guard lines.indices.contains(focus), !lines[focus].options.isEmpty else { return }
    let typed = lastPart(of: lines[focus])
    let isBegun = isTouched && !typed.isBlank && !lines[focus].options.contains { $0.name.isSpelled(typed) }
    guard isMarkMoved || isBegun, let option = fitting[safe: marked] else { return }
    guard lines[focus].field.type.isListOfNames else {
      lines[focus].entry = TextEntry(option.name)
      return
    }
    let before = lines[focus].entry.text.split(separator: ",", omittingEmptySubsequences: false).dropLast()
    lines[focus].entry = TextEntry((before.map(String.init) + [option.name]).joined(separator: ","))
  }

  /// Whether the form can be sent as far as it can be told here: required fields have something in them.
  private mutating func settled() -> Bool {
    takeMarked()
    let missing = lines.indices.filter { lines[$0].field.isRequired && lines[$0].entry.text.isBlank }
    for position in missing { lines[position].fault = "This field cannot be empty." }
    guard let first = missing.first else { return true }
    refusal = RuleRefusal.fieldRequired(lines[first].field.label.text()).message
    go(to: first)
    return false
  }

  /// The values as typed.
  ///
  /// Throws: ``RuleRefusal`` for the first field that is not understood; the form then has the keys in it.
  mutating func values(today: Day) throws(RuleRefusal) -> [String: JSON] {
    var values: [String: JSON] = [:]
    var first: (position: Int, refusal: RuleRefusal)?
    for position in lines.indices {
      let line = lines[position]
      lines[position].fault = nil
      do throws(RuleRefusal) {
        values[line.field.name] = try line.field.value(typed: line.entry.text, today: today)
      } catch {
        lines[position].fault = error.message
        first = first ?? (position, error)
      }
    }
    if let first {
      go(to: first.position)
      throw first.refusal
    }
    guard case .edit(let before) = purpose else { return values.filter { $0.value != .null } }
    return values.filter { $0.value != before[$0.key] ?? .null }
  }
}

extension String {
  /// Whether it is what was typed, blanks around it apart.
  fileprivate func isSpelled(_ typed: String) -> Bool {
    self == typed.split(separator: " ").joined(separator: " ")
  }
}

extension FieldType {
  /// Several names, separated by commas.
  var isListOfNames: Bool { self == .themes || self == .places }
}

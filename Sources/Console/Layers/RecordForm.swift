internal import Canvas
internal import Casework

/// A form made from descriptions of fields: for a new record, for changing one, for what an act asks.
///
/// Each field is one line of text, a long text as many as it needs; where a field knows what may stand in it, what
/// fits is listed beneath it while it has the keys. Enter or Tab takes the first of what fits what was typed, or the
/// one to which the mark was moved; a field that one only goes through stays as it is. A field is judged when it is
/// left, and not before.
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
    /// What a colleague made of the field while it was being typed in, as people say it.
    var theirs: String?
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
    /// The long text that has the keys is to be written in the person's own editor.
    case compose
  }

  let purpose: Purpose
  let title: Message
  var lines: [Line]
  /// Which field has the keys; one after the last is the button that saves, two after it the one that leaves.
  private(set) var focus = 0
  /// Which of the options that fit is marked.
  private(set) var marked = 0
  /// Whether the mark was moved since the field has the keys: then it is what is chosen, whatever is typed.
  private(set) var isMarkMoved = false
  /// The options that fit what is typed in the field that has the keys; made anew with each key that changes it.
  private(set) var fitting: [Option] = []
  /// The folded words of the options of a field, by its position, once they were looked through.
  private var folded: [Int: [FoldedOption]] = [:]

  private struct FoldedOption: Sendable, Equatable {
    let name: [String]
    let title: [String]
  }

  /// Whether the field that has the keys was changed since it has them.
  private var isTouched = false
  let original: [String]
  var refusal: Message?
  private var warned = false
  /// How days are typed; without it they are judged only when the form is sent.
  var days: DayReader?

  init(_ purpose: Purpose, title: Message, lines: [Line]) {
    self.purpose = purpose
    self.title = title
    self.lines = lines
    original = lines.map(\.entry.text)
    go(to: lines.isEmpty ? 0 : lines.firstIndex { $0.entry.text.isEmpty && $0.field.isRequired } ?? 0)
  }

  var isOnSave: Bool { focus == lines.count }
  var isOnLeave: Bool { focus == lines.count + 1 }
  var isChanged: Bool { lines.map(\.entry.text) != original }
  /// Whether the field that has the keys is a text of many lines.
  var isInLongText: Bool { lines.indices.contains(focus) && lines[focus].entry.isMultiline }

  // MARK: - Keys

  mutating func handle(_ key: Key) -> Result {
    let key = key == .control("c") ? .escape : key
    switch key {
    case .tab: move(by: 1)
    case .backTab: move(by: -1)
    case .escape: return leave()
    case .control("s"): return settled() ? .submit : .stay
    case .control("e") where isInLongText: return .compose
    case .enter where isOnSave: return settled() ? .submit : .stay
    case .enter where isOnLeave: return .leave
    case .enter where isInLongText: type(key)
    case .enter: move(by: 1)
    case .up where isInLongText: moveInText(key, by: -1)
    case .down where isInLongText: moveInText(key, by: 1)
    case .down where !fitting.isEmpty: moveMark(by: 1)
    case .up where marked > 0: moveMark(by: -1)
    case .down: move(by: 1)
    case .up: move(by: -1)
    default: type(key)
    }
    return .stay
  }

  private mutating func type(_ key: Key) {
    guard lines.indices.contains(focus) else { return }
    let before = lines[focus].entry.text
    _ = lines[focus].entry.handle(key)
    if lines[focus].entry.text != before { touch() }
  }

  /// Within a long text; from its first and last line on to the next field.
  private mutating func moveInText(_ key: Key, by distance: Int) {
    let before = lines[focus].entry
    _ = lines[focus].entry.handle(key)
    if lines[focus].entry == before { move(by: distance) }
  }

  private mutating func touch() {
    warned = false
    refusal = nil
    lines[focus].fault = nil
    marked = 0
    isMarkMoved = false
    isTouched = true
    narrow()
  }

  private mutating func moveMark(by distance: Int) {
    marked = max(0, min(marked + distance, fitting.count - 1))
    isMarkMoved = true
  }

  /// Gives the keys to a field or a button, where nothing is chosen or typed yet.
  mutating func go(to position: Int) {
    focus = position
    marked = 0
    isMarkMoved = false
    isTouched = false
    narrow()
  }

  /// Gives the keys to a field that was pointed at, as Tab does; within its text, to the place that was pointed at.
  ///
  /// - Parameter place: a row and column of its text as it stands on the screen; nil beside it.
  /// - Parameter width: the columns of its text.
  mutating func point(to position: Int, at place: Point?, width: Int) {
    guard lines.indices.contains(position) else { return }
    let wasThere = position == focus
    if !wasThere {
      takeMarked()
      judge(focus)
      refusal = nil
      go(to: position)
    }
    guard let place else { return }
    if !wasThere {
      // What is chosen from a list is shown by its title, and a long text by its beginning: there is no place in it.
      guard lines[position].options.isEmpty, !lines[position].entry.isMultiline else { return }
      lines[position].entry.cursor = 0
    }
    if lines[position].entry.isMultiline {
      lines[position].entry.point(to: place, width: width, height: .max)
    } else {
      lines[position].entry.point(toColumn: place.column, width: width)
    }
  }

  /// Takes one of the options that fit; in a list of names it is one more of them.
  mutating func pick(_ position: Int) {
    guard lines.indices.contains(focus), let option = fitting[safe: position] else { return }
    let typed = lastPart(of: lines[focus])
    if lines[focus].field.type.isListOfNames,
      lines[focus].options.contains(where: { $0.name.isSpelled(typed) })
    {
      lines[focus].entry = TextEntry(lines[focus].entry.text + "," + option.name)
    } else {
      marked = position
      isMarkMoved = true
      takeMarked()
    }
    touch()
    isTouched = false
  }

  /// Gives the keys to the button that saves.
  mutating func goToSave() {
    takeMarked()
    judge(focus)
    go(to: lines.count)
  }

  mutating func paste(_ text: String) {
    guard lines.indices.contains(focus) else { return }
    lines[focus].entry.paste(
      lines[focus].field.type == .longText ? text : text.replacing("\n", with: " "))
    touch()
  }

  /// Takes what was written in the editor as the text of the field that has the keys.
  mutating func compose(_ text: String) {
    guard isInLongText else { return }
    lines[focus].entry = TextEntry(text, isMultiline: true)
    touch()
  }

  private mutating func leave() -> Result {
    guard isChanged, !warned else { return .leave }
    warned = true
    takeMarked()
    go(to: lines.count + 1)
    refusal = Self.warning
    return .stay
  }

  private static let warning: Message = "Enter throws the form away; Tab goes back to it."

  private mutating func move(by distance: Int) {
    takeMarked()
    judge(focus)
    refusal = nil
    let count = lines.count + 2
    go(to: ((focus + distance) % count + count) % count)
    if isOnLeave, isChanged { refusal = Self.warning }
  }

  // MARK: - Options

  /// What is being typed: in a list of names, the last of them.
  private func lastPart(of line: Line) -> String {
    guard line.field.type.isListOfNames else { return line.entry.text }
    return line.entry.text.split(separator: ",", omittingEmptySubsequences: false).last.map(String.init) ?? ""
  }

  /// Looks through the options once: drawing only reads what was found.
  private mutating func narrow() {
    guard lines.indices.contains(focus), !lines[focus].options.isEmpty else {
      fitting = []
      return
    }
    let line = lines[focus]
    let typed = Folding.words(lastPart(of: line))
    guard !typed.isEmpty else {
      fitting = line.options
      return
    }
    let words =
      folded[focus]
      ?? line.options.map { FoldedOption(name: Folding.words($0.name), title: Folding.words($0.title)) }
    folded[focus] = words
    let found = zip(line.options, words).filter { Folding.matches(typed, words: $0.1.name + $0.1.title) }
    // Those first whose name fits, and not only what is said of them.
    let byName = found.map { Folding.matches(typed, words: $0.1.name) }
    fitting = zip(found, byName).filter(\.1).map(\.0.0) + zip(found, byName).filter { !$0.1 }.map(\.0.0)
  }

  /// Leaves the field: what was begun becomes the option that is marked. A value that stood there is not begun again
  /// by going through the field, and the name of an option is that option, even if others begin with it.
  mutating func takeMarked() {
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
}

extension String {
  /// Whether it is what was typed, blanks around it apart.
  func isSpelled(_ typed: String) -> Bool {
    self == typed.split(separator: " ").joined(separator: " ")
  }
}

extension FieldType {
  /// Several names, separated by commas.
  var isListOfNames: Bool { self == .themes || self == .places }
}

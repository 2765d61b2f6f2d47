internal import Canvas
internal import Casework

/// What a colleague made of a record while a form about it was open, beside what was to be saved: field by field,
/// and what becomes of it is chosen.
struct Conflict: Sendable, Equatable {
  /// A field that the two do not agree on, or that the colleague alone changed.
  struct Row: Sendable, Equatable {
    let name: String
    let label: Message
    /// As it was before either; nil for what is no field of the record.
    let before: String?
    /// As the colleague left it; nil when they did not change it.
    let theirs: String?
    /// As it was to be saved; nil when it was not to be changed.
    let yours: String?

    /// Whether only one of the two can stand.
    var isContested: Bool { theirs != nil && yours != nil }
  }

  /// What becomes of it.
  enum Choice: Int, Sendable, CaseIterable {
    case edit, mine, theirs
  }

  /// The change that was refused.
  let change: Change
  /// The record as it stands now.
  let record: Record
  /// Who changed it, and when, as people say it.
  let by: String
  let moment: String
  let rows: [Row]
  private(set) var choice = Choice.edit
  private(set) var scroll = 0
  var refusal: Message?

  /// - Parameter before: the record as it was when the form was begun.
  init(_ change: Change, record: Record, before: Record, by: String, moment: String, words: RecordWords) {
    self.change = change
    self.record = record
    self.by = by
    self.moment = moment
    rows = Self.rows(change, record: record, before: before, words: words)
  }

  var title: Message { "\(record.reference) was changed meanwhile by \(by), \(moment)" }

  /// The names of the fields that both changed.
  var contested: Set<String> { Set(rows.filter(\.isContested).map(\.name)) }

  /// The change on the record as it stands now.
  ///
  /// - Parameter takesTheirs: whether it leaves out what the colleague changed too; nil when nothing is left of it.
  func change(takesTheirs: Bool) -> Change? {
    guard case .act(let action, let reference, _) = change.what else { return nil }
    var kept = action
    if takesTheirs {
      guard case .set(let values) = action else { return nil }
      let rest = values.filter { !contested.contains($0.key) }
      guard !rest.isEmpty else { return nil }
      kept = .set(rest)
    }
    return Change(.act(kept, on: reference, seen: record.revision), reason: change.reason)
  }

  // MARK: - Keys

  /// Whether the choice is taken.
  mutating func handle(_ key: Key) -> Bool {
    refusal = nil
    switch key {
    case .enter: return true
    case .escape, .control("c"):
      choice = .edit
      return true
    case .tab, .right: move(1)
    case .backTab, .left: move(-1)
    case .down: scroll += 1
    case .up: scroll = max(0, scroll - 1)
    case .pageDown: scroll += 10
    case .pageUp: scroll = max(0, scroll - 10)
    default: break
    }
    return false
  }

  private mutating func move(_ step: Int) {
    let count = Choice.allCases.count
    choice = Choice(rawValue: (choice.rawValue + step + count) % count) ?? .edit
  }

  // MARK: - Rows

  private static func rows(
    _ change: Change, record: Record, before: Record, words: RecordWords
  ) -> [Row] {
    guard case .act(let action, _, _) = change.what else { return [] }
    let kind = RecordKind.named(record.kind)
    var values: [String: JSON] = [:]
    if case .set(let typed) = action { values = typed }
    if case .move(let stage) = action { values = [Head.stage.name: .string(stage)] }
    func text(_ value: JSON?, _ field: FieldDescription) -> String {
      words.text(value ?? .null, of: field, record.kind)
    }
    let fields = kind.fields.filter { !$0.isDerived || $0.name == Head.stage.name }
    let changed = fields.compactMap { field -> Row? in
      let (was, now) = (before.values[field.name] ?? .null, record.values[field.name] ?? .null)
      let typed = values[field.name]
      guard was != now || typed != nil else { return nil }
      return Row(
        name: field.name, label: field.label, before: text(was, field),
        theirs: was != now ? text(now, field) : nil, yours: typed.map { text($0, field) })
    }
    // What only one may change comes first.
    return changed.filter(\.isContested) + changed.filter { !$0.isContested }
      + said(action, kind, words: words)
  }

  /// What was said for an act, which is no field of the record.
  private static func said(_ action: RecordAction, _ kind: RecordKind, words: RecordWords) -> [Row] {
    guard case .act(let name, let said) = action, let act = kind.act(named: name) else { return [] }
    return act.inputs.compactMap { input in
      said[input.name].map { value in
        Row(
          name: input.name, label: "\(act.label), \(input.label)", before: nil, theirs: nil,
          yours: words.text(value, of: input, kind.name))
      }
    }
  }
}

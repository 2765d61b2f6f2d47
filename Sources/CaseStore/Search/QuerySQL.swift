internal import Casework
internal import GRDB

/// A query as SQL: what narrows the rows, and what the full-text index is asked.
///
/// Nothing a person typed stands in the SQL: words are bound, and quoted for the index.
struct QuerySQL {
  /// What the index must find, each an expression of FTS5, and what it must not.
  private var required: [String] = []
  private var excluded: [(words: String, query: Query)] = []
  /// Whether ``match(_:)`` will be given words of its own.
  private let isBesideWords: Bool
  /// Conditions on `record`, joined by AND.
  private(set) var conditions: [String] = []
  private(set) var arguments = StatementArguments()
  /// A field of single kinds that is asked for by one value at the top level. Its records stand in `record_value` in
  /// order of arrival, so that a page of them is a range of one index.
  private(set) var lead: (field: QueryField, value: String)?
  /// What is asked for by one value at the top level: it says which index serves.
  private(set) var equals: Set<String> = []
  /// What conditions on the record's own columns ask for, a state as `is:open`; nil when something else is asked for as
  /// well.
  private(set) var columnsAsked: Set<String>? = []
  /// The circles whose records the reader may not see.
  private let closedCircles: [Circle]
  let reader: Actor
  private let today: Day

  /// - Parameters:
  ///   - reader: what this actor may not see is not found, and not counted.
  ///   - isBesideWords: whether the index will be asked for more words than the query's.
  init(_ query: Query, today: Day, reader: Actor, isBesideWords: Bool = false) {
    self.today = today
    self.isBesideWords = isBesideWords
    self.reader = reader
    closedCircles = Circle.named.filter { !reader.circles.contains($0) }
    add(query)
    guard required.isEmpty, !isBesideWords else { return }
    // An index can be asked for what is there, not for what is not.
    for (_, query) in excluded { conditions.append("NOT " + condition(query)) }
  }

  /// For `search MATCH ?`; nil when the query asks for no words at its top level.
  ///
  /// - Parameter words: one more expression that the index must find.
  func match(_ words: String? = nil) -> String? {
    let all = required + (words.map { [$0] } ?? [])
    guard !all.isEmpty else { return nil }
    // Flat, for the index's reader of expressions gives up at a hundred open parentheses.
    let found = all.map { "(\($0))" }.joined(separator: " AND ")
    return excluded.isEmpty || required.isEmpty && !isBesideWords
      ? found : "(\(found)) NOT (\(excluded.map(\.words).joined(separator: " OR ")))"
  }

  /// For `search MATCH ?` alone, without the rows: what the reader may not see is left out by the index itself.
  func matchForCounting() -> String? {
    guard let words = match() else { return nil }
    let walls = reader.persons.sorted().map(SearchText.token(ofWall:))
    let hidden = (closedCircles.map(SearchText.token(of:)) + walls).map(Self.quoted)
    let open = "(\(words)) NOT circle : (\(hidden.joined(separator: " OR ")))"
    guard !reader.readsRestricted else { return open }
    let mine = Self.quoted(SearchText.token(ofReader: reader.name))
    return "(\(open)) NOT (circle : \(Self.quoted(SearchText.restricted)) NOT circle : \(mine))"
  }

  /// Whether nothing but words to be found narrows the rows.
  var isFree: Bool { required.isEmpty && excluded.isEmpty && conditions.isEmpty && lead == nil }

  /// Whether the index finds something that narrows the rows.
  var isNarrow: Bool { !required.isEmpty }

  /// Whether nothing narrows the rows but what the index finds, so that its next row is one of them.
  var isOfIndexAlone: Bool { conditions.isEmpty && lead == nil }

  private mutating func add(_ query: Query) {
    switch query {
    case .all: return
    case .and(let parts):
      for part in parts { add(part) }
    case .not(let part) where Self.fullText(part) != nil:
      excluded.append(("(\(Self.fullText(part) ?? ""))", part))
    default:
      if let words = Self.fullText(query) {
        required.append(words)
      } else {
        if case .field(let field, .equals(let value)) = query {
          if lead == nil, QueryField.own.contains(field) { return lead = (field, value) }
          equals.insert(field == .is ? value : field.rawValue)
        }
        conditions.append(condition(query))
      }
    }
  }

  // MARK: - Words

  /// The expression for the index when the query is made of words alone; nil when it is not.
  private static func fullText(_ query: Query) -> String? {
    switch query {
    case .word(let word), .phrase(let word): return quoted(word)
    case .prefix(let word): return quoted(word) + "*"
    case .field(.subject, .equals(let word)): return "title : " + quoted(word)
    case .field(.from, .equals(let word)): return "people : " + quoted(word)
    case .field(.to, .names): return nil
    case .field(let field, .names(let names)): return Facets.expression(field, names)
    case .or(let parts): return joined(parts, by: " OR ")
    case .and(let parts): return joined(parts, by: " AND ")
    case .all, .field, .not: return nil
    }
  }

  /// Whether the index is asked for what a part says, and it is no facet.
  static func isOfWords(_ query: Query) -> Bool {
    if case .field(_, .names) = query { return false }
    return fullText(query) != nil
  }

  private static func joined(_ parts: [Query], by word: String) -> String? {
    let expressions = parts.compactMap(fullText)
    guard expressions.count == parts.count else { return nil }
    return expressions.map { "(\($0))" }.joined(separator: word)
  }

  /// A string of FTS5. A null byte would end it early.
  static func quoted(_ word: String) -> String {
    // By scalars: a quotation mark that carries an accent is one Character, and another than the mark alone.
    var safe = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar == "\"" { safe.append(scalar) }
      safe.append(scalar == "\0" ? " " : scalar)
    }
    return "\"\(String(safe))\""
  }

  // MARK: - Conditions

  private mutating func condition(_ query: Query) -> String {
    switch query {
    case .all: return "1"
    case .not(let part): return "NOT " + condition(part)
    case .and(let parts): return "(" + parts.map { condition($0) }.joined(separator: " AND ") + ")"
    case .or(let parts): return "(" + parts.map { condition($0) }.joined(separator: " OR ") + ")"
    case .field(let field, let value):
      // Here each record is looked at; the index would be asked for all that have it.
      if case .names(let names) = value { return condition(field, oneOf: names) }
      if let words = Self.fullText(query) { return found(words) }
      if case .equals(let state) = value, field == .is {
        columnsAsked?.insert("is:" + state)
      } else {
        columnsAsked?.insert(field.rawValue)
      }
      return condition(field, value)
    case .word, .prefix, .phrase: return found(Self.fullText(query) ?? "")
    }
  }

  private mutating func found(_ words: String) -> String {
    columnsAsked = nil
    return bind(words, in: "record.id IN (SELECT rowid FROM search WHERE search MATCH ?)")
  }

  /// The condition for ``lead`` where something else leads.
  static func valueCondition(of field: QueryField) -> String {
    """
    EXISTS (SELECT 1 FROM record_value AS own
      WHERE own.field = '\(field.rawValue)' AND own.value = ? AND own.record = record.id)
    """
  }

  private mutating func bind(_ value: some DatabaseValueConvertible, in sql: String) -> String {
    arguments += [value]
    return sql
  }

  private mutating func condition(_ field: QueryField, _ value: FieldCondition) -> String {
    switch (field, value) {
    case (.due, .none): return "record.due = '\(RecordTable.noDue)'"
    case (.due, .days(let from, let to)):
      return range("record.due", from, to ?? Day(RecordTable.noDue).map { $0 - 1 })
    case (.is, .equals(let state)): return condition(ofState: state)
    case (.has, _):
      return "record.id IN (SELECT record FROM contact WHERE record IS NOT NULL AND attachments <> '[]')"
    case (.to, .none): return "NOT " + Recipients.records(to: Recipients.all)
    case (.theme, .none): return "record.id NOT IN (SELECT record FROM record_theme)"
    case (_, .rows(let rows)):
      let list = "[\(rows.map(String.init).joined(separator: ","))]"
      return bind(list, in: "record.id IN (SELECT value FROM json_each(?))")
    case (_, .names(let names)): return condition(field, oneOf: names)
    // The store has said before whom they mean: see ``CampaignReading`` and ``Recipients``.
    case (.campaign, _), (.to, .equals): return "0"
    case (.place, .none): return "record.id NOT IN (SELECT record FROM record_place)"
    case (.theme, .equals(let name)):
      arguments += [name, name]
      return "record.id IN (\(Self.themesBelow))"
    case (.place, .equals(let name)):
      return bind(
        name, in: "record.id IN (SELECT record FROM record_place WHERE place IN (\(Self.placesBelow)))")
    case (.ref, .equals(let reference)), (.in, .equals(let reference)):
      arguments += [reference, reference.uppercased()]
      return "\(Self.column(field) ?? "") IN (?, ?)"
    case (_, .none):
      guard let column = Self.column(field) else {
        return """
          NOT EXISTS (SELECT 1 FROM record_value AS own INDEXED BY record_value_record
            WHERE own.record = record.id AND own.field = '\(field.rawValue)')
          """
      }
      return "\(column) IS NULL"
    case (_, .equals(let text)):
      return bind(text, in: Self.column(field).map { "\($0) = ?" } ?? Self.valueCondition(of: field))
    case (_, .days(let from, let to)): return Self.column(field).map { range($0, from, to) } ?? "0"
    }
  }

  /// Whether a record has one of these values.
  private mutating func condition(_ field: QueryField, oneOf names: [String]) -> String {
    columnsAsked = nil
    let list = bind(JSON.array(names.map(JSON.string)).text, in: "(SELECT value FROM json_each(?))")
    switch field {
    case .received:
      let years = bind(JSON.array(names.map(JSON.string)).text, in: "(SELECT value FROM json_each(?))")
      return "(substr(record.received, 1, 7) IN \(list) OR substr(record.received, 1, 4) IN \(years))"
    case .place, .theme:
      let table = "record_\(field.rawValue)"
      return """
        EXISTS (SELECT 1 FROM \(table) AS own INDEXED BY \(table)_record
          WHERE own.record = record.id AND own.\(field.rawValue) IN \(list))
        """
    case .to: return Recipients.records(to: list)
    default:
      if let column = Self.column(field) { return "\(column) IN \(list)" }
      return """
        EXISTS (SELECT 1 FROM record_value AS own INDEXED BY record_value_record
          WHERE own.record = record.id AND own.field = '\(field.rawValue)' AND own.value IN \(list))
        """
    }
  }

  private mutating func range(_ column: String, _ from: Day?, _ to: Day?) -> String {
    var parts: [String] = []
    if let from { parts.append(bind(from.description, in: "\(column) >= ?")) }
    if let to { parts.append(bind(to.description, in: "\(column) <= ?")) }
    return "(" + parts.joined(separator: " AND ") + ")"
  }

  private mutating func condition(ofState state: String) -> String {
    switch QueryState(rawValue: state) {
    case .overdue: return bind(today.description, in: "record.due < ?")
    case .unread: return "record.unread = 1"
    case .open: return "record.isOpen = 1"
    case .closed: return "record.isOpen = 0"
    case .awaited: return "record.awaitedSince IS NOT NULL"
    case .paused: return "record.paused = 1"
    case .issue: return RecordValueTable.isIssue
    case .chase:
      // The day of a case is that of its soonest clock; the team has a clock of its own.
      return bind(
        today.description,
        in: """
          (record.awaitedSince IS NOT NULL AND CASE record.kind WHEN 'case' THEN
            (SELECT body ->> '$.\(CaseFile.answerDue.name)' FROM record_body WHERE record_body.id = record.id)
          ELSE record.due END < ?)
          """)
    case .held:
      return """
        ((SELECT body ->> '$.\(DisposalHold.field.name)' FROM record_body WHERE record_body.id = record.id)
          IS NOT NULL)
        """
    // The schedule has said before what it means: see ``RetentionReading``.
    case .disposable, nil: return "0"
    }
  }

  /// The column that a plain field stands in; nil when it stands in the record's values.
  private static func column(_ field: QueryField) -> String? {
    switch field {
    case .kind, .stage, .owner, .team, .place, .channel, .due, .received, .closed: "record.\(field.rawValue)"
    case .ref: "record.reference"
    case .in: "record.parent"
    case .awaited: "record.awaitedSince"
    case .from: "record.party"
    case .subject: "record.title"
    case .before, .after, .quarter: "record.received"
    case .withdrawn: withdrawn
    case .theme, .to, .has, .is, .outcome, .nature, .type, .area, .track, .category, .result, .support,
      .campaign:
      nil
    }
  }
}

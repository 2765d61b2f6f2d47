/// Reads a query. What is relative to today (`due:<3d`) is resolved with the day handed in.
///
/// ```
/// query  = any
/// any    = every { "OR" every }
/// every  = { term }
/// term   = [ "-" ] ( "(" any ")" | "\"" phrase "\"" | field ":" value | word [ "*" ] )
/// ```
package struct QueryParser {
  private let characters: [Character]
  private var position = 0
  private var terms = 0
  private let days: DayReader
  private let actor: String

  /// - Parameters:
  ///   - today: the day in London, for relative dates.
  ///   - actor: the account that `owner:me` means.
  ///   - calendar: the working days of `due:<5wd`.
  package static func parse(
    _ text: String, today: Day, actor: String, calendar: WorkingCalendar? = nil
  ) throws(QueryFault) -> Query {
    let days = DayReader(today: today, calendar: calendar, isAhead: false, words: DayVocabulary.all)
    var parser = QueryParser(characters: Array(text), days: days, actor: actor)
    let query = try parser.any(depth: 0)
    guard parser.next == nil else { throw parser.fault("there is a ')' without a '(' before it") }
    return query
  }

  private init(characters: [Character], days: DayReader, actor: String) {
    self.characters = characters
    self.days = days
    self.actor = actor
  }

  // MARK: - Grammar

  private mutating func any(depth: Int) throws(QueryFault) -> Query {
    try requireShallow(depth)
    var alternatives = [try every(depth: depth)]
    while takeOr() {
      let start = position
      let next = try every(depth: depth)
      guard next != .all else { throw fault("something is expected after OR", at: start) }
      alternatives.append(next)
    }
    guard alternatives.count > 1 else { return alternatives[0] }
    guard !alternatives.contains(.all) else { throw fault("something is expected before OR", at: 0) }
    return .or(alternatives)
  }

  private mutating func every(depth: Int) throws(QueryFault) -> Query {
    var terms: [Query] = []
    while true {
      skipSpace()
      guard let character = next, character != ")", !isAtOr else { break }
      terms.append(try term(depth: depth))
    }
    return terms.isEmpty ? .all : terms.count == 1 ? terms[0] : .and(terms)
  }

  private mutating func term(depth: Int) throws(QueryFault) -> Query {
    try requireShallow(depth)
    if next == "-", let after = peek(1), !after.isWhitespace {
      position += 1
      return .not(try term(depth: depth + 1))
    }
    terms += 1
    guard terms <= Self.mostTerms else {
      throw fault("the query has more than \(Self.mostTerms) words: search for fewer")
    }
    switch next {
    case "(": return try group(depth: depth)
    case "\"": return .phrase(try quoted())
    default: return try wordOrField()
    }
  }

  private mutating func group(depth: Int) throws(QueryFault) -> Query {
    let start = position
    position += 1
    let query = try any(depth: depth + 1)
    guard next == ")" else { throw fault("this '(' has no ')'", at: start) }
    position += 1
    return query
  }

  private mutating func quoted() throws(QueryFault) -> String {
    let start = position
    position += 1
    guard let end = characters[position...].firstIndex(of: "\"") else {
      throw fault("this quotation mark has no partner", at: start)
    }
    defer { position = end + 1 }
    return String(characters[position..<end])
  }

  private mutating func wordOrField() throws(QueryFault) -> Query {
    let start = position
    let word = bareWord()
    if let colon = word.firstIndex(of: ":"), let field = QueryField(rawValue: word[..<colon].lowercased()) {
      let typed = String(word[word.index(after: colon)...])
      let valueStart = start + word.distance(from: word.startIndex, to: colon) + 1
      let value = typed.isEmpty && next == "\"" ? try quoted() : typed
      return try fieldQuery(field, value, at: valueStart)
    }
    if word.count > 1, word.hasSuffix("*") { return .prefix(String(word.dropLast())) }
    return .word(word)
  }

  /// Up to a space, a parenthesis or a quotation mark; never empty, so that reading always moves on.
  private mutating func bareWord() -> String {
    let start = position
    repeat { position += 1 } while next.map { !$0.isWhitespace && !"()\"".contains($0) } ?? false
    var word = ""
    for character in characters[start..<position] { word.append(character) }
    return word
  }

  /// SQLite's own reader of expressions gives up at a hundred open parentheses and operators.
  private func requireShallow(_ depth: Int) throws(QueryFault) {
    guard depth < 10 else { throw fault("the parentheses are nested too deep") }
  }

  /// Far above what anybody types, and below what SQLite takes.
  private static let mostTerms = 200

  // MARK: - Characters

  private var next: Character? { peek(0) }

  private func peek(_ distance: Int) -> Character? {
    position + distance < characters.count ? characters[position + distance] : nil
  }

  private mutating func skipSpace() {
    while let character = next, character.isWhitespace { position += 1 }
  }

  private var isAtOr: Bool {
    next == "O" && peek(1) == "R" && (peek(2).map { $0.isWhitespace || $0 == "(" } ?? true)
  }

  private mutating func takeOr() -> Bool {
    skipSpace()
    guard isAtOr else { return false }
    position += 2
    return true
  }

  private func fault(_ message: Message, at offset: Int? = nil) -> QueryFault {
    QueryFault(offset: offset ?? position, message: message)
  }

  // MARK: - Values

  private func fieldQuery(_ field: QueryField, _ value: String, at offset: Int) throws(QueryFault) -> Query {
    switch field {
    case .before, .after, .quarter:
      return .field(.received, try arrival(value, field, at: offset))
    default: return .field(field, try condition(value, for: field, at: offset))
    }
  }

  /// `before:2026-03` ends on the last of February, `after:2026-03` begins on the first of April.
  private func arrival(
    _ value: String, _ field: QueryField, at offset: Int
  ) throws(QueryFault) -> FieldCondition {
    try requireValue(value, field, at: offset)
    if field == .quarter {
      guard let range = DayRange(quarter: value, days: days) else {
        throw fault("a quarter is expected, such as 2026-Q3, Q3, this or last", at: offset)
      }
      return .days(from: range.first, to: range.last)
    }
    guard let range = DayRange(value, days: days), let first = range.first, let last = range.last else {
      throw fault("a day is expected, such as 27/11/2026, 2026-03, fri or -14d", at: offset)
    }
    return field == .before ? .days(from: nil, to: first - 1) : .days(from: last + 1, to: nil)
  }

  private func requireValue(_ value: String, _ field: QueryField, at offset: Int) throws(QueryFault) {
    guard value.isEmpty else { return }
    throw fault("a value is expected after '\(field.rawValue):'", at: offset)
  }

  private func condition(
    _ value: String, for field: QueryField, at offset: Int
  ) throws(QueryFault) -> FieldCondition {
    try requireValue(value, field, at: offset)
    switch field {
    case .due, .received, .closed, .awaited, .withdrawn:
      if value == "none" { return .none }
      guard let range = DayRange(value, days: days) else {
        throw fault(
          "a day is expected, such as 27/11/2026, 2026-01..2026-03, <5wd, fri or none", at: offset)
      }
      return .days(from: range.first, to: range.last)
    case .is:
      return try listed(value, QueryState.allCases.map(\.rawValue), at: offset)
    case .has:
      return try listed(value, ["attachment"], at: offset)
    case .kind:
      return try listed(value, KindName.allCases.map(\.rawValue), at: offset)
    case .stage:
      return try listed(value, RecordKind.all.flatMap { $0.stages.map(\.name) }, at: offset)
    // A reference and no more: there is no group of what belongs to none.
    case .campaign: return .equals(value)
    case .owner where value == "me":
      return .equals(actor)
    default:
      return value == "none" ? .none : .equals(value)
    }
  }

  private func listed(
    _ value: String, _ known: [String], at offset: Int
  ) throws(QueryFault) -> FieldCondition {
    let typed = value.lowercased()
    guard known.contains(typed) else {
      let fitting = known.filter { $0.hasPrefix(typed) }
      throw fault(Self.expected(fitting.isEmpty ? known : fitting), at: offset)
    }
    return .equals(typed)
  }

  /// Each name once, and no more than can be read at a glance: kinds share stages, and there are dozens.
  private static func expected(_ names: [String]) -> Message {
    var seen: Set<String> = []
    let each = names.filter { seen.insert($0).inserted }
    let most = 16
    let listed = each.prefix(most).joined(separator: ", ")
    guard each.count > most else { return "one of these is expected: \(listed)" }
    return "one of these is expected, or one like them: \(listed)"
  }
}

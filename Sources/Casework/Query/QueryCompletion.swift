/// What may stand where a person is typing in a query: the names of fields, and after a field its values.
package struct QueryCompletion: Sendable, Equatable {
  /// One way to go on.
  package struct Offer: Sendable, Equatable {
    /// What then stands there: `owner:ann`, `place:"North LPA"`.
    package let text: String
    /// What it is called; empty where the text says it.
    package let title: String
  }

  /// The characters of the query that an offer takes the place of.
  package let range: Range<Int>
  /// Never empty. The fields in their order; of values those that are fixed, then those of the office.
  package let offers: [Offer]

  /// Nil when nothing fits what is typed before the insertion point.
  ///
  /// - Parameters:
  ///   - cursor: the insertion point, in characters.
  ///   - actor: what this account may not see is not offered.
  ///   - names: the names that the office has for the values of a field; only asked for those that have such.
  package init?(_ query: String, cursor: Int, actor: Actor, names: (QueryField) -> [TitledName]) {
    let characters = Array(query)
    let end = min(max(0, cursor), characters.count)
    var start = Self.startOfTerm(characters, before: end)
    if start < end, characters[start] == "-" { start += 1 }
    let term = String(characters[start..<end])
    guard let colon = term.firstIndex(of: ":") else {
      self.init(start..<end, Self.fields(beginning: term))
      return
    }
    guard let field = QueryField(rawValue: term[..<colon].lowercased()) else { return nil }
    let typed = term[term.index(after: colon)...].drop { $0 == "\"" }
    let values = Self.fixed(field, for: actor) + names(field)
    self.init(start..<end, Self.offers(of: field, values, beginning: String(typed)))
  }

  /// The words that were perhaps meant, in the place of one that nothing has; nil when it is typed no more.
  package init?(_ meant: DidYouMean, in query: String) {
    guard let range = meant.place(in: query) else { return nil }
    self.init(range, meant.near.map { Offer(text: $0, title: "") })
  }

  private init?(_ range: Range<Int>, _ offers: [Offer]) {
    guard !offers.isEmpty else { return nil }
    self.range = range
    self.offers = offers
  }

  /// The query with an offer in its place, and where the insertion point then stands, in characters.
  package func taking(_ offer: Offer, in query: String) -> (text: String, cursor: Int) {
    let characters = Array(query)
    let before = String(characters.prefix(range.lowerBound))
    let after = String(characters.dropFirst(range.upperBound))
    return (before + offer.text + after, before.count + offer.text.count)
  }

  // MARK: - Where

  /// A term ends at a blank or a parenthesis, but not within quotation marks.
  private static func startOfTerm(_ characters: [Character], before end: Int) -> Int {
    var start = 0
    var isQuoted = false
    for position in 0..<end {
      switch characters[position] {
      case "\"": isQuoted.toggle()
      case "(",
        ")" where !isQuoted:
        start = position + 1
      case let character where character.isWhitespace && !isQuoted: start = position + 1
      default: continue
      }
    }
    return start
  }

  // MARK: - What

  private static func fields(beginning typed: String) -> [Offer] {
    let typed = typed.lowercased()
    guard !typed.isEmpty else { return [] }
    return QueryField.allCases.filter { $0.rawValue.hasPrefix(typed) }
      .map { Offer(text: $0.rawValue + ":", title: "") }
  }

  /// Names that begin so come before titles that do.
  private static func offers(of field: QueryField, _ values: [TitledName], beginning typed: String) -> [Offer]
  {
    let typed = typed.lowercased()
    let named = values.filter { $0.name.lowercased().hasPrefix(typed) }
    let titled = values.filter { value in
      !value.name.lowercased().hasPrefix(typed)
        && (value.title.lowercased().hasPrefix(typed) || value.title.lowercased().contains(" " + typed))
    }
    var seen: Set<String> = []
    return (named + titled).filter { seen.insert($0.name).inserted }.prefix(mostOffers).map { value in
      let needsMarks = value.name.contains { $0.isWhitespace || "()\"".contains($0) }
      let written = needsMarks ? "\"\(value.name.filter { $0 != "\"" })\"" : value.name
      return Offer(text: "\(field.rawValue):\(written)", title: value.title == value.name ? "" : value.title)
    }
  }

  private static let mostOffers = 200

  /// The values that the program itself knows.
  private static func fixed(_ field: QueryField, for actor: Actor) -> [TitledName] {
    let kinds = RecordKind.all.filter { $0.circle.map(actor.circles.contains) ?? true }
    switch field {
    case .kind: return kinds.map { TitledName(name: $0.name.rawValue, title: $0.label.text()) }
    case .stage:
      return kinds.flatMap { $0.stages.map { TitledName(name: $0.name, title: $0.label.text()) } }
    case .is: return QueryState.allCases.map { TitledName(name: $0.rawValue, title: "") }
    case .has: return [TitledName(name: "attachment", title: "")]
    case .owner: return ["me", "none"].map { TitledName(name: $0, title: "") }
    case .team, .place, .theme, .in: return [TitledName(name: "none", title: "")]
    case .due, .received, .closed, .awaited, .withdrawn:
      return ["today", "yesterday", "tomorrow", "<3d", "<5wd", ">-14d", "-1w..today", "none"]
        .map { TitledName(name: $0, title: "") }
    case .before, .after: return ["today", "yesterday", "-14d"].map { TitledName(name: $0, title: "") }
    case .quarter: return ["this", "last", "Q1", "Q2", "Q3", "Q4"].map { TitledName(name: $0, title: "") }
    case .channel, .outcome, .nature, .type, .area, .track, .category, .result, .support:
      let choices = kinds.compactMap { $0.field(named: field.rawValue) }.flatMap { description in
        if case .choice(let choices) = description.type { choices } else { [Choice]() }
      }
      return choices.map { TitledName(name: $0.name, title: $0.label.text()) }
        + (field == .channel ? [] : [TitledName(name: "none", title: "")])
    case .from, .to, .subject, .ref, .campaign: return []
    }
  }
}

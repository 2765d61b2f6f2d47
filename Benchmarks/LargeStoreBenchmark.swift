import CaseStore
import Casework
import GRDB
import Glibc
import TerminalHarness
import TestOffice

/// Finding and listing in a store of a hundred thousand records, and in one of a million: in this process, beside the
/// same questions put to SQLite plainly on the same file.
struct LargeStoreBenchmark {
  let kept: GeneratedStore
  private let store: CaseStore
  private let search: LiveSearch
  private let plain: DatabaseQueue
  private let reader: Actor
  private let today = Instant(milliseconds: 1_795_183_200_000).londonDay

  /// A store that an older program made is brought up to date by being opened.
  init(_ kept: GeneratedStore) throws {
    self.kept = kept
    store = try CaseStore.open(at: kept.path, rulebook: shippedRules)
    let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? ""
    reader = try store.actor(named: name, host: "bench")
    search = try LiveSearch(store, for: reader)
    var configuration = Configuration()
    configuration.readonly = true
    plain = try DatabaseQueue(path: kept.path, configuration: configuration)
  }

  func run() throws {
    print("A store of \(kept.records) records, \(kept.megabytes) MB\n")
    try lists()
    try searches()
    try typing(narrowedTo: nil)
    try typing(narrowedTo: GeneratedStore.ward)
    try counts()
    print("")
  }

  /// Milliseconds of the middle of several runs.
  private func median(_ times: Int = 15, _ body: () throws -> Void) rethrows -> Double {
    var all: [Double] = []
    for _ in 0..<times {
      let start = ContinuousClock.now
      try body()
      all.append((ContinuousClock.now - start).milliseconds)
    }
    return all.percentile(0.5)
  }

  private func parse(_ text: String) throws -> Query {
    try QueryParser.parse(
      text, today: today, actor: reader.name, calendar: shippedRules.calendars.englandAndWales)
  }

  // MARK: - Lists

  private static let columns: [ListOrder: String] = [
    .received: "received", .title: "title COLLATE NOCASE", .party: "party COLLATE NOCASE", .owner: "owner",
    .stage: "stage", .place: "place", .reference: "reference", .due: "due",
  ]

  private func lists() throws {
    let query = try parse("kind:case")
    let middle = try store.rows(
      ListRequest(query, order: .newest, isReversed: true, limit: 1, today: today), for: reader)
    let number = kept.records / 3
    let reference = try plain.read {
      try String.fetchOne(
        $0, sql: "SELECT reference FROM record WHERE id >= ? AND kind = 'case'", arguments: [number])
    }
    let deep = try reference.map {
      try store.rows(ListRequest(parse("ref:\($0)"), today: today), for: reader)
    }?.first
    for order in ListOrder.allCases {
      let first = try median { _ = try page(query, order, after: nil) }
      let later = try median { _ = try page(query, order, after: deep ?? middle.first) }
      let last = try median { _ = try page(query, order, after: nil, isReversed: true) }
      let theirs = try median(3) { try plainPage(order) }
      report(
        "page of 50 by \(order.rawValue)",
        "\(rounded(first, 2)), deep \(rounded(later, 2)), last \(rounded(last, 2)) ms",
        beside: "plain SQLite: \(rounded(theirs, 2)) ms, \(rounded(theirs / first, 1)) times")
    }
  }

  private func page(
    _ query: Query, _ order: ListOrder, after: RecordRow?, isReversed: Bool = false
  ) throws -> [RecordRow] {
    try store.rows(
      ListRequest(query, order: order, isReversed: isReversed, after: after, limit: 50, today: today),
      for: reader)
  }

  private func plainPage(_ order: ListOrder) throws {
    let column = Self.columns[order] ?? "id DESC"
    _ = try plain.read {
      try Row.fetchAll($0, sql: "SELECT * FROM record WHERE kind = 'case' ORDER BY \(column) LIMIT 50")
    }
  }

  // MARK: - Searches

  private var questions: [(name: String, typed: String, plain: String)] {
    let mail = GeneratedMail()
    let rare = mail.word(59_000)
    return [
      ("a rare word", rare, "\"\(rare)\""), ("a common word", "police", "\"police\""),
      ("a phrase", "\"police burglary\"", "\"police burglary\""),
      (
        "a common word in a ward", "\(mail.word(40)) place:\"\(GeneratedStore.ward)\"", "\"\(mail.word(40))\""
      ),
      ("two words, one left out", "police -burglary", "\"police\" NOT \"burglary\""),
    ]
  }

  private func searches() throws {
    for (name, typed, match) in questions {
      let query = try parse(typed)
      let ours = try median { _ = try search.search(query, today: today, limit: 50) }
      let theirs = try median(5) { try plainHits(match, best: false) }
      report(
        name, "\(rounded(ours, 2)) ms with excerpts",
        beside: "the index plainly, newest: \(rounded(theirs, 2)) ms")
    }
    let ranked = try median(3) { try plainHits("\"police\"", best: true) }
    report("a common word, the index's own rank", "", beside: "\(rounded(ranked, 1)) ms")
  }

  private func plainHits(_ match: String, best: Bool) throws {
    let order = best ? "rank" : "search.rowid DESC"
    _ = try plain.read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT record.* FROM search CROSS JOIN record ON record.id = search.rowid WHERE search MATCH ?
          ORDER BY \(order) LIMIT 50
          """, arguments: [match])
    }
  }

  /// Forty queries as people type them, letter by letter; each letter is a question of its own.
  private func typing(narrowedTo ward: String?) throws {
    let mail = GeneratedMail()
    let words = [
      "police", "burglary", "speeding school", "the night", "council road", "aisha khan", "letter thank",
    ]
    let typed =
      words + stride(from: 10, to: 33 * 1500, by: 1500).map { mail.word($0) + " " + mail.word($0 / 7 + 1) }
    var ours: [Double] = []
    var theirs: [Double] = []
    for query in typed.prefix(40) {
      for length in 1...query.count {
        let text = String(query.prefix(length))
        let narrowed = ward.map { text + " place:\"\($0)\"" } ?? text
        guard let parsed = try? parse(ward == nil ? narrowed : "place:\"\(ward ?? "")\" \(text)") else {
          continue
        }
        let start = ContinuousClock.now
        _ = try search.search(opened(parsed), today: today, limit: 50)
        ours.append((ContinuousClock.now - start).milliseconds)
        guard ward == nil, query == words[0] || query == words[2] else { continue }
        let words = text.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " ") + "*"
        theirs.append(try median(1) { try plainHits(words, best: false) })
      }
    }
    report(
      "a key of 40 queries\(ward == nil ? "" : " within a ward"), \(ours.count) keys",
      "p50 \(rounded(ours.percentile(0.5), 2)), p99 \(rounded(ours.percentile(0.99), 1)) ms",
      beside: theirs.isEmpty
        ? "worst \(rounded(ours.max() ?? 0, 1)) ms"
        : "worst \(rounded(ours.max() ?? 0, 1)); the index's own prefixes p50 \(rounded(theirs.percentile(0.5), 1)), p99 \(rounded(theirs.percentile(0.99), 1)) ms"
    )
  }

  /// As the console asks it while it is typed: the last word may go on.
  private func opened(_ query: Query) -> Query {
    switch query {
    case .word(let word): .prefix(word)
    case .and(let parts): .and(parts.dropLast() + parts.suffix(1).map(opened))
    default: query
    }
  }

  // MARK: - Counts

  private func counts() throws {
    for text in [
      "kind:case is:open", "kind:case is:overdue", "theme:roads", "place:\"\(GeneratedStore.ward)\"",
    ] {
      let query = try parse(text)
      let ours = try median(5) { _ = try store.tally(query, today: today, for: reader) }
      report("tally of \(text)", "\(rounded(ours, 1)) ms, in the background")
    }
    let question = TrendQuestion(.theme, last: Quarter(today))
    let trend = try median(3) { _ = try store.sheet(.trend(question), for: reader, today: today) }
    report("trend grid of twelve quarters", "\(rounded(trend, 0)) ms, in the background")
  }
}

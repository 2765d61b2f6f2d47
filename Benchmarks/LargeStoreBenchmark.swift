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
  private let open: OpenStore
  private let plain: DatabaseQueue

  init(_ kept: GeneratedStore) throws {
    self.kept = kept
    open = try OpenStore(kept.path)
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

  // MARK: - Lists

  private static let columns: [ListOrder: String] = [
    .received: "received", .title: "title COLLATE NOCASE", .party: "party COLLATE NOCASE", .owner: "owner",
    .stage: "stage", .place: "place", .reference: "reference", .due: "due",
  ]

  private func lists() throws {
    let query = try open.parse("kind:case")
    let middle = try open.store.rows(
      ListRequest(query, order: .newest, isReversed: true, limit: 1, today: open.today), for: open.reader)
    let number = kept.records / 3
    let reference = try plain.read {
      try String.fetchOne(
        $0, sql: "SELECT reference FROM record WHERE id >= ? AND kind = 'case'", arguments: [number])
    }
    let deep = try reference.map {
      try open.store.rows(ListRequest(open.parse("ref:\($0)"), today: open.today), for: open.reader)
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
    try open.store.rows(
      ListRequest(query, order: order, isReversed: isReversed, after: after, limit: 50, today: open.today),
      for: open.reader)
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
      let query = try open.parse(typed)
      let ours = try median { try open.find(query) }
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

  /// Forty queries letter by letter, each letter a question of its own: the first pass reads what no search has read
  /// before, the second is what the rest of the day is like.
  private func typing(narrowedTo ward: String?) throws {
    let first = try keys(narrowedTo: ward)
    let again = try keys(narrowedTo: ward)
    report(
      "a key of 40 queries\(ward == nil ? "" : " within a ward"), \(again.count) keys",
      "p50 \(rounded(again.percentile(0.5), 2)), p99 \(rounded(again.percentile(0.99), 1)) ms",
      beside:
        "worst \(rounded(again.max() ?? 0, 1)); the first time p99 \(rounded(first.percentile(0.99), 1)) ms")
    guard ward == nil else { return }
    let theirs = try GeneratedMail().typedQueries.prefix(3).flatMap { query in
      try (1...query.count).map { length in
        let words =
          query.prefix(length).split(separator: " ").map { "\"\($0)\"" }.joined(separator: " ") + "*"
        return try median(1) { try plainHits(words, best: false) }
      }
    }
    report(
      "  the index's own prefixes",
      "p50 \(rounded(theirs.percentile(0.5), 1)), p99 \(rounded(theirs.percentile(0.99), 0)) ms",
      beside: "\(rounded(theirs.percentile(0.99) / again.percentile(0.99), 0)) times at p99")
  }

  /// Milliseconds of each.
  private func keys(narrowedTo ward: String?) throws -> [Double] {
    let narrowing = ward.map { "place:\"\($0)\" " } ?? ""
    return try GeneratedMail().typedQueries.flatMap { query in
      try (1...query.count).map { length in
        let asked = try open.parse(narrowing + query.prefix(length)).goingOn
        return try median(1) { try open.find(asked) }
      }
    }
  }

  // MARK: - Counts

  private func counts() throws {
    for text in [
      "kind:case is:open", "kind:case is:overdue", "theme:roads", "place:\"\(GeneratedStore.ward)\"",
    ] {
      let query = try open.parse(text)
      let ours = try median(5) { _ = try open.store.tally(query, today: open.today, for: open.reader) }
      report("tally of \(text)", "\(rounded(ours, 1)) ms, in the background")
    }
    let question = TrendQuestion(.theme, last: Quarter(open.today))
    let trend = try median(3) {
      _ = try open.store.sheet(.trend(question), for: open.reader, today: open.today)
    }
    report("trend grid of twelve quarters", "\(rounded(trend, 0)) ms, in the background")
  }
}

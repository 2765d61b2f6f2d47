import CaseStore
import Casework
import Dispatch
import Glibc
import TerminalHarness
import TestOffice

/// What is slow to find unless somebody saw to it: words beside days, words in a large place, counts of everything that
/// is open, and how soon a search of any kind ends that nobody wants any more.
struct FindingBenchmark {
  private let open: OpenStore

  init(store path: String) throws {
    open = try OpenStore(path)
  }

  func run() throws {
    try words()
    try typed()
    try counts()
    try interrupts()
    print("")
  }

  // MARK: - Days

  private func words() throws {
    for text in [
      "police received:2025-06", "police quarter:2025-Q2", "police received:2025",
      "police received:>2025-06-10",
      "police received:2025-06-10..2025-06-12", "police received:2016..2024", "burglary -received:2025",
    ] {
      let query = try open.parse(text)
      let rows = try median { try open.find(query) }
      let count = try median(3) { _ = try open.search.count(query, today: open.today) }
      report("newest 50: \(text)", "\(rounded(rows, 2)) ms", beside: "count \(rounded(count, 1)) ms")
    }
  }

  private func typed() throws {
    for narrowing in ["received:2025-06", "received:>2025-11-20", "place:District"] {
      let times = try GeneratedMail().typedQueries.flatMap { query in
        try (1...query.count).map { length in
          let asked = try open.parse("\(narrowing) \(query.prefix(length))").goingOn
          return try median(1) { try open.find(asked) }
        }
      }
      report(
        "a key of 40 queries within \(narrowing)",
        "p50 \(rounded(times.percentile(0.5), 2)), p99 \(rounded(times.percentile(0.99), 1)) ms",
        beside: "worst \(rounded(times.max() ?? 0, 1)) ms")
    }
  }

  // MARK: - Counts

  private func counts() throws {
    for text in [
      "kind:case is:open", "kind:case owner:me is:open", "kind:case owner:none is:open",
      "kind:case is:overdue is:open", "kind:case is:open due:today..7d", "kind:case is:unread",
      "is:issue is:open",
      "is:chase", "is:disposable", "theme:roads", "place:District",
    ] {
      let query = try open.parse(text)
      let tally = try median(5) { _ = try open.store.tally(query, today: open.today, for: open.reader) }
      report("tally of \(text)", "\(rounded(tally, 2)) ms")
    }
    for axis in CountAxis.allCases {
      let query = try open.parse("is:open")
      let counts = try median(3) {
        _ = try open.store.counts(query, by: axis, today: open.today, for: open.reader)
      }
      report("what is open by \(axis.rawValue)", "\(rounded(counts, 1)) ms")
    }
  }

  // MARK: - Stopping

  private func interrupts() throws {
    let search = open.search
    let today = open.today
    let kinds: [(name: String, typed: String, sort: ListSort)] = [
      ("typed", "the b", ListSort(.newest)), ("typed in a place", "place:District s", ListSort(.newest)),
      ("best", "police burglary", ListSort(.best)), ("by title", "police", ListSort(.title)),
      ("a phrase", "\"of the police\"", ListSort(.newest)),
      ("days", "p received:2016..2024", ListSort(.newest)),
    ]
    for (name, typed, sort) in kinds {
      let query = try open.parse(typed).goingOn
      try interrupt(name) { _ = try? search.search(query, sort: sort, today: today, limit: 50) }
    }
    let all = Query.and([.prefix("b"), .prefix("s"), .prefix("p")])
    try interrupt("a count of everything") { _ = try? search.count(all, today: today) }
    let misspelled = try open.parse("polcie burglry")
    try interrupt("did you mean") { _ = try? search.suggestions(for: misspelled) }
  }

  /// From the interrupt to the end, begun at sixty moments of what it interrupts.
  private func interrupt(_ name: String, _ work: @escaping @Sendable () -> Void) throws {
    let whole = median(3, work)
    let search = open.search
    var times: [Double] = []
    for round in 0..<60 {
      let (begun, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      DispatchQueue.global().async {
        begun.signal()
        work()
        ended.signal()
      }
      begun.wait()
      // Not before it has begun: what is asked after an interrupt is not meant by it.
      let first = min(1, whole / 2)
      usleep(UInt32(1000 * (first + (min(whole, 300) - first) * Double(round) / 60)))
      let start = ContinuousClock.now
      search.interrupt()
      ended.wait()
      times.append((ContinuousClock.now - start).milliseconds)
    }
    report(
      "stopped: \(name)",
      "p50 \(rounded(times.percentile(0.5), 2)), worst \(rounded(times.max() ?? 0, 2)) ms",
      beside: "of \(rounded(whole, 1)) ms")
  }
}

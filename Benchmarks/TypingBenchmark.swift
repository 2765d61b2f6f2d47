import CaseStore
import Casework
import Glibc
import TerminalHarness
import TestOffice

/// Search as you type in a store that is there: every key of forty queries, alone and within a ward, a theme, a kind,
/// with the slowest keys and where their time goes. All in milliseconds of processor time: other work on the machine
/// does not count.
struct TypingBenchmark {
  private let open: OpenStore

  private struct Key {
    let typed: String
    var milliseconds = 0.0
    var steps: [SearchStep: Double] = [:]
  }

  init(store path: String) throws {
    open = try OpenStore(path)
  }

  /// What narrows the typed words, in the words of a query.
  private static let narrowings = [
    "", "place:\"\(GeneratedStore.ward)\"", "theme:roads", "place:\"\(GeneratedStore.ward)\" theme:roads",
    "-theme:roads", "kind:complaint", "place:District", "received:2025-06", "received:>2025-11-20",
  ]

  func run() throws {
    for narrowing in Self.narrowings {
      let keys = try GeneratedMail().typedQueries.flatMap { query in
        try (1...query.count).compactMap { try ask(narrowing, String(query.prefix($0))) }
      }
      report(narrowing, keys)
    }
  }

  private func ask(_ narrowing: String, _ text: String) throws -> Key? {
    let query = try? open.parse(narrowing.isEmpty ? text : narrowing + " " + text)
    guard let query else { return nil }
    var key = Key(typed: text)
    let start = Self.processorTime
    var last = start
    _ = try open.search.search(query.goingOn, today: open.today, limit: 50) { step in
      let now = Self.processorTime
      key.steps[step, default: 0] += now - last
      last = now
    }
    key.milliseconds = Self.processorTime - start
    return key
  }

  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }

  private func report(_ narrowing: String, _ keys: [Key]) {
    let all = keys.map(\.milliseconds)
    let figures = [0.5, 0.9, 0.99, 1].map { rounded(all.percentile($0), 2) }
    print(
      "\(narrowing.isEmpty ? "alone" : narrowing), \(keys.count) keys: p50 \(figures[0]), p90 \(figures[1]), "
        + "p99 \(figures[2]), max \(figures[3]) ms; middle of \(steps(of: keys))")
    for key in keys.sorted(by: { $0.milliseconds > $1.milliseconds }).prefix(5) {
      print("    \"\(key.typed)\": \(rounded(key.milliseconds, 1)) ms, \(steps(of: [key]))")
    }
  }

  private func steps(of keys: [Key]) -> String {
    SearchStep.allCases.map { step in
      "\(step) \(rounded(keys.map { $0.steps[step] ?? 0 }.percentile(0.5), 2))"
    }.joined(separator: ", ")
  }
}

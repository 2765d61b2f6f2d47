import Glibc
import TerminalHarness

/// How long it is from the start of the console to its first screen, and what memory that takes: in a small store and in
/// large ones, beside the least that a program can do, and beside tig and neomutt. All in turn, on one kind of terminal.
struct FirstFrameBenchmark {
  let program: String
  /// The smallest first.
  let stores: [GeneratedStore]
  let peers: PeerFolder

  private static let rounds = 15

  private struct Figures {
    var times: [Double] = []
    var memories: [Double] = []
    var time: Double { times.percentile(0.5) }
    var memory: Double { memories.percentile(0.5) }

    mutating func add(_ frame: FirstFrame) {
      times.append(frame.milliseconds)
      memories.append(frame.memory)
    }
  }

  private enum Runner: Hashable {
    case casebook(Int), floor(Int), tig, emptyMail, fullMail
  }

  func run() throws {
    print("From start to the first screen, 80x24, medians of \(Self.rounds) in turn\n")
    var figures: [Runner: Figures] = [:]
    // The first round brings the files into memory.
    for round in 0...Self.rounds {
      for runner in runners where runner != .fullMail || round % 5 == 0 {
        let frame = try frame(of: runner)
        if round > 0 || runner == .fullMail { figures[runner, default: Figures()].add(frame) }
      }
    }
    tellStores(figures)
    tellPeers(figures)
    print("")
  }

  private var runners: [Runner] {
    stores.flatMap { [.casebook($0.records), .floor($0.records)] as [Runner] }
      + (peers.hasTig ? [.tig] : []) + (peers.hasMail ? [.emptyMail, .fullMail] : [])
  }

  private func frame(of runner: Runner) throws -> FirstFrame {
    switch runner {
    case .casebook(let records):
      try FirstFrame.of(program, shows: "COR-", key: "q", environment: environment(records))
    case .floor(let records):
      try FirstFrame.of(
        floor, [path(records)], shows: "COR-", key: "q", environment: environment(records))
    case .tig:
      // Its frame, with the state of its work; the rows come when git has ordered all commits.
      try FirstFrame.of(
        "tig", shows: "[main]", key: "q",
        environment: environment(0).merging(["GIT_DIR": peers.commits + "/.git"]) { $1 })
    case .emptyMail: try mail(peers.emptyMailbox)
    case .fullMail: try mail(peers.mailbox)
    }
  }

  private func mail(_ mailbox: String) throws -> FirstFrame {
    try FirstFrame.of(
      "neomutt", ["-n", "-F", "/dev/null", "-R", "-f", mailbox], shows: "Msgs:", environment: environment(0))
  }

  /// Beside this program; compiled by `Benchmarks/run`.
  private var floor: String {
    let own = CommandLine.arguments[0]
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) + "/casebook-floor"
  }

  private func path(_ records: Int) -> String { stores.first { $0.records == records }?.path ?? "" }

  private func environment(_ records: Int) -> [String: String] {
    [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": peers.folder, "LANG": "C.UTF-8",
      "TERM": "xterm-256color", "CASEBOOK_STORE": path(records),
    ]
  }

  // MARK: - What came of it

  private func tellStores(_ figures: [Runner: Figures]) {
    guard let small = stores.first.flatMap({ figures[.casebook($0.records)] }) else { return }
    for (place, store) in stores.enumerated() {
      guard let ours = figures[.casebook(store.records)], let least = figures[.floor(store.records)] else {
        continue
      }
      report(
        "first screen, \(store.records) records", shown(ours),
        beside: "in C \(shown(least)): \(rounded(ours.time / least.time, 2)) times (goal 3)")
      guard place > 0 else { continue }
      report(
        "  beside the store of \(stores[0].records)", "\(rounded(ours.time / small.time, 2)) times (goal 1.3)"
      )
    }
  }

  private func tellPeers(_ figures: [Runner: Figures]) {
    guard let store = stores.last, let ours = figures[.casebook(store.records)] else { return }
    if let tig = figures[.tig] {
      report(
        "tig, 100000 commits", shown(tig),
        beside: "Casebook takes \(rounded(ours.time / tig.time, 2)) of its time (goal 1)")
    } else {
      report("tig", "not installed, or no git")
    }
    guard let empty = figures[.emptyMail], let full = figures[.fullMail] else {
      return report("neomutt", "not installed")
    }
    report(
      "neomutt, no letter", shown(empty),
      beside: "\(rounded(empty.time / ours.time, 1)) times as long (goal 2)")
    report(
      "neomutt, 100000 letters", shown(full),
      beside: "\(rounded(full.time / ours.time, 0)) times as long (goal 150), "
        + "\(rounded(full.memory / ours.memory, 1)) times the memory (goal 8)")
  }

  private func shown(_ figures: Figures) -> String {
    "\(rounded(figures.time)) ms, \(rounded(figures.memory)) MB"
  }
}

import Glibc

// Speed and memory, measured on the real program. Each figure stands beside that of plain SQLite, or of a peer that
// is installed, taken in the same run: these machines are noisy, and only the ratio means much.

/// What was asked for on the command line: all of it, or a part alone.
struct BenchmarkRun {
  let program: String
  /// Where the large stores are kept.
  let folder: String
  /// In records.
  let sizes: [Int]

  func all(messages: Int) throws {
    let ground = try Ground(program: program, messages: messages)
    defer { ground.clear() }
    print("Casebook's benchmarks over \(messages) generated messages\n")
    try ImportBenchmark(ground: ground).run()
    try ComplaintBenchmark(ground: ground).run()
    try KeyBenchmark(ground: ground).run()
    try SearchBenchmark(ground: ground).run()
    try PaneBenchmark(ground: ground).run()
    try KeepingBenchmark(ground: ground).run()
    try BesideBenchmark(ground: ground).run()
    try WritersBenchmark(ground: ground).run()
    try CampaignBenchmark(ground: ground).run()
    let stores = try stores()
    try compareFirstFrames(stores, ground)
    for kept in stores.dropFirst() {
      let large = Ground(program: program, messages: kept.letters, kept: kept)
      try KeyBenchmark(ground: large).run()
      try SearchBenchmark(ground: large).run()
      try LargeStoreBenchmark(kept).run()
      try FindingBenchmark(store: kept.path).run()
      // Of a million letters its index and their files would take tens of gigabytes.
      if kept.records <= 100_000 { try PeerBenchmark(ground: large, kept: kept).run() }
    }
  }

  /// The first screens alone.
  func frames() throws {
    let ground = try Ground(program: program, messages: 0)
    defer { ground.clear() }
    try compareFirstFrames(stores(), ground)
  }

  /// An import alone, beside its rows and notmuch.
  static func imports(_ messages: Int, with program: String) throws {
    let ground = try Ground(program: program, messages: messages)
    defer { ground.clear() }
    try ImportBenchmark(ground: ground).run()
  }

  /// Sixteen colleagues alone.
  static func writers(with program: String) throws {
    let ground = try Ground(program: program, messages: 0)
    defer { ground.clear() }
    try WritersBenchmark(ground: ground).run()
  }

  /// A small one, and then those that were asked for.
  private func stores() throws -> [GeneratedStore] {
    try ([1000] + sizes.sorted()).map { try GeneratedStore(program: program, records: $0, in: folder) }
  }

  private func compareFirstFrames(_ stores: [GeneratedStore], _ ground: Ground) throws {
    let peers = try PeerFolder(folder + "/peers", ground: ground)
    try FirstFrameBenchmark(program: program, stores: stores, peers: peers).run()
  }

  /// - Returns: false when that is no command line.
  static func run(_ arguments: [String]) throws -> Bool {
    switch arguments.count {
    case 2 where arguments[0] == "typing": try TypingBenchmark(store: arguments[1]).run()
    case 2 where arguments[0] == "finding": try FindingBenchmark(store: arguments[1]).run()
    case 2 where arguments[0] == "writers": try writers(with: arguments[1])
    case 3 where arguments[0] == "import":
      guard let messages = Int(arguments[2]), messages >= 1000 else { return false }
      try imports(messages, with: arguments[1])
    case 3 where arguments[1] == "store":
      print(try GeneratedStore(program: arguments[0], records: 1000, in: arguments[2]).path)
    case 4:
      let sizes = arguments[3].split(separator: ",").compactMap { Int($0) }
      let run = BenchmarkRun(program: arguments[0], folder: arguments[2], sizes: sizes)
      if arguments[1] == "frames" {
        try run.frames()
      } else if let messages = Int(arguments[1]), messages >= 1000 {
        try run.all(messages: messages)
      } else {
        return false
      }
    default: return false
    }
    return true
  }
}

do {
  guard try BenchmarkRun.run(Array(CommandLine.arguments.dropFirst())) else {
    print(
      """
      usage: CasebookBenchmarks PROGRAM MESSAGES|frames FOLDER SIZES
             CasebookBenchmarks PROGRAM store FOLDER
             CasebookBenchmarks import PROGRAM MESSAGES
             CasebookBenchmarks writers PROGRAM
             CasebookBenchmarks typing|finding STORE
      """
    )
    exit(EX_USAGE)
  }
} catch {
  print("The benchmark stopped: \(error)")
  exit(EX_SOFTWARE)
}

import Glibc

// Speed and memory, measured on the real program. Each figure stands beside that of plain SQLite, or of a peer that
// is installed, taken in the same run: these machines are noisy, and only the ratio means much.

let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "typing" {
  do { try TypingBenchmark(store: arguments[2]).run() } catch {
    print("The benchmark stopped: \(error)")
    exit(EX_SOFTWARE)
  }
  exit(EX_OK)
}
/// The kept stores, and before them a small one.
func kept(_ arguments: [String]) throws -> [GeneratedStore] {
  try ([1000] + arguments[4].split(separator: ",").compactMap { Int($0) }.sorted())
    .map { try GeneratedStore(program: arguments[1], records: $0, in: arguments[3]) }
}

func compareFirstFrames(_ stores: [GeneratedStore], _ ground: Ground) throws {
  let peers = try PeerFolder(arguments[3] + "/peers", ground: ground)
  try FirstFrameBenchmark(program: arguments[1], stores: stores, peers: peers).run()
}

// The first screens alone.
if arguments.count == 5, arguments[2] == "frames" {
  do { try compareFirstFrames(kept(arguments), Ground(program: arguments[1], messages: 0)) } catch {
    print("The benchmark stopped: \(error)")
    exit(EX_SOFTWARE)
  }
  exit(EX_OK)
}
guard arguments.count == 5, let messages = Int(arguments[2]), messages >= 1000 else {
  print(
    "usage: CasebookBenchmarks PROGRAM MESSAGES FOLDER SIZES, or 'frames' for MESSAGES, or CasebookBenchmarks typing STORE"
  )
  exit(EX_USAGE)
}

do {
  let ground = try Ground(program: arguments[1], messages: messages)
  defer { ground.clear() }
  print("Casebook's benchmarks over \(messages) generated messages\n")
  try ImportBenchmark(ground: ground).run()
  try ComplaintBenchmark(ground: ground).run()
  try KeyBenchmark(ground: ground).run()
  try SearchBenchmark(ground: ground).run()
  try PaneBenchmark(ground: ground).run()
  try KeepingBenchmark(ground: ground).run()
  try BesideBenchmark(ground: ground).run()
  let stores = try kept(arguments)
  try compareFirstFrames(stores, ground)
  for kept in stores.dropFirst() {
    let large = Ground(program: arguments[1], messages: kept.letters, kept: kept)
    try KeyBenchmark(ground: large).run()
    try SearchBenchmark(ground: large).run()
    try LargeStoreBenchmark(kept).run()
    // Of a million letters its index and their files would take tens of gigabytes.
    if kept.records <= 100_000 { try PeerBenchmark(ground: large, kept: kept).run() }
  }
} catch {
  print("The benchmark stopped: \(error)")
  exit(EX_SOFTWARE)
}

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
if arguments.count == 3, arguments[1] == "finding" {
  do { try FindingBenchmark(store: arguments[2]).run() } catch {
    print("The benchmark stopped: \(error)")
    exit(EX_SOFTWARE)
  }
  exit(EX_OK)
}
guard arguments.count == 5, let messages = Int(arguments[2]), messages >= 1000 else {
  print("usage: CasebookBenchmarks PROGRAM MESSAGES FOLDER SIZES, or CasebookBenchmarks typing|finding STORE")
  exit(EX_USAGE)
}

do {
  let ground = try Ground(program: arguments[1], messages: messages)
  defer { ground.clear() }
  print("Casebook's benchmarks over \(messages) generated messages\n")
  try ImportBenchmark(ground: ground).run()
  try ComplaintBenchmark(ground: ground).run()
  try StartBenchmark(ground: ground).run()
  try KeyBenchmark(ground: ground).run()
  try SearchBenchmark(ground: ground).run()
  try PaneBenchmark(ground: ground).run()
  try KeepingBenchmark(ground: ground).run()
  try BesideBenchmark(ground: ground).run()
  try CampaignBenchmark(ground: ground).run()
  for records in arguments[4].split(separator: ",").compactMap({ Int($0) }) {
    let kept = try GeneratedStore(program: arguments[1], records: records, in: arguments[3])
    let large = Ground(program: arguments[1], messages: kept.letters, kept: kept)
    try StartBenchmark(ground: large).run()
    try KeyBenchmark(ground: large).run()
    try SearchBenchmark(ground: large).run()
    try LargeStoreBenchmark(kept).run()
    try FindingBenchmark(store: kept.path).run()
    // Of a million letters its index and their files would take tens of gigabytes.
    if records <= 100_000 { try PeerBenchmark(ground: large, kept: kept).run() }
  }
} catch {
  print("The benchmark stopped: \(error)")
  exit(EX_SOFTWARE)
}

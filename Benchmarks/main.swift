import Glibc

// Speed and memory, measured on the real program. Each figure stands beside that of plain SQLite, or of a peer that
// is installed, taken in the same run: these machines are noisy, and only the ratio means much.

let arguments = CommandLine.arguments
guard arguments.count == 3, let messages = Int(arguments[2]), messages >= 1000 else {
  print("usage: CasebookBenchmarks PROGRAM MESSAGES")
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
} catch {
  print("The benchmark stopped: \(error)")
  exit(EX_SOFTWARE)
}

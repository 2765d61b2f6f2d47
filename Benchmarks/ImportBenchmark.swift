import GRDB
import Glibc
import TerminalHarness

/// Messages a second through the whole program, and the size of the store.
struct ImportBenchmark {
  let ground: Ground

  func run() throws {
    var mail = GeneratedMail()
    let raw = try mail.write(ground.messages, to: ground.mail)
    try ground.run(ground.program, ["init", "--office", "Benchmark"])
    let used = Processor.seconds(RUSAGE_CHILDREN)
    let ours = try ground.run(ground.program, ["import", "mail", ground.mail])
    let processor = Processor.seconds(RUSAGE_CHILDREN) - used
    let plain = try plainInsert()
    let rate = Double(ground.messages) / ours.seconds
    report(
      "import, whole process", "\(rounded(rate, 0)) messages/s",
      beside: "raw rows alone, plain SQLite: \(rounded(Double(ground.messages) / plain, 0)) messages/s")
    let floor = try FloorBenchmark(ground: ground).run()
    report(
      "import / its rows, plain SQLite", rounded(ours.seconds / floor.wall, 2),
      beside: "\(rounded(ours.seconds)) s and \(rounded(floor.wall)) s; of processors "
        + "\(rounded(processor)) and \(rounded(floor.processor)): \(rounded(processor / floor.processor, 2))")
    report("import, peak memory of one process", "\(ours.peak) MB")
    try compareWithNotmuch()
    let size = Double(ground.size(of: ground.store))
    report(
      "store size / raw mail", rounded(size / Double(raw), 2),
      beside: "\(rounded(size / 1e6, 0)) MB for \(rounded(Double(raw) / 1e6, 0)) MB")
    let verify = try ground.run(ground.program, ["audit", "verify"])
    report("audit verify", "\(rounded(Double(ground.messages) / verify.seconds, 0)) entries/s")
    print("")
  }

  /// The floor: every message as one row, its bytes and nothing else.
  private func plainInsert() throws -> Double {
    let queue = try DatabaseQueue(path: ground.folder + "/plain.sqlite")
    let bytes = try mailBytes()
    sync()
    let start = ContinuousClock.now
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL")
    }
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE item(id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
      let insert = try database.makeStatement(sql: "INSERT INTO item(body) VALUES (?)")
      for message in bytes.split(separator: "\nFrom ") {
        try insert.execute(arguments: [String(message)])
      }
    }
    return (ContinuousClock.now - start).seconds
  }

  private func mailBytes() throws -> String {
    guard let file = fopen(ground.mail, "r") else { throw HarnessError(description: "no mail") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: ground.size(of: ground.mail))
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// `notmuch new` on a fifth of the mail as files of a Maildir, where it is installed, and Casebook on the same files:
  /// three times in turn, for a disk that others use too may hold up either of them.
  private func compareWithNotmuch() throws {
    guard ground.has("notmuch") else { return report("notmuch new", "not installed") }
    let count = ground.messages / 5
    let files = Maildir(ground: ground)
    var (theirs, ours): ([Double], [Double]) = ([], [])
    for round in 0..<3 {
      try files.forget()
      guard let seconds = try files.make(from: ground.mail, count: count) else { return }
      theirs.append(seconds)
      let own = ["--store", ground.folder + "/fifth-\(round).sqlite"]
      try ground.run(ground.program, own + ["init", "--office", "Benchmark"])
      let timed = try ground.run(ground.program, own + ["import", "mail", ground.folder + "/maildir/cur"])
      ours.append(timed.seconds)
    }
    let ratios = zip(theirs, ours).map { $0 / $1 }
    report(
      "the same \(count) files: Casebook", "\(rounded(Double(count) / ours.percentile(0.5), 0)) messages/s",
      beside: "notmuch new \(rounded(Double(count) / theirs.percentile(0.5), 0)): "
        + "\(ratios.map { rounded($0, 1) }.joined(separator: ", ")) times as fast")
  }
}

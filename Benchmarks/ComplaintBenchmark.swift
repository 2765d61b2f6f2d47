import GRDB
import Glibc
import TerminalHarness

/// A force's extract through the whole program: filed, filed again unchanged, and taken back.
struct ComplaintBenchmark {
  let ground: Ground

  private var table: String { ground.folder + "/complaints.csv" }
  private var store: String { ground.folder + "/complaints.sqlite" }

  func run() throws {
    let count = ground.messages * 2
    let rows = try GeneratedComplaints(count: count).write(to: table)
    try ground.run(ground.program, ["--store", store, "init", "--office", "Benchmark"])
    let first = try ground.run(ground.program, ["--store", store, "import", "complaints", table])
    let plain = try plainInsert()
    report(
      "import of \(count) complaints, \(rows) rows", "\(rounded(first.seconds)) s",
      beside: "rows alone, plain SQLite: \(rounded(plain)) s; peak \(first.peak) MB")
    let again = try ground.run(ground.program, ["--store", store, "import", "complaints", table])
    report("the same table again", "\(rounded(again.seconds)) s")
    try ground.run(ground.program, ["--store", store, "undo"])
    let undone = try ground.run(ground.program, ["--store", store, "undo"])
    report(
      "taking all of it back", "\(rounded(undone.seconds)) s",
      beside: "peak \(undone.peak) MB; store \(ground.size(of: store) / 1_000_000) MB")
    let verify = try ground.run(ground.program, ["--store", store, "audit", "verify"])
    report("audit verify after it", "\(rounded(verify.seconds)) s")
    print("")
  }

  /// The floor: every line as one row and nothing else.
  private func plainInsert() throws -> Double {
    guard let file = fopen(table, "r") else { throw HarnessError(description: "no table") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: ground.size(of: table))
    let count = fread(&bytes, 1, bytes.count, file)
    let queue = try DatabaseQueue(path: ground.folder + "/plain-rows.sqlite")
    let start = ContinuousClock.now
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE item(id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
      let insert = try database.makeStatement(sql: "INSERT INTO item(body) VALUES (?)")
      for line in bytes.prefix(count).split(separator: 0x0A) {
        try insert.execute(arguments: [String(decoding: line, as: UTF8.self)])
      }
    }
    return (ContinuousClock.now - start).seconds
  }
}

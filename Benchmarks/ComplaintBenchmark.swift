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
    let rows = try write(count)
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

  /// Complaints of one to three allegations with a summary of a line; gives the number of rows.
  private func write(_ count: Int) throws -> Int {
    guard let file = fopen(table, "w") else { throw HarnessError(description: "cannot write \(table)") }
    defer { fclose(file) }
    let mail = GeneratedMail()
    let tracks = ["outside-schedule-3", "schedule-3-otherwise", "schedule-3-investigation"]
    let categories = [
      "A1 Police action following contact", "A2 Decisions", "B4 Searches", "H5 Unprofessional",
    ]
    let results = ["acceptable", "not acceptable", "not able to determine", ""]
    fputs("reference,received,closed,area,track,category,result,summary,updates,handler\n", file)
    var rows = 0
    for number in 0..<count {
      let words = (0..<12).map { mail.word((number * 31 + $0 * $0 * 977) % (1 + number % 20_000)) }
      let (month, day) = (number % 12 + 1, number % 28 + 1)
      let date = "2025-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      for part in 0...(number % 3) {
        let summary = part == 0 ? words.joined(separator: " ") : ""
        fputs(
          "CO/\(100_000 + number)/25,\(date),2026-01-31,Area \(number % 7),\(tracks[number % 3]),"
            + "\(categories[(number + part) % 4]),\(results[(number + part) % 4]),\(summary),\(date),h\(number % 90)\n",
          file)
        rows += 1
      }
    }
    return rows
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

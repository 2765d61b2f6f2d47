import Glibc
import TerminalHarness

/// A force's made-up table: complaints of one to three allegations with a summary of a line.
struct GeneratedComplaints {
  let count: Int

  /// Writes the table and returns the number of its rows.
  func write(to path: String) throws -> Int {
    guard let file = fopen(path, "w") else { throw HarnessError(description: "cannot write \(path)") }
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
}

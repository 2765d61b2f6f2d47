import Foundation
import TerminalHarness
import Testing

/// What people write about, quarter by quarter: the same numbers on screen, as a table and as JSON, and behind each
/// number its records.
@Suite struct TrendTests {
  private func office() throws -> Office {
    let office = try Office()
    let rows = """
      title,themes,received,channel
      Bins again,asb,2026-02-03,phone
      Noise at night,asb,2026-08-03,phone
      Noise and racing,"asb,roads",2026-09-03,phone
      Racing,roads,2026-09-04,phone
      A question,,2026-09-05,phone

      """
    try office.must("import", "records", "case", office.write(rows, as: "rows.csv"))
    return office
  }

  @Test func theSameNumbersComeAsJSONAndAsATable() throws {
    let office = try office()
    let grid = try #require(
      try office.must("trend", "--to", "2026-Q3", "--quarters", "3", "--json").json().first)
    #expect(grid["quarters"]?.array.compactMap(\.string) == ["2026-Q1", "2026-Q2", "2026-Q3"])
    let rows = grid["rows"]?.array ?? []
    func counts(_ name: String) -> [Value]? { rows.first { $0["name"] == .string(name) }?["counts"]?.array }
    #expect(counts("asb") == [.integer(1), .integer(0), .integer(2)])
    #expect(counts("roads") == [.integer(0), .integer(0), .integer(2)])
    #expect(counts("none") == [.integer(0), .integer(0), .integer(1)])
    #expect(counts("all") == [.integer(1), .integer(0), .integer(4)])
    let table = try office.must("trend", "--to", "2026-Q3", "--quarters", "3", "--format", "csv").text
    #expect(table.contains("asb,Anti-social behaviour,1,0,2,3"))
    // Every number is the count of its query.
    for (name, number) in [("asb", 2), ("roads", 2)] {
      #expect(try office.must("list", "theme:\(name)", "received:2026-Q3", "--json").json().count == number)
    }
    let refused = try office.run("trend", "--to", "2026-Q7")
    #expect(refused.status == .exited(64) && refused.isOneSentence)
  }

  @Test func enterOnANumberOpensTheRecordsBehindIt() throws {
    let office = try office()
    let screen = try office.console(rows: 24, columns: 100, waitingFor: "Racing")
    try screen.send(keys: "g", "t")
    try screen.wait(for: "Anti-social behaviour, 2026-Q4: 0 records")
    try screen.send(keys: "Left")
    try screen.wait(for: "Anti-social behaviour, 2026-Q3: 2 records")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Noise at night")
    let shown = try screen.capture()
    #expect(
      shown.contains("Noise and racing") && !shown.contains("Bins again") && !shown.contains("A question"))
    try screen.send(keys: "<")
    try screen.wait(for: "A question")
  }
}

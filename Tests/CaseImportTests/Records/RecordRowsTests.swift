import CaseImport
import Casework
import Testing

/// Tables of records: the names of fields as header.
@Suite struct RecordRowsTests {
  private func read(_ text: String, _ kind: KindName = .action) throws -> RecordRows {
    try RecordRows(
      file: "acts.csv", bytes: Array(text.utf8), kind: .named(kind),
      today: try #require(Day("2026-11-20")))
  }

  @Test func valuesAreReadByTheirFields() throws {
    let table = try read(
      "Title,type,due,themes\r\n\"A, B\",action,20/12/2026,\"dogs,roads\"\r\n'=1,advice,,\r\n")
    #expect(table.problems == [])
    #expect(
      table.rows.map(\.values) == [
        ["title": "A, B", "type": "action", "due": "2026-12-20", "themes": ["dogs", "roads"]],
        ["title": "=1", "type": "advice"],
      ])
  }

  @Test func whatAnExportHasBesidesIsLeftOut() throws {
    let table = try read("reference,title,stage,sent\nACT-26-0001,One,done,2026-01-01\n")
    #expect(table.ignoredColumns == ["reference", "stage", "sent"])
    #expect(table.rows.map(\.values) == [["title": "One"]])
  }

  @Test func aBadValueNamesItsLineAndColumn() throws {
    let table = try read("title,due\nOne,2026-12-01\nTwo,31/2/2026\nThree\n")
    #expect(table.rows.map(\.line) == [2])
    #expect(table.problems.map(\.line) == [3, 4] && table.problems.first?.column == "due")
    #expect(table.count == 3)
  }

  @Test func anUnknownColumnIsRefused() throws {
    let problem = #expect(throws: TableProblem.self) { try read("title,colour\nOne,red\n") }
    #expect(problem?.column == "colour" && problem?.line == 1)
  }

  @Test func whatIsExportedComesBack() throws {
    let kind = RecordKind.named(.action)
    var record = Record(uid: "u", kind: .action, reference: "ACT-26-0001", revision: 1, values: [:])
    record[Head.title] = "-5 patrols, \"soon\""
    record[Head.themes] = ["dogs", "roads"]
    record[Head.received] = Day("2026-11-20")
    record[OwedAnswer.type] = .advice
    record[OwedAnswer.text] = "First\nSecond"
    var writer = CSVWriter()
    writer.append(RecordColumns(kind).names)
    writer.append(RecordColumns(kind).values(of: record))
    let table = try RecordRows(
      file: "a.csv", bytes: writer.bytes, kind: kind, today: try #require(Day("2026-11-20")))
    #expect(table.rows.map(\.values) == [record.values])
  }
}

import Casework
import Testing

@Suite struct CSVWriterTests {
  @Test func fieldsAreQuotedOnlyWhereTheyMustBe() {
    #expect(
      written("Abbey", "Hull, City of", "a \"b\"", "two\nlines", "")
        == "Abbey,\"Hull, City of\",\"a \"\"b\"\"\",\"two\nlines\",\r\n")
  }

  @Test(arguments: ["=1+1", "+44 1632", "-1", "@sum", "\tx", "\rx"])
  func whatASpreadsheetWouldRunLeavesWithAnApostrophe(field: String) {
    #expect(CSVWriter.neutralised(field) == "'" + field)
    #expect(CSVWriter.restored(CSVWriter.neutralised(field)) == field)
  }

  @Test(arguments: ["", "a=b", "'quoted'", "2026-11-20"])
  func whatIsHarmlessLeavesAsItIs(field: String) {
    #expect(CSVWriter.neutralised(field) == field)
    #expect(CSVWriter.restored(field) == field)
  }

  /// `=` with a combining mark is one Character, and still a formula to a spreadsheet.
  @Test func anAccentOnTheSignDoesNotHideIt() {
    #expect(written("=\u{301}1") == "'=\u{301}1\r\n")
  }

  private func written(_ fields: String...) -> String {
    var writer = CSVWriter()
    writer.append(fields)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

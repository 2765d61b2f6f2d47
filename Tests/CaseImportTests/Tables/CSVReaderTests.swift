import CaseImport
import Casework
import Testing

@Suite struct CSVReaderTests {
  // MARK: - What stands in a table

  @Test(arguments: ["\n", "\r\n", "\r"])
  func rowsEndInAnyLineEnd(end: String) throws {
    let rows = try rows(["name,place", "Abbey,Northfold", "Castle,Cutler End"].joined(separator: end))
    #expect(rows.map(\.texts) == [["Abbey", "Northfold"], ["Castle", "Cutler End"]])
    #expect(rows.map(\.line) == [2, 3])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstName() throws {
    let reader = try CSVReader(file: "t.csv", bytes: [0xEF, 0xBB, 0xBF] + Array("\"Name\",Place\r\n".utf8))
    #expect(reader.header.names == ["Name", "Place"])
    #expect(reader.header.position(of: "name") == 0)
    #expect(reader.header.position(of: " PLACE ") == 1)
  }

  @Test(arguments: [",", ";", "\t"])
  func theSeparatorIsFoundFromTheHeader(separator: String) throws {
    let header = ["name", "\"a, b; c, d; e\"", "place"].joined(separator: separator)
    let reader = try CSVReader(
      file: "t.csv", bytes: Array("\(header)\n\(["1", "2", "3"].joined(separator: separator))\n".utf8))
    #expect(reader.header.names == ["name", "a, b; c, d; e", "place"])
    #expect(reader.map(\.texts) == [["1", "2", "3"]])
  }

  @Test func quotedFieldsHoldSeparatorsLineEndsAndDoubledQuotes() throws {
    let rows = try rows("name,note\r\nHull,\"City of \"\"Hull\"\",\r\nEast\"\r\nCastle,plain\r\n")
    #expect(rows[0].texts == ["Hull", "City of \"Hull\",\r\nEast"])
    #expect(rows.map(\.line) == [2, 4])
    #expect(rows.allSatisfy { $0.problem == nil })
  }

  @Test func aQuoteInTheMiddleOfAFieldIsALetter() throws {
    #expect(try rows("name,note\nAbbey,a 5\" step\n")[0].texts == ["Abbey", "a 5\" step"])
  }

  @Test func emptyLinesAreNoRows() throws {
    #expect(try rows("\n\nname,note\n\nAbbey,1\n\n").map(\.line) == [5])
  }

  @Test func aFileThatIsNoUTF8IsWindows1252FromEndToEnd() throws {
    var bytes = Array("name,note\nLlif".utf8) + [0xF4] + Array("n,".utf8)
    bytes += [0x80, 0x92] + Array("s\n".utf8)
    let row = try #require(try Array(CSVReader(file: "t.csv", bytes: bytes)).first)
    #expect(row.texts == ["Llifôn", "€’s"])
  }

  // MARK: - What is wrong with one

  @Test func aQuoteThatIsNeverClosedIsToldWhereItOpensAndSwallowsNothing() throws {
    let rows = try rows("name,note\nAbbey,1\nCastle,\"open\nUsk,3\n")
    #expect(rows.map { $0.problem == nil } == [true, false, true])
    #expect(rows[1].line == 3)
    #expect(rows[1].problem?.text().hasPrefix("The quote that opens on this line is never closed") == true)
    #expect(rows[2].texts == ["Usk", "3"])
  }

  @Test func rowsOfAnotherLengthAreWrongAndTheNextIsRead() throws {
    let rows = try rows("name,note\nAbbey\nCastle,1,2\nUsk,3\n")
    #expect(rows.map { $0.problem != nil } == [true, true, false])
    #expect(rows[0].problem?.text().hasPrefix("The row has 1 fields and the header 2") == true)
    #expect(rows[1].problem?.text().hasPrefix("The row has 3 fields and the header 2") == true)
  }

  @Test(arguments: [0x00, 0x1B, 0x07, 0x7F] as [UInt8])
  func controlCharactersSpoilTheirRowOnly(byte: UInt8) throws {
    for quote in ["", "\""] {
      let bytes = Array("name,note\n\(quote)Ab".utf8) + [byte] + Array("bey\(quote),1\nUsk,3\n".utf8)
      let rows = Array(try CSVReader(file: "t.csv", bytes: bytes))
      #expect(rows.map { $0.problem != nil } == [true, false])
    }
  }

  @Test func textAfterAClosingQuoteIsWrong() throws {
    #expect(try rows("name,note\n\"Abbey\" ward,1\n\"Usk\" ,2\n").map { $0.problem != nil } == [true, false])
  }

  @Test func aFieldHoldsAMebibyteAndNoMore() throws {
    let largest = String(repeating: "a", count: CSVReader.largestField)
    let rows = try rows("name,note\n\(largest),1\n\(largest)a,2\n\"\(largest)\n\",3\nUsk,4\n")
    #expect(rows.map { $0.problem != nil } == [false, true, true, false])
    #expect(rows.map(\.line) == [2, 3, 4, 6])
  }

  @Test func aHeaderOfMoreThanAThousandColumnsIsRefused() {
    let header = (0...CSVReader.mostColumns).map { "c\($0)" }.joined(separator: ",")
    #expect(throws: TableProblem.self) { try rows(header + "\n") }
  }

  @Test(arguments: ["", "\n\r\n", "   \n"])
  func anEmptyFileIsRefusedInASentence(text: String) throws {
    let problem = #expect(throws: TableProblem.self) { try rows(text) }
    #expect(
      problem?.message.text() == "t.csv, line 1: The table is empty: its first line must name the columns.")
  }

  @Test func aFileOfUTF16SaysHowToSaveItAgain() {
    let problem = #expect(throws: TableProblem.self) {
      try CSVReader(file: "t.csv", bytes: [0xFF, 0xFE, 0x61, 0x00])
    }
    #expect(problem?.message.text().contains("CSV UTF-8") == true)
  }

  private func rows(_ text: String) throws -> [CSVRow] {
    Array(try CSVReader(file: "t.csv", bytes: Array(text.utf8)))
  }
}

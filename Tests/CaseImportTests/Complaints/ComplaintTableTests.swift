import CaseImport
import Casework
import Testing

@Suite struct ComplaintTableTests {
  private static let header = "reference,received,closed,area,track,category,result,summary"

  // MARK: - Complaints and their allegations

  @Test func rowsWithOneReferenceAreOneComplaintWhateverTheirOrder() throws {
    let table = try table(
      """
      CO/1/26,2026-01-05,2026-02-20,North,outside-schedule-3,Delivery of duties,Resolved,Late
      CO/2/26,06/01/2026,,South,schedule-3-otherwise,Use of force,,Pushed
      CO/1/26,2026-01-05,2026-02-20,North,outside-schedule-3,Individual behaviours,Not resolved,Rude
      """)
    #expect(table.problems.isEmpty)
    #expect(table.rejected == nil)
    #expect(
      table.drafts == [
        ComplaintDraft(
          reference: "CO/1/26", received: try day("2026-01-05"), closed: try day("2026-02-20"), area: "North",
          track: "outside-schedule-3", summary: "Late\nRude",
          allegations: [
            AllegationDraft(category: "Delivery of duties", result: "Resolved"),
            AllegationDraft(category: "Individual behaviours", result: "Not resolved"),
          ], line: 2),
        ComplaintDraft(
          reference: "CO/2/26", received: try day("2026-01-06"), area: "South", track: "schedule-3-otherwise",
          summary: "Pushed", allegations: [AllegationDraft(category: "Use of force")], line: 3),
      ])
  }

  @Test func updatesHandlerAndSchemeAreReadWhereTheTableHasThem() throws {
    let table = try ComplaintTable(
      file: "june.csv",
      bytes: Array(
        """
        Reference;Received;Updates;Handler;Scheme;Category
        CO/1;2026-01-05;02/03/2026; sam ;2020;A
        CO/1;2026-01-05;2026-02-02;;2020;B
        CO/2;05.01.2026 00:00:00;2026-02-02 02/03/2026;;;
        """.utf8))
    #expect(table.problems.isEmpty)
    #expect(
      table.drafts.map(\.updates) == [
        [try day("2026-02-02"), try day("2026-03-02")], [try day("2026-02-02"), try day("2026-03-02")],
      ])
    #expect(table.drafts.map(\.handler) == ["sam", nil])
    #expect(table.drafts.map(\.scheme) == ["2020", nil])
    #expect(table.drafts.map(\.allegations.count) == [2, 0])
  }

  @Test(arguments: [
    ("Outside of Schedule 3", "outside-schedule-3"), ("OUTSIDE_SCHEDULE_3", "outside-schedule-3"),
    ("Service recovery", "outside-schedule-3"), ("outside Sch. 3", "outside-schedule-3"),
    ("Schedule 3 - otherwise than by investigation", "schedule-3-otherwise"),
    ("Inside Schedule 3 (otherwise than by investigation)", "schedule-3-otherwise"),
    ("Otherwise than by Investigation", "schedule-3-otherwise"),
    ("Investigation", "schedule-3-investigation"), ("Schedule 3: investigated", "schedule-3-investigation"),
    ("schedule-3-investigation", "schedule-3-investigation"),
  ])
  func plainWordsForATrackAreUnderstood(word: String, track: String) throws {
    #expect(try table("CO/1,2026-01-05,,North,\(word),A,,").drafts.map(\.track) == [track])
  }

  /// The draw hashes bytes: what a reader takes for the same letter must not become the same reference.
  @Test func referencesAreToldApartByTheirBytes() throws {
    let table = try table("M\u{F4}n 1,2026-01-05,,,,A,,\nMo\u{302}n 1,2026-01-06,,,,A,,")
    #expect(table.drafts.count == 2)
    #expect(table.drafts.allSatisfy { $0.allegations.count == 1 })
  }

  @Test func aReferenceMayHoldACommaAndSpaces() throws {
    #expect(try table("\"CO 1,26\",2026-01-05,,,,A,,").drafts.map(\.reference) == ["CO 1,26"])
  }

  // MARK: - What is wrong

  @Test(arguments: [
    (",2026-01-05,,North,,A,,", "reference", "There is no reference"),
    ("\"CO\n1\",2026-01-05,,North,,A,,", "reference", "'CO\n1' is no reference"),
    ("CO\u{202E}1,2026-01-05,,North,,A,,", "reference", "'CO\u{202E}1' is no reference"),
    ("\(String(repeating: "x", count: 65)),2026-01-05,,,,A,,", "reference", "'xxxx"),
    ("CO/1,,,North,,A,,", "received", "There is no day"),
    ("CO/1,2026-02-30,,North,,A,,", "received", "'2026-02-30' is no day"),
    ("CO/1,01/02/26,,North,,A,,", "received", "'01/02/26' is no day"),
    ("CO/1,13/13/2026,,North,,A,,", "received", "'13/13/2026' is no day"),
    ("CO/1,2026-01-05,2026-01-04,North,,A,,", "closed", "2026-01-04 is before 2026-01-05"),
    (
      "CO/1,2026-01-05,,North,Schedule 3,A,,", "track",
      "'Schedule 3' is no track: give one of outside-schedule-3"
    ),
    ("CO/1,2026-01-05,,North,,,Resolved,", "category", "The allegation has a result and no category"),
    ("CO/1,2026-01-05,,\(String(repeating: "x", count: 201)),,A,,", "area", "The text is too long"),
  ])
  func aBadFieldIsToldWithItsLineAndColumn(row: String, column: String, what: String) throws {
    let table = try table("CO/9,2026-01-05,,,,A,,\n" + row)
    #expect(table.drafts.map(\.reference) == ["CO/9"])
    #expect(table.problems.count == 1)
    let sentence = try #require(table.problems.first).message.text()
    #expect(sentence.hasPrefix("june.csv, line 3, column '\(column)': \(what)"), "\(sentence)")
  }

  @Test(arguments: [
    ("2026-01-06,,North,", "received", "'2026-01-06' here and '2026-01-05' on line 2"),
    ("2026-01-05,2026-03-01,North,", "closed", "'2026-03-01' here and '' on line 2"),
    ("2026-01-05,,South,", "area", "'South' here and 'North' on line 2"),
    ("2026-01-05,,North,Outside", "track", "'outside-schedule-3' here and 'schedule-3-otherwise' on line 2"),
  ])
  func headsThatContradictEachOtherNameBothLines(head: String, column: String, what: String) throws {
    let table = try table("CO/1,2026-01-05,,North,otherwise,A,,\nCO/1,\(head),B,,")
    #expect(table.drafts.isEmpty)
    #expect(table.problems.map(\.line) == [3])
    #expect(table.problems.first?.column == column)
    #expect(table.problems.first?.what.text() == "CO/1 has \(what): make its rows agree.")
  }

  @Test func anEmptyFieldContradictsNothing() throws {
    let table = try table(
      "CO/1,2026-01-05,,,,A,,\nCO/1,2026-01-05,,North,otherwise,B,,\nCO/1,2026-01-05,,,,C,,")
    #expect(table.drafts.map(\.area) == ["North"])
    #expect(table.drafts.map(\.allegations.count) == [3])
  }

  @Test func aComplaintWithABadRowIsLeftOutWholeAndHandedBackToBeMended() throws {
    let rows = #"""
      CO/1,2026-01-05,,North,outside,A,,"- first, ""quoted"""
      CO/2,2026-01-05,,North,outside,A,,kept
      CO/1,2026-01-05,,North,sideways,B,,second
      CO/3,2026-01-05,,North
      """#
    let bad = try table(rows)
    #expect(bad.drafts.map(\.reference) == ["CO/2"])
    #expect(bad.problems.map(\.line) == [4, 5])
    #expect(bad.rows == 4)
    #expect(bad.rejectedRows == 3)
    let rejected = try #require(bad.rejected)
    let text = String(decoding: rejected, as: UTF8.self)
    let lines = text.split(separator: "\r\n").map(String.init)
    #expect(lines[0] == Self.header + ",problem")
    #expect(
      lines[1]
        == "CO/1,2026-01-05,,North,outside,A,,\"'- first, \"\"quoted\"\"\",\"Sound, but left out with line 4, which has the same reference.\""
    )
    #expect(lines[2].hasPrefix("CO/1,2026-01-05,,North,sideways,B,,second,\"'sideways' is no track"))
    #expect(lines[3].hasPrefix("CO/3,2026-01-05,,North,,,,,The row has 4 fields"))

    let mended = text.replacing("sideways", with: "outside").replacing("North,,,,", with: "North,,A,,")
    let second = try ComplaintTable(file: "june.csv", bytes: Array(mended.utf8))
    #expect(second.problems.isEmpty)
    #expect(second.ignoredColumns.isEmpty)
    #expect(second.drafts.map(\.reference) == ["CO/1", "CO/3"])
    #expect(second.drafts.first?.summary == "- first, \"quoted\"\nsecond")
  }

  // MARK: - Names of columns

  @Test func aMappingSaysWhatTheForceCallsItsColumns() throws {
    let mapping = try ColumnMapping(
      file: "map.txt",
      bytes: Array(
        "# Saltmarsh\r\n\r\nCase  Ref = reference\r\nDate logged=received\r\nA=B? = Category\r\n".utf8))
    let table = try ComplaintTable(
      file: "june.csv",
      bytes: Array("reference,CASE REF,Date Logged,A=B?\nignored,CO/1,2026-01-05,Rude\n".utf8),
      mapping: mapping)
    #expect(table.drafts.map(\.reference) == ["CO/1"])
    #expect(table.drafts.first?.allegations == [AllegationDraft(category: "Rude")])
    #expect(table.ignoredColumns == ["reference"])
  }

  @Test(arguments: [
    ("Ref reference", "map.txt, line 1: 'Ref reference' is no mapping"),
    ("#\nRef = number", "map.txt, line 2: There is no column 'number': map to one of reference, received"),
    (
      "Ref = reference\nNo = reference", "map.txt, line 2: The column 'reference' is mapped on line 1 already"
    ),
    ("Ref = reference", "map.txt, line 1: june.csv has no column 'Ref'"),
  ])
  func aMappingThatCannotBeFollowedIsRefused(text: String, sentence: String) {
    let problem = #expect(throws: TableProblem.self) {
      let mapping = try ColumnMapping(file: "map.txt", bytes: Array(text.utf8))
      _ = try ComplaintTable(file: "june.csv", bytes: Array("reference,received\n".utf8), mapping: mapping)
    }
    #expect(problem?.message.text().hasPrefix(sentence) == true)
  }

  @Test(arguments: [
    ("ref,received\n", "june.csv, line 1: There is no column 'reference'"),
    ("reference,received,Area,area\n", "june.csv, line 1, column 'area': Two columns have this name"),
  ])
  func aTableWithoutWhatAComplaintNeedsIsRefused(text: String, sentence: String) {
    let problem = #expect(throws: TableProblem.self) {
      try ComplaintTable(file: "june.csv", bytes: Array(text.utf8))
    }
    #expect(problem?.message.text().hasPrefix(sentence) == true)
  }

  private func table(_ rows: String) throws -> ComplaintTable {
    try ComplaintTable(file: "june.csv", bytes: Array("\(Self.header)\n\(rows)\n".utf8))
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }
}

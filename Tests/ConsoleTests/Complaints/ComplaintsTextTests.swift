import Canvas
import Casework
import TestOffice
import Testing

@testable import Console

/// A complaint and an extract as text to read.
@Suite struct ComplaintsTextTests {
  private func lines(_ record: Record, width: Int = 70) -> [String] {
    let words = RecordWords(
      lists: ConsoleExamples.lists, rulebook: shippedRules, today: ConsoleExamples.now.londonDay)
    let format = RecordText.Format(width: width, words: words, showsQuoted: false)
    let view = RecordView(record: record, contacts: [])
    var text = RecordText(view, history: [], format: format)
    text.make(lines: RecordText.longest)
    return text.lines.map(\.text)
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func complaint() throws -> Record {
    var draft = ComplaintDraft(reference: "CO/1/26", received: try day("2026-01-05"), line: 2)
    draft.closed = try day("2026-04-01")
    draft.summary = "Nobody came.\n\u{1B}[31mTwice."
    draft.track = "outside-schedule-3"
    draft.updates = [try day("2026-01-26"), try day("2026-03-02")]
    draft.allegations = [
      AllegationDraft(category: "A1 Police action following contact", result: "acceptable"),
      AllegationDraft(category: "B2 Decisions"),
    ]
    return draft.record(updating: nil, uid: "u", extract: "EXT-26-0001", rulebook: shippedRules)
  }

  @Test func allegationsStandInATableWithTheirResults() throws {
    let lines = lines(try complaint())
    #expect(lines.contains("Allegations: 2"))
    #expect(lines.contains("1  A1 Police action following contact      acceptable"))
    #expect(lines.contains("2  B2 Decisions                            no result yet"))
    #expect(lines.contains("Track      Outside Schedule 3"))
  }

  @Test func eachWordToTheComplainantIsOnTimeOrLate() throws {
    let lines = lines(try complaint())
    #expect(lines.contains("Told how it stands: not always on time"))
    #expect(lines.contains("Mon 26 Jan 2026  on time, due Mon 2 Feb 2026"))
    #expect(lines.contains("Mon 2 Mar 2026  LATE by 7 d, due Mon 23 Feb 2026"))
    #expect(lines.contains("none before closing  MISSED, due Mon 30 Mar 2026"))
  }

  @Test func whatTheForceWroteCannotSteerTheTerminal() throws {
    let lines = lines(try complaint())
    #expect(lines.contains("Nobody came."))
    #expect(!lines.contains { $0.unicodeScalars.contains("\u{1B}") })
  }

  @Test func aNarrowScreenPutsTheResultAfterTheCategory() throws {
    let lines = lines(try complaint(), width: 30)
    #expect(lines.contains("2  B2 Decisions: no result yet"))
    #expect(lines.allSatisfy { CellWidth.of($0) <= 30 })
  }

  @Test func anExtractSaysWhichRowsWereLeftOutAndWhy() {
    var record = Record(uid: "u", kind: .extract, reference: "EXT-26-0001", revision: 1, values: [:])
    record[Head.stage] = "taken-in"
    record[Extract.refused] = 3
    record[Extract.problemCount] = 3
    record[Extract.problems] = [
      RowProblem(line: 5, column: "received", what: "There is no day."),
      RowProblem(line: 7, column: nil, what: "The row is short."),
    ]
    let lines = lines(record)
    #expect(lines.contains("Refused    3"))
    #expect(
      lines.contains("Line 5, received: There is no day.") && lines.contains("Line 7: The row is short."))
    #expect(lines.contains("and 1 more: the last attachment has all rows"))
  }
}

import Canvas
import Casework
import Testing

@testable import Console

/// Nothing that matters is cut where there is room for it.
@Suite struct RoomTests {
  /// At 80 by 24 the sentence of the command under the cursor, and what does the same in a shell, can be read in full.
  @Test(arguments: [(80, 24), (120, 40), (160, 50)])
  func everyCommandOfThePaletteCanBeReadInFull(columns: Int, rows: Int) throws {
    for pane in "12345" {
      var desk = Desk(columns: columns, rows: rows)
      desk.type("\(pane):")
      guard case .picker(let palette)? = desk.session.layers.last else {
        return #expect(Bool(false), "no palette")
      }
      for item in palette.items where !item.isSpecific {
        guard case .picker(let now)? = desk.session.layers.last else { break }
        let chosen = try #require(now.selected)
        let shown = desk.screen.joined(separator: " ").split(separator: " ").joined(separator: " ")
        let words = chosen.detail.split(separator: " ").joined(separator: " ")
        #expect(shown.contains(words), "\(item.title): \(words)\n\(desk.frame.text)")
        if let twin = chosen.twin { #expect(shown.contains("In a shell: \(twin)"), "\(desk.frame.text)") }
        #expect(desk.cursorRow.hasPrefix("> \(chosen.title)"))
        desk.press(.down)
      }
    }
  }

  @Test func namesHaveTheRoomThatSubjectsLeave() throws {
    let words = RecordWords(
      lists: ConsoleExamples.lists, rulebook: ConsoleExamples.rulebook, today: ConsoleExamples.now.londonDay)
    func widths(_ party: String, _ title: String, width: Int) throws -> (party: Int, text: Int) {
      var record = try #require(ConsoleExamples.files.first).record
      record[CaseFile.correspondent] = party
      record[Head.title] = title
      let lines = [ListLine(row: RecordRow(id: 1, record))]
      let plan = RecordListDrawing(
        words: words, width: width, isOfCases: true, lines: lines, widest: ListWidths(lines)
      ).plan
      let used = plan.reduce(0) { $0 + $1.width }
      return (plan.first { $0.column == .party }?.width ?? 0, width - 16 - used)
    }
    let long = "Ffederasiwn y Ffermwyr Ifanc, Cangen Dyffryn"
    let wide = try widths(long, "Noise at night", width: 160)
    #expect(wide.party == long.count + 1)
    // A long subject keeps its room, and on a narrow screen all is as it was.
    let both = try widths(long, String(repeating: "x", count: 90), width: 160)
    #expect(both.text >= 90 && both.party < long.count)
    #expect(try widths(long, "Noise at night in Hafod and Abbey", width: 80).party < long.count)
    #expect(try widths("Siân Llwyd", "Noise", width: 160).party == 22)
  }
}

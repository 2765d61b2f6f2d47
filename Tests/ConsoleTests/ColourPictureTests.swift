import Canvas
import Casework
import Terminal
import Testing

@testable import Console

/// A list, a form and the preview of a change of many, in every depth of colour: the letters are the same in all,
/// and what has the focus is found in all.
///
/// `UPDATE_GOLDEN=1 swift test --filter ColourPictureTests` draws them anew.
@Suite struct ColourPictureTests {
  private static let screens: [(name: String, keys: String)] = [
    ("list", "t"), ("form", "e"), ("bulk-preview", "tttaPri\n"),
  ]

  @Test(arguments: screens.indices)
  func aScreenIsReadInEveryDepthOfColour(number: Int) throws {
    let screen = Self.screens[number]
    var desk = Desk()
    desk.type(screen.keys)
    let frame = desk.frame
    var picture = ""
    for depth in ColourDepth.allCases {
      let rows = (0..<frame.size.rows).map { Self.runs(ofRow: $0, of: frame, depth: depth) }
      picture += "== \(screen.name), colours: \(depth.rawValue)\n" + rows.joined(separator: "\n") + "\n"
    }
    try GoldenFrame.expect(text: picture, "colours/\(screen.name)")
  }

  @Test(arguments: ColourDepth.allCases)
  func whatIsMarkedByColourIsMarkedByItsLettersToo(depth: ColourDepth) {
    let desk = Desk()
    let frame = desk.frame
    let focused = (0..<frame.size.columns).map { frame[row: frame.cursor.row, column: $0] }
    #expect(focused.map(\.text).joined().hasPrefix("> N COR-26-0001 LATE 3"))
    #expect(
      focused.allSatisfy { cell in
        Theme.allCases.allSatisfy { $0.look(of: cell.style, depth: depth).isReversed }
      })
  }

  // MARK: - Pictures

  /// The row with the look of each piece before it, in braces; what looks like ordinary text has none.
  private static func runs(ofRow row: Int, of frame: Frame, depth: ColourDepth) -> String {
    var runs: [(look: Look, text: String)] = []
    for column in 0..<frame.size.columns {
      let cell = frame[row: row, column: column]
      let look = Theme.dark.look(of: cell.style, depth: depth)
      if runs.last?.look == look {
        runs[runs.count - 1].text += cell.text
      } else {
        runs.append((look, cell.text))
      }
    }
    let text = runs.map { run in
      let words = run.look.words(in: depth)
      return words.isEmpty ? run.text : "{\(words)}\(run.text){}"
    }.joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}

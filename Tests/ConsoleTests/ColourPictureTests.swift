import Canvas
import Casework
import Foundation
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
    try Self.expect(picture, screen.name)
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
      let words = words(run.look, depth)
      return words.isEmpty ? run.text : "{\(words)}\(run.text){}"
    }.joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  private static func words(_ look: Look, _ depth: ColourDepth) -> String {
    func name(_ number: Int) -> String {
      depth == .direct ? "#" + String(number, radix: 16, uppercase: true) : "\(number)"
    }
    var words: [String] = []
    if look.foreground >= 0 { words.append(name(look.foreground)) }
    if look.background >= 0 { words.append("on " + name(look.background)) }
    if look.isBold { words.append("bold") }
    if look.isUnderlined { words.append("underlined") }
    if look.isReversed { words.append("reversed") }
    return words.joined(separator: " ")
  }

  private static func expect(_ picture: String, _ name: String) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/colours/\(name).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(picture.utf8).write(to: path)
    }
    let expected = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    #expect(expected.utf8.elementsEqual(picture.utf8), "\(name) looks different:\n\(picture)")
  }
}

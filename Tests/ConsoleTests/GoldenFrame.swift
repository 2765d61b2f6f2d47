import Canvas
import Foundation
import Terminal
import Testing

/// Compares a frame with the picture of it in `Golden/`.
///
/// `UPDATE_GOLDEN=1 swift test --filter GoldenFrameTests` writes the pictures anew; look at what changed with
/// `git diff` before you commit them.
enum GoldenFrame {
  static func expect(_ frame: Frame, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
    try expect(text: picture(of: frame), name, at: location)
  }

  /// The same for what else is drawn in letters.
  static func expect(
    text picture: String, _ name: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(picture.utf8).write(to: path)
      return
    }
    let expected = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    // By bytes, for == takes é and e with an accent for one.
    let isSame = expected.utf8.elementsEqual(picture.utf8)
    #expect(
      isSame, "\(name) looks different.\n--- expected\n\(expected)\n--- drawn\n\(picture)",
      sourceLocation: location)
  }

  /// The letters of the frame, then where the hardware cursor stands.
  private static func picture(of frame: Frame) -> String {
    "\(frame.text)\n\n\(frame.size.columns)x\(frame.size.rows), "
      + "cursor in row \(frame.cursor.row), column \(frame.cursor.column)\n"
  }
}

extension Look {
  /// How a terminal of this depth shows it; empty for its usual letters.
  func words(in depth: ColourDepth) -> String {
    func name(_ number: Int) -> String {
      depth == .direct ? "#" + String(number, radix: 16, uppercase: true) : "\(number)"
    }
    var words: [String] = []
    if foreground >= 0 { words.append(name(foreground)) }
    if background >= 0 { words.append("on " + name(background)) }
    if isBold { words.append("bold") }
    if isUnderlined { words.append("underlined") }
    if isReversed { words.append("reversed") }
    return words.joined(separator: " ")
  }
}

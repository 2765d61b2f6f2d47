internal import Canvas
internal import Casework

/// A sheet as lines of a page.
enum SheetText {
  static func lines(_ sheet: Sheet, width: Int, words: RecordWords) -> [StyledLine] {
    sheet.lines(today: words.today, columns: width).flatMap { line in
      wrap(displaySafe(line.text), width: max(10, width)).map { StyledLine($0, line.tone.role) }
    }
  }
}

extension SheetLine.Tone {
  fileprivate var role: Role {
    switch self {
    case .heading: .heading
    case .text: .text
    case .quiet: .dim
    case .missing: .soon
    case .red: .late
    }
  }
}

import Glibc
import TerminalHarness

/// The glass of a terminal: it shows what a program wrote to another one, up to where the test lets it see.
final class Glass {
  private let screen: TmuxScreen
  /// A named pipe; what is written to it comes onto the glass.
  private let pipe: Int32
  private var marks = 0

  /// What stands on the glass, and where the cursor is.
  struct Picture: Hashable {
    let cells: [[Cell]]
    let row: Int
    let column: Int
    let isCursorVisible: Bool

    var text: String {
      let lines = cells.map { $0.map(\.sign).joined() }
      return lines.joined(separator: "\n") + "\ncursor \(row) \(column) \(isCursorVisible)"
    }
  }

  /// One sign as the eye sees it.
  struct Cell: Hashable {
    let sign: String
    let style: Style
  }

  /// The rendition that `SGR` sequences set (ECMA-48, 8.3.117).
  struct Style: Hashable {
    var signs: Set<Int> = []
    var foreground: [Int] = []
    var background: [Int] = []

    static let plain = Style()

    /// What is seen of it on a blank.
    var onBlank: Style {
      signs.isDisjoint(with: [4, 7]) && background.isEmpty ? .plain : self
    }
  }

  init(rows: Int, columns: Int, folder: String) throws {
    let path = folder + "/glass"
    guard mkfifo(path, 0o600) == 0 else { throw HarnessError(description: "no named pipe") }
    pipe = open(path, O_RDWR | O_CLOEXEC)
    screen = try TmuxScreen(
      rows: rows, columns: columns, command: ["sh", "-c", "stty raw -echo; exec cat \(path)"])
    try show([])
  }

  deinit { close(pipe) }

  func resize(rows: Int, columns: Int) throws { try screen.resize(rows: rows, columns: columns) }

  /// Shows more of what the program wrote, and waits until it stands there.
  func show(_ bytes: ArraySlice<UInt8>) throws {
    marks += 1
    let mark = "mark \(marks)"
    var rest = Array(bytes) + Array("\u{1B}]2;\(mark)\u{07}".utf8)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(pipe, $0.baseAddress, min($0.count, 4096)) }
      guard count > 0 else { throw HarnessError(description: "the glass is gone") }
      rest.removeFirst(count)
    }
    let deadline = Deadline(seconds: 20)
    while try !screen.title().hasPrefix(mark + "\n") {
      guard !deadline.hasPassed else { throw HarnessError(description: "the glass does not show \(mark)") }
      usleep(3000)
    }
  }

  /// A glass as it was when the terminal was switched on.
  func wipe() throws { try show(Array("\u{1B}c".utf8)[...]) }

  func picture() throws -> Picture {
    let state = try screen.state()
    let cells = try Self.cells(of: screen.capture(withStyles: true, withBlanks: true))
    return Picture(
      cells: cells, row: state.row, column: state.column,
      isCursorVisible: state.isCursorVisible)
  }

  /// The lines of what tmux captured. A blank has no colour of its own, and those at the end of a line are no part
  /// of it, whether they were written or never touched.
  private static func cells(of captured: String) -> [[Cell]] {
    var style = Style.plain
    return captured.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var cells: [Cell] = []
      var rest = line[...]
      while let sign = rest.popFirst() {
        if sign == "\u{1B}", rest.first == "[" {
          let numbers = rest.dropFirst().prefix { $0 != "m" }
          rest = rest.dropFirst(numbers.count + 2)
          style.take(numbers.split(separator: ";").map { Int($0) ?? 0 })
        } else {
          cells.append(Cell(sign: String(sign), style: sign == " " ? style.onBlank : style))
        }
      }
      while cells.last == Cell(sign: " ", style: .plain) { cells.removeLast() }
      return cells
    }
  }
}

extension Glass.Style {
  fileprivate mutating func take(_ numbers: [Int]) {
    var rest = numbers.isEmpty ? [0] : numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: self = .plain
      case 1...9: signs.insert(number)
      case 22: signs.subtract([1, 2])
      case 23...29: signs.remove(number - 20)
      case 38, 48:
        let colour = Array(rest.prefix(rest.first == 5 ? 2 : 4))
        rest = rest.dropFirst(colour.count)
        if number == 38 { foreground = colour } else { background = colour }
      case 30...37, 90...97: foreground = [number]
      case 39: foreground = []
      case 40...47, 100...107: background = [number]
      case 49: background = []
      default: break
      }
    }
  }
}

import Canvas
import Foundation
import Terminal
import TerminalHarness
import Testing

/// What every kind of text looks like on every kind of terminal, and that it can be read there.
@Suite struct ThemeTests {
  /// WCAG 2.2, 1.4.3 (contrast, minimum) and 1.4.11 (what is no text).
  @Test(arguments: Theme.allCases)
  func everyTextCanBeReadOnItsBackground(theme: Theme) {
    for depth in ColourDepth.allCases {
      for role in Role.allCases {
        let look = theme.look(of: Style(role), depth: depth)
        for ground in grounds(of: theme, look, depth) {
          guard look.foreground >= 0, depth != .none else { continue }
          let contrast = RGB(number: look.foreground, depth).contrast(with: ground)
          let least = role == .divider ? 3.0 : 4.5
          #expect(contrast >= least, "\(theme) \(depth) \(role): \(contrast) on \(ground)")
        }
      }
    }
  }

  @Test func highContrastIsSevenToOneEverywhere() {
    for depth in ColourDepth.allCases where depth != .none {
      for role in Role.allCases {
        let look = Theme.highContrast.look(of: Style(role), depth: depth)
        let contrast = RGB(number: look.foreground, depth).contrast(with: RGB(number: look.background, depth))
        #expect(contrast >= 7, "\(depth) \(role): \(contrast)")
      }
    }
  }

  @Test func theFocusIsFoundWithoutColours() {
    for theme in Theme.allCases {
      for depth in ColourDepth.allCases {
        for role in Role.allCases {
          #expect(theme.look(of: Style(role, isFocused: true), depth: depth).isReversed)
          #expect(!theme.look(of: Style(role), depth: depth).isReversed)
        }
      }
    }
  }

  /// `UPDATE_GOLDEN=1 swift test --filter ThemeTests` writes the table anew.
  @Test func everyLookIsAsInTheTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/looks.txt")
    let table = Self.table
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(table.utf8).write(to: file)
    }
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == table)
  }

  // MARK: - On real terminals

  @Test func aTerminalWithAnEntryForAllColoursGetsThemAsTheyAre() throws {
    let folder = try Self.folderWithDirectEntry()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let terminal = try ProbeFixture.start(adding: ["COLORTERM": "truecolor", "TERMINFO": folder])
    #expect(terminal.contains("38;2;192;82;82m"), "\(terminal.outputText())")
    let modest = try ProbeFixture.start(adding: ["TERMINFO": folder])
    #expect(modest.contains("38;5;131m") && !modest.contains("38;2;"))
    let own = try ProbeFixture.start(adding: ["TERM": "xterm-direct", "TERMINFO": folder])
    #expect(own.contains("38;2;192;82;82m"))
  }

  @Test func whereThereIsNoSuchEntryTheFixedPaletteServes() throws {
    let terminal = try ProbeFixture.start(adding: ["COLORTERM": "truecolor", "TERM": "screen-256color"])
    #expect(terminal.contains("38;5;131m"))
  }

  /// An entry as `ncurses-term` has it, which not every machine has installed.
  private static func folderWithDirectEntry() throws -> String {
    let folder = NSTemporaryDirectory() + "casebook-terminfo-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let source = """
      xterm-direct|xterm with direct colours,
      \tRGB, colors#0x1000000, pairs#0x7FFFF,
      \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
      \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
      \tsetb@, setf@, initc@, ccc@, use=xterm-256color,

      """
    try source.write(toFile: folder + "/source", atomically: true, encoding: .utf8)
    let (status, output) = try ChildProcess.run(
      "tic", ["-x", "-o", folder, folder + "/source"], environment: ["PATH": "/usr/bin:/bin"])
    guard status == .exited(0) else { throw HarnessError(description: "tic: \(output)") }
    return folder
  }

  // MARK: - The table

  private static var table: String {
    var lines: [String] = []
    for theme in Theme.allCases {
      lines.append("\(theme.rawValue)")
      for role in Role.allCases {
        let looks = ColourDepth.allCases.map { depth in
          "\(depth.rawValue): \(words(theme.look(of: Style(role), depth: depth), depth))"
        }
        lines.append("  \(role): " + looks.joined(separator: "; "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func words(_ look: Look, _ depth: ColourDepth) -> String {
    func name(_ number: Int) -> String {
      depth == .direct ? "#" + RGB(number: number, depth).hexadecimal : "\(number)"
    }
    var words: [String] = []
    if look.foreground >= 0 { words.append(name(look.foreground)) }
    if look.background >= 0 { words.append("on \(name(look.background))") }
    if look.isBold { words.append("bold") }
    if look.isUnderlined { words.append("underlined") }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }

  /// What the theme's text stands on: its own background, or those of the terminals that it is for.
  private func grounds(of theme: Theme, _ look: Look, _ depth: ColourDepth) -> [RGB] {
    guard look.background < 0 else { return [RGB(number: look.background, depth)] }
    // With few colours, the terminal's own black and white; with many, what terminals are often set to.
    let (black, white) = (RGB(hex: 0x000000), RGB(hex: 0xFFFFFF))
    let hasFew = depth < .palette
    switch theme {
    case .either: return [black, white]
    case .dark: return hasFew ? [black] : [black, RGB(hex: 0x1E1E1E), RGB(hex: 0x282C34), RGB(hex: 0x2E3440)]
    case .light: return hasFew ? [white] : [white, RGB(hex: 0xEEEEEE), RGB(hex: 0xFDF6E3)]
    case .mono, .highContrast: return []
    }
  }
}

/// A colour, for measuring.
private struct RGB: CustomStringConvertible {
  let red: Int
  let green: Int
  let blue: Int

  init(hex: Int) {
    (red, green, blue) = (hex >> 16 & 255, hex >> 8 & 255, hex & 255)
  }

  /// The colours of xterm for the first sixteen; the cube and the greys for the rest.
  init(number: Int, _ depth: ColourDepth) {
    let first = [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000,
      0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    if depth == .direct {
      self.init(hex: number)
    } else if number < 16 {
      self.init(hex: first[max(0, number)])
    } else if number < 232 {
      let steps = [0, 95, 135, 175, 215, 255]
      let (r, g, b) = ((number - 16) / 36, (number - 16) / 6 % 6, (number - 16) % 6)
      self.init(hex: steps[r] << 16 | steps[g] << 8 | steps[b])
    } else {
      self.init(hex: (8 + 10 * (number - 232)) * 0x010101)
    }
  }

  /// Relative luminance (WCAG 2.2).
  private var luminance: Double {
    func linear(_ part: Int) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  var hexadecimal: String {
    let digits = String(red << 16 | green << 8 | blue, radix: 16, uppercase: true)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  var description: String { hexadecimal }
}

import CNcurses
import Canvas
import Testing

@Suite struct DisplaySafeTests {
  @Test(arguments: [
    ("Tŷ'r Ŵyl, Abertawe", "Tŷ'r Ŵyl, Abertawe"),
    ("w\u{302}yl", "ŵyl"),
    ("日本語", "日本語"),
    ("مرحبا", "مرحبا"),
    ("नमस्ते", "नमस्ते"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"),
  ])
  func wordsOfEveryLanguageStay(text: String, shown: String) {
    #expect(Array(displaySafe(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(arguments: [
    ("\u{1B}]0;x\u{7}", "␛]0;x␇"), ("a\u{8}b", "a␈b"), ("a\rb", "a␍b"), ("a\nb", "a␊b"), ("a\tb", "a b"),
    ("a\u{0}b", "a␀b"), ("a\u{7F}", "a␡"), ("a\u{9B}31m", "a\u{FFFD}31m"), ("a\u{2028}b", "a␤b"),
    ("\u{202E}moc", "[RLO]moc"), ("\u{2066}a\u{2069}", "[LRI]a[PDI]"), ("a\u{61C}b", "a[ALM]b"),
    ("pass\u{200B}word", "pass[ZWSP]word"), ("\u{FEFF}a", "[BOM]a"), ("so\u{AD}ft", "so[SHY]ft"),
    ("a\u{200D}b", "a[ZWJ]b"), ("\u{3164}", "[U+3164]"), ("\u{115F}", "[U+115F]"), ("\u{FFF9}", "[U+FFF9]"),
    ("a\u{E0041}", "a[U+E0041]"), ("\u{E000}", "\u{FFFD}"), ("\u{FFFE}", "\u{FFFD}"),
    ("\u{301}a", "◌\u{301}a"), ("a\u{FE0F}\u{301}", "á"),
  ])
  func whatHidesOrActsIsSeen(text: String, shown: String) {
    #expect(Array(displaySafe(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(arguments: [
    ("👮🏽‍♀️!", "👮!"), ("👨‍👩‍👧‍👦", "👨"), ("🇬🇧", "GB"), ("❤️", "❤"), ("1️⃣", "1"), ("👍🏿", "👍"),
    ("🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F} Cymru", "🏴 Cymru"),
  ])
  func joinedEmojiBecomeOneSign(text: String, shown: String) {
    #expect(displaySafe(text) == shown)
  }

  @Test func moreThanFourMarksOnALetterEndInASign() {
    let piled = "x" + String(repeating: "\u{335}", count: 40) + "y"
    #expect(displaySafe(piled) == "x\u{335}\u{335}\u{335}\u{335}\u{FFFD}y")
  }

  /// By themselves, after a letter and after an emoji: no scalar may act, hide or change on a second cleaning.
  @Test func everyScalarIsSafeInEveryPlace() {
    var failures: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let safe = displaySafe(String(String.UnicodeScalarView(["a", scalar, "b"])))
      let isWrong = safe.unicodeScalars.contains { isForbidden($0) } || displaySafe(safe) != safe
      if isWrong { failures.append(String(value, radix: 16)) }
    }
    #expect(failures.isEmpty)
  }

  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
    case .format: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  @Test func randomTextIsSafeAndStaysTheSameWhenCleanedAgain() {
    var generator = SeededGenerator(seed: 11)
    let pool: [UInt32] = [
      0x61, 0x20, 0x65, 0x301, 0x302, 0x335, 0x200D, 0x200C, 0xFE0F, 0x1F46E, 0x1F3FD, 0x2640, 0x1F1EC,
      0xE0067, 0x1F3F4, 0x202E, 0x1B, 0x0D, 0x628, 0x64E, 0x915, 0x94D, 0x1100, 0x1161, 0x11A8, 0xAC00, 0x34F,
      0xFB2C, 0x958, 0x20E3, 0x31, 0x3042, 0x3099,
    ]
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        text.append(Unicode.Scalar(pool.randomElement(using: &generator) ?? 0x61) ?? "a")
      }
      let safe = displaySafe(String(text))
      #expect(displaySafe(safe).unicodeScalars.elementsEqual(safe.unicodeScalars), "\(Array(text))")
      #expect(!safe.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }
  }

  @Test func bodiesAreSplitAtEveryKindOfLineEnd() {
    #expect(displaySafeLines("a\r\nb\nc\rd") == ["a", "b", "c", "d"])
    #expect(displaySafeLines("") == [""])
    #expect(displaySafeLines("\n\n") == ["", "", ""])
    #expect(displaySafeLines("a\r\n\r\nb") == ["a", "", "b"])
  }

  @Test func tabsInBodiesGoToTheNextEighthColumn() {
    #expect(displaySafeLines("a\tb") == ["a       b"])
    #expect(displaySafeLines("日本\tb") == ["日本    b"])
    #expect(displaySafeLines("12345678\tb\u{1B}") == ["12345678        b␛"])
  }
}

@Suite struct CellWidthTests {
  /// ncurses places cells by `wcwidth(3)`: a different opinion would shift the rest of the row.
  @Test func everyShownScalarHasTheWidthThatTheTerminalLibraryGivesIt() {
    var failures: [String] = []
    for value in UInt32(0x20)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      guard displaySafe(text).unicodeScalars.elementsEqual(text.unicodeScalars) else { continue }
      let width = Int(terminal_column_width(value))
      if width != CellWidth.of(scalar) { failures.append("\(String(value, radix: 16)): \(width)") }
    }
    #expect(failures.isEmpty)
  }

  @Test(arguments: [("", 0), ("abc", 3), ("Ŵyl", 3), ("日本", 4), ("e\u{301}", 1), ("😀!", 3), ("◌\u{335}", 1)])
  func textHasTheWidthOfItsCells(text: String, width: Int) {
    #expect(CellWidth.of(text) == width)
  }
}

import Canvas
import Testing

@Suite struct WrapTests {
  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("one two", 99, ["one two"]),
    ("  led by blanks", 9, ["  led by", "blanks"]),
    ("aaaaaaaaaa b", 4, ["aaaa", "aaaa", "aa b"]),
    ("ab  cd", 4, ["ab", "cd"]),
    ("日本語", 5, ["日本", "語"]),
    ("a 日本語", 4, ["a", "日本", "語"]),
    ("", 10, [""]),
    ("   ", 2, [""]),
    ("exact fit", 5, ["exact", "fit"]),
    ("日", 1, ["日"]),
    ("ab", 0, ["a", "b"]),
    ("Tŷ'r Ŵyl yng Nghymru", 8, ["Tŷ'r Ŵyl", "yng", "Nghymru"]),
  ])
  func linesBreakBetweenWords(line: String, width: Int, parts: [String]) {
    #expect(wrap(line, width: width) == parts)
  }

  @Test func noPartIsWiderThanItMayBeAndNoLetterIsLost() {
    var generator = SeededGenerator(seed: 5)
    let pieces = ["a", "bb", " ", "  ", "日", "e\u{301}", "longword", "😀"]
    for _ in 0..<5000 {
      let line = (0..<Int.random(in: 0...20, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let width = Int.random(in: 2...12, using: &generator)
      let parts = wrap(line, width: width)
      #expect(parts.allSatisfy { CellWidth.of($0) <= width }, "\(line) \(width)")
      #expect(parts.joined().filter { $0 != " " } == line.filter { $0 != " " })
    }
  }
}

@Suite struct TextEntryTests {
  private func entry(_ text: String, _ keys: Key..., isMultiline: Bool = false) -> TextEntry {
    var entry = TextEntry(text, isMultiline: isMultiline)
    for key in keys { press(key, &entry) }
    return entry
  }

  private func press(_ key: Key, _ entry: inout TextEntry) {
    let isUsed = entry.handle(key)
    #expect(isUsed, "\(key)")
  }

  @Test func keysEditWholeCharacters() {
    #expect(entry("Ŵyl", .backspace).text == "Ŵy")
    #expect(entry("x👮🏽‍♀️", .backspace).text == "x")
    #expect(entry("ab", .left, .character("ŵ")).text == "aŵb")
    #expect(entry("ab", .home, .delete).text == "b")
    #expect(entry("ab", .control("a"), .right, .control("k")).text == "a")
    #expect(entry("one two ", .control("w")).text == "one ")
    #expect(entry("one two", .left, .control("u")).text == "o")
    #expect(entry("", .backspace, .delete, .left, .right, .control("w"), .control("k")).text.isEmpty)
  }

  @Test func aMarkJoinsTheLetterBefore() {
    let entry = entry("w", .character("\u{302}"))
    #expect(entry.text == "ŵ")
    #expect(entry.cursor == 1)
  }

  @Test func keysWithoutAMeaningAreLeftToTheForm() {
    var entry = TextEntry("a")
    for key in [Key.enter, .tab, .escape, .up, .control("x"), .function(1)] {
      let isUsed = entry.handle(key)
      #expect(!isUsed)
    }
    #expect(entry.text == "a")
  }

  @Test func aPasteIntoOneLineStaysOneLine() {
    var entry = TextEntry("[]")
    press(.left, &entry)
    entry.paste("a\r\nb\nc")
    #expect(entry.text == "[a b c]")
    #expect(entry.cursor == 6)
  }

  @Test func theWindowFollowsTheInsertionPoint() {
    var entry = TextEntry("0123456789")
    #expect(entry.window(width: 5) == ("6789", 4))
    entry.cursor = 2
    #expect(entry.window(width: 5) == ("01234", 2))
    let wide = TextEntry("日本語")
    #expect(wide.window(width: 4) == (" 語", 3))
  }

  @Test func upAndDownGoFromLineToLine() {
    var entry = TextEntry("abc\nd\nefg", isMultiline: true)
    press(.up, &entry)
    #expect(entry.cursor == 5)
    press(.up, &entry)
    #expect(entry.cursor == 1)
    press(.up, &entry)
    #expect(entry.cursor == 0)
    press(.enter, &entry)
    #expect(entry.text == "\nabc\nd\nefg")
  }

  @Test func aLayoutHasTheInsertionPointInItsLines() {
    var entry = TextEntry("abcdef\ngh", isMultiline: true)
    #expect(entry.layout(width: 4) == (["abcd", "ef", "gh"], Point(row: 2, column: 2)))
    entry.cursor = 5
    #expect(entry.layout(width: 4).cursor == Point(row: 1, column: 1))
    let full = TextEntry("abcd", isMultiline: true)
    #expect(full.layout(width: 4) == (["abcd", ""], Point(row: 1, column: 0)))
    #expect(TextEntry("", isMultiline: true).layout(width: 4) == ([""], Point(row: 0, column: 0)))
  }

  @Test func randomKeysNeverLeaveTheText() {
    var generator = SeededGenerator(seed: 9)
    let keys: [Key] = [
      .character("a"), .character("\u{301}"), .character("👮"), .character("\u{200D}"), .character("♀"),
      .enter, .backspace, .delete, .left, .right, .home, .end, .up, .down, .control("w"), .control("u"),
      .control("k"), .character("\u{1F1EC}"), .character(" "), .character("\u{1100}"), .character("\u{1161}"),
    ]
    for isMultiline in [false, true] {
      var entry = TextEntry(isMultiline: isMultiline)
      for step in 0..<20_000 {
        _ = entry.handle(keys.randomElement(using: &generator) ?? .left)
        if step % 50 == 0 { entry.paste("e\r\nŵ") }
        if step % 999 == 0 { entry = TextEntry("", isMultiline: isMultiline) }
        #expect(entry.cursor >= 0 && entry.cursor <= entry.text.count)
        let layout = entry.layout(width: 7)
        #expect(layout.cursor.row < layout.lines.count)
        #expect((0..<7).contains(entry.window(width: 7).cursorColumn))
      }
    }
  }
}

@Suite struct ListCursorTests {
  @Test func theChosenRowIsAlwaysSeen() {
    var list = ListCursor(count: 100, height: 10)
    list.move(by: 12)
    #expect(list.selection == 12 && list.offset == 3 && list.selectedLine == 9)
    list.page(by: 1)
    #expect(list.selection == 21 && list.offset == 12)
    list.last()
    #expect(list.visible == 90..<100)
    list.setCount(5)
    #expect(list.selection == 4 && list.visible == 0..<5)
    list.setCount(0)
    #expect(list.selection == 0 && list.visible.isEmpty)
  }

  @Test func theWheelTakesTheChoiceAlong() {
    var list = ListCursor(count: 100, height: 10)
    list.scroll(by: 3)
    #expect(list.offset == 3 && list.selection == 3)
    list.scroll(by: Int.max)
    #expect(list.offset == 90 && list.selection == 90)
  }

  @Test func randomMovesKeepTheChoiceInSight() {
    var generator = SeededGenerator(seed: 1)
    var list = ListCursor(count: 50, height: 7)
    for _ in 0..<20_000 {
      let amount = Int.random(in: -60...60, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: list.move(by: amount)
      case 1: list.page(by: amount / 10)
      case 2: list.scroll(by: amount)
      case 3: list.setCount(max(0, amount))
      case 4: list.setHeight(max(0, amount / 4))
      default: list.select(amount)
      }
      #expect(list.selection >= 0 && list.selection < max(1, list.count))
      if list.count > 0, list.height > 0 { #expect(list.visible.contains(list.selection)) }
      #expect(list.visible.count == min(list.height, list.count))
    }
  }
}

import Canvas
import Testing

@Suite struct KeyDecoderTests {
  /// Bytes as a terminal sends them, and what they mean.
  struct Example: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    let events: [Event]

    init(_ text: String, _ keys: Key...) {
      bytes = Array(text.utf8)
      events = keys.map { .key($0) }
    }

    init(_ text: String, events: [Event]) {
      bytes = Array(text.utf8)
      self.events = events
    }

    var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  static let keys = [
    Example("a", .character("a")), Example("ŵ", .character("ŵ")), Example("日", .character("日")),
    Example("😀", .character("😀")), Example("\r", .enter), Example("\n", .enter), Example("\t", .tab),
    Example("\u{7F}", .backspace), Example("\u{8}", .backspace), Example("\u{1}", .control("a")),
    Example("\u{1A}", .control("z")), Example("\u{0}", .control(" ")), Example("\u{1F}", .control("_")),
    Example("\u{1B}[A", .up), Example("\u{1B}OA", .up), Example("\u{1B}[B", .down),
    Example("\u{1B}OB", .down),
    Example("\u{1B}[C", .right), Example("\u{1B}[D", .left), Example("\u{1B}[H", .home),
    Example("\u{1B}OF", .end), Example("\u{1B}[1~", .home), Example("\u{1B}[4~", .end),
    Example("\u{1B}[5~", .pageUp), Example("\u{1B}[6~", .pageDown), Example("\u{1B}[2~", .insert),
    Example("\u{1B}[3~", .delete), Example("\u{1B}[Z", .backTab), Example("\u{1B}[1;2A", .shiftUp),
    Example("\u{1B}[1;2B", .shiftDown), Example("\u{1B}[1;5A", .other), Example("\u{1B}[3;5~", .other),
    Example("\u{1B}OP", .function(1)), Example("\u{1B}[[A", .function(1)),
    Example("\u{1B}[15~", .function(5)),
    Example("\u{1B}[24~", .function(12)), Example("\u{1B}OM", .enter), Example("\u{1B}Ox", .character("8")),
    Example("\u{1B}x", .alt("x")), Example("\u{1B}ŵ", .alt("ŵ")), Example("\u{1B}\u{7F}", .control("w")),
    Example("\u{1B}[97;5u", .control("a")), Example("\u{1B}[97u", .character("a")),
    Example("\u{1B}[97;2u", .character("A")), Example("\u{1B}[13u", .enter), Example("\u{1B}[27u", .escape),
    Example("\u{1B}[9;2u", .backTab), Example("\u{1B}[97;1:3u"), Example("\u{1B}[27;5;97~", .control("a")),
    Example("\u{1B}\u{1B}[A", .escape, .up),
  ]

  static let others = [
    Example("\u{1B}[I", events: [.focused(true)]), Example("\u{1B}[O", events: [.focused(false)]),
    Example("\u{1B}[<0;12;3M", events: [.mouse(Mouse(kind: .press, point: Point(row: 2, column: 11)))]),
    Example("\u{1B}[<0;12;3m", events: [.mouse(Mouse(kind: .release, point: Point(row: 2, column: 11)))]),
    Example("\u{1B}[<32;1;1M", events: [.mouse(Mouse(kind: .drag, point: Point(row: 0, column: 0)))]),
    Example("\u{1B}[<64;1;1M", events: [.mouse(Mouse(kind: .wheelUp, point: Point(row: 0, column: 0)))]),
    Example("\u{1B}[<65;1;1M", events: [.mouse(Mouse(kind: .wheelDown, point: Point(row: 0, column: 0)))]),
    Example("\u{1B}[<2;1;1M", events: []), Example("\u{1B}[<0;0;1M", events: []),
    Example("\u{1B}[<0;99999999999999999999;1M", events: []),
    Example("\u{1B}[200~Annwyl\u{1B}[201~", events: [.paste("Annwyl")]),
    Example("\u{1B}[200~a\r\nb\rc\td\u{1B}[31me\u{7}\u{1B}[201~", events: [.paste("a\nb\nc\td[31me")]),
    Example("\u{1B}[200~\u{1B}[200~q\u{1B}[201~", events: [.paste("[200~q")]),
    Example("\u{1B}[201~", events: []),
  ]

  static let swallowed = [
    "\u{1B}]11;rgb:ffff/ffff/dddd\u{7}", "\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\",
    "\u{1B}P>|xterm(379)\u{1B}\\",
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^x\u{1B}\\", "\u{1B}Xx\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[0n",
    "\u{1B}[12;40R", "\u{1B}[?2026;2$y", "\u{1B}[8;24;80t", "\u{1B}[>41;379;0c", "\u{1B}[57441;1u",
    "\u{1B}[M !!", "\u{1B}[999999999999A", "\u{1B}[" + String(repeating: "1;", count: 200) + "m",
  ].map { Example($0, events: []) }

  @Test(arguments: keys + others + swallowed)
  func aSequenceMeansTheSameHoweverItIsSplit(example: Example) {
    for split in 0...example.bytes.count {
      let decoder = DecodingBench()
      var events = decoder.decode(Array(example.bytes[..<split]), at: 0)
      events += decoder.decode(Array(example.bytes[split...]), at: 20)
      // What follows must be understood again.
      events += decoder.decode(Array("m".utf8), at: 40)
      #expect(events == example.events + [.key(.character("m"))], "split at \(split)")
    }
  }

  @Test(arguments: keys + others + swallowed)
  func aSequenceMeansTheSameByteByByte(example: Example) {
    let decoder = DecodingBench()
    let events = example.bytes.enumerated().flatMap { decoder.decode([$1], at: $0) }
    #expect(events == example.events)
    #expect(decoder.nextDeadline == nil)
  }

  @Test func aLoneEscapeIsAKeyAfterItsDelay() {
    let decoder = DecodingBench()
    #expect(decoder.decode([0x1B], at: 1000).isEmpty)
    #expect(decoder.nextDeadline == 1025)
    #expect(decoder.flush(at: 1024).isEmpty)
    #expect(decoder.flush(at: 1025) == [.key(.escape)])
    #expect(decoder.nextDeadline == nil)
  }

  @Test func halfALetterWaitsAsLongAsItTakes() {
    let decoder = DecodingBench()
    #expect(decoder.decode([0xC5], at: 0).isEmpty)
    #expect(decoder.nextDeadline == nil)
    #expect(decoder.decode([0xB5], at: 100_000) == [.key(.character("ŵ"))])
  }

  @Test func anUnfinishedPasteIsClosedBySilence() {
    let decoder = DecodingBench()
    #expect(decoder.decode(Array("\u{1B}[200~hanner".utf8), at: 0).isEmpty)
    #expect(decoder.flush(at: 499).isEmpty)
    #expect(decoder.flush(at: 500) == [.paste("hanner")])
    #expect(decoder.decode(Array("q".utf8), at: 600) == [.key(.character("q"))])
  }

  @Test func anUnfinishedReplyIsForgottenAfterSilence() {
    let decoder = DecodingBench()
    #expect(decoder.decode(Array("\u{1B}]11;rgb:ff".utf8), at: 0).isEmpty)
    #expect(decoder.flush(at: 500).isEmpty)
    #expect(decoder.decode(Array("q".utf8), at: 600) == [.key(.character("q"))])
  }

  @Test func aReplyWithoutAnEndDoesNotSwallowKeysForEver() {
    let decoder = DecodingBench()
    let endless = Array("\u{1B}]".utf8) + [UInt8](repeating: 0x61, count: 70_000)
    #expect(decoder.decode(endless, at: 0).count > 1000)
    let other = DecodingBench()
    let digits = Array("\u{1B}[".utf8) + [UInt8](repeating: 0x31, count: 5000)
    #expect(other.decode(digits, at: 0).count > 1000)
  }

  @Test func aPasteIsCutAtOneMegabyte() {
    let decoder = DecodingBench()
    let long = [UInt8](repeating: 0x61, count: 3 << 20)
    let events = decoder.decode(Array("\u{1B}[200~".utf8) + long + Array("\u{1B}[201~q".utf8), at: 0)
    #expect(events == [.paste(String(repeating: "a", count: 1 << 20)), .key(.character("q"))])
  }

  @Test(
    arguments: [
      [0xFF], [0x9B, 0x41], [0xC0, 0x9B, 0x41], [0xE0, 0x80, 0x9B], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xC2, 0x9B], [0xC5, 0x41], [0xE6, 0x97, 0x1B, 0x5B, 0x41],
    ] as [[UInt8]])
  func bytesThatAreNotLettersAreDropped(bytes: [UInt8]) {
    let decoder = DecodingBench()
    let events = decoder.decode(bytes + [0x6D], at: 0)
    #expect(events.last == .key(.character("m")))
    for case .key(.character(let character)) in events {
      #expect(character.isASCII)
    }
  }

  @Test func randomBytesAreAlwaysUnderstoodAgainAfterSilence() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("\u{1B}\u{1B}\u{1B}[[]OPX^_;;0129<?M~u201\u{7}\\A".utf8)
    for _ in 0..<3000 {
      let decoder = DecodingBench()
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        let isLikely = Bool.random(using: &generator)
        let byte =
          isLikely ? alphabet.randomElement(using: &generator) : UInt8.random(in: 0...255, using: &generator)
        _ = decoder.decode([byte ?? 0], at: 0)
      }
      _ = decoder.flush(at: 500)
      #expect(decoder.nextDeadline == nil)
      #expect(decoder.decode(Array("m".utf8), at: 501).last == .key(.character("m")))
    }
  }
}

/// A decoder that a test can ask inside an expectation.
private final class DecodingBench {
  private var decoder = KeyDecoder()

  var nextDeadline: Int? { decoder.nextDeadline }

  func decode(_ bytes: [UInt8], at milliseconds: Int) -> [Event] {
    decoder.decode(bytes, at: milliseconds)
  }

  func flush(at milliseconds: Int) -> [Event] {
    decoder.flush(at: milliseconds)
  }
}

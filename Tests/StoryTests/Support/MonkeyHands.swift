/// Hands that know nothing and press everything; the same seed presses the same keys.
struct MonkeyHands: RandomNumberGenerator {
  /// One thing that hands do at a terminal.
  enum Stroke {
    case bytes([UInt8])
    /// One new size after the other, without a pause.
    case sizes([(rows: Int, columns: Int)])
  }

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func stroke() -> Stroke {
    switch Int.random(in: 0..<100, using: &self) {
    case 0..<52: .bytes([UInt8.random(in: 0x20...0x7E, using: &self)])
    case 52..<60: .bytes([UInt8.random(in: 0...0x1F, using: &self)])
    case 60..<70: .bytes(one(of: ["\r", "\r", "\t", "\u{1B}", "\u{1B}", "\u{7F}", " "]))
    case 70..<80: .bytes(one(of: Self.sequences))
    case 80..<85: .bytes(one(of: Self.phrases))
    case 85..<87: .bytes([0x1B, UInt8.random(in: 0x20...0x7E, using: &self)])
    case 87..<91: .bytes(mouse())
    case 91..<94: .bytes(paste())
    case 94..<96: .bytes(one(of: Self.letters))
    case 96..<98: .bytes(one(of: Self.broken))
    case 98: .bytes((0..<4).map { _ in UInt8.random(in: 0x80...0xFF, using: &self) })
    default: .sizes(sizes())
    }
  }

  // MARK: - Kinds of strokes

  /// Arrows and the other keys that have names, as terminals send them.
  private static let sequences =
    ["A", "B", "C", "D", "F", "H", "Z", "1;5A", "1;5B", "1;2C", "1;3D"].map { "\u{1B}[" + $0 }
    + ["A", "B", "P", "Q", "R", "S"].map { "\u{1B}O" + $0 }
    + ["2", "3", "5", "6", "1", "4", "15", "17", "24", "3;5"].map { "\u{1B}[\($0)~" }

  /// The beginnings of what people do, so that the hands come to every place.
  private static let phrases = [
    "'l", "'o", "'a", "0", "1", "2", "3", "4", "5", "tttt", "T", "a", "w", "e", "c", "d", "s", "?", ":", "/",
    "zs", "gg", "G", ";12", "''", "\"", "!", ":assign ", "/is:overdue\r", "\u{13}", "\u{05}", "\r\r", "u",
    "qq",
  ]

  private static let letters = [
    "ŵ", "Ŷ", "é", "e\u{301}", "界", "한", "👩‍👩‍👧", "🇬🇧", "שלום", "\u{202E}abc", "\u{200D}", "\u{FEFF}", "ﷺ",
    "a\u{300}\u{300}",
  ]

  /// Sequences that stop half-way or that nobody knows.
  private static let broken = [
    "\u{1B}[", "\u{1B}O", "\u{1B}[<0;", "\u{1B}[<0;5;5", "\u{1B}[200", "\u{1B}]0;title", "\u{1B}P",
    "\u{1B}[999999999~",
    "\u{1B}[1;1;1;1;1;1;1;1A", "\u{1B}[M", "\u{1B}[?1;2c", "\u{1B}[12;40R", "\u{1B}[I", "\u{1B}[O",
    "\u{1B}\u{1B}[A",
    "\u{1B}[200~never ended", "\u{1B}[201~",
  ]

  private mutating func one(of texts: [String]) -> [UInt8] {
    Array((texts.randomElement(using: &self) ?? "").utf8)
  }

  private mutating func mouse() -> [UInt8] {
    let button = [0, 0, 0, 1, 2, 32, 35, 64, 65, 128, 4].randomElement(using: &self) ?? 0
    let (row, column) = (Int.random(in: 0...70, using: &self), Int.random(in: 0...210, using: &self))
    return Array("\u{1B}[<\(button);\(column);\(row)\(Bool.random(using: &self) ? "M" : "m")".utf8)
  }

  private mutating func paste() -> [UInt8] {
    let parts = [
      "Dear Sir", "\n", "\r\n", "\t", " ", "COR-26-0001", "ŵ界", "\u{1B}[31m", "\u{1B}[20",
      String(repeating: "x", count: 300),
    ]
    let text = (0..<Int.random(in: 0...6, using: &self)).map { _ in parts.randomElement(using: &self) ?? "" }
    return Array("\u{1B}[200~\(text.joined())\u{1B}[201~".utf8)
  }

  private mutating func sizes() -> [(rows: Int, columns: Int)] {
    let usual = [(24, 80), (50, 160), (60, 200), (10, 30), (10, 20), (3, 10), (5, 20), (8, 30)]
    return (0..<(Int.random(in: 0..<4, using: &self) == 0 ? 8 : 1)).map { _ in
      if Bool.random(using: &self) { return usual.randomElement(using: &self) ?? (24, 80) }
      return (Int.random(in: 3...60, using: &self), Int.random(in: 10...200, using: &self))
    }
  }
}

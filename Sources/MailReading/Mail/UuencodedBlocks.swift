import MailWire

/// Finds files that were written into the text of a letter, as programs did before MIME.
///
/// Source: POSIX uuencode. A block counts only when it is whole: `begin 644 name` to `end`.
struct UuencodedBlocks {
  struct Block {
    let name: String
    let bytes: [UInt8]
  }

  private(set) var blocks: [Block] = []
  /// The text without the blocks, a note in the place of each.
  private(set) var text: [UInt8]

  /// - Parameter text: lines ended by line feeds.
  init(_ text: [UInt8]) {
    self.text = text
    guard Self.mayHold(text) else { return }
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    var kept: [UInt8] = []
    var index = 0
    while index < lines.count {
      if let name = Self.begin(lines[index]), let (bytes, end) = Self.decode(lines, from: index + 1) {
        kept += Array("[attached file: \(name)]\n".utf8)
        blocks.append(Block(name: name, bytes: bytes))
        index = end + 1
      } else {
        kept += lines[index]
        if index < lines.count - 1 { kept.append(0x0A) }
        index += 1
      }
    }
    self.text = kept
  }

  private static func mayHold(_ text: [UInt8]) -> Bool {
    text.starts(with: Array("begin ".utf8)) || contains(text, Array("\nbegin ".utf8))
  }

  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    var rest = text[...]
    while let index = rest.firstIndex(of: word[0]) {
      if rest[index...].starts(with: word) { return true }
      rest = rest[(index + 1)...]
    }
    return false
  }

  /// The name in `begin 644 report.doc`.
  private static func begin(_ line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: Array("begin ".utf8)) else { return nil }
    let words = line.dropFirst(6).split(separator: 0x20, maxSplits: 1)
    guard words.count == 2, (3...4).contains(words[0].count),
      words[0].allSatisfy({ (0x30...0x37).contains($0) })
    else { return nil }
    return AttachmentName.safe(EncodedWords.text(Array(words[1])), part: 0, type: "")
  }

  /// The bytes of the block and the line of its `end`; nil at the first line that is none of a block, so that
  /// many beginnings without an end cost no more than their lines.
  private static func decode(_ lines: [ArraySlice<UInt8>], from start: Int) -> ([UInt8], Int)? {
    var bytes: [UInt8] = []
    for index in start..<max(start, lines.count) {
      let line = lines[index]
      if line.elementsEqual("end".utf8) { return (bytes, index) }
      guard let first = line.first, (0x20...0x60).contains(first) else {
        // An empty line before the end is a zero count whose blank was lost.
        if line.isEmpty { continue }
        return nil
      }
      let count = Int((first - 0x20) & 0x3F)
      // Lines may have lost blanks at their end, and may hold a checksum more.
      guard line.count - 1 <= (count + 2) / 3 * 4 + 2 else { return nil }
      decodeLine(line.dropFirst(), count: count, into: &bytes)
    }
    return nil
  }

  private static func decodeLine(_ line: ArraySlice<UInt8>, count: Int, into bytes: inout [UInt8]) {
    var left = count
    var rest = line
    while left > 0 {
      let group = rest.prefix(4)
      rest = rest.dropFirst(4)
      var bits: UInt32 = 0
      for offset in 0..<4 {
        let index = group.startIndex + offset
        let byte = index < group.endIndex ? group[index] : 0x20
        bits = bits << 6 | UInt32((byte &- 0x20) & 0x3F)
      }
      for shift in [16, 8, 0] as [UInt32] where left > 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        left -= 1
      }
    }
  }
}

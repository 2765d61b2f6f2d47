internal import Casework

/// Folded words and beginnings of words that are looked for in texts, compared byte by byte as they stand there.
struct WantedWords {
  private struct Entry {
    let bytes: Range<Int>
    let first: UInt8
    let isOpen: Bool
    let number: Int
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// How many different ones there are; each has a number below that.
  private(set) var count = 0

  /// - Parameters:
  ///   - beginnings: come first where a word fits several.
  init(beginnings: [Word], words: some Collection<Word>) {
    var numbers: [Word: Int] = [:]
    for (word, isOpen) in beginnings.map({ ($0, true) }) + words.map({ ($0, false) }) {
      guard let first = word.text.utf8.first else { continue }
      let number = numbers[word] ?? numbers.count
      numbers[word] = number
      let start = bytes.count
      bytes += word.text.utf8
      entries.append(Entry(bytes: start..<bytes.count, first: first, isOpen: isOpen, number: number))
    }
    count = numbers.count
  }

  /// The number of the first that a folded word is, or begins with.
  func number(of word: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = word.first else { return nil }
    for entry in entries where entry.first == first {
      guard entry.isOpen ? word.count >= entry.bytes.count : word.count == entry.bytes.count else { continue }
      if stands(entry, in: word, at: 0) { return entry.number }
    }
    return nil
  }

  @inline(__always)
  private func stands(_ entry: Entry, in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + entry.bytes.count <= text.count else { return false }
    var place = place
    for wanted in entry.bytes {
      guard WordSplitter.folded(text[place]) == bytes[wanted] else { return false }
      place += 1
    }
    return true
  }

  /// Whether one of them stands in a text.
  func stand(in text: String, _ splitter: WordSplitter) -> Bool {
    var isFound = false
    splitter.eachWord(of: text) { word, _ in
      isFound = number(of: word) != nil
      return !isFound
    }
    return isFound
  }

  /// Whether one of them may stand in what a text of JSON says. In doubt it may: beside accents, and after `\u`.
  func mayStand(inJSON text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var isInside = false
      for place in bytes.indices {
        let byte = WordSplitter.folded(bytes[place])
        guard byte < 0x80 else { return true }
        let isPart = WordSplitter.isPart(byte)
        // The letter of an escape is none of the word after it.
        let isEscape = isPart && place > 0 && bytes[place - 1] == UInt8(ascii: "\\")
        if isEscape, byte == UInt8(ascii: "u") { return true }
        let begins = isPart && !isInside
        if begins, entries.contains(where: { $0.first == byte && stands($0, in: bytes, at: place) }) {
          return true
        }
        isInside = isPart && !isEscape
      }
      return false
    }
  }
}

internal import Casework
internal import GRDB

/// Splits text into words and folds them as the search index does, since it is the index's own tokenizer.
///
/// Belongs to the connection it was made on.
struct WordSplitter {
  private let tokenizer: IndexTokenizer

  init(_ database: Database) throws {
    tokenizer = try IndexTokenizer(database)
  }

  /// Hands out the words of `text` in order until `body` returns false: the folded word, and where it stands in the
  /// UTF-8 of the text.
  ///
  /// A word ends at every sign of ASCII that is neither letter nor digit, so what stands between two such signs is split
  /// by itself: by hand where it is all ASCII, as most is, else by the tokenizer.
  func eachWord(of text: String, _ body: (_ word: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Bool) {
    var text = text
    text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestInPlace) { folded in
        var start = 0
        while start < bytes.count {
          var end = start
          var (isASCII, isFolded) = (true, true)
          while end < bytes.count, Self.isPart(bytes[end]) {
            if bytes[end] >= 0x80 { isASCII = false }
            if bytes[end] != Self.folded(bytes[end]) { isFolded = false }
            end += 1
          }
          guard end > start else {
            start += 1
            continue
          }
          let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
          let goesOn: Bool
          if !isASCII || !isFolded && piece.count > folded.count {
            goesOn = tokenize(piece, from: start, body)
          } else if isFolded {
            goesOn = body(piece, start..<end)
          } else {
            for place in piece.indices { folded[place] = Self.folded(piece[place]) }
            goesOn = body(UnsafeBufferPointer(rebasing: folded[..<piece.count]), start..<end)
          }
          guard goesOn else { return }
          start = end
        }
      }
    }
  }

  /// In bytes: longer words are rare.
  private static let longestInPlace = 64

  /// Whether a byte belongs to a word, or may: letters and digits, and what is not ASCII.
  @inline(__always) static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  /// The small letter of one of A to Z.
  @inline(__always) static func folded(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Whether `body` wants more.
  private func tokenize(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int,
    _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) -> Bool {
    withoutActuallyEscaping(body) { body in
      var visit = Visit(start: start, body: body)
      withUnsafeMutablePointer(to: &visit) { visit in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          tokenizer.tokenize(
            characters.baseAddress, CInt(clamping: characters.count), context: visit, Self.callback)
        }
      }
      return visit.goesOn
    }
  }

  private struct Visit {
    let start: Int
    let body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
    var goesOn = true
  }

  /// The status with which the tokenizer stops without an error (`SQLITE_DONE`).
  private static let stop: CInt = 101

  private static let callback: FTS5TokenCallback = { context, _, token, length, start, end in
    guard let context, let token else { return 0 }
    return token.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
      let word = UnsafeBufferPointer(start: bytes, count: Int(length))
      let visit = context.assumingMemoryBound(to: Visit.self)
      let place = visit.pointee.start + Int(start)..<visit.pointee.start + Int(end)
      visit.pointee.goesOn = visit.pointee.body(word, place)
      return visit.pointee.goesOn ? 0 : WordSplitter.stop
    }
  }

  /// The folded words of a text, in order.
  func words(of text: String) -> [Word] {
    var words: [Word] = []
    eachWord(of: text) { bytes, _ in
      words.append(Word(bytes))
      return true
    }
    return words
  }
}

/// A word as the index has it. Two words are the same when their bytes are.
struct Word: Hashable {
  let text: String

  init(_ bytes: some Collection<UInt8>) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  static func == (one: Word, other: Word) -> Bool {
    one.text.isSpelledLike(other.text)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Whether it begins with all of `prefix`.
  func hasPrefix(_ prefix: Word) -> Bool {
    text.utf8.starts(with: prefix.text.utf8)
  }
}

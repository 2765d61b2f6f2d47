internal import Casework
internal import GRDB

/// Splits text into words and folds them as the search index does, since it is the index's own tokenizer.
///
/// Belongs to the connection it was made on.
struct WordSplitter {
  private let tokenizer: any FTS5Tokenizer

  init(_ database: Database) throws {
    tokenizer = try database.makeTokenizer(.unicode61(diacritics: .remove))
  }

  /// Hands out the words of `text` in order until `body` returns false: the folded word, and where it stands in the
  /// UTF-8 of the text.
  func eachWord(of text: String, _ body: (_ word: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Bool) {
    var text = text
    text.withUTF8 { bytes in
      withoutActuallyEscaping(body) { body in
        var visit = Visit(body: body)
        withUnsafeMutablePointer(to: &visit) { tokenize(bytes, $0) }
      }
    }
  }

  private func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, _ visit: UnsafeMutablePointer<Visit>) {
    bytes.withMemoryRebound(to: CChar.self) { characters in
      _ = tokenizer.tokenize(
        context: visit, tokenization: .document, pText: characters.baseAddress,
        nText: CInt(clamping: characters.count), tokenCallback: Self.callback)
    }
  }

  private struct Visit {
    let body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  }

  /// The status with which the tokenizer stops without an error (`SQLITE_DONE`).
  private static let stop: CInt = 101

  private static let callback: FTS5TokenCallback = { context, _, token, length, start, end in
    guard let context, let token else { return 0 }
    return token.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
      let word = UnsafeBufferPointer(start: bytes, count: Int(length))
      let visit = context.assumingMemoryBound(to: Visit.self)
      return visit.pointee.body(word, Int(start)..<Int(end)) ? 0 : WordSplitter.stop
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

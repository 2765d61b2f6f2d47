import Glibc
import MailWire

/// Cuts an mbox into messages while it reads, holding one message and one block of the file at a time.
///
/// A line that starts with `From ` and ends like a date begins a message when it stands at the start of the
/// file or after an empty line. Quoting is undone as mboxrd does it: one `>` goes from every line of `>`
/// followed by `From ` . For mboxo this is right too, except for a line that its writer had found as `>From `
/// and left alone: it loses its `>`, which cannot be told from the file. (Both forms: RFC 4155 and its
/// discussion of variants.)
struct MboxReader {
  struct Found {
    let raw: [UInt8]
    /// Where its `From ` line starts in the file.
    let offset: Int
  }

  enum Outcome {
    case message(Found)
    case tooLarge(offset: Int)
    case end
    case failed(errorNumber: Int32)
  }

  private var lines: LineReader
  private let largest: Int
  private var message: [UInt8] = []
  private var offset = 0
  private var hasMessage = false
  /// The first separator is one whatever it looks like: there is nothing before it that it could belong to.
  private var isFirst = true
  private var isTooLarge = false
  private var isAfterEmptyLine = true
  private var isAtEnd = false

  /// - Parameter start: bytes that were read from the file already, to see what it is.
  init(file: InputFile, start: [UInt8], largest: Int) {
    lines = LineReader(file: file, start: start)
    self.largest = largest
  }

  /// Bytes of the file that were used.
  var position: Int { lines.position }

  mutating func next() -> Outcome {
    while !isAtEnd {
      let lineStart = lines.position
      switch lines.next() {
      case .end: isAtEnd = true
      case .failed(let number):
        isAtEnd = true
        return .failed(errorNumber: number)
      case .line(let line):
        if isAfterEmptyLine, Self.isSeparator(line) || isFirst && line.starts(with: "From ".utf8) {
          let finished = finish()
          begin(at: lineStart)
          if let finished { return finished }
        } else {
          take(line)
        }
      }
    }
    return finish() ?? .end
  }

  private mutating func begin(at start: Int) {
    offset = start
    hasMessage = true
    isFirst = false
    isTooLarge = false
    isAfterEmptyLine = false
    message = []
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    isAfterEmptyLine = line.elementsEqual([0x0A]) || line.elementsEqual([0x0D, 0x0A])
    guard !isTooLarge else { return }
    guard message.count + line.count <= largest else {
      isTooLarge = true
      message = []
      return
    }
    message += Self.isQuoted(line) ? line.dropFirst() : line
  }

  private mutating func finish() -> Outcome? {
    guard hasMessage else { return nil }
    hasMessage = false
    if isTooLarge { return .tooLarge(offset: offset) }
    // The empty line before the next separator belongs to the mbox.
    if message.suffix(3).elementsEqual([0x0A, 0x0D, 0x0A]) {
      message.removeLast(2)
    } else if message.suffix(2).elementsEqual([0x0A, 0x0A]) {
      message.removeLast()
    }
    defer { message = [] }
    return .message(Found(raw: message, offset: offset))
  }

  private static func isQuoted(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: ">") else { return false }
    return line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
  }

  /// `From name Thu Jan  1 00:00:00 1970`: a time and a year must be there, whatever else is.
  static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "From ".utf8) else { return false }
    let words = line.dropFirst(5).prefix(400).split(whereSeparator: \.isWhitespace)
    let hasTime = words.contains { word in
      word.count >= 4 && word.count <= 8 && word.first?.isDigit == true && word.contains(UInt8(ascii: ":"))
        && word.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ":") }
    }
    return hasTime && words.contains { $0.count == 4 && $0.allSatisfy(\.isDigit) }
  }
}

/// Lines of a file with their ends, a block at a time.
struct LineReader {
  enum Outcome {
    case line(ArraySlice<UInt8>)
    case end
    case failed(errorNumber: Int32)
  }

  private let file: InputFile
  private var block: ArraySlice<UInt8>
  private(set) var position = 0
  private var isAtEnd = false

  private static let blockSize = 1 << 20
  /// A line beyond this is given in pieces, so that a file without line ends stays bounded in memory.
  private static let longestLine = 1 << 20

  init(file: InputFile, start: [UInt8]) {
    self.file = file
    block = start[...]
  }

  mutating func next() -> Outcome {
    while true {
      if let line = lineInBlock() { return .line(line) }
      if isAtEnd { return .end }
      var more: [UInt8] = []
      more.reserveCapacity(block.count + Self.blockSize)
      more += block
      let outcome = file.read(Self.blockSize, into: &more)
      if outcome < 0 { return .failed(errorNumber: errno) }
      isAtEnd = outcome == 0
      block = more[...]
    }
  }

  private mutating func lineInBlock() -> ArraySlice<UInt8>? {
    let length: Int? = block.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let end = memchr(start, 0x0A, bytes.count) else { return nil }
      return start.distance(to: UnsafeRawPointer(end)) + 1
    }
    let isWhole = length != nil || isAtEnd || block.count >= Self.longestLine
    guard isWhole, !block.isEmpty else { return nil }
    let line = block.prefix(length ?? block.count)
    block = block[line.endIndex...]
    position += line.count
    return line
  }
}

import Canvas
import Casework
import Glibc

/// What the program prints.
enum Output {
  /// Writes to standard output, all of it; a reader that went away ends the program quietly.
  static func write(_ text: String) {
    write(Array(text.utf8))
  }

  static func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(1, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        exit(errno == EPIPE ? 0 : EX_IOERR)
      }
      written += count
    }
  }

  static func line(_ message: Message) {
    write(safe(message.text()) + "\n")
  }

  /// One JSON object on a line of its own.
  static func line(_ json: JSON) {
    write(json.canonical + [0x0A])
  }

  /// Writes to standard error.
  static func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, bytes.count) }
  }

  /// Text from outside, made safe for a terminal; a file or a pipe gets the same, so that output is the same.
  static func safe(_ text: String) -> String { displaySafe(text) }

  static func safeLines(_ text: String) -> [String] { displaySafeLines(text) }

  static var isTerminal: Bool { isatty(1) == 1 }
}

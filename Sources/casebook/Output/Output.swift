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
        if errno == EPIPE { exit(0) }
        let reason = String(cString: strerror(errno))
        complain(Message("casebook: The output cannot be written (\(reason)).").text())
        exit(EX_IOERR)
      }
      written += count
    }
  }

  static func line(_ message: Message) {
    write(safe(message.text()) + "\n")
  }

  /// One JSON object on a line of its own: canonical in a file or a pipe. On a terminal, what could steer it is
  /// escaped, which says the same to whoever reads JSON.
  static func line(_ json: JSON) {
    write(isTerminal ? Array(escaped(json.canonical).utf8) : json.canonical)
    write([0x0A])
  }

  private static func escaped(_ json: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      guard steersTerminals(scalar) else {
        text.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text.append(
          contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
      }
    }
    return String(text)
  }

  private static func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
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

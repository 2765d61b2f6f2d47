internal import Casework

extension String {
  /// For a sentence: at most forty letters of what stands in a field.
  var shortened: String {
    let start = unicodeScalars.prefix(41)
    return start.count <= 40 ? self : String(String.UnicodeScalarView(start.prefix(40))) + "…"
  }
}

extension Day {
  /// A day as tables have it; nil for anything else, also for years that are slips of the pen.
  ///
  /// `2026-11-20`, or day first as people in Britain write it: `20/11/2026`, `20-11-2026`, `20.11.2026`. A time
  /// may follow after a space or a `T`, as databases add it; it is left out.
  init?(inTable field: ArraySlice<UInt8>) {
    let end = field.firstIndex { $0 == 0x20 || $0 == UInt8(ascii: "T") } ?? field.endIndex
    guard field[end...].dropFirst().allSatisfy(Self.isOfTime) else { return nil }
    var numbers = (0, 0, 0)
    var lengths = (0, 0, 0)
    var part = 0
    var sign: UInt8?
    for byte in field[..<end] {
      if let digit = byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil {
        switch part {
        case 0: (numbers.0, lengths.0) = (numbers.0 * 10 + digit, lengths.0 + 1)
        case 1: (numbers.1, lengths.1) = (numbers.1 * 10 + digit, lengths.1 + 1)
        default: (numbers.2, lengths.2) = (numbers.2 * 10 + digit, lengths.2 + 1)
        }
        guard max(lengths.0, lengths.1, lengths.2) <= 4 else { return nil }
      } else {
        guard Self.isSeparator(byte), sign == nil || sign == byte, part < 2 else { return nil }
        sign = byte
        part += 1
      }
    }
    guard part == 2, lengths.1 > 0 else { return nil }
    if sign == UInt8(ascii: "-"), lengths == (4, 2, 2), Self.years.contains(numbers.0) {
      self.init(year: numbers.0, month: numbers.1, day: numbers.2)
    } else if (1...2).contains(lengths.0), lengths.1 <= 2, lengths.2 == 4, Self.years.contains(numbers.2) {
      self.init(year: numbers.2, month: numbers.1, day: numbers.0)
    } else {
      return nil
    }
  }

  private static let years = 1900...2100

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  private static func isOfTime(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "Z")
  }
}

/// What is asked for where a field is no day.
func noDay(_ field: ArraySlice<UInt8>) -> Message {
  let text = String(decoding: field, as: UTF8.self).shortened
  return "'\(text)' is no day: write it as 2026-11-20 or, day first, as 20/11/2026."
}

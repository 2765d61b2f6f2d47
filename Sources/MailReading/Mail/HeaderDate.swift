package import Casework
import MailWire

/// Reads the date of a letter. Source: RFC 5322, 3.3 and the obsolete forms of 4.3.
package enum HeaderDate {
  /// The moment that `raw` names; nil when it names none, or one before 1990 or after 2100.
  package static func read(_ raw: [UInt8]) -> Instant? {
    let words = self.words(EncodedWords.unfolded(raw))
    guard let dayAt = words.firstIndex(where: { $0.first?.isDigit == true }), dayAt + 2 < words.count,
      let date = date(words[dayAt...]) ?? unixDate(words, dayAt)
    else { return nil }
    let seconds = time(words) ?? 0
    return Instant(day: date, secondsUTC: seconds - offset(words))
  }

  /// Split at white space, commas and hyphens between letters and digits; comments left out.
  private static func words(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var depth = 0
    let plain = bytes.prefix(200).map { byte -> UInt8 in
      if byte == UInt8(ascii: "(") { depth += 1 }
      defer { if byte == UInt8(ascii: ")") { depth -= 1 } }
      return depth > 0 || byte == UInt8(ascii: ",") ? 0x20 : byte
    }
    return plain.split(whereSeparator: \.isWhitespace).flatMap { word in
      // `26-May-2003`, as some programs write it, but not the zone `-0400`.
      word.first?.isDigit == true ? word.split(separator: UInt8(ascii: "-")) : [word]
    }
  }

  /// Day, month and year.
  private static func date(_ words: ArraySlice<ArraySlice<UInt8>>) -> Day? {
    let first = words.startIndex
    guard let day = number(words[first], most: 2), let month = month(words[first + 1]),
      let year = year(words[first + 2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// `Mon May 26 14:50:14 2003`, as Unix programs write it.
  private static func unixDate(_ words: [ArraySlice<UInt8>], _ dayAt: Int) -> Day? {
    guard dayAt > 0, let month = month(words[dayAt - 1]), let day = number(words[dayAt], most: 2),
      let year = words[(dayAt + 1)...].lazy.filter({ $0.count == 4 }).compactMap({ year($0) }).first
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static func year(_ word: ArraySlice<UInt8>) -> Int? {
    guard let number = number(word, most: 4) else { return nil }
    let year: Int =
      switch word.count {
      case 2: number < 50 ? 2000 + number : 1900 + number
      case 3: 1900 + number
      default: number
      }
    return (1990...2100).contains(year) ? year : nil
  }

  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let name = String(decoding: word.prefix(3).map(\.lowercased), as: UTF8.self)
    return names.firstIndex(of: name).map { $0 + 1 }
  }

  /// Seconds since midnight; seconds themselves may be missing, and 60 is a leap second.
  private static func time(_ words: [ArraySlice<UInt8>]) -> Int? {
    guard let word = words.first(where: { $0.contains(UInt8(ascii: ":")) }) else { return nil }
    let parts = word.split(separator: UInt8(ascii: ":")).map { number($0, most: 2) }
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1], hour < 24, minute < 60
    else { return nil }
    let second = parts.count == 3 ? parts[2] ?? 0 : 0
    return hour * 3600 + minute * 60 + min(second, 59)
  }

  /// Seconds east of Greenwich. A military letter or an unknown name means nothing known: 0 (4.3).
  private static func offset(_ words: [ArraySlice<UInt8>]) -> Int {
    guard let timeAt = words.firstIndex(where: { $0.contains(UInt8(ascii: ":")) }), timeAt + 1 < words.count
    else { return 0 }
    let zone = words[timeAt + 1]
    let sign = zone.first == UInt8(ascii: "-") ? -1 : zone.first == UInt8(ascii: "+") ? 1 : 0
    if sign != 0, zone.count == 5, let number = number(zone.dropFirst(), most: 4), number % 100 < 60 {
      return sign * (number / 100 * 3600 + number % 100 * 60)
    }
    return (zones[String(decoding: zone, as: UTF8.self).asciiLowercased] ?? 0) * 3600
  }

  /// BST is what letters of this country mean by it.
  private static let zones = [
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "bst": 1,
    "cet": 1,
    "cest": 2, "ist": 1, "wet": 0, "west": 1, "eet": 2, "eest": 3,
  ]

  private static func number(_ word: ArraySlice<UInt8>, most: Int) -> Int? {
    guard (1...most).contains(word.count), word.allSatisfy(\.isDigit) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

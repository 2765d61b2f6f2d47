/// A moment in time, in milliseconds since 1970-01-01T00:00:00Z, written `2026-11-20T20:37:00.123Z`.
package struct Instant: Sendable, Hashable, Comparable {
  /// Milliseconds since the start of 1970, UTC, without leap seconds.
  package let milliseconds: Int

  package init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  /// Midnight UTC at the start of `day`, and so many seconds later.
  package init(day: Day, secondsUTC seconds: Int = 0) {
    self.milliseconds = (day.number * 86_400 + seconds) * 1000
  }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ` with or without milliseconds; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let characters = Array(text.utf8)
    guard characters.count == 20 || characters.count == 24, characters.last == UInt8(ascii: "Z"),
      characters[10] == UInt8(ascii: "T"), characters[13] == UInt8(ascii: ":"),
      characters[16] == UInt8(ascii: ":"), characters.count == 20 || characters[19] == UInt8(ascii: "."),
      let day = Day(text.prefix(10)),
      let hour = Int(digits: characters[11..<13]), let minute = Int(digits: characters[14..<16]),
      let second = Int(digits: characters[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    let thousandths = characters.count == 24 ? Int(digits: characters[20..<23]) : 0
    guard let thousandths else { return nil }
    self.milliseconds =
      (day.number * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + thousandths
  }

  /// The moments that can be written with four digits of a year.
  package static let writable =
    Instant(milliseconds: -62_167_219_200_000)...Instant(milliseconds: 253_402_300_799_999)

  package static func < (one: Instant, other: Instant) -> Bool { one.milliseconds < other.milliseconds }

  /// This moment and so many seconds more.
  package func adding(seconds: Int) -> Instant {
    Instant(milliseconds: milliseconds + seconds * 1000)
  }
}

// MARK: - The clock on the wall in London

extension Instant {
  /// The day in London at this moment.
  package var londonDay: Day { londonParts.day }

  /// Hours and minutes on the wall in London, `14:05`.
  package var londonTime: String {
    let minutes = londonParts.second / 60
    return "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))"
  }

  private var londonParts: (day: Day, second: Int) {
    let offset = isSummerTime ? 3600 : 0
    let seconds = Self.floorDivide(milliseconds, by: 1000) + offset
    let day = Self.floorDivide(seconds, by: 86_400)
    return (Day(number: day), seconds - day * 86_400)
  }

  /// Whether summer time is in force in the United Kingdom.
  ///
  /// Source: Summer Time Act 1972 s.1 as amended by the Summer Time Order 2002 (SI 2002/262): from 1 a.m.
  /// Greenwich mean time on the last Sunday of March until 1 a.m. on the last Sunday of October. Years before
  /// 1981 had other dates; the register holds nothing so old.
  private var isSummerTime: Bool {
    let year = Day(number: Self.floorDivide(milliseconds, by: 86_400_000)).year
    let start = Instant(day: Self.lastSunday(ofMonth: 3, year: year), secondsUTC: 3600)
    let end = Instant(day: Self.lastSunday(ofMonth: 10, year: year), secondsUTC: 3600)
    return self >= start && self < end
  }

  /// The last Sunday of a month of 31 days.
  private static func lastSunday(ofMonth month: Int, year: Int) -> Day {
    let last = Day(year: year, month: month, day: 31) ?? Day(number: 0)
    return last - (last.weekday.rawValue + 1) % 7
  }

  private static func floorDivide(_ number: Int, by divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }
}

extension Instant: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SS.mmmZ`, always UTC.
  package var description: String {
    let day = Self.floorDivide(milliseconds, by: 86_400_000)
    let rest = milliseconds - day * 86_400_000
    let (seconds, thousandths) = (rest / 1000, rest % 1000)
    let (hour, minute) = (padded(seconds / 3600, to: 2), padded(seconds / 60 % 60, to: 2))
    let second = "\(padded(seconds % 60, to: 2)).\(padded(thousandths, to: 3))"
    return "\(Day(number: day))T\(hour):\(minute):\(second)Z"
  }
}

/// The words by which people name days when they type them, in one language.
///
/// English is understood everywhere. The words of another language are understood beside it where that language is
/// spoken; and in a query always, for a queue that one person keeps is read by colleagues who speak another.
struct DayVocabulary: Sendable, Equatable {
  let today: [String]
  let tomorrow: [String]
  let yesterday: [String]
  /// From Monday on, in full: at least the first three letters are typed.
  let weekdays: [String]
  /// May stand before the name of a weekday: the `dydd` of `dydd Llun`.
  let beforeWeekday: String?
  /// Says that the weekday before today is meant: `last fri`, `gwener diwethaf`.
  let last: [String]
  /// In full, from January on: at least the first three letters are typed.
  let months: [String]
  /// Working days, after a number and its sign.
  let workingDays: String
  /// Before the day by which something is due, in a line that is logged.
  let by: String

  static let english = DayVocabulary(
    today: ["today"], tomorrow: ["tomorrow"], yesterday: ["yesterday"],
    weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    beforeWeekday: nil, last: ["last"], months: Month.names, workingDays: "wd", by: "by")

  /// Source: the names of Unicode CLDR for `cy`. `d`, `w` and `m` begin `diwrnod`, `wythnos` and `mis` too.
  static let welsh = DayVocabulary(
    today: ["heddiw"], tomorrow: ["yfory", "fory"], yesterday: ["ddoe", "doe"],
    weekdays: ["llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul"],
    beforeWeekday: "dydd", last: ["diwethaf", "ddiwethaf"],
    months: [
      "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref",
      "tachwedd", "rhagfyr",
    ],
    workingDays: "dg", by: "erbyn")

  /// Those of every language.
  static let all = [english, welsh]

  /// English, and the words of the language that is spoken.
  static var spoken: [DayVocabulary] {
    Catalogue.spoken.language.hasPrefix("cy") ? [english, welsh] : [english]
  }

  /// From 0 for Monday.
  func weekday(_ word: Substring) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return weekdays.firstIndex { $0.hasPrefix(word) }
  }

  /// From 1 for January.
  func month(_ word: Substring) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }
}

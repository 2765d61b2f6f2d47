import TestOffice
import Testing

@testable import Casework

/// Days as a Welsh-speaking caseworker types them. It is Friday 20 November 2026.
@Suite struct WelshDayTests {
  private static let today = Day("2026-11-20") ?? Day(number: 0)

  private static var welsh: Catalogue {
    get throws {
      let file = "msgid \"\"\nmsgstr \"\"\n\"Language: cy\\n\"\n"
      return Catalogue(try CatalogueFile(Array(file.utf8), name: "cy.po"))
    }
  }

  private static func days() -> DayReader { DayReader(today: today, rulebook: shippedRules) }

  @Test(arguments: [
    ("heddiw", "2026-11-20"), ("Yfory", "2026-11-21"), ("fory", "2026-11-21"), ("ddoe", "2026-11-19"),
    ("llun", "2026-11-23"), ("maw", "2026-11-24"), ("mer", "2026-11-25"), ("iau", "2026-11-26"),
    ("gwe", "2026-11-27"), ("sad", "2026-11-21"), ("Sul", "2026-11-22"), ("dydd Llun", "2026-11-23"),
    ("gwener diwethaf", "2026-11-13"), ("dydd mawrth diwethaf", "2026-11-17"), ("3 rhag", "2026-12-03"),
    ("1 mawrth 2027", "2027-03-01"), ("20 tach", "2026-11-20"), ("+5dg", "2026-11-27"), ("-2w", "2026-11-06"),
  ])
  func aDayIsTypedInWelsh(typed: String, day: String) throws {
    let read = try Catalogue.$spoken.withValue(Self.welsh) { Self.days().day(typed) }
    #expect(read == Day(day), "\(typed)")
  }

  @Test(arguments: [
    ("today", "2026-11-20"), ("fri", "2026-11-27"), ("last fri", "2026-11-13"), ("3 dec", "2026-12-03"),
    ("+5wd", "2026-11-27"), ("20/11/2026", "2026-11-20"),
  ])
  func englishAlwaysWorksToo(typed: String, day: String) throws {
    let inWelsh = try Catalogue.$spoken.withValue(Self.welsh) { Self.days().day(typed) }
    #expect(inWelsh == Day(day) && Self.days().day(typed) == Day(day))
  }

  @Test func whereEnglishIsSpokenAWelshWordIsNoDay() {
    for typed in ["heddiw", "gwe", "3 rhag", "+5dg", "dydd llun"] {
      #expect(Self.days().day(typed) == nil, "\(typed)")
    }
  }

  @Test func aLineThatIsLoggedNamesItsDayInWelsh() throws {
    let calendar = shippedRules.calendars.englandAndWales
    let line = try Catalogue.$spoken.withValue(Self.welsh) {
      QuickLine(parsing: "! Holi am lamp erbyn gwe", today: Self.today, calendar: calendar)
    }
    #expect(line.day == Day("2026-11-27") && line.text == "Holi am lamp")
    let english = QuickLine(parsing: "Wait erbyn gwe", today: Self.today, calendar: calendar)
    #expect(english.day == nil && english.text == "Wait erbyn gwe")
  }

  /// A queue that was kept in Welsh is opened by a colleague who reads English.
  @Test func aQueryTakesTheDaysOfEveryLanguage() throws {
    let calendar = shippedRules.calendars.englandAndWales
    func query(_ text: String) throws -> Query {
      try QueryParser.parse(text, today: Self.today, actor: "slewis", calendar: calendar)
    }
    #expect(try query("due:heddiw") == query("due:today"))
    #expect(try query("due:<5dg") == query("due:<5wd"))
    #expect(throws: QueryFault.self) { try query("due:rywbryd") }
  }
}

import Casework
import Testing

/// Rules of languages as worked examples. Source: the Unicode CLDR's plural rules, in gettext's notation.
@Suite struct PluralRuleTests {
  @Test func welshHasSixForms() throws {
    let rule = try #require(
      PluralRule("nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"))
    #expect([0, 1, 2, 3, 4, 5, 6, 7, 11, 100].map(rule.form) == [0, 1, 2, 3, 5, 5, 4, 5, 5, 5])
  }

  @Test func polishLooksAtTheLastDigits() throws {
    let rule = try #require(
      PluralRule(
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"))
    #expect([0, 1, 2, 4, 5, 12, 14, 22, 25, 101, 102].map(rule.form) == [2, 0, 1, 1, 2, 2, 2, 1, 2, 2, 1])
  }

  @Test func arabicHasSixForms() throws {
    let rule = try #require(
      PluralRule(
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"))
    #expect(
      [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111].map(rule.form) == [0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4])
  }

  @Test func whatBindsMoreIsDoneFirst() throws {
    let rule = try #require(PluralRule("nplurals=8; plural=!(n > 2) + 2 * 3 - n / 2 % 2"))
    #expect(rule.form(for: 0) == 7)
    #expect(rule.form(for: 2) == 6)
    #expect(rule.form(for: 4) == 6)
  }

  @Test(arguments: [
    "nplurals=2; plural=n/0;", "nplurals=2; plural=n%0;", "nplurals=2; plural=n*999999999*n*n;",
  ])
  func nothingTraps(text: String) throws {
    let rule = try #require(PluralRule(text))
    for number in [Int.min, -1, 0, 1, Int.max] { #expect((0..<2).contains(rule.form(for: number))) }
  }

  @Test(arguments: [
    "", "plural=n;", "nplurals=0; plural=0;", "nplurals=2; plural=;", "nplurals=2; plural=m;",
    "nplurals=2; plural=n ? 1;", "nplurals=2; plural=(n;", "nplurals=2; plural=n; rm",
    "nplurals=99999999999999999999; plural=n;",
    "nplurals=2; plural=" + String(repeating: "(", count: 5000),
    "nplurals=2; plural=" + String(repeating: "!", count: 5000) + "n",
  ])
  func whatIsNoRuleIsRefused(text: String) {
    #expect(PluralRule(text) == nil)
  }
}

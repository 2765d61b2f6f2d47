import Casework
import Testing

/// Typed on Friday 20 November 2026.
@Suite struct QuickLineTests {
  private func read(_ line: String) -> QuickLine { QuickLine(parsing: line, today: day("2026-11-20")) }

  @Test func anActionIsTakenDownInOneLine() {
    let line = read("! Ask the council for a lamp #lighting #\"quad bikes\" @mon by 11 Dec")
    #expect(line.mark == "!")
    #expect(line.text == "Ask the council for a lamp")
    #expect(line.themes == ["lighting", "quad bikes"])
    #expect(line.names == ["mon"])
    #expect(line.day == day("2026-12-11"))
  }

  @Test(
    arguments: [
      ("!lamp", "!", "lamp"), ("? lamp", "?", "lamp"), ("> lamp", ">", "lamp"), ("=lamp", "=", "lamp"),
      ("+ kept me informed", "+", "kept me informed"), ("-no call back", "-", "no call back"),
      ("! #dogs", "!", ""), ("+", "+", ""),
    ] as [(String, Character, String)])
  func theLeadingSignSaysWhatItIs(typed: String, mark: Character, text: String) {
    #expect(read(typed).mark == mark)
    #expect(read(typed).text == text)
  }

  @Test(arguments: [
    ("Lamp!", "Lamp!"), ("+44 20 7946 0000", "+44 20 7946 0000"), ("-5 degrees", "-5 degrees"),
    ("-> next", "-> next"), ("!! urgent", "! urgent"), ("==", "="),
  ])
  func aSignThatMarksNothingIsText(typed: String, text: String) {
    #expect(read(typed).mark == nil)
    #expect(read(typed).text == text)
  }

  @Test func aSignOfAnotherSettingIsText() {
    let line = QuickLine(parsing: "! louder", today: day("2026-11-20"), marks: QuickLine.groupMarks)
    #expect(line.mark == nil)
    #expect(line.text == "! louder")
  }

  @Test(arguments: [
    "Write to sam@example.org about C# and F#", "House #4 @ 5 pm", "# alone and @", "#\"never closed",
    "#\"\" empty",
    "Rust (#dogs)", "a^b", "^soon", "^",
  ])
  func whatOnlyLooksLikeATokenStaysText(typed: String) {
    let line = read(typed)
    #expect(line.text == typed)
    #expect(line.themes.isEmpty && line.names.isEmpty && line.day == nil)
  }

  @Test func aDoubledSignIsTheSignItself() {
    let line = read("##metoo and @@home ^^fri")
    #expect(line.text == "#metoo and @home ^fri")
    #expect(line.themes.isEmpty && line.names.isEmpty && line.day == nil)
  }

  @Test func punctuationStaysWithTheWords() {
    let line = read("Cars #speeding, dogs #dogs. And more @\"North Ormesby\"!")
    #expect(line.text == "Cars, dogs. And more!")
    #expect(line.themes == ["speeding", "dogs"])
    #expect(line.names == ["North Ormesby"])
  }

  @Test func quotationMarksOfATelephoneWorkToo() {
    #expect(read("#\u{201C}two words\u{201D} x").themes == ["two words"])
    #expect(read("#\u{201C}two words\u{201D} x").text == "x")
  }

  @Test func aThemeTypedTwiceCountsOnce() {
    #expect(read("#dogs #dogs #Môr").themes == ["dogs", "Môr"])
  }

  @Test(arguments: [
    ("Lamp by 11 Dec", "2026-12-11"), ("Lamp by 2026-12-11", "2026-12-11"), ("Lamp by fri", "2026-11-27"),
    ("Lamp BY Friday.", "2026-11-27"), ("Lamp by 11 Dec 2027", "2027-12-11"),
    ("Lamp by +2w #dogs @mon", "2026-12-04"),
    ("^fri Lamp", "2026-11-27"), ("Lamp ^11 Dec", "2026-12-11"), ("^11 Dec 2027 Lamp", "2027-12-11"),
    ("^+2w Lamp", "2026-12-04"), ("Lamp #dogs by tomorrow", "2026-11-21"),
  ])
  func aDayIsNamedInManyWays(typed: String, expected: String) {
    #expect(read(typed).day == day(expected))
    #expect(read(typed).text == "Lamp")
  }

  @Test func aDayInTheMiddleOfTheWordsIsText() {
    #expect(read("Damaged by sun and rain").day == nil)
    #expect(read("Damaged by sun and rain").text == "Damaged by sun and rain")
    #expect(read("Seen by Sam by fri").text == "Seen by Sam")
    #expect(read("Stand by me").text == "Stand by me")
  }

  @Test func ofTwoDaysTheSecondStaysVisible() {
    let line = read("^fri Lamp ^mon by sat")
    #expect(line.day == day("2026-11-27"))
    #expect(line.text == "Lamp ^mon by sat")
    #expect(read("Lamp ^fri, 11 lamps").text == "Lamp, 11 lamps")
  }

  @Test(arguments: ["", "   ", "\n", "\r\n\t"])
  func nothingTypedIsNothing(typed: String) {
    #expect(read(typed) == read(""))
  }
}

@Suite struct QuickNameTests {
  private let wards = [
    TitledName(name: "mon", title: "Môn"), TitledName(name: "n-ormesby", title: "North Ormesby"),
    TitledName(name: "northgate", title: "Northgate"), TitledName(name: "north", title: "The North"),
    TitledName(name: "hart", title: "Hartlepool"), TitledName(name: "hart-2", title: "Hart"),
  ]

  private func refusal(_ typed: String) -> RuleRefusal? {
    do throws(RuleRefusal) {
      _ = try QuickLine.resolve(typed, among: wards)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("MON", "mon"), ("môn", "mon"), ("north", "north"), ("North-Or", "n-ormesby"), ("northg", "northgate"),
    ("north ormesby", "n-ormesby"), ("hart", "hart"), ("the", "north"), ("hart-2", "hart-2"),
    ("hartl", "hart"),
  ])
  func aNameIsFoundByItsStart(typed: String, name: String) throws {
    #expect(try QuickLine.resolve(typed, among: wards).name == name)
  }

  @Test(arguments: [("orm", "n-ormesby"), ("ormesby", "n-ormesby"), ("2", "hart-2")])
  func aNameIsFoundByTheStartOfAnyOfItsWords(typed: String, name: String) throws {
    #expect(try QuickLine.resolve(typed, among: wards).name == name)
  }

  @Test func twoPeopleOfOneNameAreToldApart() {
    let people = ["Supt Rees", "Ann Rees"].map { TitledName(name: "Rees", title: $0) }
    #expect(throws: RuleRefusal.nameAmbiguous("rees", candidates: ["Supt Rees (Rees)", "Ann Rees (Rees)"])) {
      try QuickLine.resolve("rees", among: people)
    }
  }

  @Test func anAmbiguousNameIsRefusedWithItsCandidates() {
    #expect(
      refusal("nort")
        == .nameAmbiguous(
          "nort", candidates: ["North Ormesby (n-ormesby)", "Northgate", "The North (north)"]))
    #expect(
      refusal("nort")?.message.text()
        == "'nort' may be 'North Ormesby (n-ormesby)', 'Northgate', 'The North (north)': type more of it.")
  }

  @Test(arguments: ["zetland", "", " ", "-", "orth"])
  func anUnknownNameIsRefused(typed: String) {
    #expect(refusal(typed) == .nameUnknown(typed))
  }
}

import TerminalHarness
import Testing

/// A caseworker's morning in the console, by keys, on 24 rows of 80 columns.
@Suite struct MorningTests {
  @Test func threeLettersAreTriagedAnsweredAndClosed() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    try Self.triage(screen)
    try Self.referAnswerAndReply(screen)
    try Self.closeWithoutReply(screen)
    try screen.send(keys: "q")
    try screen.waitForEnd()
    let records = try office.must("list", "--json", "--sort", "newest").json()
    let byTitle = Dictionary(uniqueKeysWithValues: records.map { ($0["title"]?.string ?? "", $0) })
    let speeding = try #require(byTitle["Speeding by the school"])
    #expect(speeding["stage"] == .string("closed") && speeding["outcome"] == .string("answered"))
    #expect(speeding["owner"] == .string(Program.accountName()))
    #expect(speeding["themes"] == .array([.string("roads")]))
    #expect(speeding["place"] == .string("E05001"))
    #expect(byTitle["Thank you"]?["stage"] == .string("closed"))
    let reference = speeding["reference"]?.string ?? ""
    let actions = try office.must("history", reference, "--json").json().compactMap { $0["action"]?.string }
    #expect(actions == ["import", "change", "change", "change", "note", "refer", "answer", "reply", "close"])
    let reason = try office.must("history", byTitle["Thank you"]?["reference"]?.string ?? "", "--json").json()
      .last?["detail"]?["reason"]?["after"]
    #expect(reason == .string("He only says thank you."))
    #expect(try office.isSound)
  }

  @Test func theMorningIsThereWhenTheConsoleIsOpenedAgain() throws {
    let office = try Self.officeWithLetters()
    let first = try office.console(waitingFor: "Cold case")
    try Self.triage(first)
    try first.send(keys: "q")
    try first.waitForEnd()
    let second = try office.console(waitingFor: "Speeding by the school")
    try Self.select("Speeding by the school", on: second)
    try second.send(keys: "Enter")
    try second.wait(for: "Rang her.")
    try second.send(keys: "g", "h")
    try second.wait(for: "History of")
    try second.wait(for: "Themes: ")
  }

  @Test func theSearchNarrowsWithEveryKeyAndEscTakesItOff() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    try screen.send(keys: "/")
    for key in "scho" { try screen.send(keys: String(key)) }
    try screen.wait(until: { !$0.contains("Cold case") && $0.contains("Speeding") }, saying: "one hit")
    try screen.send(keys: "BSpace", "BSpace", "BSpace", "BSpace")
    try screen.wait(for: "Cold case")
    for key in "zzz" { try screen.send(keys: String(key)) }
    try screen.wait(for: "Nothing is found")
    try screen.send(keys: "Escape")
    try screen.wait(for: "Cold case")
  }

  @Test func aBadQueryIsNamedAndTheListStays() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    try screen.send(keys: "/")
    try screen.send(text: "cold")
    try screen.wait(until: { $0.contains("Cold case") && !$0.contains("Speeding") }, saying: "one hit")
    try screen.send(text: " (")
    try screen.wait(for: "this '(' has no ')'")
    let shown = try screen.capture()
    #expect(shown.contains("Cold case") && !shown.contains("Speeding"))
    try screen.send(text: "burglary)")
    try screen.wait(until: { !$0.contains("has no ')'") && $0.contains("Cold case") }, saying: "new hits")
  }

  @Test func undoTakesTheLastChangeBackOnScreenToo() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    try Self.select("Thank you", on: screen)
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "Written by mistake")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "note written")
    try screen.send(keys: "u")
    try screen.wait(for: "taken back (")
    try screen.wait(until: { !$0.contains("Written by mistake") }, saying: "the note's end")
    #expect(try office.must("audit", "export").json().last?["action"] == .string("undo"))
    #expect(try office.isSound)
  }

  @Test func helpListsTheKeysAndNarrows() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    try screen.send(keys: "?")
    try screen.wait(for: "-- Keys")
    try screen.send(text: "refer")
    try screen.wait(
      until: { $0.contains("ask a neighbourhood team") && !$0.contains("take back") }, saying: "one action")
    try screen.send(keys: "Escape")
    try screen.wait(for: "Cold case")
  }

  @Test func thePaletteDoesWhatItNames() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    try screen.send(keys: ":")
    try screen.wait(for: "Commands")
    try screen.send(text: "note")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Note on")
    try screen.send(keys: "Escape")
    try screen.wait(for: "? help")
  }

  @Test func aPasteIsNeverACommand() throws {
    let office = try Self.officeWithLetters()
    let screen = try office.console(waitingFor: "Cold case")
    let before = try office.must("audit", "export").json().count
    try screen.paste("axu please delete q\n\n")
    try screen.wait(for: "Pasted text has no place here")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.paste("First line\nsecond line q")
    try screen.wait(for: "second line q")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "note written")
    #expect(try office.must("audit", "export").json().count == before + 1)
  }

  // MARK: - Parts of the morning

  private static func officeWithLetters() throws -> Office {
    let office = try Office()
    var letters = [
      Letter("1@a.example", subject: "Cold case", text: "Nobody told me what became of my burglary."),
      Letter("2@a.example", subject: "Speeding by the school", text: "Cars race past the school."),
      Letter("3@a.example", from: "Huw Rees <huw@mail.example>", subject: "Thank you", text: "Well done."),
    ]
    for index in letters.indices { letters[index].second = index }
    try office.must("team", "add", "central", "Central neighbourhood team")
    try office.must("place", "add", "E05001", "Linthorpe")
    try office.must("place", "add", "E05002", "Ayresome")
    for letter in letters { _ = try office.receive(letter) }
    return office
  }

  /// Moves until the cursor stands on the case with this subject, and its letter is shown.
  private static func select(_ subject: String, on screen: TmuxScreen) throws {
    if try !focused(screen.capture()).contains(subject) {
      try screen.send(keys: "g", "g")
      try screen.wait(
        until: { $0.split(separator: "\n").dropFirst(2).first?.hasPrefix("> ") == true },
        saying: "the first line")
    }
    for _ in 0..<8 {
      let line = focused(try screen.capture())
      if line.contains(subject) { break }
      try screen.send(keys: "j")
      try screen.wait(until: { focused($0) != line }, saying: "the next line after \(line)")
    }
    try screen.wait(
      until: { shown in
        focused(shown).contains(subject)
          && shown.split(separator: "\n").contains { $0.hasPrefix("--") && $0.contains(subject) }
      }, saying: "the case '\(subject)' under the cursor")
  }

  private static func focused(_ shown: String) -> Substring {
    shown.split(separator: "\n").first { $0.hasPrefix("> ") } ?? ""
  }

  /// Assigns to me, sets a theme and a place, and writes a note.
  private static func triage(_ screen: TmuxScreen) throws {
    try select("Speeding by the school", on: screen)
    try screen.send(keys: "a")
    try screen.wait(for: "Assign COR")
    try screen.send(keys: "Enter")
    try screen.wait(for: "assigned to")
    try select("Speeding by the school", on: screen)
    try screen.send(keys: "#")
    try screen.wait(for: "Themes of")
    try screen.send(text: "roads")
    try screen.send(keys: "Enter")
    try screen.wait(
      until: { !$0.contains("Themes of") && $0.contains("themes set") }, saying: "the theme is set")
    try screen.send(keys: "@")
    try screen.wait(for: "Place of")
    try screen.send(text: "lint")
    try screen.wait(until: { !$0.contains("Ayresome") && $0.contains("Linthorpe") }, saying: "one place")
    try screen.send(keys: "Enter")
    try screen.wait(
      until: { !$0.contains("Place of") && $0.contains("place set to") }, saying: "the place is set")
    try write("Rang her.", with: "w", title: "Note on", done: "note written", on: screen)
  }

  private static func referAnswerAndReply(_ screen: TmuxScreen) throws {
    try select("Speeding by the school", on: screen)
    try screen.send(keys: "f")
    try screen.wait(for: "Refer COR")
    try screen.send(keys: "Enter")
    try screen.wait(for: "What is asked of them")
    try screen.send(text: "Please patrol in the morning.")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "whose answer is awaited")
    try select("Speeding by the school", on: screen)
    try write("We patrol from Monday.", with: "F", title: "Answer on", done: "answer recorded", on: screen)
    try write("They patrol from Monday.", with: "r", title: "Reply on", done: "reply recorded", on: screen)
    try select("Speeding by the school", on: screen)
    try screen.send(keys: "x")
    try screen.wait(for: "Close COR")
    try screen.send(keys: "Enter")
    try screen.wait(for: ": closed. u takes it back")
  }

  private static func closeWithoutReply(_ screen: TmuxScreen) throws {
    try select("Thank you", on: screen)
    try screen.send(keys: "x")
    try screen.wait(for: "Close COR")
    try screen.send(text: "no reply")
    try screen.send(keys: "Enter")
    try screen.wait(for: "A reason is needed")
    try screen.wait(for: "no reply to the correspondent")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "text is empty")
    try screen.send(keys: "BTab")
    try screen.send(text: "He only says thank you.")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: ": closed. u takes it back")
  }

  private static func write(
    _ text: String, with key: String, title: String, done: String, on screen: TmuxScreen
  ) throws {
    try screen.send(keys: key)
    try screen.wait(for: title)
    try screen.send(text: text)
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: done)
  }
}

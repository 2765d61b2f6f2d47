import Glibc
import TerminalHarness
import Testing

/// A caseworker who listens: the console line by line, through a pipe.
@Suite struct PlainTests {
  @Test func aWholeSmallJobIsDoneByLines() throws {
    let office = try office()
    let lines = [
      "j", "assign", "", "note", "Rang her.", "She will write again.", ".Ctrl-S", "#", "roads", "", "history",
      "Esc",
      "u", "/street", "q", "q",
    ]
    let outcome = try office.run("--plain", input: Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(outcome.status == .exited(0), "\(outcome.errors)")
    let said = outcome.text.split(separator: "\n").map(String.init)
    try Self.expect(
      [
        "Casebook, line by line.", "Correspondence: open", "> new, COR-26-0001, ", "Keys: Enter open",
        "> new, COR-26-0002, ",
        "Dialog: Assign COR-26-0002 to", "> me", "Back in Correspondence.", "assigned to",
        "Dialog: Note on COR-26-0002", "She will write again.", "Back in Correspondence.", "note written",
        "Dialog: Themes of COR-26-0002", "> [ ] Speeding", "Back in Correspondence.", "themes set",
        "Dialog: History of COR-26-0002", "Back in Correspondence.", "taken back (themes set)",
        "Search: street",
      ], inOrderIn: said)
    #expect(!outcome.text.contains { "─│|\u{1B}".contains($0) })
    let record = try office.record("COR-26-0002")
    #expect(record["owner"] == .string(Program.accountName()))
    let shown = try office.must("show", "COR-26-0002").text
    #expect(shown.contains("Rang her.\nShe will write again."), "\(shown)")
    #expect(try office.isSound)
  }

  @Test func whatIsNarrowedIsReadAgain() throws {
    let office = try office()
    let outcome = try office.run("--plain", input: Array("?\nassign\n.Esc\n/number 2\nq\nq\n".utf8))
    let said = outcome.text.split(separator: "\n").map(String.init)
    try Self.expect(
      [
        "Dialog: Keys", "give the record to a colleague", "Find: assign", "give the record to a colleague",
        "Back in Correspondence.", "Search: number 2", "COR-26-0003", "Correspondence: open", "COR-26-0001",
      ], inOrderIn: said)
    #expect(said.count { $0.contains("write a note for colleagues") } == 1)
  }

  @Test func wordsAreNeverTakenForKeys() throws {
    let office = try office()
    let outcome = try office.run("--plain", input: Array("please delete\naxu\nq\n".utf8))
    #expect(outcome.text.contains("'please delete' is neither a key nor an action here: 'help' lists them."))
    #expect(outcome.text.contains("'axu' is neither a key nor an action here"))
    #expect(try office.must("audit", "export").json().allSatisfy { $0["action"] != .string("delete") })
  }

  @Test func aWordThatIsNoKeyOfADialogNamesTheDialogAndItsKeys() throws {
    let office = try office()
    let outcome = try office.run("--plain", input: Array("g h\nundo it\n.Esc\nq\n".utf8))
    #expect(
      outcome.text.contains("'undo it' is no key here: 'History of COR-26-0001' is open. Its keys: Up/Down"),
      "\(outcome.text)")
  }

  @Test func anEmptyLineReadsAllAgainAndTheEndOfTheInputLeaves() throws {
    let office = try office()
    let outcome = try office.run("--plain", input: Array("\n".utf8))
    #expect(outcome.status == .exited(0))
    let rows = outcome.text.split(separator: "\n").filter { $0.contains("COR-26-0002") }
    #expect(rows.count == 2)
  }

  @Test func whoSetsAScreenReaderHasSentencesOnTheScreenToo() throws {
    let office = try office()
    let screen = try office.console(columns: 120, adding: ["CASEBOOK_A11Y": "1"], waitingFor: "COR-26-0001,")
    let shown = try screen.capture()
    #expect(shown.contains("> new, COR-26-0001, ") && !shown.contains { "─│".contains($0) })
    #expect(try screen.state().column == 0 && screen.state().isCursorVisible)
    try screen.send(keys: "Enter")
    try screen.wait(for: "Received")
  }

  private func office() throws -> Office {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(3))
    return office
  }

  /// Each of the texts in a line after that of the text before it.
  private static func expect(_ texts: [String], inOrderIn lines: [String]) throws {
    var rest = lines[...]
    for text in texts {
      let found = rest.firstIndex { $0.contains(text) }
      let position = try #require(found, "'\(text)' does not come in \(lines.joined(separator: "\n"))")
      rest = rest[(position + 1)...]
    }
  }
}

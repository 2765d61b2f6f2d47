import TerminalHarness
import Testing

/// Each screen by lines, through a pipe: all that it holds is read, with its numbers, or it is said how to go on.
@Suite struct PlainScreenTests {
  private static func office(letters: Int = 3) throws -> Office {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(letters))
    return office
  }

  private static func lines(_ office: Office, _ typed: String...) throws -> [String] {
    let outcome = try office.run("--plain", input: Array((typed.joined(separator: "\n") + "\n").utf8))
    #expect(outcome.status == .exited(0), "\(outcome.errors)")
    return outcome.text.split(separator: "\n").map(String.init)
  }

  @Test func queuesAreReadWithTheirCounts() throws {
    let office = try Self.office()
    let start = try Self.lines(office, "0", "q")
    #expect(start.contains { $0.contains("untriaged") && $0.contains(" 3") }, "\(start)")
    #expect(!start.contains { $0.contains(" ..") }, "\(start)")
    // A bar of signs would be read out sign by sign.
    #expect(!start.contains { $0.contains("!!!") || $0.contains("+++") }, "\(start)")
    // The last queue of the last pane is as near as the first of the first.
    #expect(start.contains { $0.contains("5 Walkabouts") })
    let queues = try Self.lines(office, "'", "Esc", "q")
    #expect(
      queues.contains { $0.contains("reply owed") } && !queues.contains { $0.contains(" ..") }, "\(queues)")
  }

  @Test func helpAndTheCommandsAreReadToTheirEnd() throws {
    let office = try Self.office()
    let help = try Self.lines(office, "?", ".Esc", "q")
    #expect(help.contains { $0.contains("the owner's initials; nobody's") }, "\(help)")
    #expect(help.contains { $0.contains("leave Casebook") })
    let palette = try Self.lines(office, ":", ".Esc", "q")
    #expect(palette.contains { $0.contains("report of findings") }, "\(palette)")
    #expect(!(help + palette).contains { $0.contains("reads on") && !$0.contains("Rows") })
  }

  @Test func aLongLetterIsReadWhole() throws {
    let office = try Office()
    let text = (1...150).map { "Line number \($0) of the letter." }.joined(separator: "\n")
    _ = try office.receive(Letter("long@a.example", subject: "A long letter", text: text))
    let said = try Self.lines(office, "Enter", "q", "q")
    #expect(said.contains { $0.contains("Line number 1 ") } && said.contains { $0.contains("number 150 ") })
  }

  @Test func aChangeOfManyIsReadToItsLastRecord() throws {
    let office = try Self.office(letters: 40)
    let said = try Self.lines(office, "tag all", "assign", "", "Esc", "Esc", "q")
    let heading = try #require(said.lastIndex { $0.contains("40 records would be") }, "\(said)")
    let listed = said[heading...].filter {
      $0.contains("COR-26-") && $0.contains("->") || $0.contains("COR-26-0040")
    }
    #expect(listed.contains { $0.contains("COR-26-0040") }, "\(said[heading...])")
  }

  @Test func aLongListSaysHowToGoOn() throws {
    let office = try Self.office(letters: 60)
    let said = try Self.lines(office, "PgDn", "PgDn", "PgDn", "q")
    #expect(said.contains { $0.hasPrefix("Rows 1 to ") && $0.hasSuffix(" of 60: PgDn reads on.") }, "\(said)")
    for number in ["0001", "0030", "0060"] { #expect(said.contains { $0.contains("COR-26-\(number)") }) }
    #expect(said.first { $0.hasPrefix("Correspondence: open") }?.contains("1 of 60 ") ?? false, "\(said)")
  }
}

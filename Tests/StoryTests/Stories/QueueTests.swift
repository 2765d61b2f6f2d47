import TerminalHarness
import Testing

/// Queues from the command line and on the screen, long work beside it, and the first start.
@Suite(.serialized) struct QueueTests {
  // MARK: - Queues

  @Test func aQueueSavedAtTheCommandLineIsOpenedOnTheScreenAndTheOtherWayRound() throws {
    let office = try Office()
    try office.must("theme", "add", "roads", "Roads")
    let dark = try office.receive(Letter("1@x", subject: "Dark lane"))
    _ = try office.receive(Letter("2@x", subject: "Loud dogs"))
    try office.must("queue", "save", "Lanes", "--key", "L", "--shared", "kind:case", "lane")
    let screen = try office.console(waitingFor: "Loud dogs")
    try screen.send(keys: "'")
    try screen.wait(for: "L Lanes")
    try screen.send(keys: "L")
    try screen.wait(until: { $0.contains("Dark lane") && !$0.contains("Loud dogs") }, saying: "one lane")
    try screen.send(keys: "/")
    try screen.send(text: "dogs")
    try screen.wait(for: "Loud dogs")
    try screen.send(keys: "Enter", "\"")
    try screen.wait(for: "Query: dogs")
    try screen.send(text: "Dogs")
    try screen.send(keys: "C-s")
    try screen.wait(for: "opens 'Dogs'")
    let listed = try office.must("queue", "list", "--json").json()
    let own = try #require(listed.first { $0["name"] == .string("Dogs") })
    #expect(own["shared"] == .bool(false) && own["total"] == .integer(1))
    let rows = try office.must("list", "--queue", "Lanes", "--json").json()
    #expect(rows.compactMap { $0["reference"]?.string } == [dark])
    #expect(try office.must("list", "--queue", "lanes", "is:closed", "--json").json().isEmpty)
    let opened = try TmuxScreen(
      rows: 24, columns: 80, environment: office.environment,
      command: [office.program, "console", "--queue", "Lanes"])
    try opened.wait(for: "Correspondence: Lanes   1 of 1")
    let start = try TmuxScreen(
      rows: 24, columns: 80, environment: office.environment, command: [office.program, "console", "--start"])
    try start.wait(for: "Start: the queues of all panes")
    try office.must("queue", "delete", "Lanes")
    #expect(try office.run("list", "--queue", "Lanes").isOneSentence)
    #expect(try office.isSound)
  }

  @Test func theStartPageCountsWhatOthersDo() throws {
    let office = try Office()
    _ = try office.receive(Letter("1@x", subject: "Dark lane"))
    let screen = try office.console(waitingFor: "Dark lane")
    try screen.send(keys: "0")
    try screen.wait(until: { Self.count("untriaged", $0) == 1 }, saying: "one untriaged")
    _ = try office.receive(Letter("2@x", subject: "Loud dogs"))
    try screen.wait(until: { Self.count("untriaged", $0) == 2 }, saying: "two untriaged")
    try screen.send(keys: "j", "Enter")
    try screen.wait(for: "Correspondence: untriaged")
  }

  private static func count(_ queue: String, _ shown: String) -> Int? {
    let row = shown.split(separator: "\n").first { $0.dropFirst(4).hasPrefix(queue) }
    return row?.dropFirst(4 + queue.count).split(separator: " ").first.flatMap { Int($0) }
  }

  // MARK: - Long work

  @Test func anImportThatIsStoppedOnTheScreenKeepsWhatItSaysAndIsCompletedByTheNext() throws {
    let office = try Office()
    _ = try office.receive(Letter("first@x", subject: "Dark lane"))
    let total = 12_000
    let path = try office.write(Letter.mbox(total), as: "many.mbox")
    let screen = try office.console(waitingFor: "Dark lane")
    try screen.send(keys: "!", "m")
    try screen.wait(for: "Which mail?")
    try screen.send(text: path)
    try screen.send(keys: "Enter")
    try screen.wait(for: "running")
    // The console stays a console: the jobs' list is left, a note is written.
    try screen.send(keys: "Escape")
    try screen.wait(for: "Dark lane")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on COR")
    try screen.send(text: "Rang her")
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
    try screen.send(keys: "!")
    try screen.wait(for: "Jobs of this console")
    try screen.send(keys: "x")
    try screen.wait(for: "stopped; ", within: 30)
    let shown = try screen.capture()
    let words = shown.split(whereSeparator: \.isWhitespace)
    let position = try #require(words.firstIndex(of: "stopped;"))
    let kept = try #require(Int(words[position + 1]))
    #expect(kept > 0 && kept < total, "\(shown)")
    try screen.send(keys: "Escape", "q")
    #expect(try Self.records(in: office) == kept + 1)
    #expect(try office.isSound)
    let rest = try office.must("import", "mail", path, "--json").json().last
    #expect(rest?["new"] == .integer(total - kept) && rest?["duplicate"] == .integer(kept))
  }

  private static func records(in office: Office) throws -> Int {
    Int(try office.sqlite("SELECT count(*) FROM record").filter(\.isNumber)) ?? 0
  }

  @Test func aTableIsCheckedFirstAndThenImportedFromTheScreen() throws {
    let office = try Office()
    _ = try office.receive(Letter("1@x", subject: "Dark lane"))
    let path = try office.write("reference,received\nCO/1/26,2026-01-05\n", as: "june.csv")
    let screen = try office.console(waitingFor: "Dark lane")
    try screen.send(keys: "!", "d")
    try screen.wait(for: "Which file?")
    try screen.send(text: path)
    try screen.send(keys: "Enter")
    try screen.wait(for: "nothing was written; of 1 rows, complaints new 1")
    #expect(try office.must("list", "kind:complaint", "--json").json().isEmpty)
    // Enter in the list does the same again; the key of the import asks anew.
    try screen.send(keys: "c")
    try screen.wait(for: "Which file?")
    try screen.send(text: path)
    try screen.send(keys: "Enter")
    try screen.wait(for: "has 1 rows: 1 new")
    #expect(try office.must("list", "kind:complaint", "--json").json().count == 1)
    #expect(try office.isSound)
  }

  @Test func whatIsShownIsExportedAndTheLogVerifiedFromTheScreen() throws {
    let office = try Office()
    _ = try office.receive(Letter("1@x", subject: "Dark lane"))
    let screen = try office.console(waitingFor: "Dark lane")
    try screen.send(keys: "!", "e")
    try screen.wait(for: "Into which new file?")
    try screen.send(keys: "C-u")
    try screen.send(text: office.folder + "/out.csv")
    try screen.send(keys: "Enter")
    try screen.wait(for: "1 record is in")
    let expected = try office.must("export", "kind:case", "is:open").text
    #expect(try office.file("out.csv") == expected && expected.contains("Dark lane"))
    try screen.send(keys: "v")
    try screen.wait(for: "entries hold, and the records are what they make")
  }

  // MARK: - The first start

  @Test func whoHasNoStoreIsGreetedAndWritesTheFirstRecord() throws {
    let office = try Office(isMade: false)
    let screen = try office.console(waitingFor: "Welcome to Casebook.")
    try screen.wait(for: "casebook import mail PATH")
    try screen.send(keys: "c")
    try screen.wait(for: "What is your office called?")
    try screen.send(text: "Office of the Made-up Commissioner")
    try screen.send(keys: "Enter")
    try screen.wait(for: "-- New: ")
    try screen.send(keys: "Escape")
    try screen.wait(for: "Nothing in this view")
    try screen.send(keys: "q")
    try screen.waitForEnd()
    let again = try office.console(waitingFor: "This office has no records yet.")
    try again.send(keys: "q")
    try again.waitForEnd()
    #expect(try office.isSound)
  }

  @Test func whoHasNoStoreAndNoTerminalIsToldInOneSentence() throws {
    let office = try Office(isMade: false)
    #expect(try office.run().isOneSentence)
  }
}

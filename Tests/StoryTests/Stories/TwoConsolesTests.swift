import TerminalHarness
import Testing

/// Two people work on one store at the same time.
@Suite struct TwoConsolesTests {
  @Test func whatOneDoesTheOtherSeesAndTheCursorStaysOnItsCase() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(6))
    let mine = try office.console(waitingFor: "Matter number 0")
    let theirs = try office.console(waitingFor: "Matter number 0")
    try theirs.send(keys: "j", "j")
    try theirs.wait(until: { Self.focused($0).contains("Matter number 2") }, saying: "the third case")
    try mine.send(keys: "w")
    try mine.wait(for: "Note on")
    try mine.send(text: "Seen by me")
    try mine.send(keys: "Tab", "Enter")
    try mine.wait(for: "note written")
    try office.must("new", "case", "title=Brand new", "channel=phone", "received=2025-01-02")
    try theirs.wait(for: "Brand new")
    try mine.wait(for: "Brand new")
    #expect(Self.focused(try theirs.capture()).contains("Matter number 2"))
    try theirs.send(keys: "k", "k")
    try theirs.wait(for: "Seen by me")
  }

  @Test func aFormStaysOpenWhenSomebodyElseChangesTheStore() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(3))
    let screen = try office.console(waitingFor: "Matter number 0")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "Half a sen")
    try screen.wait(for: "Half a sen")
    try office.must("new", "case", "title=Brand new", "channel=phone", "received=2025-01-02")
    try screen.wait(for: "Brand new")
    try screen.send(text: "tence")
    try screen.wait(for: "Half a sentence")
    try screen.send(keys: "Tab", "Enter")
    try screen.wait(for: "note written")
    let reference = try office.must("list", "--json", "matter number 0").json()[0]["reference"]?.string ?? ""
    #expect(try office.must("show", reference).text.contains("Half a sentence"))
  }

  @Test func bothAssigningOneCaseLoseNothingInSilence() throws {
    let office = try Office()
    let reference = try office.receive(Letter("both@a.example"))
    try office.must("account", "add", "jdoe", "--full-name", "Jo Doe")
    let screen = try office.console(waitingFor: "Speeding")
    try screen.send(keys: "a")
    try screen.wait(for: "Assign COR")
    try office.must("set", reference, "owner=jdoe")
    try screen.send(keys: "Enter")
    // Either the other's change had come in first and this one follows it, or it is refused with both named.
    try screen.wait(
      until: { $0.contains("changed meanwhile") || $0.contains("assigned to") }, saying: "an answer")
    let owners = try office.must("history", reference, "--json").json()
      .compactMap { $0["detail"]?["owner"]?["after"]?.string }
    #expect(owners.first == "jdoe")
    #expect(try office.isSound)
  }

  @Test func twentyCommandsAtOnceAllGetTheirTurn() throws {
    let office = try Office()
    let reference = try office.receive(Letter("turns@a.example"))
    let running = try (0..<20).map { try office.start(["note", reference, "Note \($0)"]) }
    for command in running { #expect(try command.outcome().status == .exited(0)) }
    #expect(try office.record(reference)["contacts"]?.array.count == 21)
    #expect(try office.isSound)
  }

  private static func focused(_ shown: String) -> Substring {
    shown.split(separator: "\n").first { $0.hasPrefix("> ") } ?? ""
  }
}

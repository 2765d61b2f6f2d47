import TerminalHarness
import Testing

/// An officer's walkabout: an event, three issues in a few keys each, and the same from the command line.
@Suite struct WalkaboutsTests {
  @Test func threeIssuesAreLoggedByKeysAndStandInTheTriageQueue() throws {
    let office = try Self.office()
    let screen = try office.console()
    try screen.send(keys: "5")
    try screen.wait(for: "events")
    try Self.makeEvent(on: screen)

    try screen.send(keys: "L")
    try screen.wait(for: "Log on WLK-")
    // The ward and the theme of the first line stay for the next; the street is typed once.
    try screen.send(keys: "F3")
    try screen.wait(for: "Esc back to the line")
    try screen.send(text: "Lock Lane")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Enter log it")
    try Self.log("Light out, 2 columns @north-or #lighting", on: screen)
    try Self.log("Lamp flickers", on: screen)
    try Self.log("Needles on the steps #litter", on: screen)
    try screen.send(keys: "Escape")
    try screen.wait(for: "3 issues: 3 ours")
    try screen.send(keys: "1")
    try screen.wait(for: "Correspondence")
    try screen.send(keys: "'", "u")
    try screen.wait(for: "Needles on the steps")
    try screen.wait(for: "Lamp flickers")
    try screen.send(keys: "q")
    try screen.waitForEnd()

    let issues = try office.must("list", "--json", "kind:case", "stage:untriaged").json()
    #expect(issues.count == 3)
    #expect(issues.allSatisfy { $0["place"] == .string("E1") && $0["street"] == .string("Lock Lane") })
    #expect(issues.allSatisfy { $0["channel"] == .string("walkabout") && $0["due"]?.string != nil })
    let themes = issues.reversed().map { $0["themes"] }
    #expect(
      themes == [.array([.string("lighting")]), .array([.string("lighting")]), .array([.string("litter")])])
    #expect(try office.must("list", "--json", "kind:event").json().first?["stage"] == .string("held"))
    #expect(try office.isSound)
  }

  @Test func theSameFromTheCommandLine() throws {
    let office = try Self.office()
    try office.must("new", "event", "title=Canal Walk", "type=walkabout", "place=E1")
    let walk = try #require(
      try office.must("list", "--json", "kind:event").json().first?["reference"]?.string)
    let told = try office.must("log", walk, "Light out #lighting", "street=Lock Lane").text
    #expect(told.hasPrefix("COR-") && told.contains("stands at 'untriaged'"))
    try office.must("log", walk, "Litter by the weir", "--theme", "litter", "--place", "Castle Ward")
    let issues = try office.must("list", "--json", "kind:case").json()
    #expect(issues.map { $0["place"] } == [.string("E2"), .string("E1")])
    let refused = try office.run("log", walk, "Litter @nowhere")
    #expect(refused.status == .exited(65) && refused.isOneSentence)

    let reference = issues.last?["reference"]?.string ?? ""
    try office.must("refer", reference, "--to", "north", "Please mend it.")
    try office.must("act", reference, "chase", "text=Rang the sergeant.")
    #expect(try office.must("show", reference).text.contains("-- Chased"))
    try office.must("answer", reference, "Mended.")
    #expect(try office.record(reference)["stage"] == .string("open"))
    try office.must("move", reference, "closed")
    #expect(try office.isSound)
  }

  @Test func coverageIsTheSameByCommandAndOnScreen() throws {
    let office = try Self.office()
    try office.must(
      "programme", "add", "yfyv", "Your Force Your Voice", "--every", "ward", "--counts",
      "ward-meeting,walkabout",
      "--from", "2026-01-01", "--to", "2099-12-31")
    try office.must("new", "event", "title=Canal Walk", "type=walkabout", "place=E1")
    let walk = try #require(
      try office.must("list", "--json", "kind:event").json().first?["reference"]?.string)
    #expect(try office.must("coverage", "yfyv").text.hasPrefix("0 of 2\n"))
    try office.must("log", walk, "Light out")
    let shown = try office.must("coverage", "yfyv").text.split(separator: "\n")
    #expect(shown.first == "1 of 2")
    #expect(shown.dropFirst(2).first == "MISSING  Castle Ward")
    #expect(shown.last?.hasSuffix(walk) == true)
    #expect(try office.must("coverage", "yfyv", "--json").json().first?["owed"] == .integer(2))
    #expect(
      try office.must("coverage", "yfyv", "--format", "csv").text.contains("yfyv,,2026-01-01,2099-12-31,E2"))
    #expect(try office.run("coverage", "nothing").isOneSentence)
    let screen = try office.console()
    try screen.send(keys: "g", "c")
    try screen.wait(for: "Coverage: Your Force Your Voice")
    try screen.wait(for: "MISSING  Castle Ward")
    try screen.send(keys: "Escape")
    try screen.wait(until: { !$0.contains("MISSING") }, saying: "the list")
  }

  // MARK: - Parts of it

  private static func office() throws -> Office {
    let office = try Office()
    try office.must("team", "add", "north", "North neighbourhood team")
    try office.must("place", "add", "E1", "North Ormesby")
    try office.must("place", "add", "E2", "Castle Ward")
    try office.must("theme", "add", "lighting", "Street lighting")
    try office.must("theme", "add", "litter", "Litter")
    return office
  }

  private static func makeEvent(on screen: TmuxScreen) throws {
    try screen.send(keys: "c")
    try screen.wait(for: "What to make")
    try screen.send(keys: "Enter")
    try screen.wait(for: "New: Engagement event")
    try screen.send(text: "Canal Walk")
    try screen.wait(for: "Canal Walk")
    // What must be given stands first: what, when, of which type.
    for _ in 0..<2 { try screen.send(keys: "Tab") }
    try screen.send(text: "walk")
    try screen.send(keys: "C-s")
    try screen.wait(for: "recorded. u takes it back")
    try screen.wait(for: "No issues yet")
  }

  private static func log(_ line: String, on screen: TmuxScreen) throws {
    try screen.send(text: line)
    try screen.send(keys: "Enter")
    try screen.wait(for: "saved: \(line)")
  }
}

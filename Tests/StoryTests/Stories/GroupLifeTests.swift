import TerminalHarness
import Testing

/// An advisory group from its founding to agreed minutes and the next agenda, every step of it by keys.
@Suite struct GroupLifeTests {
  @Test func aGroupIsFoundedMeetsAndCarriesItsActionOn() throws {
    let office = try Office()
    let screen = try office.console(rows: 40, columns: 120)
    try screen.send(keys: "4")
    try screen.wait(for: "[4 Advisory groups]")
    try Self.found(screen)
    try Self.meet(screen)
    try Self.agree(screen)
    try screen.make("meet", "Winter meeting", "", "", "ord", until: "MTG-26-0002: recorded")
    try screen.wait(for: "ACT-26-0001")
    try screen.send(keys: "q")
    try screen.waitForEnd()
    try Self.checkGroup(office)
    try Self.checkMinutes(office)
    #expect(try office.isSound)
  }

  // MARK: - By keys

  /// The group, two members, and the seats that have to be taken.
  private static func found(_ screen: TmuxScreen) throws {
    try screen.make("adv", "Strategic IAG", until: "IAG-26-0001: recorded")
    try screen.fill("-- member: ", with: ["m"], "Grace Okafor", "com", "", "yes", until: "Grace Okafor")
    try screen.fill("-- member: ", with: ["m"], "Supt Rees", "for", until: "Supt Rees")
    for (seat, holder) in [("Commissioner", "Ann Hughes"), ("Chief Constable", "")] {
      try screen.choose("require", from: "What to do with", with: "d")
      try screen.fill("-- require seat: ", with: [], seat, holder, until: seat)
    }
  }

  /// The meeting with its first agenda; who came and who sent apologies; the minutes, line by line.
  private static func meet(_ screen: TmuxScreen) throws {
    try screen.make("meet", "Autumn meeting", "", "", "ord", until: "MTG-26-0001: recorded")
    try screen.wait(for: "Matters arising: nothing is open")
    try screen.fill("-- attendance: ", with: ["A"], "okafor", "pres", until: "present    Grace Okafor")
    try screen.fill(
      "-- attendance: ", with: ["A"], "Commissioner", "apol", until: "apologies  Commissioner")
    // A deputy is no member: who is not known needs the seat that is taken.
    try screen.fill(
      "-- attendance: ", with: ["A"], "DCC Price", "pres", "chief", until: "DCC Price (Chief")
    try screen.log(
      "Stop and search", "! Send a sample of 20 @rees by 11 Dec 2027", "? Publish the reasons",
      "= Meet in spring",
      on: "MTG-26-0001")
  }

  private static func agree(_ screen: TmuxScreen) throws {
    try screen.fill("-- send round: ", with: ["S"], until: "Sent round")
    try screen.fill("-- agree: ", with: ["Y"], until: "Minutes, agreed")
    try screen.send(keys: "L")
    try screen.wait(for: "Log on")
    try screen.send(text: "One line more")
    try screen.send(keys: "Enter")
    try screen.wait(for: "are agreed and cannot be edited")
    for _ in 0..<13 { try screen.send(keys: "BSpace") }
    try screen.send(keys: "Escape")
    try screen.wait(until: { !$0.contains("Log on") }, saying: "the end of the log")
    try screen.send(keys: "M")
    try screen.wait(for: "-- amend: ")
    try screen.send(text: "A sample of 25.")
    try screen.send(keys: "BTab")
    try screen.fill("-- amend: ", with: [], "1.A1", until: "item 1.A1: A sample of 25.")
  }

  // MARK: - What is in the register

  private static func checkGroup(_ office: Office) throws {
    let group = try office.record("IAG-26-0001")
    let members = group["members"]?.array ?? []
    #expect(members.map { $0["name"]?.string } == ["Grace Okafor", "Supt Rees"])
    #expect(members.map { $0["mayBeNamed"] } == [.bool(true), .bool(false)])
    #expect(members.map { $0["side"]?.string } == ["community", "force"])
    let grid = try #require(office.must("attendance", "IAG-26-0001", "--json").json().first)
    #expect(grid["empty"]?.array.map { $0["seat"]?.string } == ["Commissioner"])
    #expect(grid["empty"]?.array.first?["mark"] == .string("apologies"))
  }

  private static func checkMinutes(_ office: Office) throws {
    let meeting = try office.record("MTG-26-0001")
    #expect(meeting["stage"] == .string("agreed") && meeting["circulated"] == meeting["agreed"])
    let items = meeting["items"]?.array ?? []
    #expect(items.compactMap { $0["number"]?.string } == ["1", "1.A1", "2", "3"])
    #expect(items.compactMap { $0["mark"]?.string } == ["item", "action", "advice", "decision"])
    #expect(meeting["amendments"]?.array.first?["text"] == .string("A sample of 25."))
    let action = try office.record("ACT-26-0001")
    #expect(action["asked"] == .string("Supt Rees") && action["due"] == .string("2027-12-11"))
    let agenda = try office.must("agenda", "MTG-26-0002", "--json").json()
    #expect(agenda.compactMap { $0["reference"]?.string }.sorted() == ["ACT-26-0001", "ACT-26-0002"])
    let acts = try office.must("history", "MTG-26-0001", "--json").json().compactMap { $0["action"]?.string }
    #expect(acts.first == "create" && acts.last == "amend" && acts.contains("agree"))
    #expect(try office.run("log", "MTG-26-0001", "One more").status == .exited(65))
  }
}

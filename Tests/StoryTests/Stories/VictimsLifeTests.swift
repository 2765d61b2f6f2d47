import TerminalHarness
import Testing

/// A focus group from the first pseudonym to the finding and a withdrawal, every step of it by keys.
@Suite struct VictimsLifeTests {
  @Test func aPersonConsentsIsHeardAndWithdraws() throws {
    let office = try Office()
    try office.must(
      "account", "add", Program.accountName(), "--full-name", "Mair Rees", "--role", "victims-lead", "--role",
      "administrator", "--role", "auditor")
    try office.must("theme", "add", "waiting", "Waiting times")
    let screen = try office.console(rows: 40, columns: 120)
    try screen.send(keys: "3")
    try screen.wait(for: "[3 Victims]")
    try Self.prepare(screen)
    try Self.hold(screen)
    try Self.report(screen)
    let listed = try office.must("contact-list", "focus-group", "--json").json()
    #expect(listed.first?["pseudonym"] == .string("Heron"))
    try Self.withdraw(screen)
    try screen.send(keys: "q")
    try screen.waitForEnd()
    try Self.checkSession(office)
    try Self.checkWithdrawal(office)
    #expect(try office.isSound)
  }

  // MARK: - By keys

  /// Nobody comes without consent; with it the person is brought in.
  private static func prepare(_ screen: TmuxScreen) throws {
    try screen.make("part", "Heron", until: "VIC-26-0001: recorded")
    try screen.make("session", "Burglary circle", until: "VFG-26-0001: recorded")
    try screen.send(keys: "A")
    try screen.wait(for: "-- add: ")
    try screen.send(text: "Heron")
    try screen.send(keys: "C-s")
    try screen.wait(for: "stands at 'Not asked'")
    try leaveForm("-- add: ", screen)
    try screen.send(keys: "'", "p")
    try screen.wait(for: "Focus group: Not asked")
    try screen.fill("-- consent: ", with: ["C"], "focus", "given", until: "Focus group: Given")
    try screen.send(keys: "'", "s")
    try screen.wait(for: "People: 0 come")
    try screen.fill("-- add: ", with: ["A"], "Heron", until: "People: 1 come")
  }

  /// The gate asks for the support worker; then what is said is typed as it is said.
  private static func hold(_ screen: TmuxScreen) throws {
    try screen.choose("held", from: "Move VFG-26-0001 to", with: "s")
    try screen.wait(for: "names no support worker")
    try screen.send(keys: "Escape")
    try screen.wait(until: { !$0.contains("A reason is needed") }, saying: "the end of the reason")
    if try screen.capture().contains("Move VFG-26-0001 to") { try screen.send(keys: "Escape") }
    try screen.wait(until: { !$0.contains("Move VFG-26-0001 to") }, saying: "the end of the list")
    try screen.fill(
      "-- Edit VFG-26-0001", with: ["e"], "", "", "", "", "", "", "", "J Ellis", until: "J Ellis")
    try screen.choose("held", from: "Move VFG-26-0001 to", with: "s")
    try screen.wait(for: "moved to 'Held'")
    try screen.log(
      "- Nobody told us why #waiting @heron", "+ The officer rang back", "- Nine weeks of silence @heron",
      on: "VFG-26-0001")
  }

  private static func report(_ screen: TmuxScreen) throws {
    try screen.fill(
      "-- finding: ", with: ["f"], "Say why it takes long", "impr", until: "ACT-26-0001")
    try screen.send(keys: "'", "e")
    try screen.wait(for: "Victims: findings")
    try screen.wait(for: "Asked of   Police Executive")
    try screen.fill("-- send: ", with: ["S"], until: "Stage      Awaited")
    try screen.fill("-- answer: ", with: ["F"], "We shall.", until: "Stage      Answered")
  }

  /// Brings the person into a second session, and takes the consent back: that session is without them at once.
  private static func withdraw(_ screen: TmuxScreen) throws {
    try screen.make("session", "Second circle", until: "VFG-26-0002: recorded")
    try screen.fill("-- invite: ", with: ["i"], "Heron", until: "0 come, 1 invited")
    try screen.send(keys: "'", "p")
    try screen.wait(for: "Focus group: Given")
    try screen.fill("-- withdraw: ", with: ["W"], "focus", until: "Focus group: Withdrawn")
    try screen.send(keys: "'", "n")
    try screen.wait(for: "People: 0 come, 0 invited")
  }

  private static func leaveForm(_ title: String, _ screen: TmuxScreen) throws {
    try screen.send(keys: "Escape")
    try screen.wait(for: "throws the form away")
    try screen.send(keys: "Enter")
    try screen.wait(until: { !$0.contains(title) }, saying: "the end of the form")
  }

  // MARK: - What is in the register

  private static func checkSession(_ office: Office) throws {
    let session = try office.record("VFG-26-0001")
    #expect(session["stage"] == .string("held") && session["supportWorker"] == .string("J Ellis"))
    #expect(session["support"] == .string("named") && session["exception"] == nil)
    #expect(session["participants"] == .array([.string("VIC-26-0001")]))
    let said = try office.must("list", "--json", "kind:contribution").json()
    let byTitle = Dictionary(uniqueKeysWithValues: said.map { ($0["title"]?.string ?? "", $0) })
    #expect(byTitle.count == 3)
    #expect(byTitle["The officer rang back"]?["nature"] == .string("good-practice"))
    // The theme of the first line stays for the next.
    #expect(byTitle["Nine weeks of silence"]?["themes"] == .array([.string("waiting")]))
    #expect(byTitle["Nine weeks of silence"]?["participant"] == .string("VIC-26-0001"))
    let finding = try office.record("ACT-26-0001")
    #expect(finding["type"] == .string("finding") && finding["asked"] == .string("Police Executive"))
    #expect(finding["stage"] == .string("answered"))
    #expect(finding["contacts"]?.array.first?["text"] == .string("We shall."))
  }

  private static func checkWithdrawal(_ office: Office) throws {
    let list = try office.must("contact-list", "focus-group", "--json").json()
    #expect(list.allSatisfy { $0["pseudonym"] == nil })
    #expect(list.first?["counts"]?["withdrawn"] == .integer(1))
    let second = try office.record("VFG-26-0002")
    #expect(second["invited"] == nil && second["participants"] == nil)
    let person = try office.record("VIC-26-0001")
    #expect(person["consents"]?.array.compactMap { $0["answer"]?.string } == ["given", "withdrawn"])
    // Who was heard in a session that is over is told of: the lead sees what is to be taken out.
    #expect(person["contacts"]?.array.first?["text"]?.string?.contains("VCN-26-0001 (VFG-26-0001)") == true)
    #expect(
      try office.run("act", "VFG-26-0002", "invite", "participant=Heron").errors.contains("'Withdrawn'"))
  }
}

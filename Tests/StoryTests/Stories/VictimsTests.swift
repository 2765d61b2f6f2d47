import Foundation
import Glibc
import TerminalHarness
import Testing

/// A focus group from the first consent to the finding, and the names that nobody finds.
@Suite struct VictimsTests {
  private static let passphrase = "four words and more"
  private static let planted = "Persephone Quillfeather-Abernathy"

  /// An office whose lead sits at the keyboard.
  private static func office() throws -> Office {
    let office = try Office()
    try become("victims-lead", in: office)
    try office.must("theme", "add", "waiting", "Waiting times")
    return office
  }

  /// There is one operating system's account to test with: it changes its role.
  private static func become(_ role: String, in office: Office) throws {
    try office.must(
      "account", "add", Program.accountName(), "--full-name", "Mair Rees", "--role", role, "--role",
      "administrator", "--role", "auditor")
  }

  private static func today(plus days: Int = 0) -> String {
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withFullDate]
    format.timeZone = TimeZone(identifier: "Europe/London")
    return format.string(from: Date().addingTimeInterval(Double(days) * 86_400))
  }

  /// Runs a command at a terminal of its own and types answers, each after its question.
  @discardableResult
  private static func answer(
    _ office: Office, _ arguments: [String], _ answers: [(String, String)]
  ) throws -> String {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    try terminal.start(office.program, arguments, environment: office.environment)
    var start = 0
    for (question, answer) in answers {
      try terminal.wait(for: question, since: start)
      start = terminal.output.count
      terminal.send(answer + "\r")
    }
    let status = try terminal.waitForExit(within: 30)
    guard status == .exited(0) else {
      throw HarnessError(description: "\(arguments): \(status) \(terminal.outputText())")
    }
    return terminal.outputText()
  }

  private static func makeVault(in office: Office) throws {
    try answer(office, ["vault", "create"], [("New passphrase", passphrase), ("again", passphrase)])
  }

  // MARK: - By command line

  @Test func aSessionGoesFromInvitationToFinding() throws {
    let office = try Self.office()
    try office.must("new", "participant", "title=Heron", "contactBy=phone", "safeTimes=after 18:00")
    try office.must("new", "session", "title=Burglary circle", "received=\(Self.today())")
    let refused = try office.run("act", "VFG-26-0001", "invite", "participant=Heron")
    #expect(refused.status == .exited(EX_DATAERR) && refused.errors.contains("'Not asked'"))
    try office.must("act", "VIC-26-0001", "consent", "purpose=focus-group", "answer=given")
    try office.must("act", "VFG-26-0001", "invite", "participant=Heron")
    try office.must("act", "VFG-26-0001", "add", "participant=heron")
    try office.must("log", "VFG-26-0001", "- Nobody told us why #waiting @heron")
    try office.must("act", "VFG-26-0001", "distress", "who=Heron", "what=Wept.")
    let held = try office.run("move", "VFG-26-0001", "held")
    #expect(held.status == .exited(EX_DATAERR) && held.errors.contains("support worker"))
    try office.must("set", "VFG-26-0001", "supportWorker=J Ellis", "briefing=yes")
    try office.must("move", "VFG-26-0001", "held")
    try office.must("act", "VFG-26-0001", "follow-up", "who=Heron", "followUp=A call", "on=today")
    try office.must("move", "VFG-26-0001", "written-up")
    try office.must(
      "act", "VFG-26-0001", "finding", "title=Say why it takes long", "nature=improvement")
    try office.must("act", "ACT-26-0001", "send")
    let report = try office.must("report", "findings").text
    #expect(report.contains("Say why it takes long") && report.contains("awaited since \(Self.today())"))
    #expect(!report.contains("Heron") && !report.contains("Ellis") && report.contains("fewer than 5"))
    try office.must("act", "ACT-26-0001", "answer", "text=We shall.")
    let page = office.folder + "/findings.html"
    try office.must("report", "findings", "--format", "html", "--out", page)
    #expect(try String(contentsOfFile: page, encoding: .utf8).contains("<blockquote><p>We shall.</p>"))
    let list = try office.must("contact-list", "focus-group", "--json").json()
    #expect(list.first?["pseudonym"] == .string("Heron"))
    try office.must("act", "VIC-26-0001", "withdraw", "purpose=focus-group")
    #expect(try office.must("contact-list", "focus-group").text.contains("1 withdrawn"))
    #expect(try office.record("VIC-26-0001")["contacts"]?.array.count == 1)
    #expect(try office.isSound)
  }

  @Test func anotherAccountSeesNothingOfIt() throws {
    let office = try Self.office()
    try office.must("new", "participant", "title=Heron")
    try office.must("new", "session", "title=Burglary circle")
    try office.must("log", "VFG-26-0001", "+ They telephoned #waiting")
    try Self.become("caseworker", in: office)
    #expect(try office.must("list").text.isEmpty)
    #expect(try office.must("search", "heron").text.isEmpty)
    for command in [["show", "VIC-26-0001"], ["history", "VFG-26-0001"], ["show", "VCN-26-0001"]] {
      #expect(try office.start(command).outcome().status == .exited(EX_NOINPUT))
    }
    #expect(try office.run("contact-list", "focus-group").status == .exited(EX_NOPERM))
    #expect(try office.run("report", "findings").status == .exited(EX_NOPERM))
    let log = try office.must("audit", "export")
    #expect(!log.text.contains("Heron") && !log.text.contains("telephoned"))
    let hidden = try log.json().filter { $0["reference"] == .string("VIC-26-0001") }
    #expect(!hidden.isEmpty && hidden.allSatisfy { $0["detail"] == .null && $0["salt"] == .null })
    #expect(try office.isSound)
  }

  // MARK: - By keys

  @Test func keysRecordAConsentAndBringThePersonIntoTheSession() throws {
    let office = try Self.office()
    try office.must("new", "participant", "title=Heron", "contactBy=phone")
    try office.must("new", "session", "title=Burglary circle", "received=\(Self.today())")
    let screen = try office.console()
    try screen.send(keys: "3")
    try screen.wait(for: "Burglary circle")
    try screen.send(keys: "'", "p")
    try screen.wait(for: "Heron")
    try screen.send(keys: "C")
    try screen.wait(for: "Consent to")
    for key in "focus" { try screen.send(keys: String(key)) }
    try screen.send(keys: "Tab")
    for key in "given" { try screen.send(keys: String(key)) }
    try screen.send(keys: "C-s")
    try screen.wait(for: "Focus group: Given")
    try screen.send(keys: "'", "s")
    try screen.wait(for: "VFG-26-0001")
    try screen.send(keys: "A")
    try screen.wait(for: "Participant *")
    for key in "Heron" { try screen.send(keys: String(key)) }
    try screen.send(keys: "C-s")
    try screen.wait(for: "consent on the day: Given")
    try screen.send(keys: "q")
    try screen.waitForEnd()
    #expect(try office.record("VFG-26-0001")["participants"] == .array([.string("VIC-26-0001")]))
    #expect(try office.isSound)
  }

  // MARK: - The vault

  @Test func withoutATerminalNoPassphraseIsAsked() throws {
    let office = try Self.office()
    let outcome = try office.run("vault", "create", input: Array("\(Self.passphrase)\n".utf8))
    // The harness may itself sit at a terminal; then the question waits there, and nothing is read from the input.
    if case .exited(let status) = outcome.status {
      #expect(status == EX_UNAVAILABLE && outcome.errors.contains("terminal"))
    }
  }

  @Test func aNameThatIsSealedStandsInNothingThatTheProgramWrites() throws {
    let office = try Self.office()
    let temporary = office.folder + "/tmp"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    try office.must("new", "participant", "title=Heron")
    try office.must("new", "session", "title=Burglary circle")
    try Self.makeVault(in: office)
    try Self.answer(
      office, ["identity", "VIC-26-0001", "--set"],
      [
        ("Passphrase of", Self.passphrase), ("Name", Self.planted), ("Address", "1 \(Self.planted) Row"),
        ("Phone", ""), ("Email", "\(Self.planted)@example.org"), ("Safe number", ""),
      ])
    let shown = try Self.answer(
      office, ["identity", "VIC-26-0001"], [("Passphrase of", Self.passphrase)])
    #expect(shown.contains("Name: \(Self.planted)"))
    #expect(!shown.contains(Self.passphrase))
    let commands = [
      ["list", "--json"], ["search", "quillfeather"], ["show", "VIC-26-0001", "--json"],
      ["show", "VIC-26-0001"],
      ["history", "VIC-26-0001", "--json"], ["history", "VIC-26-0001"], ["audit", "export"],
      ["audit", "log"],
      ["audit", "verify", "--json"], ["contact-list", "survey-call"], ["report", "findings"],
      ["vault", "list"],
      ["vault", "list", "--json"], ["act", "VIC-26-0001"], ["new", "participant", "title=Heron"],
    ]
    for command in commands {
      let outcome = try office.start(command, adding: ["TMPDIR": temporary]).outcome()
      #expect(Self.isAbsent(from: Data((outcome.text + outcome.errors).utf8)), "\(command)")
    }
    try Self.look(at: office, temporary: temporary)
    let files = FileManager.default.enumerator(atPath: office.folder)
    var count = 0
    while let name = files?.nextObject() as? String {
      guard let data = FileManager.default.contents(atPath: office.folder + "/" + name) else { continue }
      count += 1
      #expect(Self.isAbsent(from: data), "\(name)")
    }
    #expect(count > 3)
    #expect(try office.isSound)
  }

  @Test func aHolderIsRemovedByThoseWhoStay() throws {
    let office = try Self.office()
    let theirs = "the words of the envelope"
    try office.must("new", "participant", "title=Heron")
    try Self.makeVault(in: office)
    try Self.answer(
      office, ["identity", "VIC-26-0001", "--set"],
      [
        ("Passphrase of", Self.passphrase), ("Name", Self.planted), ("Address", ""), ("Phone", ""),
        ("Email", ""), ("Safe number", ""),
      ])
    try Self.answer(
      office, ["vault", "add-holder", "envelope"],
      [("Passphrase of", Self.passphrase), ("New passphrase", theirs), ("again", theirs)])
    let before = try office.sqlite("SELECT hex(box) FROM sealed")
    let said = try Self.answer(
      office, ["vault", "remove-holder", "envelope"], [("who stays", Self.passphrase)])
    #expect(said.contains("holds no key any more") && said.contains("add a second holder"), "\(said)")
    #expect(try office.must("vault", "list").text.contains("envelope") == false)
    #expect(try office.sqlite("SELECT hex(box) FROM sealed") != before)
    let shown = try Self.answer(
      office, ["identity", "VIC-26-0001"], [("Passphrase of", Self.passphrase)])
    #expect(shown.contains("Name: \(Self.planted)"))
    let last = try office.run("vault", "remove-holder", Program.accountName())
    #expect(last.isOneSentence && last.errors.contains("last holder"), "\(last.errors)")
    #expect(try office.isSound)
  }

  /// Opens the vault in the console, looks, and searches for the name.
  private static func look(at office: Office, temporary: String) throws {
    let screen = try office.console(adding: ["TMPDIR": temporary])
    try screen.send(keys: "3")
    try screen.wait(for: "Burglary circle")
    try screen.send(keys: "'", "p")
    try screen.wait(for: "Heron")
    try screen.send(keys: "I")
    try screen.wait(for: "Your passphrase")
    for key in passphrase { try screen.send(keys: key == " " ? "Space" : String(key)) }
    try screen.send(keys: "Enter")
    try screen.wait(for: planted)
    try screen.send(keys: "Escape")
    try screen.wait(until: { !$0.contains("Quillfeather") }, saying: "the name is gone")
    try screen.send(keys: "q")
    try screen.waitForEnd()
  }

  /// Whether the name stands there in UTF-8, UTF-16 or base64, however the bytes are cut.
  private static func isAbsent(from data: Data) -> Bool {
    var forms = [Data(planted.utf8)]
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      if let form = planted.data(using: encoding) { forms.append(form) }
    }
    for shift in 0..<3 {
      let shifted = Data(repeating: 0x20, count: shift) + Data(planted.utf8)
      forms.append(Data(shifted.base64EncodedString().dropFirst(4).dropLast(4).utf8))
    }
    return forms.allSatisfy { data.range(of: $0) == nil }
  }
}

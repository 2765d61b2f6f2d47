import Glibc
import TerminalHarness
import Testing

/// Whatever is asked wrongly is answered with one sentence, a status of sysexits(3), and nothing else.
@Suite struct RefusalTests {
  @Test(arguments: [
    (["frobnicate"], "frobnicate"), (["list", "--nope"], "--nope"), (["list", "--limit", "many"], "many"),
    (["import", "mail"], "paths"), (["show"], "reference"), (["audit", "frobnicate"], "frobnicate"),
    (["new", "thing"], "thing"), (["new", "case", "colour=red"], "colour"), (["new", "case", "red"], "red"),
    (["reply", "COR-26-0001", "x", "--channel", "pigeon"], "pigeon"), (["init"], "--office"),
    (["move", "COR-26-0001", "open", "--outcome", "answered"], "--outcome"),
    (["account", "add", "jdoe", "--role", "king"], "king"),
  ])
  func wrongUseIsNamed(arguments: [String], named: String) throws {
    let office = try Office()
    let outcome = try office.start(arguments).outcome()
    #expect(outcome.status == .exited(EX_USAGE))
    #expect(outcome.isOneSentence && outcome.errors.contains(named), "\(outcome.errors)")
  }

  @Test(arguments: [("stage:(", 6), ("a OR", 4), ("(a", 0), ("\"never ends", 0), ("due:tomorrow-ish", 4)])
  func aBadQueryIsRefusedWithACaretUnderTheFault(query: String, column: Int) throws {
    let office = try Office()
    for command in ["list", "search"] {
      let outcome = try office.run(command, query)
      #expect(outcome.status == .exited(EX_USAGE) && outcome.output.isEmpty)
      let lines = outcome.errors.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.first.map(String.init) == query)
      #expect(lines.dropFirst().first.map(String.init) == String(repeating: " ", count: column) + "^")
      #expect(lines.last?.hasPrefix("casebook: ") == true)
    }
  }

  @Test func whatIsNotThereIsNamed() throws {
    let office = try Office()
    for arguments in [
      ["show", "COR-26-9999"], ["history", "COR-26-9999"], ["note", "COR-26-9999", "x"],
      ["set", "COR-26-9999", "title=x"], ["import", "mail", "/nowhere/at/all"],
      ["attachment", "COR-26-9999"],
      ["--store", "/nowhere/casebook.sqlite", "list"], ["undo", "COR-26-9999"],
    ] {
      let outcome = try office.start(arguments).outcome()
      #expect(outcome.status == .exited(EX_NOINPUT), "\(arguments)")
      #expect(outcome.isOneSentence, "\(arguments): \(outcome.errors)")
    }
  }

  @Test(arguments: [
    ["refer", "COR", "--to", "nobody"], ["set", "COR", "owner=nobody"], ["set", "COR", "title="],
    ["set", "COR", "received=soon"], ["move", "COR", "elsewhere"], ["move", "COR", "closed"],
    ["note", "COR", "  "], ["answer", "COR", "x"], ["set", "COR", "lastReceived=2026-01-01"],
    ["set", "COR", "themes=no-such-theme"], ["set", "COR", "place=nowhere"],
  ])
  func whatTheRulesForbidIsRefusedAndChangesNothing(arguments: [String]) throws {
    let office = try Office()
    let reference = try office.receive(Letter("rules@a.example"))
    let before = try office.record(reference)
    let outcome = try office.start(arguments.map { $0 == "COR" ? reference : $0 }).outcome()
    #expect(outcome.status == .exited(EX_DATAERR), "\(outcome.errors)")
    #expect(outcome.isOneSentence, "\(outcome.errors)")
    #expect(try office.record(reference) == before)
  }

  @Test func aStoreThatIsThereIsNeverMadeAgain() throws {
    let office = try Office()
    let reference = try office.receive(Letter("kept@a.example"))
    let outcome = try office.run("init", "--office", "Another")
    #expect(outcome.status == .exited(EX_CANTCREAT) && outcome.isOneSentence)
    #expect(try office.record(reference)["reference"] == .string(reference))
  }

  @Test func aStoreCannotBeMadeWhereNothingCanBeWritten() throws {
    let office = try Office(isMade: false)
    let outcome = try office.run("--store", "/proc/nowhere/casebook.sqlite", "init", "--office", "X")
    #expect(outcome.status == .exited(EX_CANTCREAT) && outcome.isOneSentence)
  }

  @Test func anotherFileIsNoStoreAndIsLeftAlone() throws {
    let office = try Office(isMade: false)
    try office.write(
      "Dear diary, this is no database at all." + String(repeating: ".", count: 200), as: "diary")
    try office.sqlite("CREATE TABLE mine(a)")
    for path in [office.folder + "/diary", office.storePath] {
      let outcome = try office.run("--store", path, "list")
      #expect(outcome.status == .exited(EX_DATAERR) && outcome.isOneSentence, "\(outcome.errors)")
    }
  }

  @Test func aStoreOfANewerProgramIsRefused() throws {
    let office = try Office()
    try office.sqlite("INSERT INTO grdb_migrations VALUES('9999')")
    let outcome = try office.run("list")
    #expect(outcome.status == .exited(EX_UNAVAILABLE) && outcome.isOneSentence, "\(outcome.errors)")
  }

  @Test func aStrangerIsNotLetIn() throws {
    let office = try Office()
    try office.sqlite("UPDATE setting SET name = 'somebody' WHERE kind = 'account'")
    let outcome = try office.run("list")
    #expect(outcome.status == .exited(EX_NOPERM) && outcome.isOneSentence, "\(outcome.errors)")
  }

  @Test func aRoleThatMayNotIsRefused() throws {
    let office = try Office()
    let reference = try office.receive(Letter("role@a.example"))
    let alone = try office.run("account", "add", Program.accountName(), "--role", "auditor")
    #expect(alone.status == .exited(EX_DATAERR) && alone.errors.contains("needs an administrator"))
    try office.must("account", "add", "boss", "--role", "administrator")
    try office.must("account", "add", Program.accountName(), "--role", "auditor")
    let outcome = try office.run("note", reference, "x")
    #expect(outcome.status == .exited(EX_NOPERM) && outcome.isOneSentence, "\(outcome.errors)")
    #expect(try office.isSound)
  }

  @Test func theConsoleNeedsATerminal() throws {
    let office = try Office()
    let outcome = try office.run()
    #expect(outcome.status == .exited(EX_UNAVAILABLE) && outcome.isOneSentence, "\(outcome.errors)")
  }

  @Test func helpAndTheVersionArePrinted() throws {
    let office = try Office(isMade: false)
    for arguments in [["--help"], ["help", "list"], ["import", "mail", "--help"], ["--version"]] {
      let outcome = try office.start(arguments).outcome()
      #expect(outcome.status == .exited(0) && !outcome.output.isEmpty && outcome.errors.isEmpty)
    }
  }
}

import Glibc
import TerminalHarness
import Testing

/// Wrong use of a command: what is wrong, where to read more, and nothing begun.
@Suite struct UsageTests {
  @Test(arguments: [
    (["list", "--limit", "many"], "list"), (["import", "mail"], "import mail"),
    (["sample", "draw", "--size", "x"], "sample draw"), (["new", "thing"], "new"),
    (["new", "case", "red"], "new"), (["audit", "frobnicate"], "audit"), (["list", "stage:("], "list"),
    (["list", "--nope"], "list"),
  ])
  func wrongUseEndsWithTheCommandsHelp(arguments: [String], command: String) throws {
    let office = try Office()
    let outcome = try office.start(arguments).outcome()
    #expect(outcome.status == .exited(EX_USAGE))
    #expect(outcome.errors.contains("'casebook help \(command)'"), "\(outcome.errors)")
    let words = ["help"] + command.split(separator: " ").map(String.init)
    #expect(try office.start(words).outcome().text.contains("USAGE: casebook \(command)"))
  }

  @Test func aStoreThatIsCalledLikeACommandIsNone() throws {
    let office = try Office()
    let outcome = try office.run("--store", "list", "frobnicate")
    #expect(outcome.errors.hasSuffix("See 'casebook help'.\n"))
  }

  @Test(arguments: [
    (["--size", "3", "--seed", "  "], "--seed"), (["--size", "3", "--seed", "6\t2"], "--seed"),
    (["--size", "0", "--seed", "6 2"], "--size 0"), (["--size", "9", "--seed", "6 2"], "--size 9"),
    (["--size", "1", "--seed", "6 2", "--by", "area", "--at-least-one"], "--at-least-one"),
    (["--size", "3", "--seed", "6 2", "--receipt", "extract.csv"], "--receipt"),
  ])
  func whatCannotBeDrawnIsRefusedBeforeAnythingIsFrozen(options: [String], named: String) throws {
    let office = try Office()
    var table = "reference,received,closed,area,track,category,result,summary\n"
    for number in 1...6 {
      let area = number > 4 ? "North" : "South"
      table += "CO/\(number)/26,2026-07-01,2026-08-20,\(area),outside-schedule-3,B,,Rude at the desk\n"
    }
    try office.write(table, as: "extract.csv")
    try office.must("import", "complaints", "extract.csv")
    let entries = try office.must("audit", "export").json().count
    let outcome = try office.start(["sample", "draw", "--frame", "*"] + options).outcome()
    #expect(outcome.status != .exited(0) && outcome.isOneSentence && outcome.errors.contains(named))
    #expect(try office.must("sample", "list").text.isEmpty)
    #expect(try office.must("audit", "export").json().count == entries)
  }

  @Test func minutesAreGivenToProgramsAsToTheReaderTheyAreFor() throws {
    let office = try Office()
    try office.must("new", "group", "title=Strategic IAG")
    try office.must("act", "IAG-26-0001", "member", "name=Supt Rees", "side=force")
    try office.must("new", "meeting", "title=AGM", "type=agm", "parent=IAG-26-0001", "received=2025-07-10")
    try office.must("act", "MTG-26-0001", "attend", "who=Rees")
    try office.must("log", "MTG-26-0001", "! Send a sample @rees by 11 Dec 2026")
    try office.must("log", "MTG-26-0001", "A tip about Abbey Road", "restricted=yes")
    let closed = try #require(office.must("minutes", "MTG-26-0001", "--json").json().first)
    #expect(closed["date"] == .string("2025-07-10") && closed["words"] == nil)
    #expect(closed["items"]?.array.count == 2)
    #expect(closed["actions"]?.array.first?["owner"] == .string("Supt Rees"))
    #expect(closed["actions"]?.array.first?["due"] == .string("2026-12-11"))
    let open = try #require(office.must("minutes", "MTG-26-0001", "--json", "--open").json().first)
    #expect(open["items"]?.array.count == 1 && !open.canonical.contains("Abbey"))
    #expect(!open.canonical.contains("Rees"))
  }
}

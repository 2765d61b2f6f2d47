import Foundation
import Glibc
import TerminalHarness
import Testing

/// An engagement officer's year with an advisory group: by command line, and live in a meeting by keys.
@Suite struct AdvisoryGroupsTests {
  @Test func aYearOfAGroupFromTheCommandLine() throws {
    let office = try Self.officeWithGroup()
    try office.must("log", "MTG-26-0001", "= Mrs Okafor is Chair for a year")
    try office.must("log", "MTG-26-0001", "? Publish the <sign> for each stop", "level=strategic")
    try office.must("log", "MTG-26-0001", "! Send a sample of 20 @rees by 11 Dec 2026")
    try office.must("log", "MTG-26-0001", "A tip about Abbey Road", "restricted=yes")
    try office.must(
      "act", "IAG-26-0001", "appoint", "office=Chair", "holder=Grace Okafor", "meeting=MTG-26-0001", "item=1")
    #expect(try office.record("IAG-26-0001")["due"] == .string("2026-07-10"))
    try office.must(
      "new", "meeting", "title=Next", "type=ordinary", "parent=IAG-26-0001", "received=2026-12-01")
    let agenda = try office.must("agenda", "MTG-26-0002", "--json").json()
    #expect(
      agenda.compactMap { $0["reference"]?.string } == ["ACT-26-0001", "ACT-26-0002"])
    try office.must("act", "MTG-26-0001", "attend", "who=PCC", "how=apologies")
    #expect(
      try office.must("attendance", "IAG-26-0001", "--year", "2025").text.contains(
        "Empty: PCC at MTG-26-0001"))
    let csv = try office.must("attendance", "IAG-26-0001", "--year", "2025", "--format", "csv").text
    #expect(csv.contains("IAG-26-0001,Strategic IAG,PCC,MTG-26-0001,2025-07-10,agm,apologies\r\n"))
    try office.must("act", "MTG-26-0001", "attend", "who=Gwen Park", "side=community")
    try office.must("act", "MTG-26-0001", "circulate")
    try office.must("act", "MTG-26-0001", "agree", "on=2026-11-01")
    let refused = try office.run("log", "MTG-26-0001", "One more")
    #expect(refused.status == .exited(65) && refused.isOneSentence && refused.errors.contains("'amend'"))
    #expect(try office.run("set", "MTG-26-0001", "venue=Elsewhere").status == .exited(65))
    try office.must("act", "MTG-26-0001", "amend", "number=2", "text=For each stop and search")
    try Self.checkDocuments(office)
    #expect(try office.isSound)
  }

  private static func checkDocuments(_ office: Office) throws {
    let closed = try office.must("minutes", "MTG-26-0001").text
    #expect(closed.contains("Abbey Road") && closed.contains("Supt Rees") && closed.contains("Ivo Young"))
    #expect(
      closed.contains("Agreed on 1 November 2026") && closed.contains("Item 2: For each stop and search"))
    let open = try office.must("minutes", "MTG-26-0001", "--open").text
    #expect(!open.contains("Abbey") && !open.contains("Rees") && !open.contains("Ivo"))
    #expect(open.contains("Mrs Okafor is Chair") && open.contains("1 item is not public"))
    let file = office.folder + "/minutes.html"
    try office.must("minutes", "MTG-26-0001", "--open", "--format", "html", "--out", file)
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(
      page.contains("<html lang=") && page.contains("Mrs Okafor is Chair") && page.contains("&lt;sign&gt;"))
    #expect(!page.contains("Abbey") && !page.contains("Ivo") && !page.contains("<sign>"))
    #expect(try office.run("minutes", "MTG-26-0001", "--out", file).status == .exited(73))
    #expect(try office.run("minutes", "IAG-26-0001").status == .exited(65))
  }

  @Test func minutesAreTypedLiveAndNothingLoggedIsLostWhenTheConsoleIsKilled() throws {
    let office = try Self.officeWithGroup()
    let screen = try office.console(rows: 40, columns: 120)
    try screen.send(keys: "4")
    try screen.wait(for: "Agenda, as it stands now")
    try screen.send(keys: "L")
    let lines = ["Stop and search", "! Send a sample of 20 @rees by 11 Dec", "? Publish the reasons"]
    for (position, line) in lines.enumerated() {
      try screen.send(text: line)
      try screen.send(keys: "Enter")
      try screen.wait(
        until: { _ in (try? Self.items(office).count) == position + 1 },
        saying: "line \(position + 1) in the store")
    }
    try screen.send(text: "Half a li")
    try screen.wait(for: "Half a li")
    let console = try Self.consoleProcess(office)
    kill(console, SIGKILL)
    try screen.waitForEnd()
    #expect(try Self.items(office) == ["1", "1.A1", "2"])
    #expect(try office.record("ACT-26-0001")["asked"] == .string("Supt Rees"))
    #expect(try office.isSound)
    let again = try office.console(rows: 40, columns: 120)
    try again.send(keys: "4")
    try again.wait(for: "action: Send a sample of 20, Supt Rees")
    try again.send(keys: "g", "a")
    try again.wait(for: "Attendance 2025: Strategic IAG")
    try again.wait(for: "EMPTY")
    try again.send(keys: "Escape")
    try again.wait(until: { !$0.contains("EMPTY") }, saying: "the end of the page")
    try again.send(keys: "'", "g")
    try again.wait(for: "nobody is appointed")
  }

  @Test func aLineTakenBackInTheConsoleTakesItsActionWithIt() throws {
    let office = try Self.officeWithGroup()
    let screen = try office.console()
    try screen.send(keys: "4")
    try screen.wait(for: "AGM")
    try screen.send(keys: "L")
    try screen.send(text: "! Send a sample")
    try screen.send(keys: "Enter")
    try screen.wait(until: { _ in (try? Self.items(office)) == ["A1"] }, saying: "the action in the store")
    try screen.wait(for: "action: Send a sample, ACT-26-0001")
    try screen.send(keys: "Escape")
    try screen.wait(until: { !$0.contains("Log on") }, saying: "the end of the log")
    try screen.send(keys: "u")
    try screen.wait(for: "taken back (")
    #expect(try Self.items(office) == [])
    #expect(try office.run("show", "ACT-26-0001").status == .exited(66))
    #expect(try office.isSound)
  }

  // MARK: - Support

  private static func officeWithGroup() throws -> Office {
    let office = try Office()
    try office.must("new", "group", "title=Strategic IAG", "level=strategic")
    try office.must("act", "IAG-26-0001", "member", "name=Grace Okafor", "mayBeNamed=yes")
    try office.must("act", "IAG-26-0001", "member", "name=Ivo Young")
    try office.must("act", "IAG-26-0001", "member", "name=Supt Rees", "side=force")
    try office.must("act", "IAG-26-0001", "seat", "name=PCC")
    try office.must("new", "meeting", "title=AGM", "type=agm", "parent=IAG-26-0001", "received=2025-07-10")
    try office.must("act", "MTG-26-0001", "attend", "who=Ivo Young")
    return office
  }

  /// The numbers of the items in the store.
  private static func items(_ office: Office) throws -> [String] {
    try (office.record("MTG-26-0001")["items"]?.array ?? []).compactMap { $0["number"]?.string }
  }

  /// The console that has this office's store open.
  private static func consoleProcess(_ office: Office) throws -> pid_t {
    let (_, list) = try ChildProcess.run(
      "sh",
      [
        "-c",
        "for p in /proc/[0-9]*; do if [ \"$(readlink $p/exe)\" = '\(office.program)' ] "
          + "&& tr '\\0' '\\n' < $p/environ | grep -qx 'CASEBOOK_STORE=\(office.storePath)'; "
          + "then basename $p; fi; done",
      ], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
    let ids = list.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    guard ids.count == 1, let id = ids.first else { throw HarnessError(description: "consoles: \(list)") }
    return id
  }
}

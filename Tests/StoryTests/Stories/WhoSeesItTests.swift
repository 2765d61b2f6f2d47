import Foundation
import Glibc
import TerminalHarness
import Testing

/// What somebody may not see is in no byte of what any command or screen shows.
@Suite struct WhoSeesItTests {
  /// How a command is asked, so that it would tell if it told.
  private enum Asking {
    /// As it stands, of everything.
    case all([[String]])
    /// The same of the log.
    case log([[String]])
    /// Of one record: it must answer as if there were none. `REF` stands for the reference.
    case one([String])
    /// It shows no record of the office.
    case showsNone
  }

  /// Every command of the program has a row here. A new one that reads records is asked like its neighbours.
  private static func asking(_ round: String) -> [String: Asking] {
    [
      "console": .showsNone, "demo": .showsNone, "init": .showsNone,
      "import mail": .showsNone, "import complaints": .showsNone, "import places": .showsNone,
      "import records": .showsNone,
      "export": .all([
        ["export", "--kind", "case", "--reason", "x"], ["export", "--kind", "complaint"],
        ["export", "--format", "json"], ["export", "--format", "json", "--reason", "x"],
      ]),
      "list": .all([["list"], ["list", "--json"], ["list", "--sort", "title"], ["list", "--unfiled"]]),
      "queue list": .all([["queue", "list"], ["queue", "list", "--json"]]),
      "queue save": .showsNone, "queue delete": .showsNone,
      "search": .all([
        ["search", "w* OR n*", "--json"], ["search", "kind:complaint b* OR d*"], ["search", "smith"],
        ["search", "w* OR n*", "--sort", "best"], ["search", "wombattwp"], ["search", "wombattow"],
      ]),
      "like": .one(["like", "REF", "--reason", "x"]),
      "show": .one(["show", "REF", "--reason", "x"]), "history": .one(["history", "REF", "--reason", "x"]),
      "new": .one(["new", "action", "type=action", "title=x", "parent=REF", "received=today"]),
      "set": .one(["set", "REF", "title=x"]), "note": .one(["note", "REF", "x"]),
      "move": .one(["move", "REF", "open"]), "act": .one(["act", "REF"]),
      "bulk set": .all([["bulk", "set", "is:open", "title=x"]]),
      "bulk move": .all([["bulk", "move", "is:open", "open"]]),
      "bulk note": .all([["bulk", "note", "is:open OR is:closed", "x"]]),
      "bulk reply": .all([["bulk", "reply", "is:open", "x"]]),
      "campaign list": .all([["campaign", "list"], ["campaign", "list", "--json"]]),
      "campaign show": .one(["campaign", "show", "REF"]),
      "bulk act": .all([["bulk", "act", "is:open", "acknowledge"]]),
      "bulk theme": .all([["bulk", "theme", "is:open", "roads"]]),
      "log": .one(["log", "REF", "x"]), "undo": .one(["undo", "REF"]),
      "draft list": .all([["draft", "list"]]), "draft show": .all([["draft", "show", "1"]]),
      "draft drop": .showsNone,
      "refer": .one(["refer", "REF", "x", "--to", "north"]), "answer": .one(["answer", "REF", "x"]),
      "reply": .one(["reply", "REF", "x"]), "attachment": .one(["attachment", "REF", "--reason", "x"]),
      "deadline": .showsNone, "coverage": .showsNone, "programme add": .showsNone,
      "trend": .all([
        ["trend", "--json"], ["trend", "w*", "--format", "csv"], ["trend", "--by", "place"],
      ]),
      "complete": .all([["complete", "owner:"], ["complete", "theme:"], ["complete", "w"]]),
      "retention rules": .showsNone, "retention set": .showsNone, "retention drop": .showsNone,
      "retention explain": .one(["retention", "explain", "REF"]),
      "retention due": .all([["retention", "due"], ["retention", "due", "--json"]]),
      "retention dispose": .all([["retention", "dispose", "--dry-run"]]),
      "retention certificate": .all([["retention", "certificate", "--json"]]),
      "hold": .one(["hold", "REF", "--reason", "x"]),
      "erase": .one(["erase", "REF", "--reason", "asked", "--again", "REF"]),
      "programme list": .showsNone,
      "sample draw": .all([["sample", "draw", "--frame", "*", "--size", "1", "--seed", "1", "--json"]]),
      "sample list": .all([["sample", "list"], ["sample", "list", "--json"]]),
      "sample frame": .all([["sample", "frame", round]]),
      "sample receipt": .all([["sample", "receipt", round]]),
      "sample allot": .one(["sample", "allot", "REF", "--reviewers", "sup"]),
      "sample review": .one(["sample", "review", "REF"]), "sample reveal": .one(["sample", "reveal", "REF"]),
      "sample report": .all([["sample", "report", round], ["sample", "report", round, "--format", "html"]]),
      "sample verify": .showsNone,
      "count": .all(
        [["count"]] + ["stage", "owner", "theme", "place", "kind"].map { ["count", "--by", $0] }),
      "agenda": .one(["agenda", "REF"]), "attendance": .one(["attendance", "REF"]),
      "minutes": .one(["minutes", "REF"]), "contact-list": .all([["contact-list", "focus-group"]]),
      "report findings": .all([["report", "findings"]]),
      "vault create": .showsNone, "vault add-holder": .showsNone, "vault remove-holder": .showsNone,
      "vault list": .showsNone,
      "identity": .one(["identity", "REF"]),
      "audit log": .log([["audit", "log", "--limit", "500"], ["audit", "log", "--limit", "500", "--json"]]),
      "audit export": .log([["audit", "export"]]), "audit verify": .log([["audit", "verify"]]),
      "audit checkpoint": .log([["audit", "checkpoint"]]), "audit key": .showsNone,
      // A copy of the whole file, for those who keep the store.
      "backup make": .showsNone, "backup verify": .showsNone, "restore": .showsNone,
      "doctor": .all([["doctor"]]), "settings": .showsNone, "keys list": .showsNone, "keys check": .showsNone,
      "wall": .one(["wall", "REF", "list"]), "readers": .one(["readers", "REF", "list"]),
      "account add": .showsNone, "account list": .showsNone, "team add": .showsNone, "team list": .showsNone,
      "theme add": .showsNone, "theme list": .showsNone, "place add": .showsNone, "place list": .showsNone,
      "place show": .showsNone,
    ]
  }

  /// The names of the commands that do something, from the program's own table.
  private static func commands(_ office: Office) throws -> Set<String> {
    let table = try Value(parsing: office.must("--experimental-dump-help").output)
    var names: Set<String> = []
    func walk(_ command: Value, _ path: [String]) {
      let below = (command["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
      if below.isEmpty { names.insert(path.joined(separator: " ")) }
      for command in below { walk(command, path + [command["commandName"]?.string ?? ""]) }
    }
    walk(table["command"] ?? .null, [])
    return names
  }

  @Test func everyCommandHasARow() throws {
    let rows = Set(Self.asking("").keys)
    #expect(try Self.commands(Office(isMade: false)) == rows)
  }

  @Test func noCommandShowsAnybodyWhatIsNotForThem() throws {
    let closed = try ClosedOffice()
    let asking = Self.asking(closed.round)
    for account in ClosedOffice.everybody {
      var ways: [[String]] = []
      var log: [[String]] = []
      for (_, asking) in asking {
        switch asking {
        case .all(let commands): ways += commands
        case .log(let commands): log += commands
        case .one, .showsNone: continue
        }
      }
      let visible = closed.secrets.filter { $0.isOpen(to: account) }.map(\.reference)
      for reference in ["COR-26-0001", "CO/1/26", "ACT-26-0001", closed.round] + visible {
        ways += ["show", "history", "like"].map { [$0, reference, "--reason", "x", "--json"] }
      }
      ways += [["show", "EXT-26-0001", "--raw"], ["show", closed.round, "--raw"]]
      for (words, outcome) in try closed.said(ways, to: account) {
        #expect(closed.leaks(in: outcome.text + outcome.errors, to: account) == [], "\(words) as \(account)")
        // Who may see it is shown it: else silence would prove nothing.
        for secret in closed.secrets where secret.isOpen(to: account) {
          if words == ["list"] {
            #expect(outcome.text.contains(secret.reference), "\(secret.name) to \(account)")
          }
          guard words.first == "show", words[1] == secret.reference else { continue }
          #expect(outcome.text.contains(secret.words[0]), "\(secret.name) to \(account)")
        }
      }
      for (words, outcome) in try closed.said(log, to: account) {
        let leaks = closed.leaks(in: outcome.text + outcome.errors, to: account, isLog: true)
        #expect(leaks == [], "\(words) as \(account)")
      }
    }
    try expectThatHiddenRecordsAreNone(closed)
    #expect(try closed.office.isSound)
  }

  /// A reader for each way of being shut out.
  private static let shutOut = [
    ("cas", "the restricted case"), ("wal", "the walled case"), ("wal", "the walled complaint"),
    ("off", "the focus group"),
  ]

  /// Asked about one record that is not for them, a command answers byte for byte as if there were none.
  private func expectThatHiddenRecordsAreNone(_ closed: ClosedOffice) throws {
    let asking = Self.asking(closed.round).values.compactMap { asking -> [String]? in
      if case .one(let words) = asking { words } else { nil }
    }
    for (account, name) in Self.shutOut {
      let secret = try #require(closed.secrets.first { $0.name == name })
      let answers = try [secret.reference, "COR-26-9999"].map { reference in
        let commands = asking.map { $0.map { $0.replacing("REF", with: reference) } }
        return try closed.said(commands, to: account).map { _, outcome in
          "\(outcome.status) \(outcome.text)\(outcome.errors)".replacing(reference, with: "…")
        }
      }
      for (words, (hidden, none)) in zip(asking, zip(answers[0], answers[1])) {
        #expect(hidden == none && !hidden.hasPrefix("exited(0)"), "\(words) as \(account)")
      }
    }
  }

  // MARK: - Opening

  @Test func aRestrictedRecordIsOpenedForAReasonThatTheLogKeeps() throws {
    let closed = try ClosedOffice()
    let reference = closed.secrets[0].reference
    let refused = try closed.said(["show", reference], to: "own")
    #expect(refused.status == .exited(EX_NOPERM) && refused.isOneSentence)
    let listed = try closed.said(["list", "--json"], to: "own").text
    #expect(listed.contains("Wombatone") && !listed.contains("wombattwo"))
    let exported = try closed.said(["export", "--kind", "case"], to: "own")
    #expect(exported.text.contains("Wombatone") && !exported.text.contains("Wombatone Smith"))
    #expect(exported.errors.contains("--reason"))
    #expect(try closed.said(["search", "wombattwo"], to: "own").text.contains(reference))
    let shown = try closed.said(["show", reference, "--reason", "The family rang"], to: "own")
    #expect(shown.text.contains("wombattwo"))
    let history = try closed.said(["history", reference, "--reason", "y", "--json"], to: "sup").json()
    let opened = history.filter { $0["action"] == .string("open") }
    #expect(opened.first?["actor"] == .string(ClosedOffice.me) && opened.first?["behalf"] == .string("own"))
    #expect(opened.first?["detail"]?["reason"]?["after"] == .string("The family rang"))
    try expectThatWallsFollowTheRules(closed)
    #expect(try closed.office.isSound)
  }

  private func expectThatWallsFollowTheRules(_ closed: ClosedOffice) throws {
    let walled = closed.secrets[2].reference
    let restricted = closed.secrets[0].reference
    let wall = ["wall", walled, "add", "eng", "--reason", "x"]
    #expect(try closed.said(wall, to: "cas").status == .exited(EX_NOPERM))
    #expect(try closed.said(["set", walled, "marking=restricted"], to: "cas").status == .exited(EX_NOPERM))
    #expect(try closed.said(["readers", restricted, "add", "eng"], to: "nam").status == .exited(EX_NOPERM))
    #expect(try closed.said(["readers", restricted, "add", "eng"], to: "own").status == .exited(0))
    let owner = try closed.said(["wall", restricted, "add", "own", "--reason", "x"], to: "sup")
    #expect(owner.status == .exited(EX_DATAERR) && owner.isOneSentence)
    #expect(try closed.said(["set", walled, "owner=wal"], to: "sup").status == .exited(EX_DATAERR))
    #expect(try closed.said(["wall", walled, "remove", "wal"], to: "sup").status == .exited(EX_DATAERR))
    #expect(
      try closed.said(["wall", walled, "remove", "wal", "--reason", "It is over"], to: "sup").status
        == .exited(0))
    #expect(try closed.said(["list"], to: "wal").text.contains(walled))
  }

  @Test func onlyAnAdministratorActsOnBehalfOfOthersAndTheLogNamesBoth() throws {
    let office = try Office()
    try office.must("account", "add", "own", "--role", "caseworker")
    try office.must("--as", "own", "new", "case", "title=Hedge", "channel=phone")
    try office.must("--as", "own", "note", "COR-26-0001", "Rang back")
    let last = try #require(try office.must("audit", "log", "--limit", "1", "--json").json().first)
    #expect(last["actor"] == .string(Program.accountName()) && last["behalf"] == .string("own"))
    let unknown = try office.run("--as", "nobody-here", "list")
    #expect(unknown.status == .exited(EX_NOPERM) && unknown.isOneSentence)
    // On one's own behalf there is nothing of theirs to take back.
    #expect(try office.run("undo").status != .exited(0))
    try office.must("--as", "own", "undo")
    try office.must("account", "add", "boss", "--role", "administrator")
    try office.must("account", "add", Program.accountName(), "--role", "supervisor")
    let refused = try office.run("--as", "own", "list")
    #expect(refused.status == .exited(EX_NOPERM) && refused.isOneSentence)
    #expect(refused.errors.contains("Only an administrator"))
  }

  // MARK: - On screen

  /// What is seen of the console while somebody walks through all of it.
  private func walk(_ closed: ClosedOffice, as account: String) throws -> String {
    var environment = closed.office.environment
    environment["TERM"] = nil
    let screen = try TmuxScreen(
      rows: 50, columns: 160, environment: environment,
      command: [closed.office.program, "--as", account])
    defer { screen.kill() }
    try screen.wait(for: "? help")
    var seen = ""
    func look() throws {
      var last = ""
      for _ in 0..<10 {
        usleep(60_000)
        let now = try screen.capture()
        seen += now
        if now == last { return }
        last = now
      }
    }
    try look()
    for pane in ["1", "2", "3", "4", "5"] {
      try screen.send(text: pane)
      try look()
      for _ in 0..<2 {
        try screen.send(keys: "j")
        try look()
      }
      for word in ["wombat", "numba", "dibbl", "betton", "bilb", "smith", "is:closed"] {
        try screen.send(text: "/" + word)
        try look()
        try screen.send(keys: "Escape")
      }
      for keys in [["g", "h"], ["T"], ["d"], ["?"], [":"], ["!"]] {
        try screen.send(keys: "Home")
        for key in keys { try screen.send(text: key) }
        try look()
        try screen.send(keys: "Escape")
        try screen.send(keys: "Escape")
        try look()
      }
    }
    return seen
  }

  @Test func noScreenShowsThemEither() throws {
    let closed = try ClosedOffice()
    for account in ["cas", "wal"] {
      let seen = try walk(closed, as: account)
      #expect(seen.contains("Quokkaone"))
      #expect(closed.leaks(in: seen, to: account) == [], "\(account)")
    }
    try expectThatTheScreenAsksForAReason(closed)
  }

  private func expectThatTheScreenAsksForAReason(_ closed: ClosedOffice) throws {
    var environment = closed.office.environment
    environment["TERM"] = nil
    let screen = try TmuxScreen(
      rows: 40, columns: 120, environment: environment, command: [closed.office.program, "--as", "own"])
    defer { screen.kill() }
    try screen.wait(for: "? help")
    try screen.send(text: "/wombatone")
    try screen.send(keys: "Enter")
    try screen.wait(for: "This record is restricted")
    #expect(!(try screen.capture().contains("wombattwo")))
    try screen.send(keys: "Enter")
    try screen.wait(for: "Why do you open it?")
    try screen.send(text: "Her daughter rang")
    try screen.send(keys: "Enter")
    try screen.wait(for: "wombattwo")
    let log = try closed.said(["history", closed.secrets[0].reference, "--reason", "y", "--json"], to: "sup")
    #expect(log.text.contains("Her daughter rang"))
  }
}

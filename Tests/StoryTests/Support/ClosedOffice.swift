import TerminalHarness

/// An office that holds a record of each sort of secrecy, full of words that stand nowhere else, with somebody of every
/// role, the owner, the named reader and the one who is walled off.
struct ClosedOffice {
  let office: Office
  /// The records that not everybody may see.
  let secrets: [Secret]
  /// A round of a dip sample whose frame has the complaints that some may not see.
  let round: String

  /// A record that some may not see.
  struct Secret {
    let name: String
    let reference: String
    /// Words of its title, its letter and its notes.
    let words: [String]
    /// The accounts that see it.
    let readers: Set<String>
    /// Whether even the log says nothing of it to those who do not see it; else it says that something happened.
    let isKeptFromLog: @Sendable (String) -> Bool

    func isOpen(to account: String) -> Bool { readers.contains(account) }
  }

  /// Accounts and their roles.
  static let accounts = [
    "cas": ["caseworker"], "off": ["officer"], "sup": ["supervisor"], "aud": ["auditor"],
    "adm": ["administrator"], "vic": ["victims-lead"], "eng": ["engagement-officer"],
    // Who owns it, who is named, and who is walled off although a supervisor and an auditor.
    "own": ["caseworker"], "nam": ["officer"], "wal": ["supervisor", "auditor"],
  ]

  /// Who has the one operating system's account that there is to test with.
  static let me = Program.accountName()
  static let everybody = accounts.keys.sorted()

  init() throws {
    let office = try Office()
    self.office = office
    for (name, roles) in Self.accounts.sorted(by: { $0.key < $1.key }) {
      let options = roles.flatMap { ["--role", $0] }
      try Self.run(office, ["account", "add", name, "--full-name", "Colleague \(name)"] + options)
    }
    // Whoever makes the office sees what an administrator sees.
    func sup(_ words: String...) throws { try Self.run(office, ["--as", "sup"] + words) }
    func make(_ title: String, _ text: String, _ note: String) throws -> String {
      try sup(
        "new", "case", "title=\(title)", "channel=phone", "correspondent=\(title) Smith", "--text", text)
      let reference =
        try office.must("list", "--limit", "1", "--json").json().first?["reference"]?.string ?? ""
      try sup("note", reference, note)
      return reference
    }
    let official = try make("Quokkaone", "quokkatwo", "quokkathree")
    let restricted = try make("Wombatone", "wombattwo", "wombatthree")
    let walled = try make("Numbatone", "numbattwo", "numbatthree")
    try office.write(
      """
      reference,received,closed,area,track,category,result,summary
      CO/1/26,2026-01-05,2026-02-05,North,outside-schedule-3,B,,potoroo one
      CO/2/26,2026-01-06,2026-02-06,North,outside-schedule-3,B,,dibblerone two
      CO/3/26,2026-01-07,2026-02-07,North,outside-schedule-3,B,,bettongone three

      """, as: "june.csv")
    try sup("import", "complaints", "june.csv")
    round = try Self.begunRound(office)
    try Self.run(office, ["--as", "vic", "new", "session", "title=Bilbyone", "received=today"])
    // What was said of them in a record that everybody sees, and what belongs to one.
    try sup("note", official, "See \(restricted), \(walled), CO/2/26 and (CO/3/26).")
    try sup(
      "new", "action", "type=action", "title=Ask about \(restricted)", "parent=\(restricted)", "owner=cas",
      "received=today")
    for reference in [restricted, "CO/3/26"] {
      if reference == restricted { try sup("set", reference, "owner=own") }
      try sup("set", reference, "marking=restricted", "--reason", "Wombatfour")
      try sup("readers", reference, "add", "nam")
    }
    for reference in [walled, "CO/2/26"] {
      try sup("wall", reference, "add", "wal", "--reason", "Numbatfour")
    }
    let supervisors: Set<String> = ["sup", "wal"]
    let notTheWalled = Set(Self.everybody).subtracting(["wal"]).union([Self.me])
    let auditors: Set<String> = ["aud", "wal"]
    secrets = [
      Secret(
        name: "the restricted case", reference: restricted,
        words: ["Wombatone", "wombattwo", "wombatthree", "Wombatfour"],
        readers: supervisors.union(["own", "nam"])
      ) { !auditors.contains($0) },
      Secret(
        name: "the restricted complaint", reference: "CO/3/26", words: ["bettongone"],
        readers: supervisors.union(["nam"])
      ) { !auditors.contains($0) },
      Secret(
        name: "the walled case", reference: walled,
        words: ["Numbatone", "numbattwo", "numbatthree", "Numbatfour"], readers: notTheWalled
      ) { $0 == "wal" },
      Secret(
        name: "the walled complaint", reference: "CO/2/26", words: ["dibblerone"], readers: notTheWalled
      ) { $0 == "wal" },
      Secret(
        name: "the focus group", reference: "VFG-26-0001", words: ["Bilbyone"],
        readers: supervisors.union(["vic"])
      ) { _ in false },
    ]
  }

  private static func begunRound(_ office: Office) throws -> String {
    let words = [
      "sample", "draw", "--frame", "*", "--size", "3", "--seed", "1", "--round", "Manners",
      "--theme", "incivility", "--period", "2026-Q1",
    ]
    let outcome = try office.start(["--as", "sup"] + words).outcome()
    guard outcome.status == .exited(0) else {
      throw HarnessError(description: "\(words): \(outcome.errors)")
    }
    let listed = try office.start(["--as", "sup", "sample", "list", "--json"]).outcome()
    return try listed.json().first?["reference"]?.string ?? ""
  }

  private static func run(_ office: Office, _ words: [String]) throws {
    let outcome = try office.start(words).outcome()
    guard outcome.status == .exited(0) else {
      throw HarnessError(description: "casebook \(words): \(outcome.status) \(outcome.errors)")
    }
  }

  /// What a command says to an account.
  func said(_ words: [String], to account: String) throws -> Outcome {
    try office.start((account == Self.me ? [] : ["--as", account]) + words).outcome()
  }

  /// The same for many commands at once.
  func said(_ commands: [[String]], to account: String) throws -> [(words: [String], outcome: Outcome)] {
    let before = account == Self.me ? [] : ["--as", account]
    let running = try commands.map { ($0, try office.start(before + $0)) }
    return try running.map { ($0.0, try $0.1.outcome()) }
  }

  /// Secret words in what was printed to somebody who may not know them.
  ///
  /// - Parameter isLog: whether it is the log, which tells some that there was something.
  func leaks(in text: String, to account: String, isLog: Bool = false) -> [String] {
    secrets.filter { !$0.isOpen(to: account) }.flatMap { secret in
      let names = isLog && !secret.isKeptFromLog(account) ? [] : [secret.reference]
      return (secret.words + names).filter { text.lowercased().contains($0.lowercased()) }
        .map { "\(secret.name): \($0)" }
    }
  }
}

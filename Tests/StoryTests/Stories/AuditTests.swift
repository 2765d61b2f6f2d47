import TerminalHarness
import Testing

/// The log of who did what can be checked by anyone, and shows what was changed behind the program's back.
@Suite struct AuditTests {
  @Test func theExportHoldsForAReaderWhoSharesNoCodeWithUs() throws {
    let office = try Self.busyOffice()
    let entries = try office.must("audit", "export").json()
    #expect(entries.count >= 30)
    var previous = String(repeating: "0", count: 64)
    for (position, entry) in entries.enumerated() {
      #expect(entry["seq"] == .integer(position + 1))
      #expect(entry["previous"] == .string(previous))
      let detail = "\(entry["salt"]?.string ?? "")\n\(entry["detail"]?.canonical ?? "")"
      #expect(entry["detailSha256"] == .string(sha256(Array(detail.utf8))))
      guard case .object(var sealed) = entry else { continue }
      for name in ["hash", "salt", "detail"] { sealed[name] = nil }
      let hash = sha256(Array(Value.object(sealed).canonical.utf8))
      #expect(entry["hash"] == .string(hash))
      previous = hash
    }
    let (status, verdict) = try office.verdict()
    #expect(status == .exited(0) && verdict["ok"] == .bool(true))
    #expect(verdict["head"] == .string(previous) && verdict["entries"] == .integer(entries.count))
  }

  @Test func everyEntrySaysWhoWhenAndWhat() throws {
    let office = try Self.busyOffice()
    let keys: Set = [
      "seq", "at", "actor", "behalf", "host", "action", "kind", "reference", "uid", "revision", "reason",
      "detailSha256", "previous", "hash", "salt", "detail",
    ]
    for entry in try office.must("audit", "export").json() {
      #expect(entry.keys == keys)
      #expect(entry["actor"] == .string(Program.accountName()))
      #expect(entry["at"]?.string?.count == "2026-11-20T20:37:00.123Z".count)
      for (_, change) in entry["detail"]?.members ?? [:] { #expect(change.keys == ["before", "after"]) }
    }
  }

  /// What someone with the file can do to it in one line of SQL, and which entry or record must be named.
  static let tamperings: [(statement: String, named: String)] = [
    ("UPDATE audit SET detail = replace(detail, 'untriaged', 'closed') WHERE seq = SEQ", "SEQ"),
    ("UPDATE audit SET actor = 'somebody' WHERE seq = SEQ", "SEQ"),
    ("UPDATE audit SET reason = 'none' WHERE seq = SEQ", "SEQ"),
    ("UPDATE audit SET at = at + 1 WHERE seq = SEQ", "SEQ"),
    ("DELETE FROM audit WHERE seq = SEQ - 1", "SEQ"),
    ("UPDATE audit SET salt = NULL, detail = NULL WHERE seq = SEQ", "SEQ"),
    ("UPDATE record SET stage = 'closed', isOpen = 0 WHERE reference = 'REF'", "REF"),
    ("UPDATE record SET owner = 'somebody' WHERE reference = 'REF'", "REF"),
    ("UPDATE record SET revision = revision + 1 WHERE reference = 'REF'", "REF"),
    (
      "UPDATE record_body SET body = replace(body, 'Speeding', 'Nothing') WHERE id = "
        + "(SELECT id FROM record WHERE reference = 'REF')", "REF"
    ),
    (
      "UPDATE contact SET text = 'All is well.', textStart = NULL, textLength = NULL WHERE record = "
        + "(SELECT id FROM record WHERE reference = 'REF')", "REF"
    ),
    (
      "UPDATE contact SET subject = 'Thanks' WHERE record = (SELECT id FROM record WHERE reference = 'REF')",
      "REF"
    ),
    (
      "UPDATE blob SET bytes = CAST('All is well.' AS BLOB) WHERE id = (SELECT blob FROM contact "
        + "WHERE record = (SELECT id FROM record WHERE reference = 'REF'))", "REF"
    ),
    ("DELETE FROM contact WHERE record = (SELECT id FROM record WHERE reference = 'REF')", "REF"),
    ("PRAGMA foreign_keys = ON; DELETE FROM record WHERE reference = 'REF'", "REF"),
    (
      "INSERT INTO record_theme SELECT 'roads', id FROM record WHERE reference = 'REF'", "REF"
    ),
    ("UPDATE setting SET value = replace(value, 'Central', 'Other') WHERE kind = 'team'", "central"),
    ("INSERT INTO setting VALUES('team', 'ghosts', 1, '{\"title\":\"Ghosts\"}')", "ghosts"),
    ("DELETE FROM setting WHERE kind = 'team'", "central"),
  ]

  @Test(arguments: tamperings.indices)
  func whatIsChangedWithTheShellIsNamed(index: Int) throws {
    let (statement, named) = Self.tamperings[index]
    let office = try Office()
    let reference = try office.receive(Letter("tamper@a.example"))
    try office.must("team", "add", "central", "Central team")
    let entry = try office.must("history", reference, "--json").json()[0]
    let seq = try #require(entry["seq"]?.integer)
    func filled(_ text: String) -> String {
      text.replacing("SEQ", with: "\(seq)").replacing("REF", with: reference)
    }
    try office.sqlite(filled(statement))
    let (status, verdict) = try office.verdict()
    #expect(status == .exited(65) && verdict["ok"] == .bool(false), "\(statement)")
    let faults = verdict["faults"]?.array ?? []
    let wanted = filled(named)
    #expect(
      faults.contains { $0["reference"]?.string == wanted || $0["seq"].map(\.canonical) == wanted },
      "\(statement) gave \(faults.map(\.canonical))")
    let plain = try office.run("audit", "verify")
    #expect(plain.status == .exited(65) && plain.text.contains(wanted))
  }

  /// A few of everything that writes to the log.
  private static func busyOffice() throws -> Office {
    let office = try Office()
    let reference = try office.receive(
      Letter("busy@a.example", subject: "Tŷ'r Ŵyl \u{1F6B2} \"quoted\" \\ \u{2028}"))
    try office.must("import", "mail", "-", input: Letter.mbox(5))
    try office.must("team", "add", "central", "Central team")
    try office.must("note", reference, "Line one\nLine two\ttab \u{7F} \u{1}")
    try office.must("refer", reference, "--to", "central", "Please look.")
    try office.must("answer", reference, "Looked.")
    try office.must("reply", reference, "Done.")
    try office.must("undo")
    try office.must("new", "case", "title=By phone", "channel=phone", "--text", "She rang.")
    try office.must(
      "move", reference, "closed", "--outcome", "answered", "--reason", "The reply went by post.")
    return office
  }
}

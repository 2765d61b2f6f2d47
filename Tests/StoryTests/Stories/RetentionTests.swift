import Foundation
import Glibc
import TerminalHarness
import Testing

/// What is to go goes, for good and in time; what is needed is held; and a certificate says what went.
@Suite struct RetentionTests {
  private static let words = ["Zebrafinch", "quaggaman", "okapiletter", "lemurnote", "tapirreply"]

  private static func closedCase(in office: Office, number: Int = 0) throws -> String {
    let reference = try office.receive(
      Letter(
        "zebrafinch\(number)@a.example", from: "Quaggaman <quaggaman@mail.example>", subject: "Zebrafinch",
        text: "An okapiletter of some length, so that it stands in its raw bytes and nowhere else at all."))
    try office.must("note", reference, "lemurnote")
    try office.must("reply", reference, "tapirreply")
    try office.must("move", reference, "closed", "--outcome", "answered")
    return reference
  }

  /// The words that any file beside the store holds, in small or capital letters.
  private static func hits(in office: Office) throws -> [String] {
    ["", "-wal", "-shm"].flatMap { suffix in
      let bytes = (try? Data(contentsOf: URL(fileURLWithPath: office.storePath + suffix))) ?? Data()
      let text = String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
      return words.filter { text.contains($0.lowercased()) }
    }
  }

  @Test func aRecordIsHeldThenErasedAndCertified() throws {
    let office = try Office()
    let reference = try Self.closedCase(in: office)
    let explained = try office.must("retention", "explain", reference).text
    #expect(explained.contains("Rule 'case'") && explained.contains("Its time comes on"), "\(explained)")

    try office.must("hold", reference, "--reason", "Claim at the county court")
    let held = try office.run("erase", reference, "--reason", "Request 12", "--again", reference)
    #expect(held.status == .exited(EX_DATAERR) && held.errors.contains("county court"), "\(held.errors)")
    try office.must("hold", reference, "--lift", "--reason", "Settled")

    let slip = try office.run("erase", reference, "--reason", "Request 12", "--again", "COR-26-0999")
    #expect(slip.status != .exited(0) && slip.errors.contains("nothing was erased"), "\(slip.errors)")
    #expect(try Self.hits(in: office).count == Self.words.count)
    try office.must("erase", reference, "--reason", "Request 12", "--again", reference)
    #expect(try Self.hits(in: office) == [])
    #expect(try office.isSound)

    let shown = try office.run("show", reference)
    #expect(shown.isOneSentence && shown.errors.contains("was erased on"), "\(shown.errors)")
    let undone = try office.run("undo")
    #expect(undone.isOneSentence && undone.errors.contains("nothing of it can be taken back"))
    let certificate = try office.must("retention", "certificate").text
    let exported = try office.must("audit", "export").json()
    let entry = try #require(exported.last { $0["action"] == .string("erase") })
    #expect(certificate.contains(reference) && certificate.contains(entry["hash"]?.string ?? "-"))
    #expect(entry["reason"] == .string("Request 12"))
    // What stands there can never be erased, so nothing else stands there.
    #expect(exported.allSatisfy { $0["reason"] == .null || $0["action"] == .string("erase") })
    let others = exported.filter { $0["reference"] == .string(reference) && $0["seq"] != entry["seq"] }
    #expect(others.count >= 4 && others.allSatisfy { $0["detail"] == .null && $0["salt"] == .null })
  }

  @Test func theScheduleIsShownBeforeItIsCarriedOut() throws {
    let office = try Office()
    let reference = try Self.closedCase(in: office)
    #expect(try office.must("retention", "due").text.isEmpty)
    try office.must(
      "retention", "set", "quick", "--kind", "case", "--when", "outcome=answered", "--start", "closed",
      "--years", "0", "--sentence", "Answered letters go at once.", "--source", "Test", "--from", "2026-01-01"
    )
    #expect(try office.must("retention", "due", "--json").json().first?["rule"] == .string("quick"))
    #expect(try office.must("list", "is:disposable").text.contains(reference))
    let shown = try office.must("retention", "dispose", "--dry-run").text
    #expect(shown.contains("1 would be erased: 3 letters and notes"), "\(shown)")
    #expect(try office.record(reference)["stage"] == .string("closed"))
    try office.must("retention", "dispose", "--yes", "--again", "1")
    #expect(try Self.hits(in: office) == [])
    #expect(try office.must("retention", "certificate", "--json").text.contains("\"rule\":\"quick\""))
    #expect(try office.isSound)
  }

  /// An out-of-office answer that answers no case is nobody's record, and goes all the same.
  @Test func aMachinesMessageGoesWhenItsTimeHasComeAndDoesNotComeBack() throws {
    let office = try Office()
    let words = ["Pangolin", "numbatword", "quollletter"]
    func hits() -> [String] {
      ["", "-wal", "-shm"].flatMap { suffix in
        let bytes =
          (try? Data(contentsOf: URL(fileURLWithPath: office.storePath + suffix))) ?? Data()
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return words.filter { text.contains($0.lowercased()) }
      }
    }
    let mail = try office.write(
      """
      From: Pangolin <quollletter@mail.example>
      To: office@pcc.example
      Subject: Numbatword
      Date: Mon, 6 Jan 2020 10:00:00 +0000
      Message-ID: <pangolin@mail.example>
      Auto-Submitted: auto-replied

      I am away until the quollletter comes back, which is long enough to stand in its raw bytes alone.

      """, as: "away.eml")
    try office.must("import", "mail", mail)
    #expect(try office.must("list", "--unfiled").text.contains("Numbatword"))
    #expect(Set(hits()) == Set(words))
    let due = try office.must("retention", "due").text
    #expect(due.contains("mail  2021-01-06  machine-mail  dispose"), "\(due)")
    let shown = try office.must("retention", "dispose", "--dry-run").text
    #expect(shown.contains("1 would be erased: 1 letter or note"), "\(shown)")
    #expect(Set(hits()) == Set(words))
    // Kept for a while by a rule that says so: nobody holds one by itself.
    try office.must(
      "retention", "set", "machine-mail", "--kind", "mail", "--start", "received", "--years", "0", "--action",
      "keep", "--sentence", "Kept for the inquiry.", "--source", "Test", "--from", "2026-01-01")
    #expect(try office.must("retention", "due").text.isEmpty)
    try office.must("retention", "drop", "machine-mail@2026-01-01")

    let named = try office.run(
      "retention", "dispose", "--reason", "quollletter@mail.example asked", "--yes", "--again", "1")
    #expect(named.status == .exited(EX_DATAERR) && named.errors.contains("without"), "\(named.errors)")
    try office.must("retention", "dispose", "--yes", "--again", "1")
    #expect(hits() == [])
    #expect(try office.must("list", "--unfiled").text.isEmpty)
    let certificate = try office.must("retention", "certificate", "--json").json().first
    let record = certificate?["records"]?.array.first
    #expect(record?["kind"] == .string("mail") && record?["rule"] == .string("machine-mail"))
    let again = try office.must("import", "mail", mail, "--json").text
    #expect(again.contains("\"duplicate\":1"), "\(again)")
    #expect(hits() == [])
    #expect(try office.isSound)
  }

  /// Killed at any moment, the record is whole or gone, and what is owed to the file is done by whoever comes next.
  @Test func aKillOnTheWayLosesNothingAndIsFinishedLater() throws {
    let office = try Office()
    for round in 0..<6 {
      let reference = try Self.closedCase(in: office, number: round)
      let running = try office.start([
        "erase", reference, "--reason", "Request \(round)", "--again", reference,
      ])
      usleep(UInt32(60_000 + round * 45_000))
      running.process.send(signal: SIGKILL)
      _ = try running.outcome()
      let doctor = try office.must("doctor").text
      if try office.run("show", reference).status == .exited(0) {
        #expect(try Self.hits(in: office).count == Self.words.count)
        try office.must("erase", reference, "--reason", "Request \(round)", "--again", reference)
      }
      #expect(try Self.hits(in: office) == [], "round \(round): \(doctor)")
    }
    #expect(try office.isSound)
  }
}

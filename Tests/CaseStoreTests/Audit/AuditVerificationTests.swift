import CaseStore
import Casework
import Crypto
import Foundation
import GRDB
import Testing

@Suite struct AuditVerificationTests {
  private let fixture: StoreFixture

  /// A store with something of everything.
  init() throws {
    fixture = try StoreFixture()
    try fixture.take(
      letter("Noise", "Loud.", id: "1@x"), letter("Away", "Away.", id: "2@x", nature: .automaticReply))
    let reference = try fixture.create(["title": "Môn"], text: "Every night.")
    try fixture.act(.set(["owner": "ann", "themes": ["dogs"]]), on: reference, reason: "hers")
    try fixture.act(.note("Rang back."), on: reference)
    try fixture.undo()
  }

  @Test func whatTheDoorWroteIsSound() throws {
    try fixture.requireSound()
  }

  // MARK: - The export, checked with no code of the program

  @Test func anyoneCanCheckTheExport() throws {
    var previous = String(repeating: "0", count: 64)
    for (position, entry) in try fixture.entries().enumerated() {
      let line = Data(entry.exported.canonical)
      let parsed = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      var members = try #require(parsed)
      #expect(members["seq"] as? Int == position + 1)
      #expect(members["previous"] as? String == previous)
      let salt = members.removeValue(forKey: "salt") as? String ?? ""
      let detail = members.removeValue(forKey: "detail") ?? ""
      let hash = members.removeValue(forKey: "hash") as? String ?? ""
      #expect(digest("\(salt)\n\(try canonical(detail))") == members["detailSha256"] as? String)
      #expect(try digest(canonical(members)) == hash)
      previous = hash
    }
    #expect(try fixture.store.verify().head == previous)
  }

  private func digest(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      .joined()
  }

  /// Good for keys in ASCII and for whole numbers, which is what the log holds.
  private func canonical(_ value: Any) throws -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
  }

  // MARK: - Edits behind the store's back

  static let edits: [(String, String)] = [
    ("UPDATE audit SET actor = 'eve' WHERE seq = 12", "does not fit its hash"),
    ("UPDATE audit SET at = at + 1 WHERE seq = 12", "does not fit its hash"),
    ("UPDATE audit SET reason = 'x' WHERE seq = 12", "does not fit its hash"),
    (
      "UPDATE audit SET detail = replace(detail, 'Loud', 'Soft'), detail = json_set(detail, '$.title', 1) WHERE seq = 10",
      "detail"
    ),
    ("UPDATE audit SET salt = zeroblob(16) WHERE seq = 11", "does not fit its digest"),
    ("UPDATE audit SET detail = NULL, salt = NULL WHERE seq = 11", "the detail is gone"),
    ("DELETE FROM audit WHERE seq = 11", "missing"),
    ("DELETE FROM audit WHERE seq > 13", "revision"),
    ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 11", "does not fit its hash"),
    ("UPDATE record_body SET body = json_set(body, '$.title', 'Other')", "the field 'title'"),
    ("UPDATE record_body SET body = json_set(body, '$.extra', 1)", "the field 'extra'"),
    ("UPDATE record_body SET body = json_remove(body, '$.owner')", "the field 'owner'"),
    ("UPDATE record SET stage = 'closed' WHERE id = 2", "columns"),
    ("UPDATE record SET title = 'Mo' || char(770) || 'n' WHERE id = 2", "columns"),
    ("UPDATE record SET due = '2030-01-01' WHERE id = 2", "columns"),
    ("UPDATE record SET isOpen = 0 WHERE id = 2", "columns"),
    ("UPDATE record SET revision = 9 WHERE id = 2", "revision"),
    ("UPDATE record SET reference = 'COR-26-0009' WHERE id = 2", "no entry of the log"),
    ("DELETE FROM record_theme", "columns"),
    ("DELETE FROM record_body WHERE id = 2", "no values"),
    ("PRAGMA foreign_keys = ON; DELETE FROM record WHERE id = 2", "it is gone"),
    ("UPDATE contact SET text = 'Quiet.' WHERE record = 1", "contacts"),
    ("UPDATE contact SET senderAddress = 'x' WHERE record = 1", "contacts"),
    ("UPDATE contact SET at = 0 WHERE record = 2", "contacts"),
    ("DELETE FROM contact WHERE record = 2", "contacts"),
    ("UPDATE contact SET record = 2 WHERE record = 1", "contacts"),
    ("UPDATE contact SET text = 'x' WHERE record IS NULL", "belongs to no case"),
    ("DELETE FROM contact WHERE record IS NULL", "belongs to no case"),
    ("UPDATE blob SET bytes = X'00'", "raw message"),
    ("UPDATE setting SET value = json_set(value, '$.title', 'x') WHERE kind = 'team'", "the team"),
    ("DELETE FROM setting WHERE name = 'ann'", "the account"),
    ("INSERT INTO setting VALUES ('account', 'eve', 1, '{}')", "the account"),
    (
      "UPDATE setting SET value = json_set(value, '$.title', 'Mo' || char(770) || 'n') WHERE name = 'mon'",
      "the place"
    ),
  ]

  @Test(arguments: edits)
  func anEditBehindTheStoresBackIsNamed(sql: String, what: String) throws {
    try fixture.edit(sql)
    let faults = try fixture.store.verify().faults.map { $0.what.text() }
    #expect(faults.contains { $0.contains(what) }, "\(faults)")
  }

  @Test func aRecordThatNobodyLoggedIsNamed() throws {
    try fixture.edit(
      """
      INSERT INTO record SELECT 99, X'00112233445566778899AABBCCDDEEFF', kind, 'COR-26-0099', revision, title, stage,
        isOpen, owner, team, place, channel, party, parent, received, due, closed, awaitedSince, marking, circle,
        unread, paused FROM record WHERE id = 2
      """)
    try fixture.edit("INSERT INTO record_body SELECT 99, body FROM record_body WHERE id = 2")
    #expect(try fixture.store.verify().faults.contains { $0.reference == "COR-26-0099" })
  }

  @Test func aCopyOfARecordUnderAnotherReferenceIsNamed() throws {
    try fixture.edit(
      """
      INSERT INTO record SELECT 99, uid, kind, 'COR-26-0099', revision, title, stage,
        isOpen, owner, team, place, channel, party, parent, received, due, closed, awaitedSince, marking, circle,
        unread, paused FROM record WHERE id = 2
      """)
    #expect(try fixture.store.verify().faults.contains { $0.reference == "COR-26-0099" })
  }

  @Test func twoSettingsThatLookAlikeAreToldApart() throws {
    let places = [
      Place(name: "M\u{F4}n", title: "a", level: "ward"),
      Place(name: "Mo\u{302}n", title: "b", level: "ward"),
    ]
    try fixture.store.save(places, by: StoreFixture.sam, at: StoreFixture.now)
    try fixture.requireSound()
  }
}

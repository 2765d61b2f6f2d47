import CaseStore
import Casework
import Foundation
import GRDB
import TestOffice
import Testing

/// What someone with the store's file and plain SQLite can do to it, and how the check of the store names it.
/// Source: reliability B.2.
@Suite struct TamperingTests {
  private let fixture: StoreFixture

  /// A store with something of everything.
  init() throws {
    fixture = try StoreFixture()
    try fixture.take(
      letter("Noise", "Loud\(String(repeating: ", all night", count: 20)).", id: "1@x"),
      letter("Away", "Away.", id: "2@x", nature: .automaticReply))
    let reference = try fixture.create(["title": "Môn"], text: "Every night.")
    try fixture.act(
      .set(["owner": "ann", "themes": ["dogs"], "place": "mon"]), on: reference, reason: "hers")
    try fixture.act(.note("Rang back \(String(repeating: "x", count: 90))."), on: reference)
    _ = try fixture.create(["title": "Dogs"], text: "They bark.")
  }

  static let acts: [(act: String, sql: String, named: String)] = [
    (
      "an entry before the first", "INSERT INTO audit SELECT 0, \(rest) FROM audit WHERE seq = 1",
      "before the first"
    ),
    (
      "an entry after the last",
      "INSERT INTO audit SELECT seq + 1, \(rest) FROM audit ORDER BY seq DESC LIMIT 1",
      "does not fit its hash"
    ),
    (
      "two entries change places",
      """
      UPDATE audit SET seq = -1 WHERE seq = 11; UPDATE audit SET seq = 11 WHERE seq = 12;
      UPDATE audit SET seq = 12 WHERE seq = -1
      """, "entry 11"
    ),
    (
      "the detail of one entry on another",
      """
      UPDATE audit SET detail = (SELECT detail FROM audit WHERE seq = 12),
        salt = (SELECT salt FROM audit WHERE seq = 12) WHERE seq = 11
      """, "entry 11"
    ),
    ("the end of the log", "DELETE FROM audit WHERE seq > 12", "log"),
    (
      "a trigger", "CREATE TRIGGER quiet AFTER INSERT ON audit BEGIN DELETE FROM draft; END",
      "trigger 'quiet'"
    ),
    ("a view", "CREATE VIEW v_all AS SELECT * FROM record", "view 'v_all' that Casebook did not make"),
    ("a table", "CREATE TABLE notes(a)", "table 'notes' that Casebook did not make"),
    ("an index goes", "DROP INDEX record_due", "index 'record_due' is gone"),
    ("a table goes", "DROP TABLE draft", "table 'draft' is gone"),
    (
      "another view", "DROP VIEW v_cases; CREATE VIEW v_cases AS SELECT 1",
      "view 'v_cases' is not built as Casebook builds it"
    ),
    (
      "a rule less",
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, ' CHECK(revision > 0)', '') WHERE name = 'record'
      """, "table 'record' is not built"
    ),
    ("the version", "PRAGMA user_version = 7", "marks"),
    ("a step of the version", "DELETE FROM grdb_migrations WHERE identifier = 'draft'", "'draft'"),
    (
      "words for a record",
      "INSERT INTO search(rowid, title, people, text, circle) VALUES (1, 'ghost', '', '', '')", "COR-26-0001"
    ),
    (
      "words of no record",
      "INSERT INTO search(rowid, title, people, text, circle) VALUES (77, 'ghost', '', '', '')", "not there"
    ),
    (
      "words taken away",
      """
      INSERT INTO search(search, rowid, title, people, text, circle)
      VALUES ('delete', 3, 'Dogs', '', '', '')
      """, "COR-26-0003"
    ),
    ("the whole index", "INSERT INTO search(search) VALUES ('delete-all')", "does not hold the words"),
    (
      "how the index ranks", "INSERT INTO search(search, rank) VALUES ('rank', 'bm25(9)')",
      "settings of the search index"
    ),
    ("a word hidden", "DELETE FROM term WHERE t = 'loud'", "1 words"),
    ("a word made up", "INSERT INTO term VALUES ('ghost', 1, 1)", "1 words"),
    ("a word counted wrongly", "UPDATE term SET df = df + 1 WHERE t = 'loud'", "1 words"),
    ("a long word hidden", "DELETE FROM term WHERE length(t) > 60", "1 words"),
    ("a word too old", "UPDATE term SET last = 0 WHERE t = 'bark'", "1 words"),
    (
      "a place elsewhere", "UPDATE place_above SET above = 'far' WHERE above = 'saltmarsh'",
      "does not hold the words"
    ),
    ("a queue that looks empty", "UPDATE record_tally SET n = n - 1", "counts of the queues"),
    (
      "a group of no records",
      "INSERT INTO record_tally SELECT kind, isOpen, 'x', due, owner, unread, paused, marking, circle, 1 FROM record_tally LIMIT 1",
      "counts of the queues"
    ),
    ("the counter", "UPDATE counter SET value = 1", "stands at 1"),
    ("the counter goes", "DELETE FROM counter", "counter of the references is gone"),
    ("a setting's revision", "UPDATE setting SET revision = 7 WHERE name = 'dogs'", "dogs: the theme"),
    (
      "a setting of no kind", "INSERT INTO setting VALUES ('spell', 'x', 1, '{}')",
      "nothing of the kind 'spell'"
    ),
    ("a body of nothing", "INSERT INTO record_body VALUES (99, '{}')", "'record_body'"),
    (
      "bytes that nothing brought", "INSERT INTO blob(digest, bytes) VALUES (randomblob(32), randomblob(9))",
      "no entry of the log names"
    ),
    (
      "a text that goes on behind its letter",
      "UPDATE contact SET textLength = textLength + 1 WHERE textStart IS NOT NULL", "is not written as"
    ),
    (
      "a text counted from the end of its letter",
      """
      UPDATE contact SET textStart = textStart - 1 - (SELECT length(bytes) FROM blob WHERE blob.id = contact.blob)
      WHERE textStart IS NOT NULL
      """, "is not written as"
    ),
    ("other bytes, with their digest", "UPDATE blob SET digest = randomblob(32)", "COR-26-0001"),
  ]

  private static let rest =
    "at, actor, behalf, host, action, kind, reference, uid, revision, reason, detailDigest, hash, salt, detail"

  @Test(arguments: acts.indices)
  func theActIsNamedInOneSentence(index: Int) throws {
    let (act, sql, named) = Self.acts[index]
    try fixture.requireSound()
    try fixture.maintain(sql)
    let sentences = try fixture.store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains(named) }, "\(act): \(sentences)")
  }

  /// Columns that say nothing of the register: unfinished texts, and the numbers of rows. How FTS5 lays out its pages is
  /// its own affair: what they hold is compared word by word, and each word is looked up.
  private static let free: Set<String> = [
    "draft", "contact.id", "blob.id", "search_data.block", "search_idx",
  ]

  @Test func aWordThatTheIndexNoLongerFindsIsCounted() throws {
    let words = (0..<4000).map { "word\($0 * 7919 % 100_000)" }.joined(separator: " ")
    _ = try fixture.create(["title": "Many words"], text: words)
    try fixture.requireSound()
    try fixture.maintain("UPDATE search_idx SET term = term || 'zz' WHERE term <> ''")
    let sentences = try fixture.store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains("words of the search index") }, "\(sentences)")
  }

  @Test func noColumnOfAnyTableCanBeChangedUnseen() throws {
    try fixture.requireSound()
    var looked = 0
    for (table, column, type) in try columns()
    where !Self.free.contains(table) && !Self.free.contains("\(table).\(column)") {
      let copy = fixture.folder.appending(path: "copy.sqlite").path
      try fixture.maintain("VACUUM INTO '\(copy)'")
      defer {
        for suffix in ["", "-wal", "-shm", "-gate"] {
          try? FileManager.default.removeItem(atPath: copy + suffix)
        }
      }
      guard try change(column, of: table, type, in: copy) else { continue }
      looked += 1
      let isSeen: Bool
      do { isSeen = try !CaseStore.open(at: copy, rulebook: shippedRules).verify().isSound } catch {
        isSeen = true
      }
      #expect(isSeen, "\(table).\(column) was changed and nobody saw it")
    }
    #expect(looked > 70, "\(looked)")
  }

  private func columns() throws -> [(table: String, column: String, type: String)] {
    let queue = try DatabaseQueue(path: fixture.path)
    return try queue.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.name, c.name, c.type FROM sqlite_schema s, pragma_table_info(s.name) c
          WHERE s.type = 'table' AND s.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1, c.cid
          """
      ).map { ($0[0], $0[1], $0[2]) }
    }
  }

  /// - Returns: whether there was anything to change.
  private func change(_ column: String, of table: String, _ type: String, in path: String) throws -> Bool {
    let value =
      switch type {
      case "INTEGER": "iif(\(column) IS NULL, 1, iif(\(column) = 1, 0, \(column) - 1))"
      case "TEXT": "ifnull(\(column), '') || 'x'"
      default: "CAST(ifnull(CAST(\(column) AS TEXT), '') || 'x' AS BLOB)"
      }
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      try database.execute(
        sql:
          "UPDATE \(table) SET \(column) = \(value) WHERE \(column) IS (SELECT min(\(column)) FROM \(table))")
      return database.changesCount > 0
    }
  }

  @Test func aClockThatWasSetBackIsRemarkedUpon() throws {
    let before = StoreFixture.now.adding(seconds: -90_000)
    _ = try fixture.store.perform(
      Change(.act(.note("Yesterday."), on: "COR-26-0001", seen: nil)), by: StoreFixture.sam, at: before)
    let verdict = try fixture.store.verify()
    #expect(verdict.isSound)
    #expect(verdict.remarks.map(\.seq) == [verdict.entries])
  }

  @Test func bytesThatRottedAreNamed() throws {
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: fixture.path)[.size] as? Int)
    #expect(size > 0)
    try fixture.maintain("PRAGMA wal_checkpoint(TRUNCATE)")
    let root = try #require(
      try fixture.integer("SELECT rootpage FROM sqlite_schema WHERE name = 'record_due'"))
    let file = try FileHandle(forUpdating: URL(filePath: fixture.path))
    try file.seek(toOffset: UInt64((root - 1) * 8192))
    try file.write(contentsOf: Data(repeating: 0x5A, count: 64))
    try file.close()
    let store = try CaseStore.open(at: fixture.path, rulebook: shippedRules)
    let sentences = try store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains("the file is damaged") }, "\(sentences)")
  }
}

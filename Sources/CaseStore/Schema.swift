internal import GRDB

/// The tables of the store. A released migration is never edited.
enum Schema {
  /// Tells a Casebook store from any other SQLite file: "CaBk".
  static let applicationID = 0x4361_426B

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: version1)
    }
    DraftTable.register(in: &migrator)
    OrderIndexes.register(in: &migrator)
    ErasureTable.register(in: &migrator)
    ReaderTable.register(in: &migrator)
    RecordValueTable.register(in: &migrator)
    OrderIndexes.registerOpen(in: &migrator)
    TallyTable.registerIndex(in: &migrator)
    LetterTable.register(in: &migrator)
    Facets.register(in: &migrator)
    TallyTable.register(in: &migrator)
    OrderIndexes.registerClosed(in: &migrator)
    HeadingTallyTable.register(in: &migrator)
    OrderIndexes.registerRecipients(in: &migrator)
    return migrator
  }

  /// Whether a newer version of this program has been at a store's tables, and whether they are those of this one.
  ///
  /// It asks once what GRDB's two functions for it ask twice: every start waits for this.
  static func standing(_ database: Database) throws -> (isNewer: Bool, isCurrent: Bool) {
    let known = migrator.migrations
    do {
      let done: [String] = try Row.all("SELECT identifier FROM grdb_migrations", [], database)
        .map { try $0.value(0) }
      return (!done.allSatisfy(known.contains), known.allSatisfy(done.contains))
    } catch {
      // Whoever made the file was stopped before its tables were there.
      guard (try? database.tableExists("grdb_migrations")) == false else { throw error }
      return (false, false)
    }
  }

  /// There is no `CHECK(json_valid(…))`: SQLite counts the JSON functions of this version as unsafe in a schema
  /// that is not trusted. The door writes canonical JSON, and verification reads it back.
  ///
  /// The tables are strict: nobody can put into a column what the program could not read back.
  ///
  /// The text of a letter mostly stands in its raw bytes as it is; then `contact` says where, and does not hold it
  /// again: a quarter of the store.
  ///
  /// `due` is never null, so that a page of the list by due date is one range of one index. Lists are of one kind,
  /// so the kind leads the indexes.
  private static let version1 = """
    CREATE TABLE record(
      id INTEGER PRIMARY KEY,
      uid BLOB NOT NULL CHECK(length(uid) = 16),
      kind TEXT NOT NULL,
      reference TEXT NOT NULL UNIQUE,
      revision INTEGER NOT NULL CHECK(revision > 0),
      title TEXT NOT NULL,
      stage TEXT NOT NULL,
      isOpen INTEGER NOT NULL CHECK(isOpen IN (0, 1)),
      owner TEXT,
      team TEXT,
      place TEXT,
      channel TEXT,
      party TEXT,
      parent TEXT,
      received TEXT NOT NULL,
      due TEXT NOT NULL DEFAULT '9999-12-31',
      closed TEXT,
      awaitedSince TEXT,
      marking TEXT NOT NULL,
      circle TEXT,
      unread INTEGER NOT NULL CHECK(unread IN (0, 1)),
      paused INTEGER NOT NULL CHECK(paused IN (0, 1))
    ) STRICT;
    CREATE INDEX record_kind ON record(kind, id);
    CREATE INDEX record_due ON record(kind, due, id);
    CREATE INDEX record_open_due ON record(kind, due, id) WHERE isOpen = 1;
    CREATE INDEX record_stage_due ON record(kind, stage, due, id);
    CREATE INDEX record_owner_due ON record(owner, due, id) WHERE isOpen = 1;
    CREATE INDEX record_parent ON record(parent, kind, id) WHERE parent IS NOT NULL;
    CREATE INDEX record_awaited ON record(awaitedSince, id) WHERE awaitedSince IS NOT NULL;

    CREATE TABLE record_body(
      id INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
      body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE record_theme(
      theme TEXT NOT NULL,
      record INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
      PRIMARY KEY(theme, record)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX record_theme_record ON record_theme(record);
    CREATE TABLE record_place(
      place TEXT NOT NULL,
      record INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
      PRIMARY KEY(place, record)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX record_place_record ON record_place(record);

    CREATE TABLE blob(
      id INTEGER PRIMARY KEY,
      digest BLOB NOT NULL UNIQUE CHECK(length(digest) = 32),
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE contact(
      id INTEGER PRIMARY KEY,
      record INTEGER REFERENCES record(id) ON DELETE CASCADE,
      uid BLOB NOT NULL CHECK(length(uid) = 16),
      kind TEXT NOT NULL,
      channel TEXT NOT NULL,
      at INTEGER NOT NULL,
      senderName TEXT NOT NULL,
      senderAddress TEXT NOT NULL,
      recipients TEXT NOT NULL,
      subject TEXT NOT NULL,
      text TEXT NOT NULL,
      textStart INTEGER,
      textLength INTEGER,
      messageID TEXT NOT NULL,
      attachments TEXT NOT NULL,
      nature TEXT NOT NULL,
      remarks TEXT NOT NULL,
      isUnreadable INTEGER NOT NULL CHECK(isUnreadable IN (0, 1)),
      blob INTEGER REFERENCES blob(id),
      CHECK(textStart IS NULL OR text = '' AND blob IS NOT NULL AND textLength > 0)
    ) STRICT;
    CREATE INDEX contact_record ON contact(record, id);
    CREATE INDEX contact_blob ON contact(blob) WHERE blob IS NOT NULL;
    CREATE INDEX contact_messageID ON contact(messageID) WHERE messageID <> '';

    CREATE TABLE setting(
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      revision INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY(kind, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE counter(
      name TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE vault(
      id INTEGER PRIMARY KEY CHECK(id = 1),
      header TEXT NOT NULL
    ) STRICT;
    CREATE TABLE sealed(
      record BLOB NOT NULL CHECK(length(record) = 16),
      field TEXT NOT NULL,
      box BLOB NOT NULL,
      PRIMARY KEY(record, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit(
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      behalf TEXT,
      host TEXT NOT NULL,
      action TEXT NOT NULL,
      kind TEXT NOT NULL,
      reference TEXT NOT NULL,
      uid BLOB NOT NULL,
      revision INTEGER NOT NULL,
      reason TEXT,
      detailDigest BLOB NOT NULL,
      hash BLOB NOT NULL,
      salt BLOB,
      detail TEXT
    ) STRICT;
    CREATE INDEX audit_uid ON audit(uid, seq);

    CREATE VIRTUAL TABLE search USING fts5(
      title, people, text, circle, content='', tokenize='unicode61 remove_diacritics 2'
    );
    -- Larger pieces in memory make fewer segments: a third less time for a bulk import, nothing for one change.
    INSERT INTO search(search, rank) VALUES ('hashsize', 32000000);
    CREATE TABLE term(
      t TEXT PRIMARY KEY,
      df INTEGER NOT NULL,
      last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW v_cases AS
      SELECT reference, title, stage, owner, team, place, channel, party AS correspondent, received,
        nullif(due, '9999-12-31') AS due, marking, revision
      FROM record WHERE kind = 'case';
    """
}

internal import Casework
internal import FoundationEssentials
internal import GRDB

/// A contact and its row.
struct StoredContact: Sendable {
  let id: Int64
  let contact: Contact
}

/// What was received, sent, asked and noted, in `contact`. Rows are written once and never changed.
enum ContactTable {
  /// The text, wherever it stands, in a statement that joins `blob`.
  static let words = """
    CASE WHEN textStart IS NULL THEN text
      ELSE ifnull(CAST(substr(blob.bytes, textStart, textLength) AS TEXT), '') END
    """

  private static let select = """
    SELECT contact.id, uid, kind, channel, at, \(words), senderName, senderAddress, recipients, subject, messageID,
      attachments, nature, remarks, isUnreadable, blob.digest
    FROM contact LEFT JOIN blob ON blob.id = contact.blob
    """

  static func of(record: Int64, _ database: Database) throws -> [StoredContact] {
    let sql = "\(select) WHERE record = ? ORDER BY contact.id"
    return try Row.all(sql, [record], database).map(stored)
  }

  /// Mail of machines that belongs to no case, newest first.
  static func unfiled(limit: Int, _ database: Database) throws -> [StoredContact] {
    let sql = "\(select) WHERE record IS NULL ORDER BY contact.id DESC LIMIT ?"
    return try Row.all(sql, [limit], database).map(stored)
  }

  /// All of it, the oldest first, handed out one at a time.
  static func eachUnfiled(_ database: Database, _ body: (StoredContact) throws -> Void) throws {
    let rows = try Row.fetchCursor(database, sql: "\(select) WHERE record IS NULL ORDER BY contact.id")
    while let row = try rows.next() { try body(stored(row)) }
  }

  /// One of it; nil when there is none.
  static func unfiled(id: Int64, _ database: Database) throws -> StoredContact? {
    let sql = "\(select) WHERE record IS NULL AND contact.id = ?"
    return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(stored)
  }

  /// The record on which the message with this `Message-ID` is kept.
  static func record(messageID: String, _ database: Database) throws -> Int64? {
    guard !messageID.isEmpty else { return nil }
    let sql =
      "SELECT record FROM contact WHERE messageID = ? AND messageID <> '' AND record IS NOT NULL LIMIT 1"
    return try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: [messageID])
  }

  /// Whether this very letter is kept already, although other bytes carried it.
  static func isKept(_ contact: Contact, _ database: Database) throws -> Bool {
    // Asked of every letter that comes in: nearly all are new, and their text need not be handed over.
    guard !contact.messageID.isEmpty, try isKnown(messageID: contact.messageID, database) else {
      return false
    }
    let sql = """
      SELECT 1 FROM contact LEFT JOIN blob ON blob.id = contact.blob
      WHERE messageID = ? AND messageID <> '' AND senderAddress = ? AND subject = ? AND \(words) = ?
        AND attachments = ?
      """
    return try Bool.fetchOne(
      database.cachedStatement(sql: sql),
      arguments: [
        contact.messageID, contact.sender.address, contact.subject, contact.text,
        JSON.array(contact.attachments.map(\.json)).text,
      ]) ?? false
  }

  private static func isKnown(messageID: String, _ database: Database) throws -> Bool {
    let sql = "SELECT 1 FROM contact WHERE messageID = ? AND messageID <> '' LIMIT 1"
    return try Bool.fetchOne(database.cachedStatement(sql: sql), arguments: [messageID]) ?? false
  }

  /// By position: names would be looked up in every row.
  private static func stored(_ row: Row) throws -> StoredContact {
    var contact = try Contact(
      uid: row.identity(1), kind: ContactKind(rawValue: row.value(2)) ?? .note,
      channel: Channel(rawValue: row.value(3)) ?? .email, at: row.instant(4),
      text: row.value(5))
    contact.sender = try MailAddress(name: row.value(6), address: row.value(7))
    contact.recipients = try list(row.value(8), MailAddress.init(json:))
    contact.subject = try row.value(9)
    contact.messageID = try row.value(10)
    contact.attachments = try attachments(row.value(11))
    contact.mailNature = try MailNature(rawValue: row.value(12)) ?? .letter
    contact.remarks = try list(row.value(13)) { $0.string.flatMap(MailRemark.init(rawValue:)) }
    contact.isUnreadable = try row.value(14)
    contact.rawDigest = try row.hexadecimalIfAny(15)
    return StoredContact(id: try row.value(0), contact: contact)
  }

  static func attachments(_ text: String) -> [MailAttachment] {
    list(text, MailAttachment.init(json:))
  }

  private static func list<Element>(_ text: String, _ element: (JSON) -> Element?) -> [Element] {
    guard text != "[]" else { return [] }
    return (try? JSON(parsing: text))?.array?.compactMap(element) ?? []
  }

  // MARK: - Checking

  /// Hands out the contacts whose columns are not as this program writes them, although it reads something in them: the
  /// identifier, and that of the row of their record.
  static func eachMisspelled(_ database: Database, _ body: (String, Int64?) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql:
        """
        SELECT uid, record, kind, channel, nature, recipients, attachments, remarks,
          iif(
            textStart IS NULL, textLength IS NOT NULL,
            text <> '' OR textStart < 1
              OR ifnull(textLength < 1 OR textStart + textLength - 1 > length(blob.bytes), 1)) AS isOdd
        FROM contact LEFT JOIN blob ON blob.id = contact.blob ORDER BY contact.id
        """
    )
    while let row = try rows.next() {
      guard !isAsWritten(row) else { continue }
      try body(Identity.text(of: [UInt8](row.sound(0) ?? Data())), row.sound(1))
    }
  }

  private static func isAsWritten(_ row: Row) -> Bool {
    func text(_ column: Int) -> String { row.sound(column) ?? "" }
    func isAsWritten(_ column: Int, _ values: (String) -> [JSON]) -> Bool {
      let text = text(column)
      return text == "[]" || JSON.array(values(text)).text.isSpelledLike(text)
    }
    return row.sound(8) == false && ContactKind(rawValue: text(2)) != nil
      && Channel(rawValue: text(3)) != nil
      && MailNature(rawValue: text(4)) != nil
      && isAsWritten(5) { list($0, MailAddress.init(json:)).map(\.json) }
      && isAsWritten(6) { attachments($0).map(\.json) }
      && isAsWritten(7) {
        list($0) { $0.string.flatMap(MailRemark.init(rawValue:)) }.map { .string($0.rawValue) }
      }
  }

  // MARK: - Writing

  /// What the row of a contact holds, but for its record and its bytes.
  struct NewRow: Sendable {
    fileprivate let values: StatementArguments

    /// - Parameter place: where the text stands in the raw bytes; nil when it does not.
    init(_ contact: Contact, textAt place: Range<Int>?) {
      values = [
        Data(Identity.bytes(of: contact.uid)), contact.kind.rawValue, contact.channel.rawValue,
        contact.at.milliseconds, contact.sender.name, contact.sender.address,
        JSON.array(contact.recipients.map(\.json)).text, contact.subject, place == nil ? contact.text : "",
        place.map { $0.lowerBound + 1 }, place?.count, contact.messageID,
        JSON.array(contact.attachments.map(\.json)).text, contact.mailNature.rawValue,
        JSON.array(contact.remarks.map { .string($0.rawValue) }).text, contact.isUnreadable,
      ]
    }
  }

  /// - Parameter kept: the raw bytes of a message; nil for what was typed here.
  static func insert(
    _ contact: Contact, record: Int64?, kept: KeptMessage?, _ pass: WritePass
  ) throws {
    let row = NewRow(contact, textAt: kept?.place(of: contact.text))
    try insert(row, record: record, blob: kept?.blob, pass)
  }

  static func insert(_ row: NewRow, record: Int64?, blob: Int64?, _ pass: WritePass) throws {
    try pass.run(
      """
      INSERT INTO contact(uid, kind, channel, at, senderName, senderAddress, recipients, subject, text,
        textStart, textLength, messageID, attachments, nature, remarks, isUnreadable, record, blob)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, row.values + [record, blob])
  }

  static func delete(id: Int64, _ pass: WritePass) throws {
    try pass.run("DELETE FROM contact WHERE id = ?", [id])
  }
}

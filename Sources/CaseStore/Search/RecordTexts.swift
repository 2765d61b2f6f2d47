internal import Casework
internal import GRDB

/// The texts of records one by one, as ``SearchText`` has them, read no further than somebody looks.
///
/// Most records that are looked at have what is looked for in the title or in a letter: their values need not be read.
struct RecordTexts {
  enum Place {
    case title, reference, people, text
  }

  let wanted: WantedWords
  let database: Database

  /// Hands out the texts of a record until `body` returns false, save those that can have nothing of what is wanted:
  /// within people, and within texts, in their order.
  func each(of row: RecordRow, _ body: (Place, String) throws -> Bool) throws {
    guard try body(.title, row.title), try body(.reference, row.reference) else { return }
    if let record = try record(of: row) {
      for text in record.people where try !body(.people, text) { return }
      for text in record.words where try !body(.text, text) { return }
    }
    let contacts = try SearchText.contacts(of: row.id, database)
    while let contact = try contacts.next() {
      for column in 0...1 where try !body(.people, contact[column]) { return }
      let subject: String = contact[2]
      if !subject.isSpelledLike(row.title), try !body(.text, subject) { return }
      guard try body(.text, contact[3]) else { return }
      for name in SearchText.attachments(of: contact) where try !body(.text, name) { return }
    }
  }

  /// Nil when nothing that is wanted can stand in its values.
  private func record(of row: RecordRow) throws -> Record? {
    let sql = "SELECT body FROM record_body WHERE id = ?"
    guard let body = try String.fetchOne(database.cachedStatement(sql: sql), arguments: [row.id]),
      wanted.mayStand(inJSON: body)
    else { return nil }
    guard case .object(let values)? = try? JSON(parsing: body) else {
      throw DatabaseError.unreadableRow
    }
    return Record(
      uid: "", kind: row.kind, reference: row.reference, revision: row.revision, values: values)
  }
}

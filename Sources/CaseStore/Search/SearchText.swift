internal import Casework
internal import GRDB

/// What can be found of a record: its words, as the search index takes them.
///
/// Made from the record and its contacts in one place, because the index, which holds no text of its own, must be
/// given the very same words again to forget them.
struct SearchText {
  var title: String
  var people: String
  var text: String

  init(_ record: Record, database: Database) throws {
    let id = try RecordTable.id(of: record.reference, database)
    let contacts = try id.map { try ContactTable.of(record: $0, database).map(\.contact) } ?? []
    self.init(record, contacts: contacts)
  }

  init(_ record: Record, contacts: [Contact]) {
    title = record[Head.title] ?? ""
    var people = [record.reference, record[CaseFile.correspondent] ?? "", record[CaseFile.address] ?? ""]
    var parts: [String] = []
    for contact in contacts {
      for word in [contact.sender.name, contact.sender.address] where !people.contains(word) {
        people.append(word)
      }
      if contact.subject != title { parts.append(contact.subject) }
      parts.append(contact.text)
      parts.append(contentsOf: contact.attachments.map(\.name))
    }
    self.people = people.joined(separator: "\n")
    self.text = parts.joined(separator: "\n")
  }

  /// Whether the index would see no difference. Equality of strings is not enough: it takes two spellings of one
  /// character for the same, of which the index knows two words.
  func isSpelledLike(_ other: SearchText) -> Bool {
    title.isSpelledLike(other.title) && people.isSpelledLike(other.people) && text.isSpelledLike(other.text)
  }
}

/// The full-text index, in `search`: contentless FTS5, its rowids those of `record`.
enum SearchTable {
  static func replace(_ old: SearchText?, by new: SearchText?, id: Int64, _ pass: WritePass) throws {
    if let old, let new, old.isSpelledLike(new) { return }
    if let old {
      try pass.run(
        "INSERT INTO search(search, rowid, title, people, text) VALUES ('delete', ?, ?, ?, ?)",
        [id, old.title, old.people, old.text])
    }
    if let new {
      try pass.run(
        "INSERT INTO search(rowid, title, people, text) VALUES (?, ?, ?, ?)",
        [id, new.title, new.people, new.text])
    }
  }

  /// Larger pieces in memory make fewer segments: a third less time for a bulk import.
  static func prepareForBulk(_ pass: WritePass) throws {
    try pass.run("INSERT INTO search(search, rank) VALUES ('hashsize', 32000000)", [])
  }
}

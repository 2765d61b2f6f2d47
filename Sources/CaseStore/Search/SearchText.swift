internal import Casework
internal import GRDB

/// What can be found of a record: its words, as the search index takes them.
///
/// Made from the record and its contacts in one place, because the index, which holds no text of its own, must be
/// given the very same words again to forget them.
struct SearchText {
  let title: String
  /// Nil as long as nobody knows it.
  var reference: String?
  /// The names and addresses of everybody on the record, each once.
  private var people: [String]
  /// Subjects other than the title, the texts themselves and the names of attachments, in order.
  private(set) var parts: [String] = []

  /// Who alone may find it; nil when everybody may.
  let circle: Circle?
  /// What the index needs to leave out what a reader may not see, and to find what has a place or a theme.
  private let access: String

  /// - Parameter above: what lies above its places, as ``PlaceOrderTable`` has it.
  init(_ record: Record, above: [String], contacts: [Contact] = []) {
    title = record[Head.title] ?? ""
    reference = record.reference
    people = record.people
    parts = record.words
    circle = record[Head.circle]
    access = Self.access(record, above)
    for contact in contacts { add(contact) }
  }

  mutating func add(_ contact: Contact) {
    add(
      sender: contact.sender, subject: contact.subject, text: contact.text,
      attachments: contact.attachments.map(\.name))
  }

  private mutating func add(sender: MailAddress, subject: String, text: String, attachments: [String]) {
    for word in [sender.name, sender.address] where !isNamed(word) { people.append(word) }
    if !subject.isSpelledLike(title) { parts.append(subject) }
    parts.append(text)
    parts.append(contentsOf: attachments)
  }

  private func isNamed(_ word: String) -> Bool {
    reference.map(word.isSpelledLike) == true || people.contains(where: word.isSpelledLike)
  }

  /// All its words, piece by piece as they were written.
  var pieces: [String] { [title, reference ?? ""] + people + parts }

  /// What the index is given, column by column.
  var columns: [String] {
    [title, Self.lines([reference ?? ""] + people), Self.lines(parts), access]
  }

  private static func lines(_ pieces: [String]) -> String {
    var text = pieces.first ?? ""
    for piece in pieces.dropFirst() {
      text += "\n"
      text += piece
    }
    return text
  }

  // MARK: - Reading

  /// Whether it belongs in the index: what one account alone may read does not.
  var isIndexed: Bool { circle?.isOneAccount != true }

  /// What stands in the index for a circle. Nobody types it by chance.
  static func token(of circle: Circle) -> String { "zz\(circle.rawValue)zz" }

  /// Stands in the index for every record that is restricted.
  static let restricted = "zzrestrictedzz"

  /// For somebody who reads a restricted record as its owner or by name. A name may hold what the index would split.
  static func token(ofReader account: String) -> String {
    "zzr\(Identity.hexadecimal(Array(account.utf8)))zz"
  }

  /// For somebody who is walled off.
  static func token(ofWall account: String) -> String { "zzw\(Identity.hexadecimal(Array(account.utf8)))zz" }

  private static func access(_ record: Record, _ above: [String]) -> String {
    var tokens = record[Head.circle].map { [token(of: $0)] } ?? []
    if record.isRestricted {
      let readers = (record[Head.owner].map { [$0] } ?? []) + (record[Head.readers] ?? [])
      tokens += [restricted] + Set(readers.map(token(ofReader:))).sorted()
    }
    tokens += Set((record[Head.walled] ?? []).map(token(ofWall:))).sorted()
    tokens += Facets.tokens(of: record, above: above)
    return tokens.joined(separator: " ")
  }

  /// What the store holds of a record now; nil when there is none.
  init?(id: Int64, _ database: Database) throws {
    guard let record = try RecordTable.record(id: id, database) else { return nil }
    self.init(record, above: try PlaceOrderTable.above(record.allPlaces, database))
    try addContacts(of: id, database)
  }

  private mutating func addContacts(of id: Int64, _ database: Database) throws {
    let rows = try Self.contacts(of: id, database)
    while let row = try rows.next() {
      try add(
        sender: MailAddress(name: row.value(0), address: row.value(1)), subject: row.value(2),
        text: row.value(3), attachments: Self.attachments(of: row))
    }
  }

  /// The sender's name and address, subject, text and attachments of each contact of a record.
  static func contacts(of id: Int64, _ database: Database) throws -> RowCursor {
    let sql = """
      SELECT senderName, senderAddress, subject, \(ContactTable.words), attachments
      FROM contact LEFT JOIN blob ON blob.id = contact.blob WHERE record = ? ORDER BY contact.id
      """
    return try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [id])
  }

  /// The names of what came with a contact.
  static func attachments(of contact: Row) -> [String] {
    let attachments: String = contact[4]
    return attachments == "[]" ? [] : ContactTable.attachments(attachments).map(\.name)
  }
}

internal import Casework
internal import GRDB

/// The references of records that are kept from a reader by a wall or by being restricted, to be left out of what other
/// records say: a link, a note, an agenda, a frame of a dip sample.
///
/// Where nobody is walled off and nothing is restricted it is empty, and everything passes as it is.
struct HiddenReferences {
  private let references: Set<String>

  init(_ references: Set<String>) {
    self.references = references
  }

  init(for reader: Actor, _ database: Database) throws {
    let persons = reader.persons.sorted()
    let names = persons.map { _ in "?" }.joined(separator: ", ")
    var found = try String.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT record.reference FROM record_reader JOIN record ON record.id = record_reader.record
          WHERE account IN (\(names)) AND isWalled = 1
          """), arguments: StatementArguments(persons))
    if !reader.readsRestricted {
      found += try String.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT reference FROM record INDEXED BY record_restricted
            WHERE marking = 'restricted' AND circle IS NULL AND owner IS NOT ? AND id NOT IN
              (SELECT record FROM record_reader WHERE account = ? AND isWalled = 0)
            """), arguments: [reader.name, reader.name])
    }
    references = Set(found)
  }

  var isEmpty: Bool { references.isEmpty }

  /// What stands in a text where a reference was.
  private static let withheld = "[withheld]"

  // MARK: - Texts

  func isMentioned(in text: String) -> Bool {
    !isEmpty && words(of: text).contains { isHidden(text[$0]) }
  }

  func cleaned(_ text: String) -> String {
    guard isMentioned(in: text) else { return text }
    var cleaned = ""
    var end = text.startIndex
    for place in words(of: text) where isHidden(text[place]) {
      cleaned += text[end..<place.lowerBound] + Self.withheld
      end = place.upperBound
    }
    return cleaned + text[end...]
  }

  private func isHidden(_ word: Substring) -> Bool {
    references.contains(String(word)) || references.contains(word.uppercased())
  }

  /// Letters, digits and the two signs of which references are made.
  private func words(of text: String) -> [Range<String.Index>] {
    let utf8 = text.utf8
    var words: [Range<String.Index>] = []
    var start: String.Index?
    for place in utf8.indices {
      let isPart = Self.isPart(utf8[place])
      switch (isPart, start) {
      case (true, nil): start = place
      case (false, let begun?):
        words.append(begun..<place)
        start = nil
      default: break
      }
    }
    if let start { words.append(start..<utf8.endIndex) }
    return words
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "/"), 0x80...: true
    default: false
    }
  }

  // MARK: - Values

  /// Nil for a value that is such a reference.
  func cleaned(_ json: JSON) -> JSON? {
    switch json {
    case .string(let text): isHidden(text[...]) ? nil : .string(cleaned(text))
    case .array(let elements): .array(elements.compactMap(cleaned))
    case .object(let members):
      .object(members.compactMapValues(cleaned))
    default: json
    }
  }

  func cleaned(_ record: Record) -> Record {
    guard !isEmpty else { return record }
    var record = record
    record.values = record.values.compactMapValues(cleaned)
    return record
  }

  func cleaned(_ contact: Contact) -> Contact {
    guard !isEmpty else { return contact }
    var contact = contact
    contact.subject = cleaned(contact.subject)
    contact.text = cleaned(contact.text)
    return contact
  }

  func cleaned(_ row: RecordRow) -> RecordRow {
    let isLinked = row.parent.map { isHidden($0[...]) } ?? false
    guard !isEmpty, isLinked || isMentioned(in: row.title) else { return row }
    return row.replacing(title: cleaned(row.title), parent: isLinked ? nil : row.parent)
  }

  func cleaned(_ line: ListLine) -> ListLine {
    guard !isEmpty else { return line }
    let isMentioned = line.excerpt.map { self.isMentioned(in: $0.text) } ?? false
    return ListLine(row: cleaned(line.row), excerpt: isMentioned ? nil : line.excerpt)
  }

  func cleaned(_ view: RecordView) -> RecordView {
    guard !isEmpty else { return view }
    return RecordView(
      record: cleaned(view.record), contacts: view.contacts.map(cleaned),
      children: view.children.map(cleaned),
      parent: view.parent.map(cleaned),
      agenda: view.agenda.filter { entry in
        ![entry.reference ?? "", entry.source ?? "", entry.text].contains(where: isMentioned)
      }, related: view.related.map(cleaned), campaign: view.campaign)
  }

  /// An entry that names such a record keeps its digest and loses its words, as one on a closed record does.
  func cleaned(_ entry: AuditEntry) -> AuditEntry {
    guard !isEmpty, let detail = entry.detail, isMentioned(in: detail) else { return entry }
    return entry.withoutDetail
  }

  func cleaned(_ line: HistoryLine) -> HistoryLine {
    guard !isEmpty else { return line }
    return HistoryLine(
      entry: cleaned(line.entry), detail: ChangeDetail(json: cleaned(line.detail.json) ?? [:]))
  }

  /// A kept text; bytes that are no text stay as they are.
  ///
  /// - Parameter isTable: whether it has a line for each record, as an extract and the frame of a dip sample have: then
  ///   the line goes, with what it says.
  func cleaned(_ bytes: [UInt8], isTable: Bool) -> [UInt8] {
    guard !isEmpty, let text = String(validating: bytes, as: UTF8.self), isMentioned(in: text) else {
      return bytes
    }
    guard isTable else { return Array(cleaned(text).utf8) }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return Array(lines.filter { !isMentioned(in: String($0)) }.joined(separator: "\n").utf8)
  }
}

internal import Casework

/// One sound row of a table of complaints.
struct ComplaintRow {
  let received: Day
  let closed: Day?
  let area: String
  let track: String
  let summary: String
  let handler: String
  let scheme: String
  let updates: [Day]
  let allegation: AllegationDraft?
}

/// Reads rows field by field. Words that stand in many rows are kept once.
struct ComplaintRowReader {
  private let file: String
  private let header: CSVHeader
  private let positions: [Int?]
  private var words = WordStore()
  private var tracks: [String: String] = [:]

  /// A word for lists and reports has at most so many bytes.
  private static let longestWord = 200
  private let today: Day?

  init(_ reader: CSVReader, positions: [ComplaintColumn: Int], today: Day?) {
    self.today = today
    file = reader.file
    header = reader.header
    self.positions = ComplaintColumn.allCases.map { positions[$0] }
  }

  func field(_ column: ComplaintColumn, of row: CSVRow) -> ArraySlice<UInt8> {
    Self.index(column).flatMap { positions[$0] }.map { row[$0] } ?? []
  }

  /// What the row says, all but its reference. Throws: ``TableProblem`` for the first field that is wrong.
  mutating func read(_ row: CSVRow) throws(TableProblem) -> ComplaintRow {
    guard let received = try day(.received, of: row) else {
      throw problem(.received, row, "There is no day: say when the complaint was received.")
    }
    let closed = try day(.closed, of: row)
    if let closed, closed < received {
      throw problem(
        .closed, row, "\(closed) is before \(received), when it was received: mend one of the days.")
    }
    for (column, day) in [(ComplaintColumn.received, received), (.closed, closed ?? received)] {
      guard let today, day > today else { continue }
      throw problem(column, row, "\(day) has not come yet: mend the day.")
    }
    let category = try word(.category, of: row)
    let result = try word(.result, of: row)
    guard !category.isEmpty || result.isEmpty else {
      throw problem(.category, row, "The allegation has a result and no category: fill it in.")
    }
    return ComplaintRow(
      received: received, closed: closed, area: try word(.area, of: row), track: try track(of: row),
      summary: CSVWriter.restored(String(decoding: field(.summary, of: row), as: UTF8.self)),
      handler: try word(.handler, of: row), scheme: try word(.scheme, of: row), updates: try updates(of: row),
      allegation: category.isEmpty ? nil : AllegationDraft(category: category, result: result))
  }

  /// The force's reference: 1 to 64 printable characters on one line.
  ///
  /// A comma is allowed. The draw hashes `SEED,REFERENCE`; under one seed, two references never give the same
  /// text, whatever is in them.
  func reference(of row: CSVRow) throws(TableProblem) -> String {
    let text = CSVWriter.restored(String(decoding: field(.reference, of: row), as: UTF8.self))
    guard !text.isEmpty else {
      throw problem(.reference, row, "There is no reference: give the one that the force uses.")
    }
    let scalars = text.unicodeScalars
    guard text.utf8.count <= 256, scalars.count <= 64, scalars.allSatisfy(Self.isPrintable) else {
      throw problem(
        .reference, row,
        "'\(text.shortened)' is no reference: it has at most 64 printable characters on one line.")
    }
    guard !Self.isOurs(text) else {
      throw problem(
        .reference, row,
        "'\(text)' has the form of a reference of this office: ask the force for its own.")
    }
    return text
  }

  /// Whether the office gives such references to its own records. A complaint under one of them would stand in the
  /// way of a case, a round or a meeting.
  private static func isOurs(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 11, bytes[3] == UInt8(ascii: "-"), bytes[6] == UInt8(ascii: "-") else {
      return false
    }
    let own = CaseReference.all(in: text)
    return own == [text.uppercased()] && own.first?.hasPrefix(RecordKind.named(.complaint).prefix) == false
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value >= 0x20 && scalar.value < 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return false
    default: return true
    }
  }

  // MARK: - Fields

  private func day(_ column: ComplaintColumn, of row: CSVRow) throws(TableProblem) -> Day? {
    let field = field(column, of: row)
    if field.isEmpty { return nil }
    guard let day = Day(inTable: field) else { throw problem(column, row, noDay(field)) }
    return day
  }

  private func updates(of row: CSVRow) throws(TableProblem) -> [Day] {
    let field = field(.updates, of: row)
    if field.isEmpty { return [] }
    var days: [Day] = []
    for part in field.split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 <= 0x20 }) {
      guard let day = Day(inTable: part) else { throw problem(.updates, row, noDay(part)) }
      days.append(day)
    }
    return days
  }

  private mutating func word(_ column: ComplaintColumn, of row: CSVRow) throws(TableProblem) -> String {
    let field = field(column, of: row)
    if field.isEmpty { return "" }
    guard field.count <= Self.longestWord, !field.contains(where: { $0 < 0x20 }) else {
      throw problem(column, row, "The text is too long for a list: give at most 200 letters on one line.")
    }
    return words.word(field)
  }

  private mutating func track(of row: CSVRow) throws(TableProblem) -> String {
    let word = try word(.track, of: row)
    if word.isEmpty { return "" }
    if let known = tracks[word] { return known }
    guard let track = TrackWords.track(word) else {
      throw problem(.track, row, "'\(word.shortened)' is no track: give one of \(TrackWords.accepted).")
    }
    tracks[word] = track
    return track
  }

  func problem(_ column: ComplaintColumn, _ row: CSVRow, _ what: Message) -> TableProblem {
    let name = Self.index(column).flatMap { positions[$0] }.map { header.names[$0] } ?? column.rawValue
    return TableProblem(file: file, line: row.line, column: name, what: what)
  }

  private static func index(_ column: ComplaintColumn) -> Int? {
    switch column {
    case .reference: 0
    case .received: 1
    case .closed: 2
    case .area: 3
    case .track: 4
    case .category: 5
    case .result: 6
    case .summary: 7
    case .updates: 8
    case .handler: 9
    case .scheme: 10
    }
  }
}

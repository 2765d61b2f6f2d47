internal import Casework

/// One row of the office's own table: a ward lies in an area of the police (F7).
struct AreaRow {
  /// The area's short name, made from what the row calls it.
  let name: String
  let title: String
  /// The area's level: `lpa`, `tpa`, `npa`, `beat` …
  let kind: String
  /// A ward's code; empty when the row only says what the area lies `under`.
  let ward: String
  let from: Day?
  let to: Day?
  let under: String
  let file: String
  let line: Int

  /// What the row says, or what is wrong with it.
  static func read(
    _ row: CSVRow, of file: String, columns: PlaceColumns.OwnColumns
  ) -> Result<AreaRow, TableProblem> {
    func problem(_ column: String, _ what: Message) -> Result<AreaRow, TableProblem> {
      .failure(TableProblem(file: file, line: row.line, column: column, what: what))
    }
    let title = row.text(columns.area)
    let name = shortName(title)
    guard !name.isEmpty, name.utf8.count <= 64 else {
      return problem("area", "'\(title.shortened)' is no name of an area: give at most 64 letters.")
    }
    let kind = shortName(row.text(columns.kind))
    guard !kind.isEmpty, kind.utf8.count <= 32 else {
      return problem(
        "kind", "The area '\(title.shortened)' has no kind: give lpa, tpa, npa, beat or your own word.")
    }
    guard ![PlaceLevel.ward, PlaceLevel.authority, PlaceLevel.csp, PlaceLevel.force].contains(kind) else {
      return problem(
        "kind", "The kind '\(kind)' comes from the ward and force files: give a word of the office's own.")
    }
    let (fromField, toField) = (columns.from.map { row[$0] } ?? [], columns.to.map { row[$0] } ?? [])
    let (from, to) = (Day(inTable: fromField), Day(inTable: toField))
    if from == nil, !fromField.isEmpty { return problem("from", noDay(fromField)) }
    if to == nil, !toField.isEmpty { return problem("to", noDay(toField)) }
    if let from, let to, from > to {
      return problem("to", "\(to) is before \(from), on which the row begins: mend one of the days.")
    }
    return .success(
      AreaRow(
        name: name, title: title, kind: kind, ward: row.text(columns.ward), from: from, to: to,
        under: columns.under.map(row.text) ?? "", file: file, line: row.line))
  }

  /// `North TPA` becomes `north-tpa`, which needs no quotes in a query.
  static func shortName(_ title: String) -> String {
    title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  // MARK: - Joining

  /// Makes areas of the rows, and puts the wards into them.
  ///
  /// An area is valid from its earliest row to its latest. A ward may lie in several areas of one kind, for beats
  /// cut through wards. But when its row for one area has ended and one for another of the same kind begins later,
  /// the ward has moved, and lies only where it lies last.
  static func add(_ rows: [AreaRow], to book: inout PlaceBook, problems: inout [TableProblem]) {
    var sound: [AreaRow] = []
    for row in rows {
      if let problem = row.makeArea(in: &book) { problems.append(problem) } else { sound.append(row) }
    }
    for (name, ofArea) in Dictionary(grouping: sound, by: \.name) {
      let (starts, ends) = (ofArea.compactMap(\.from), ofArea.compactMap(\.to))
      book[name]?.validFrom = starts.count == ofArea.count ? starts.min() : nil
      book[name]?.validTo = ends.count == ofArea.count ? ends.max() : nil
    }
    for row in sound where !row.under.isEmpty {
      if let problem = row.putUnder(in: &book) { problems.append(problem) }
    }
    for (ward, ofWard) in Dictionary(grouping: sound.filter { !$0.ward.isEmpty }, by: \.ward) {
      guard let place = book[ward], place.level == PlaceLevel.ward else {
        problems += ofWard.map { row in
          row.problem(
            "ward",
            "'\(ward.shortened)' is no ward that is known: import the ward file too, and give its code.")
        }
        continue
      }
      let parents = parents(of: place, ofWard, book)
      book[ward]?.parents = parents
    }
  }

  private static func parents(of ward: Place, _ rows: [AreaRow], _ book: PlaceBook) -> [String] {
    let valid = rows.filter { row in
      guard let end = row.to else { return true }
      return !rows.contains {
        $0.kind == row.kind && $0.name != row.name && ($0.from.map { $0 > end } ?? false)
      }
    }
    let kinds = Set(rows.map(\.kind))
    // The table is the whole truth about its kinds: what an earlier one said of them goes.
    var parents = ward.parents.filter { parent in
      guard let place = book[parent], place.vintages.isEmpty else { return true }
      return !kinds.contains(place.level)
    }
    for row in valid where !parents.contains(row.name) { parents.append(row.name) }
    return parents
  }

  private func makeArea(in book: inout PlaceBook) -> TableProblem? {
    guard let place = book[name] else {
      book[name] = Place(name: name, title: title, level: kind)
      return nil
    }
    guard place.level == kind else {
      return problem(
        "area",
        "'\(title.shortened)' is already the name of a place of the kind '\(place.level)': put the kind into the name."
      )
    }
    return nil
  }

  private func putUnder(in book: inout PlaceBook) -> TableProblem? {
    let candidates = [under, under.uppercased(), Self.shortName(under)]
    guard let parent = candidates.first(where: { book[$0] != nil }), parent != name else {
      return problem(
        "under", "'\(under.shortened)' is no place that is known: give an area of this table, or a code.")
    }
    if book[name]?.parents.contains(parent) == false { book[name]?.parents.append(parent) }
    return nil
  }

  private func problem(_ column: String, _ what: Message) -> TableProblem {
    TableProblem(file: file, line: line, column: column, what: what)
  }
}

package import Casework

/// Turns the ward and force files of the Office for National Statistics, and the office's own table of areas, into
/// places (PL-01, F1 to F7).
///
/// Files may come in any order; ``result(force:)`` joins them. A file of the Office for National Statistics gives
/// the year in its column names. Its lists are those of December, so `WD17CD` is the vintage `2017-12` unless the
/// caller says otherwise. Contains National Statistics data under the Open Government Licence v3 (F9).
package struct PlaceImport {
  /// What is known of the places of the files already: an import adds to it.
  private let known: [Place]
  private var sightings: [PlaceBook.Sighting] = []
  private var areaRows: [AreaRow] = []
  private var problems: [TableProblem] = []
  private var authorities: [String: Origin] = [:]
  private var rows = 0
  private var firstFile = ""
  private var book: PlaceBook

  /// Where a ward file names an authority for the first time.
  private struct Origin {
    let file: String
    let line: Int
    let column: String
  }

  /// - Parameter known: the places that the store has.
  package init(known: [Place] = []) {
    self.known = known
    book = PlaceBook(known)
  }

  /// Reads one file. What is wrong with it is told by ``result(force:)``.
  ///
  /// - Parameters:
  ///   - file: its name, for problems.
  ///   - vintage: the list's year and month, such as `2016-12`; nil to take the year from the header.
  package mutating func add(file: String, bytes: [UInt8], vintage: String? = nil) {
    if firstFile.isEmpty { firstFile = file }
    do throws(TableProblem) {
      let reader = try CSVReader(file: file, bytes: bytes)
      guard let columns = PlaceColumns(reader.header) else {
        throw TableProblem(
          file: file, line: 1,
          what:
            "The header is of no list of places: give a ward or force file, or a table 'area,kind,ward,from,to'."
        )
      }
      for row in reader {
        rows += 1
        if let problem = row.problem {
          problems.append(TableProblem(file: file, line: row.line, what: problem))
        } else {
          take(row, of: file, columns: columns, vintage: vintage)
        }
      }
    } catch {
      problems.append(error)
    }
  }

  private mutating func take(_ row: CSVRow, of file: String, columns: PlaceColumns, vintage: String?) {
    switch columns {
    case .wards(let year, let ward, let authority):
      let vintage = vintage ?? "\(year)-12"
      let code = row.text(authority.code)
      guard
        see(row, file, ward, level: PlaceLevel.ward, parent: code, vintage: vintage),
        see(row, file, authority, level: PlaceLevel.authority, parent: "", vintage: vintage)
      else { return }
      if authorities[code] == nil {
        authorities[code] = Origin(file: file, line: row.line, column: authority.codeColumn)
      }
    case .forces(let year, let authority, let partnership, let force):
      let vintage = vintage ?? "\(year)-12"
      let forceCode = row.text(force.code)
      let above = partnership.map { row.text($0.code) } ?? forceCode
      guard see(row, file, authority, level: PlaceLevel.authority, parent: above, vintage: vintage),
        see(row, file, force, level: PlaceLevel.force, parent: "", vintage: vintage)
      else { return }
      if let partnership {
        _ = see(row, file, partnership, level: PlaceLevel.csp, parent: forceCode, vintage: vintage)
      }
    case .areas(let own):
      switch AreaRow.read(row, of: file, columns: own) {
      case .success(let areaRow): areaRows.append(areaRow)
      case .failure(let problem): problems.append(problem)
      }
    }
  }

  /// Notes what a row says of one place; false, and a problem, when the row has no sound code or no name for it.
  private mutating func see(
    _ row: CSVRow, _ file: String, _ columns: PlaceColumns.Level, level: String, parent: String,
    vintage: String
  ) -> Bool {
    let code = row[columns.code]
    let isCode =
      code.count == 9 && code.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    guard isCode, !row[columns.name].isEmpty else {
      let what: Message =
        isCode
        ? "The place has a code and no name: fill it in, or take the row out."
        : "'\(row.text(columns.code).shortened)' is no code of a place: it has nine letters and digits, such as E05008942."
      problems.append(TableProblem(file: file, line: row.line, column: columns.codeColumn, what: what))
      return false
    }
    let title = book.title(row.text(columns.name))
    let welshTitle = columns.welshName.map { book.title(row.text($0)) } ?? ""
    sightings.append(
      PlaceBook.Sighting(
        code: row.text(columns.code), title: title, welshTitle: welshTitle, level: level, parent: parent,
        vintage: vintage))
    return true
  }

  // MARK: - Joining

  /// Joins what was read with what was known.
  ///
  /// - Parameter force: the name or code of a force; only what lies in it is kept, and the rest counted.
  /// Throws: ``TableProblem`` when no file names that force.
  package func result(force: String? = nil) throws(TableProblem) -> PlaceResult {
    var book = book
    // From the oldest list to the newest, so that the order of the files does not matter.
    for sighting in sightings.sorted(by: { $0.vintage < $1.vintage }) { book.take(sighting) }
    var problems = problems
    AreaRow.add(areaRows, to: &book, problems: &problems)

    var result = PlaceResult(rows: rows, mended: book.mended)
    let tree = PlaceTree(Array(book.places.values))
    let withoutForce = withoutForce(tree)
    result.withoutForce = withoutForce.count
    // Whoever asks for one force has no use for the authorities of the others.
    result.problems = (problems + (force == nil ? withoutForce : [])).sorted {
      ($0.file, $0.line) < ($1.file, $1.line)
    }
    let touched = Set(sightings.map(\.code)).union(areaRows.map(\.name)).union(areaRows.map(\.ward))
    let kept = try kept(of: tree, force: force)
    let before = Dictionary(known.map { ($0.name, $0) }) { _, last in last }
    for name in touched.sorted() {
      guard let place = book[name] else { continue }
      if let kept, !kept.contains(name) {
        result.leftOut += 1
      } else if before[name] == place {
        result.unchanged += 1
      } else {
        result.places.append(place)
        if before[name] == nil { result.added += 1 }
      }
    }
    return result
  }

  /// The authorities of England and Wales that no force file read so far puts into a force (F5); none while no
  /// force is known at all. The lists of Scotland and Northern Ireland have no forces.
  private func withoutForce(_ tree: PlaceTree) -> [TableProblem] {
    guard
      book.places.values.contains(where: { $0.level == PlaceLevel.force })
        || sightings.contains(where: { $0.level == PlaceLevel.force })
    else { return [] }
    return authorities.compactMap { code, origin in
      guard code.hasPrefix("E") || code.hasPrefix("W"), let authority = tree[code],
        tree.ancestors(of: code, level: PlaceLevel.force).isEmpty
      else { return nil }
      return TableProblem(
        file: origin.file, line: origin.line, column: origin.column,
        what: "\(authority.title) (\(code)) lies in no force: import the force file of the same year too.")
    }
  }

  /// The names of what lies in the force, and of the force; nil when all is kept.
  private func kept(of tree: PlaceTree, force: String?) throws(TableProblem) -> Set<String>? {
    guard let force else { return nil }
    let codes = Set((known.filter { $0.level == PlaceLevel.force }.map(\.name)))
      .union(sightings.lazy.filter { $0.level == PlaceLevel.force }.map(\.code))
    let match = codes.sorted().first { code in
      CSVHeader.key(code) == CSVHeader.key(force)
        || tree[code].map { CSVHeader.key($0.title) } == CSVHeader.key(force)
    }
    guard let match else {
      throw TableProblem(
        file: firstFile, line: 1,
        what:
          "No force is called '\(force.shortened)': import the force file too, or give its name or code as it stands there."
      )
    }
    // The office's own areas are its own whatever lies in them.
    return Set(tree.below(match).map(\.name)).union([match]).union(tree.ancestors(of: match).map(\.name))
      .union(areaRows.map(\.name))
  }
}

internal import Casework

/// Where the columns of one of the files stand that name places.
///
/// The columns of the Office for National Statistics move from year to year, so they are found by their names
/// (F2): a short word for the level, two digits of the year, and `CD` for the code, `NM` for the name or `NMW` for
/// the Welsh name.
enum PlaceColumns {
  /// The wards of a year with their authorities: `WD17CD, WD17NM, WD17NMW, LAD17CD, LAD17NM`.
  case wards(year: Int, ward: Level, authority: Level)
  /// The authorities of a year with their partnership and force: `LAD17CD … CSP17CD … PFA17CD …`.
  case forces(year: Int, authority: Level, partnership: Level?, force: Level)
  /// The table of the office's own: `area, kind, ward, from, to`, and `under` if it likes (F7).
  case areas(OwnColumns)

  struct Level {
    let code: Int
    let name: Int
    let welshName: Int?
    /// What the file calls the column of the code.
    let codeColumn: String
  }

  struct OwnColumns {
    let area: Int
    let kind: Int
    let ward: Int
    let from: Int?
    let to: Int?
    let under: Int?
  }

  /// Nil when the header is of none of these files.
  init?(_ header: CSVHeader) {
    if let area = header.position(of: "area"), let kind = header.position(of: "kind"),
      let ward = header.position(of: "ward")
    {
      self = .areas(
        OwnColumns(
          area: area, kind: kind, ward: ward, from: header.position(of: "from"),
          to: header.position(of: "to"), under: header.position(of: "under")))
      return
    }
    guard let (authority, _) = Self.level("LAD", in: header) else { return nil }
    if let (ward, year) = Self.level("WD", in: header) {
      self = .wards(year: year, ward: ward, authority: authority)
    } else if let (force, year) = Self.level("PFA", in: header) {
      let partnership = Self.level("CSP", in: header)?.level
      self = .forces(year: year, authority: authority, partnership: partnership, force: force)
    } else {
      return nil
    }
  }

  /// The columns that start with `word`, and the year in their names: `WD17CD` is 2017.
  private static func level(_ word: String, in header: CSVHeader) -> (level: Level, year: Int)? {
    for (position, name) in header.names.enumerated() {
      let bytes = Array(name.uppercased().utf8)
      guard bytes.count == word.utf8.count + 4, bytes.starts(with: word.utf8),
        bytes.suffix(2) == [0x43, 0x44],
        let year = Int(String(decoding: bytes.dropFirst(word.utf8.count).prefix(2), as: UTF8.self)), year >= 0
      else { continue }
      let stem = name.dropLast(2)
      guard let title = header.position(of: stem + "NM") else { continue }
      let level = Level(
        code: position, name: title, welshName: header.position(of: stem + "NMW"), codeColumn: name)
      return (level, 2000 + year)
    }
    return nil
  }
}

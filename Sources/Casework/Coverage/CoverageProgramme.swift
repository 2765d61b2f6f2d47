/// What the office has promised to do in every place, area or group, and by when.
///
/// A programme keeps the list of places that it began with
/// (requirements F3: 79 wards became 81). Source: requirements WE-01, WE-09, WE-10, D1.
package struct CoverageProgramme: Setting {
  package static let kind = SettingKind.programme
  package let name: String
  package var title: String
  /// The types of event that count; empty when every event does.
  package var counts: [String]
  package var unit: CoverageUnit
  /// The place in which all that is owed lies, such as the force; empty for everywhere.
  package var under: String
  package var first: Day
  /// The last day that belongs to it.
  package var last: Day
  package var year: ReportingYear
  /// What is still missing turns red when fewer days than this are left of its period. Source: requirements WE-10.
  package var warningDays: Int

  package init(
    name: String, title: String, counts: [String] = [], unit: CoverageUnit, under: String = "",
    from first: Day, to last: Day, year: ReportingYear = .calendar, warningDays: Int = 28
  ) {
    self.name = name
    self.title = title
    self.counts = counts
    self.unit = unit
    self.under = under
    self.first = first
    self.last = last
    self.year = year
    self.warningDays = warningDays
  }
}

/// To whom something is owed, and how often.
package enum CoverageUnit: Sendable, Equatable {
  /// Once to every place of a level (`ward`), as the list stood in a year (`2018`).
  case everyPlace(level: String, vintage: String)
  /// So many times to each place of a level (`area`) in each period.
  case eachArea(level: String, number: Int, per: Cadence)
  /// So many times to each group in each period.
  case eachGroup(number: Int, per: Cadence)

  /// How many are owed to each, in each period if there are periods.
  package var number: Int {
    switch self {
    case .everyPlace: 1
    case .eachArea(_, let number, _), .eachGroup(let number, _): number
    }
  }

  /// Nil when it is owed once in the whole programme.
  package var cadence: Cadence? {
    switch self {
    case .everyPlace: nil
    case .eachArea(_, _, let cadence), .eachGroup(_, let cadence): cadence
    }
  }
}

extension CoverageUnit: FieldValue {
  package init?(json: JSON) {
    let level = json["level"]?.string
    let number = json["number"]?.integer ?? 1
    let cadence = json["per"].flatMap(Cadence.init(json:))
    guard (1...1000).contains(number) else { return nil }
    switch json["each"]?.string {
    case "place":
      guard let level, let vintage = json["vintage"]?.string else { return nil }
      self = .everyPlace(level: level, vintage: vintage)
    case "area":
      guard let level, let cadence else { return nil }
      self = .eachArea(level: level, number: number, per: cadence)
    case "group":
      guard let cadence else { return nil }
      self = .eachGroup(number: number, per: cadence)
    default: return nil
    }
  }

  package var json: JSON {
    switch self {
    case .everyPlace(let level, let vintage):
      ["each": "place", "level": .string(level), "vintage": .string(vintage)]
    case .eachArea(let level, let number, let cadence):
      ["each": "area", "level": .string(level), "number": .integer(number), "per": cadence.json]
    case .eachGroup(let number, let cadence):
      ["each": "group", "number": .integer(number), "per": cadence.json]
    }
  }
}

extension CoverageProgramme {
  /// A programme may run this many days at most: a hundred years.
  private static let longest = 36_525

  /// Nil when `json` has another shape, ends before it starts, or runs for more than a hundred years.
  package init?(name: String, json: JSON) {
    guard let title = json["title"]?.string, let unit = json["unit"].flatMap(CoverageUnit.init(json:)),
      let first = json["from"].flatMap(Day.init(json:)), let last = json["to"].flatMap(Day.init(json:)),
      (0...Self.longest).contains(last - first)
    else { return nil }
    self.init(
      name: name, title: title, counts: json["counts"].flatMap([String].init(json:)) ?? [], unit: unit,
      under: json["under"]?.string ?? "", from: first, to: last,
      year: json["year"].flatMap(ReportingYear.init(json:)) ?? .calendar,
      warningDays: json["warningDays"]?.integer ?? 28)
  }

  /// All but the name.
  package var json: JSON {
    [
      "title": .string(title), "counts": counts.json, "unit": unit.json, "under": .string(under),
      "from": first.json, "to": last.json, "year": year.json, "warningDays": .integer(warningDays),
    ]
  }
}

/// Something that was held, or is planned: a meeting, a talk, a surgery.
package struct CoverageEvent: Sendable, Hashable {
  /// The reference of its record.
  package let reference: String
  package let day: Day
  /// As ``CoverageProgramme/counts`` names it.
  package let type: String
  /// The names of the places that it served; each of them counts (requirements WE-01).
  package let places: [String]
  /// The name of the group that it was for; nil when it was for none.
  package let group: String?
  /// Whether somebody has said that it took place. What has not counts on no day.
  package let isHeld: Bool
  /// The title of the place where it is; nil when that is not known.
  package let venue: String?

  package init(
    reference: String, day: Day, type: String = "", places: [String] = [], group: String? = nil,
    isHeld: Bool = true, venue: String? = nil
  ) {
    self.reference = reference
    self.day = day
    self.type = type
    self.places = places
    self.group = group
    self.isHeld = isHeld
    self.venue = venue
  }
}

/// A ward, an area of the police or the force itself (PL-01).
///
/// Places form a tree that is wider than one: a ward lies in a local authority, and at the same time in a local
/// policing area that the office mapped itself.
package struct Place: Setting {
  package static let kind = SettingKind.place
  /// The code of the Office for National Statistics, such as `E05008942`; otherwise the office's own short name.
  package let name: String
  /// As people call it. Many wards share one: 24 are called Castle (F6).
  package var title: String
  /// Its Welsh name; empty when it has none.
  package var welshTitle: String
  /// `ward`, `authority`, `csp`, `force`, or the office's own word: `lpa`, `tpa`, `npa`, `beat` … An open list.
  package var level: String
  /// The names of the places that it lies in, the one that its title is shown with first; empty at the top.
  package var parents: [String]
  /// The lists that name it, as year and month, earliest first: `2017-12`. Empty for places of the office's own,
  /// which belong to every list.
  package var vintages: [String]
  /// The first and the last day on which it was a place; nil when that has no end.
  package var validFrom: Day?
  package var validTo: Day?

  package init(
    name: String, title: String, welshTitle: String = "", level: String, parents: [String] = [],
    vintages: [String] = [], validFrom: Day? = nil, validTo: Day? = nil
  ) {
    self.name = name
    self.title = title
    self.welshTitle = welshTitle
    self.level = level
    self.parents = parents
    self.vintages = vintages
    self.validFrom = validFrom
    self.validTo = validTo
  }

  package init?(name: String, json: JSON) { self.init(name: name, text: json.canonical) }

  /// It is gone through and not made into a value: an office has hundreds of places, and every start waits for them.
  package init?(name: String, text: [UInt8]) {
    var walk = JSONWalk(text)
    var (title, level): (String?, String?)
    var (welshTitle, parents, vintages): (String, [String], [String]) = ("", [], [])
    var (validFrom, validTo): (Day?, Day?)
    do throws(JSONFault) {
      try walk.members { member, walk throws(JSONFault) in
        switch member {
        case "title": title = try walk.text()
        case "level": level = try walk.text()
        case "welshTitle": welshTitle = try walk.text() ?? ""
        case "parents": parents = try walk.texts()
        case "vintages": vintages = try walk.texts()
        case "validFrom": validFrom = try walk.text().flatMap { Day($0) }
        case "validTo": validTo = try walk.text().flatMap { Day($0) }
        default: _ = try walk.value()
        }
      }
      try walk.end()
    } catch {
      return nil
    }
    guard let title, let level else { return nil }
    self.init(
      name: name, title: title, welshTitle: welshTitle, level: level, parents: parents, vintages: vintages,
      validFrom: validFrom, validTo: validTo)
  }

  /// What is empty is left out, all but the parents.
  package var json: JSON {
    var members: [String: JSON] = [
      "title": .string(title), "level": .string(level), "parents": .array(parents.map(JSON.string)),
    ]
    if !welshTitle.isEmpty { members["welshTitle"] = .string(welshTitle) }
    if !vintages.isEmpty { members["vintages"] = .array(vintages.map(JSON.string)) }
    if let validFrom { members["validFrom"] = .string(validFrom.description) }
    if let validTo { members["validTo"] = .string(validTo.description) }
    return .object(members)
  }

  /// Whether the list of `vintage` names it. A place of the office's own is in every list.
  package func isKnown(in vintage: String) -> Bool { vintages.isEmpty || vintages.contains(vintage) }
}

/// The levels that the files of the Office for National Statistics have. Offices add their own.
package enum PlaceLevel {
  /// A local policing area of the office's own table; forces call it district or territory too.
  package static let policingArea = "lpa"
  package static let ward = "ward"
  /// A local authority: district, borough or unitary council.
  package static let authority = "authority"
  /// A community safety partnership.
  package static let csp = "csp"
  /// A police force area.
  package static let force = "force"
}

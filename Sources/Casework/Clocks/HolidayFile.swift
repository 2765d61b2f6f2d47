/// The gov.uk file of bank holidays, as it is. Source: requirements A4.
package struct HolidayFile: Sendable {
  /// A part of the United Kingdom with the days that it keeps, in the order of the file.
  struct Division: Sendable {
    /// `england-and-wales`, `scotland`, `northern-ireland`.
    let name: String
    var holidays: [(day: Day, name: String)] = []
    /// Whether the file has a list for it, be it empty.
    var hasEvents = false
  }

  let divisions: [Division]

  /// Nil when the bytes are not that file.
  ///
  /// It is gone through and not made into a value: it is the largest file that every start waits for.
  package init?(_ bytes: [UInt8]) {
    var walk = JSONWalk(bytes)
    var divisions: [Division] = []
    do throws(JSONFault) {
      try walk.members { name, walk throws(JSONFault) in
        divisions.append(try Self.division(name, &walk))
      }
    } catch {
      return nil
    }
    guard divisions.allSatisfy(\.hasEvents) else { return nil }
    self.divisions = divisions
  }

  private static func division(_ name: String, _ walk: inout JSONWalk) throws(JSONFault) -> Division {
    var division = Division(name: name)
    try walk.members { name, walk throws(JSONFault) in
      guard name == "events" else {
        _ = try walk.value()
        return
      }
      division.hasEvents = true
      try walk.elements { walk throws(JSONFault) in
        // A day that is none leaves a file of which nothing counts.
        guard let holiday = try holiday(&walk) else { return division.hasEvents = false }
        division.holidays.append(holiday)
      }
    }
    return division
  }

  /// The day, and its title with the file's note that it is a substitute day or an extra one.
  private static func holiday(_ walk: inout JSONWalk) throws(JSONFault) -> (day: Day, name: String)? {
    var (date, title, note): (String?, String, String) = (nil, "", "")
    try walk.members { name, walk throws(JSONFault) in
      let value = try walk.value()
      switch name {
      case "date": date = value.string
      case "title": title = value.string ?? ""
      case "notes": note = value.string ?? ""
      default: break
      }
    }
    return date.flatMap { Day($0) }.map { ($0, note.isEmpty ? title : "\(title), \(note.lowercased())") }
  }
}

/// The holidays of a calendar, by day.
package struct Holidays: Sendable, Equatable {
  /// The numbers of the days, in their order.
  let days: [Int]
  /// Their names, in the same places.
  let names: [String]

  /// The name of the holiday; nil when the day is none.
  package subscript(day: Day) -> String? {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day.number { low = middle + 1 } else { high = middle }
    }
    return low < days.count && days[low] == day.number ? names[low] : nil
  }
}

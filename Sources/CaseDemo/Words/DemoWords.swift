internal import CasebookResources
package import Casework

/// All words from which the year is told.
struct DemoWords: Sendable {
  let places: DemoText
  let people: DemoText
  let phrases: DemoText
  let topics: DemoText
  let welsh: DemoText
  let campaign: DemoText
  let calendar: WorkingCalendar

  init(_ resources: ResourceFolder) throws(DemoError) {
    self.places = try Self.text("places", in: resources)
    self.people = try Self.text("people", in: resources)
    self.phrases = try Self.text("phrases", in: resources)
    self.topics = try Self.text("topics", in: resources)
    self.welsh = try Self.text("welsh", in: resources)
    self.campaign = try Self.text("campaign", in: resources)
    self.calendar = try Self.calendar(in: resources)
  }

  private static func text(_ name: String, in resources: ResourceFolder) throws(DemoError) -> DemoText {
    let file = "demo/\(name).txt"
    guard let text = resources.text(of: file) else { throw .fileMissing(file) }
    return DemoText(text)
  }

  private static func calendar(in resources: ResourceFolder) throws(DemoError) -> WorkingCalendar {
    let file = "calendars/bank-holidays.json"
    guard let bytes = resources.bytes(of: file) else { throw .fileMissing(file) }
    guard let json = try? JSON(parsing: bytes),
      let calendar = WorkingCalendar(govUK: json, divisions: ["england-and-wales"])
    else { throw .fileUnreadable(file) }
    return calendar
  }
}

/// Why the year cannot be told.
package enum DemoError: Error, Equatable, Sendable {
  /// None of the places where the program's data is installed has any.
  case resourcesMissing
  case fileMissing(String)
  case fileUnreadable(String)
}

extension DemoError {
  /// The sentence for a person.
  package var message: Message {
    switch self {
    case .resourcesMissing:
      "The program's data is not beside the program: install casebook again."
    case .fileMissing(let file):
      "The file '\(file)' of the program's data cannot be read: install casebook again."
    case .fileUnreadable(let file):
      "The file '\(file)' of the program's data is not what it should be: install casebook again."
    }
  }
}

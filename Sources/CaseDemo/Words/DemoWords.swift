internal import CasebookResources
internal import Casework

/// All words from which the year is told.
struct DemoWords: Sendable {
  let places: DemoText
  let people: DemoText
  let phrases: DemoText
  let topics: DemoText
  let welsh: DemoText
  let campaign: DemoText
  let panes: DemoText
  let calendar: WorkingCalendar

  init(_ resources: ResourceFolder) throws(DemoError) {
    self.places = try Self.text("places", in: resources)
    self.people = try Self.text("people", in: resources)
    self.phrases = try Self.text("phrases", in: resources)
    self.topics = try Self.text("topics", in: resources)
    self.welsh = try Self.text("welsh", in: resources)
    self.panes = try Self.text("panes", in: resources)
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
    guard let holidays = HolidayFile(bytes),
      let calendar = WorkingCalendar(holidays, divisions: ["england-and-wales"])
    else { throw .fileUnreadable(file) }
    return calendar
  }
}

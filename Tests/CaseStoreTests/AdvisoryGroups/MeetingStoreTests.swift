import CaseStore
import Casework
import Foundation
import Testing

/// A whole meeting through the store: written live, taken back, agreed; and the log holds all of it.
@Suite struct MeetingStoreTests {
  @Test func aLineTakenBackTakesItsActionWithIt() throws {
    let office = try MeetingOffice()
    let (_, meeting) = try office.groupAndMeeting()
    try office.act("log", ["line": "Stop and search"], on: meeting)
    try office.act("log", ["line": "! Send a sample of 20 @rees by 11 Dec"], on: meeting)
    #expect(try office.record(meeting)?[Meeting.items]?.map(\.number) == ["1", "1.A1"])
    #expect(try office.record("ACT-26-0001")?[Head.title] == "Send a sample of 20")
    #expect(try office.references("is:awaited") == ["ACT-26-0001"])
    try office.undo()
    #expect(try office.record(meeting)?[Meeting.items]?.map(\.number) == ["1"])
    #expect(try office.record("ACT-26-0001") == nil)
    try office.undo()
    #expect(try office.record(meeting)?[Meeting.items] == nil)
    #expect(try office.record(meeting)?[Head.stage] == "planned")
    #expect(try office.store.verify().faults == [])
  }

  @Test func theNextAgendaHasWhatWasLeftOpenAndItsAnswerIsUndoneWithItsLine() throws {
    let office = try MeetingOffice()
    let (group, first) = try office.groupAndMeeting()
    try office.act("log", ["line": "? Publish the reasons"], on: first)
    let next = try office.create(
      .meeting,
      ["title": "Next", "type": "ordinary", "parent": .string(group), "received": "2026-12-01"])
    func carried() throws -> [String] {
      try #require(try office.store.view(next, for: MeetingOffice.ann)).agenda.compactMap(\.reference)
    }
    #expect(try carried() == ["ACT-26-0001"])
    try office.act("log", ["line": "> 1 From July on"], on: first)
    #expect(try carried() == [])
    let answer = try #require(try office.store.view("ACT-26-0001", for: MeetingOffice.ann)).contacts.first
    #expect(answer?.kind == .answer && answer?.text == "From July on")
    try office.undo()
    #expect(try carried() == ["ACT-26-0001"])
    #expect(try office.store.view("ACT-26-0001", for: MeetingOffice.ann)?.contacts == [])
    #expect(try office.store.verify().faults == [])
  }

  /// Requirements IA-09: also the undoing of what was typed before would be an edit.
  @Test func agreedMinutesAreNotEditedByUndoingAnEarlierLine() throws {
    let office = try MeetingOffice()
    let (_, meeting) = try office.groupAndMeeting()
    try office.act("log", ["line": "Sixty stops"], on: meeting)
    try office.act("log", ["line": "! Check the figures @rees"], on: meeting)
    try office.act("attend", ["who": "Gwen Park", "side": "community"], on: meeting)
    // Ann typed them; Sam sends them round and has them agreed.
    try office.act("circulate", on: meeting, by: MeetingOffice.sam)
    try office.act("agree", on: meeting, by: MeetingOffice.sam)
    #expect(throws: StoreError.self) { try office.undo() }
    #expect(try office.record(meeting)?[Meeting.items]?.count == 2)
    #expect(throws: StoreError.self) { try office.act("log", ["line": "More"], on: meeting) }
    // The action itself goes on.
    try office.act("complete", on: "ACT-26-0001")
    // A slip of the finger is taken back, but not once something was built on it.
    try office.undo(by: MeetingOffice.sam)
    #expect(try office.record(meeting)?[Head.stage] == "circulated")
    try office.act("agree", on: meeting, by: MeetingOffice.sam)
    try office.act("amend", ["number": "1", "text": "Sixteen stops"], on: meeting)
    #expect(throws: StoreError.self) { try office.undo(by: MeetingOffice.sam) }
    #expect(try office.record(meeting)?[Meeting.amendments]?.map(\.text) == ["Sixteen stops"])
    #expect(try office.store.verify().faults == [])
  }

  @Test func twoColleaguesWriteTheMinutesAtOnce() throws {
    let office = try MeetingOffice()
    let (_, meeting) = try office.groupAndMeeting()
    try office.act("open", on: meeting)
    let seen = try #require(try office.record(meeting)).revision
    try office.act("log", ["line": "From Ann"], on: meeting, seen: seen)
    try office.act("log", ["line": "From Sam"], on: meeting, seen: seen, by: MeetingOffice.sam)
    #expect(try office.record(meeting)?[Meeting.items]?.map(\.text) == ["From Ann", "From Sam"])
  }

  @Test func theAttendanceOfAYearCoversTheGroupsUnderIt() throws {
    let office = try MeetingOffice()
    let (group, meeting) = try office.groupAndMeeting()
    let below = try office.create(.group, ["title": "Hafod", "parent": .string(group)])
    try office.act("seat", ["name": "PCC"], on: group)
    try office.act("open", on: meeting)
    let sheet = try office.store.sheet(
      .attendance(group: group, year: 2026), for: MeetingOffice.ann, today: MeetingOffice.today)
    guard case .attendance(let grid) = sheet else { return }
    #expect(grid.groups.map(\.reference) == [group, below])
    #expect(grid.empty.map(\.meeting.reference) == [meeting])
  }
}

/// A store on a real file with two officers, which goes when the test is done.
final class MeetingOffice {
  let store: CaseStore
  private let folder: URL

  /// Friday 20 November 2026.
  private static let now = Instant(milliseconds: 1_795_183_200_000)
  static var today: Day { now.londonDay }
  static let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk4")
  static let ann = Actor(name: "ann", roles: [.engagementOfficer], host: "desk5")

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let calendar = WorkingCalendar(holidays: [Day(number: 22_000): "A holiday"])
    store = try CaseStore.create(
      at: folder.appending(path: "office.sqlite").path, office: Office(title: "Saltmarsh"),
      administrator: Account(name: "sam", fullName: "Sam Lloyd", roles: [.administrator, .caseworker]),
      host: "desk4",
      rulebook: Rulebook(
        calendars: Calendars(englandAndWales: calendar, unitedKingdom: calendar), clocks: ClockRules([])),
      now: Self.now)
    let ann = Account(name: "ann", fullName: "Ann Jones", roles: [.engagementOfficer])
    try store.save([ann], by: Self.sam, at: Self.now)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func create(_ kind: KindName, _ values: [String: JSON]) throws -> String {
    let change = Change(.create(kind, values: values, text: ""))
    return try #require(try store.perform(change, by: Self.ann, at: Self.now).touched.first)
  }

  func act(
    _ name: String, _ values: [String: JSON] = [:], on reference: String, seen: Int? = nil,
    by actor: Actor = ann
  ) throws {
    let change = Change(.act(.act(name, values), on: reference, seen: seen))
    _ = try store.perform(change, by: actor, at: Self.now)
  }

  func undo(by actor: Actor = ann) throws {
    _ = try store.perform(Change(.undo(reference: nil)), by: actor, at: Self.now)
  }

  func record(_ reference: String) throws -> Casework.Record? { try store.record(reference, for: Self.ann) }

  func references(_ query: String) throws -> [String] {
    let today = Self.now.londonDay
    let query = try QueryParser.parse(query, today: today, actor: "ann")
    return try store.rows(ListRequest(query, today: today), for: Self.ann).map(\.reference)
  }

  func groupAndMeeting() throws -> (group: String, meeting: String) {
    let group = try create(.group, ["title": "Strategic IAG", "level": "strategic"])
    let meeting = try create(
      .meeting, ["title": "AGM", "type": "agm", "parent": .string(group), "received": "2026-11-18"])
    return (group, meeting)
  }
}

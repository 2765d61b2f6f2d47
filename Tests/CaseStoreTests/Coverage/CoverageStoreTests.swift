import CaseImport
import CaseStore
import Casework
import Foundation
import Testing

/// Coverage of a real force's wards, in a store on a real file (WE-01, WE-10, F3).
@Suite struct CoverageStoreTests {
  /// Source 001: the Commissioner attends meetings in every one of 79 ward areas; 61 were visited, 18 were not.
  @Test func sixtyOneOfTheSeventyNineWardsOfClevelandAreVisited() throws {
    let office = try ForceOffice(lists: ["wards-2017.csv", "forces-2017.csv"])
    try office.keep(office.everyWard(vintage: "2017-12"))
    let wards = try office.wards("2017-12")
    #expect(wards.count == 79)
    // Sixty meetings, one of which serves two wards.
    for ward in wards.prefix(59) { try office.hold("ward-meeting", ["place": .string(ward)]) }
    let served: [JSON] = [.string(wards[59]), .string(wards[60])]
    let double = try office.hold("ward-meeting", ["wards": .array(served)])
    // A talk does not count, nor does what is only planned, or was cancelled.
    try office.hold("talk", ["place": .string(wards[61])])
    try office.plan("ward-meeting", ["place": .string(wards[62])])
    let cancelled = try office.plan("ward-meeting", ["place": .string(wards[63])])
    try office.act(.move(to: "cancelled"), on: cancelled)

    let (programme, report) = try office.coverage("every-ward")
    #expect(report.total.text() == "61 of 79")
    #expect(report.missing.count == 18)
    #expect(report.lines.prefix(18).allSatisfy { $0.missing == 1 })
    #expect(report.lines.count { $0.done.map(\.reference) == [double] } == 2)
    #expect(report.missing.count { !$0.planned.isEmpty } == 1)
    let lines = Sheet.coverage(programme, report).lines(today: ForceOffice.now.londonDay).map(\.text)
    #expect(lines.first == "61 of 79")
    #expect(lines[2].hasPrefix("MISSING  "))
    #expect(lines.count { $0.hasPrefix("MISSING  ") } == 18)
    try office.requireSound()
  }

  @Test func aProgrammeKeepsItsListWhenANewOneIsImported() throws {
    let office = try ForceOffice(lists: ["wards-2017.csv", "forces-2017.csv", "wards-2019.csv"])
    try office.keep(office.everyWard(vintage: "2017-12"))
    #expect(try office.coverage("every-ward").report.total.text() == "0 of 79")
    try office.keep(office.everyWard(vintage: "2019-12"))
    #expect(try office.coverage("every-ward").report.total.text() == "0 of 81")
  }

  @Test func anEventInAWardCountsForItsArea() throws {
    let office = try ForceOffice(lists: ["wards-2017.csv", "forces-2017.csv"])
    let areas = CoverageProgramme(
      name: "talks", title: "Talks", counts: ["talk"],
      unit: .eachArea(level: "authority", number: 1, per: .quarter), under: office.force,
      from: ForceOffice.now.londonDay - 30, to: ForceOffice.now.londonDay + 30)
    try office.keep(areas)
    let hartlepool = try #require(
      try office.places().first { $0.title == "Hartlepool" && $0.level == "authority" })
    let ward = try #require(PlaceTree(try office.places()).wards(of: "2017-12", below: hartlepool.name).first)
    let talk = try office.hold("talk", ["place": .string(ward.name)])
    let report = try office.coverage("talks").report
    #expect(report.total.text() == "1 of 4")
    #expect(report.lines.first { $0.subject.name == hartlepool.name }?.done.map(\.reference) == [talk])
    #expect(report.elsewhere.isEmpty)
  }

  @Test func aProgrammeThatIsNotThereIsNamed() throws {
    let office = try ForceOffice(lists: ["wards-2017.csv", "forces-2017.csv"])
    let error = #expect(throws: StoreError.self) { try office.coverage("no-such") }
    #expect(error == .noSuchSetting(kind: .programme, name: "no-such"))
  }

  // MARK: - Issues

  /// An issue stands in the queue as a letter does, and on the supervisor's list once the team is late.
  @Test func anIssueStandsInTheQueueAndOnTheChaseList() throws {
    let office = try ForceOffice(lists: ["wards-2017.csv", "forces-2017.csv"])
    let ward = try #require(try office.wards("2017-12").first)
    let walk = try office.plan("walkabout", ["place": .string(ward)])
    let made = try office.act(.act("log", ["line": "Light out #lighting", "street": "Lock Lane"]), on: walk)
    #expect(made.touched.first == walk)
    let issue = try #require(made.touched.last)
    #expect(try office.references("kind:case stage:untriaged") == [issue])
    #expect(try office.references("lane theme:lighting place:\(office.force)") == [issue])
    #expect(try office.store.view(walk, for: ForceOffice.sam)?.children.map(\.reference) == [issue])
    try office.act(.refer(team: "north", text: "Please mend it."), on: issue)
    let asked = ForceOffice.now.londonDay
    #expect(try office.references("is:chase", on: asked + 14) == [])
    #expect(try office.references("is:chase", on: asked + 15) == [issue])
    #expect(try office.references("-is:chase kind:case", on: asked + 15) == [])
    #expect(try office.references("kind:case is:chase", on: asked + 15, order: .due) == [issue])
    #expect(try office.references("is:awaited kind:case light", on: asked + 15, order: .due) == [issue])
    #expect(try office.references("is:awaited owner:none is:open", on: asked + 15, order: .due) == [issue])
    try office.act(.act("chase", [:]), on: issue)
    #expect(try office.references("is:chase", on: asked + 15) == [issue])
    try office.act(.answer("Mended."), on: issue)
    #expect(try office.references("is:chase", on: asked + 15) == [])
    try office.requireSound()
  }

  @Test func aLoggedIssueAndTheEventThatItMovedAreTakenBackAsOne() throws {
    let office = try ForceOffice(lists: ["wards-2017.csv", "forces-2017.csv"])
    let walk = try office.plan("walkabout", [:])
    let issue = try #require(try office.act(.act("log", ["line": "Light out"]), on: walk).touched.last)
    #expect(try office.store.record(walk, for: ForceOffice.sam)?[Head.stage] == "held")
    _ = try office.store.perform(Change(.undo(reference: nil)), by: ForceOffice.sam, at: ForceOffice.now)
    #expect(try office.store.record(issue, for: ForceOffice.sam) == nil)
    #expect(try office.store.record(walk, for: ForceOffice.sam)?[Head.stage] == "planned")
    try office.requireSound()
  }
}

/// A store with the places of one real force, in a folder that goes when the test is done.
private final class ForceOffice {
  static let now = Instant(milliseconds: 1_795_183_200_000)
  static let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk4")

  let store: CaseStore
  /// The code of Cleveland's force area.
  let force: String
  private let folder: URL

  init(lists: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let data = root.appending(path: "Resources/Data")
    let rulebook = try #require(
      Rulebook { name in (try? Data(contentsOf: data.appending(path: name))).map(Array.init) })
    store = try CaseStore.create(
      at: folder.appending(path: "office.sqlite").path, office: Office(title: "Saltmarsh"),
      administrator: Account(name: "sam", fullName: "Sam Lloyd", roles: [.administrator, .caseworker]),
      host: "desk4", rulebook: rulebook, now: Self.now)
    var reading = PlaceImport()
    for list in lists {
      let file = root.deletingLastPathComponent().appending(path: "shared/corpus/places/\(list)")
      reading.add(file: list, bytes: [UInt8](try Data(contentsOf: file)))
    }
    let places = try reading.result(force: "Cleveland").places
    force = try #require(places.first { $0.level == PlaceLevel.force }).name
    let settings: [any Setting] = [
      Team(name: "north", title: "North team"), Theme(name: "lighting", title: "Street lighting"),
    ]
    try store.save(places + settings, by: Self.sam, at: Self.now)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func places() throws -> [Place] { try store.settings(Place.self) }

  func wards(_ vintage: String) throws -> [String] {
    PlaceTree(try places()).wards(of: vintage, below: force).map(\.name)
  }

  func everyWard(vintage: String) -> CoverageProgramme {
    CoverageProgramme(
      name: "every-ward", title: "Every ward", counts: ["ward-meeting"],
      unit: .everyPlace(level: PlaceLevel.ward, vintage: vintage), under: force,
      from: Self.now.londonDay - 300, to: Self.now.londonDay + 300)
  }

  func keep(_ programme: CoverageProgramme) throws {
    try programme.require(places: try places())
    try store.save([programme], by: Self.sam, at: Self.now)
  }

  func coverage(_ name: String) throws -> (programme: CoverageProgramme, report: CoverageReport) {
    let sheet = try store.sheet(.coverage(programme: name), for: Self.sam, today: Self.now.londonDay)
    guard case .coverage(let programme, let report) = sheet else {
      throw StoreError.noSuchSetting(kind: .programme, name: name)
    }
    return (programme, report)
  }

  @discardableResult
  func plan(_ type: String, _ values: [String: JSON]) throws -> String {
    let all: [String: JSON] = ["title": "Out and about", "type": .string(type)]
    let change = Change(.create(.event, values: all.merging(values) { $1 }, text: ""))
    return try #require(try store.perform(change, by: Self.sam, at: Self.now).touched.first)
  }

  @discardableResult
  func hold(_ type: String, _ values: [String: JSON]) throws -> String {
    let reference = try plan(type, values)
    try act(.move(to: "held"), on: reference)
    return reference
  }

  @discardableResult
  func act(_ action: RecordAction, on reference: String) throws -> Receipt {
    try store.perform(Change(.act(action, on: reference, seen: nil)), by: Self.sam, at: Self.now)
  }

  func references(
    _ query: String, on day: Day = now.londonDay, order: ListOrder = .newest
  ) throws -> [String] {
    let query = try QueryParser.parse(query, today: day, actor: "sam")
    return try store.rows(ListRequest(query, order: order, limit: 100, today: day), for: Self.sam).map(
      \.reference)
  }

  func requireSound() throws { #expect(try store.verify().faults == []) }
}

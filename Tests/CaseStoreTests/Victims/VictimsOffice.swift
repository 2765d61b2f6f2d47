import CaseStore
import Casework
import Foundation
import GRDB
import Testing

/// An office that holds focus groups: a store on a real file, with a lead, a supervisor and a caseworker.
final class VictimsOffice: Sendable {
  let folder: URL
  let path: String
  let store: CaseStore

  /// Friday 20 November 2026, five past two.
  static let now = Instant("2026-11-20T14:05:00Z") ?? Instant(milliseconds: 0)
  static let lead = Actor(name: "mair", roles: [.victimsLead, .auditor], host: "desk-2")
  static let supervisor = Actor(name: "zoe", roles: [.supervisor], host: "desk-3")
  static let caseworker = Actor(name: "sam", roles: [.caseworker, .administrator, .auditor], host: "desk-4")

  static let rulebook: Rulebook = {
    let calendar = WorkingCalendar(holidays: [:])
    let wordings: JSON = [
      "wordings": [
        [
          "purpose": "focus-group", "version": "2026-04", "from": "2026-04-01", "texts": ["en": "May we?"],
        ]
      ]
    ]
    return Rulebook(
      calendars: Calendars(englandAndWales: calendar, unitedKingdom: calendar), clocks: ClockRules([]),
      wordings: ConsentWordings(json: wordings) ?? ConsentWordings([]))
  }()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "casebook-victims-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "office.sqlite").path
    func account(_ actor: Actor) -> Account {
      Account(name: actor.name, fullName: actor.name.capitalized, roles: actor.roles)
    }
    store = try CaseStore.create(
      at: path, office: Office(title: "Saltmarsh"), administrator: account(Self.caseworker), host: "desk-4",
      rulebook: Self.rulebook, now: Self.now)
    let settings: [any Setting] = [
      account(Self.lead), account(Self.supervisor), Theme(name: "waiting", title: "Waiting times"),
    ]
    try store.save(settings, by: Self.caseworker, at: Self.now)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  // MARK: - Acting

  /// The reference of a new record.
  func make(_ kind: KindName, _ values: [String: JSON], by actor: Actor = lead) throws -> String {
    let receipt = try store.perform(Change(.create(kind, values: values, text: "")), by: actor, at: Self.now)
    return try #require(receipt.touched.first)
  }

  @discardableResult
  func perform(
    _ action: RecordAction, on reference: String, by actor: Actor = lead, reason: String? = nil
  ) throws -> Receipt {
    try store.perform(
      Change(.act(action, on: reference, seen: nil), reason: reason), by: actor, at: Self.now)
  }

  func record(_ reference: String, for reader: Actor = lead) throws -> Casework.Record? {
    try store.record(reference, for: reader)
  }

  func references(_ query: String, for reader: Actor) throws -> [String] {
    let today = Self.now.londonDay
    let query = try QueryParser.parse(query, today: today, actor: reader.name)
    return try store.rows(ListRequest(query, order: .newest, limit: 1000, today: today), for: reader)
      .map(\.reference)
  }

  func count(_ query: String, for reader: Actor) throws -> Int {
    let today = Self.now.londonDay
    return try store.count(
      try QueryParser.parse(query, today: today, actor: reader.name), today: today, for: reader)
  }

  // MARK: - A session with one person

  struct Room {
    let participant: String
    let session: String
    let contribution: String
    let finding: String
    var all: [String] { [participant, session, contribution, finding] }
  }

  /// Heron agreed, came and said something of which a finding was made. The session is planned for today.
  func room() throws -> Room {
    let participant = try make(.participant, ["title": "Heron", "received": "2026-11-01"])
    let consent: [String: JSON] = ["purpose": "focus-group", "answer": "given", "on": "2026-11-10"]
    try perform(.act("consent", consent), on: participant)
    let session = try make(
      .session, ["title": "Burglary circle", "received": "2026-11-20", "supportWorker": "J Ellis"])
    try perform(.act("add", ["participant": .string(participant)]), on: session)
    let said = try perform(.act("log", ["line": "+ They telephoned @heron #waiting"]), on: session)
    let found = try perform(
      .act("finding", ["title": "Telephone everybody", "nature": "good-practice"]), on: session)
    return Room(
      participant: participant, session: session, contribution: try #require(said.touched.first),
      finding: try #require(found.touched.first))
  }

  // MARK: - Behind the store's back

  func edit(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  func requireSound(_ location: SourceLocation = #_sourceLocation) throws {
    #expect(try store.verify().faults == [], sourceLocation: location)
  }
}

import CaseStore
import Casework
import Foundation
import GRDB
import TestOffice
import Testing

/// A store on a real file in a folder of its own, which goes when the test is done.
final class StoreFixture: Sendable {
  let folder: URL
  let path: String
  let store: CaseStore

  static let now = Instant(milliseconds: 1_795_183_200_000)
  static let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk4")
  static let ann = Actor(name: "ann", roles: [.caseworker], host: "desk5")

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "office.sqlite").path
    let administrator = Account(name: "sam", fullName: "Sam Lloyd", roles: [.administrator, .caseworker])
    store = try CaseStore.create(
      at: path, office: Office(title: "Saltmarsh"), administrator: administrator, host: "desk4",
      rulebook: shippedRules, now: Self.now)
    let settings: [any Setting] = [
      Account(name: "ann", fullName: "Ann Jones", roles: [.caseworker]),
      Account(name: "aud", fullName: "", roles: [.auditor]),
      Team(name: "north", title: "North neighbourhood team"), Team(name: "roads", title: "Roads policing"),
      Place(name: "saltmarsh", title: "Saltmarsh", level: "force"),
      Place(name: "mon", title: "Môn", level: "ward", parents: ["saltmarsh"]),
      Theme(name: "speeding", title: "Speeding"), Theme(name: "dogs", title: "Dogs"),
    ]
    try store.save(settings, by: Self.sam, at: Self.now)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var today: Day { Self.now.londonDay }

  // MARK: - Acting

  /// The reference of a new case.
  func create(_ values: [String: JSON] = [:], text: String = "", by actor: Actor = sam) throws -> String {
    var all: [String: JSON] = ["title": "Quad bikes on the path", "channel": "letter"]
    all.merge(values) { $1 }
    let receipt = try store.perform(
      Change(.create(.caseFile, values: all, text: text)), by: actor, at: Self.now)
    return try #require(receipt.touched.first)
  }

  @discardableResult
  func act(
    _ action: RecordAction, on reference: String, seen: Int? = nil, by actor: Actor = sam,
    reason: String? = nil
  ) throws -> Receipt {
    try store.perform(
      Change(.act(action, on: reference, seen: seen), reason: reason), by: actor, at: Self.now)
  }

  @discardableResult
  func undo(_ reference: String? = nil, by actor: Actor = sam) throws -> Receipt {
    try store.perform(Change(.undo(reference: reference)), by: actor, at: Self.now)
  }

  func record(_ reference: String) throws -> Casework.Record {
    try #require(try store.view(reference, for: Self.sam)).record
  }

  func contacts(_ reference: String) throws -> [Contact] {
    try #require(try store.view(reference, for: Self.sam)).contacts
  }

  func entries() throws -> [AuditEntry] {
    var entries: [AuditEntry] = []
    try store.eachEntry { entries.append($0) }
    return entries
  }

  // MARK: - Searching

  func references(_ query: String, order: ListOrder = .newest, for reader: Actor = sam) throws -> [String] {
    let query = try QueryParser.parse(query, today: today, actor: "sam")
    return try store.rows(ListRequest(query, order: order, limit: 1000, today: today), for: reader).map(
      \.reference)
  }

  // MARK: - Mail

  @discardableResult
  func take(_ mails: IncomingMail..., closed: Bool = false) throws -> ImportCounts {
    try store.take(in: mails, closed: closed, by: Self.sam, at: Self.now)
  }

  // MARK: - Behind the store's back

  func edit(_ sql: String, _ arguments: StatementArguments = []) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql, arguments: arguments) }
    try queue.close()
  }

  func integer(_ sql: String) throws -> Int? {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { try Int.fetchOne($0, sql: sql) }
  }

  /// What the check of the log says of a store that is sound: nothing.
  func requireSound(_ location: SourceLocation = #_sourceLocation) throws {
    let verdict = try store.verify()
    #expect(verdict.faults == [], sourceLocation: location)
    #expect(try integer("SELECT count(*) FROM audit") == verdict.entries, sourceLocation: location)
  }
}

/// A letter by e-mail, as a parser would hand it over.
func letter(
  _ subject: String, _ text: String, id: String = "", references: [String] = [],
  from: String = "nia@example.org",
  minutes: Int = 0, nature: MailNature = .letter, path: String = "a"
) -> IncomingMail {
  var content = MailContent()
  content.subject = subject
  content.text = text
  content.messageID = id
  content.references = references
  content.sender = MailAddress(name: "Nia Prys", address: from)
  content.sent = StoreFixture.now.adding(seconds: minutes * 60 - 86_400)
  content.nature = nature
  return IncomingMail(
    raw: Array("Received: \(path)\nSubject: \(subject)\nMessage-ID: <\(id)>\n\n\(text)".utf8), source: "test",
    content: content)
}

/// The error that `body` throws, for a comparison of all its facts.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreError
  }
}

import Casework
import Foundation
import Testing

/// An officer on a walkabout, with the office's register at hand: what is decided is kept and can be looked up.
struct Street: RegisterLookup {
  var records: [String: Record] = [:]
  let rulebook: Rulebook
  /// Friday 20 November 2026, a quarter past two.
  var now = Instant(day: Day("2026-11-20") ?? Day(number: 0), secondsUTC: 51_300)

  static let officer = Actor(name: "ola", roles: [.engagementOfficer], host: "tablet")

  static let places = [
    TitledName(name: "E1", title: "North Ormesby"), TitledName(name: "E2", title: "Castle"),
    TitledName(name: "E3", title: "Castle"), TitledName(name: "E4", title: "Ayresome"),
  ]
  static let themes = [
    TitledName(name: "lighting", title: "Street lighting"), TitledName(name: "litter", title: "Litter"),
  ]

  init() throws {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let data = root.appending(path: "Resources/Data")
    rulebook = try #require(
      Rulebook { name in (try? Data(contentsOf: data.appending(path: name))).map(Array.init) })
  }

  // MARK: - Acting

  /// Keeps a new event and gives its reference.
  mutating func plan(_ values: [String: JSON] = [:]) throws -> String {
    let all: [String: JSON] = ["title": "Canal Walk", "type": "walkabout"]
    let made = try RecordKind.named(.event)
      .newRecord(values: all.merging(values) { $1 }, facts: facts())
    keep(made)
    return made.record.reference
  }

  /// Logs a line and gives the case that it became.
  @discardableResult
  mutating func log(_ line: String, on event: String, _ slots: [String: JSON] = [:]) throws -> Record {
    let made = try act("log", on: event, slots.merging(["line": .string(line)]) { $1 })
    return try #require(made.further.last)
  }

  @discardableResult
  mutating func act(
    _ name: String, on reference: String, _ said: [String: JSON] = [:], reason: String? = nil
  ) throws -> Decision {
    try take(.act(name, said), on: reference, reason: reason)
  }

  @discardableResult
  mutating func take(
    _ action: RecordAction, on reference: String, reason: String? = nil
  ) throws -> Decision {
    let made = try self[reference].decision(on: action, facts: facts(reason: reason))
    keep(made)
    return made
  }

  /// Why it may not be; nil when it may.
  func refusal(of action: RecordAction, on reference: String) throws -> RuleRefusal? {
    let record = try self[reference]
    do throws(RuleRefusal) {
      _ = try record.decision(on: action, facts: facts())
      return nil
    } catch {
      return error
    }
  }

  subscript(reference: String) -> Record {
    get throws { try #require(records[reference]) }
  }

  func stage(_ reference: String) -> String? { records[reference]?[Head.stage] }

  private mutating func keep(_ decision: Decision) {
    for record in [decision.record] + decision.further {
      records[record.reference] = record
      records[record.reference]?.revision += 1
    }
  }

  private func facts(reason: String? = nil) -> Facts {
    Facts(
      actor: Self.officer, now: now, rulebook: rulebook, reason: reason, register: self,
      newUID: { UUID().uuidString.lowercased() })
  }

  // MARK: - Looking up

  func record(_ reference: String) -> Record? { records[reference] }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    records.values.filter { $0.kind == kind && $0[Head.parent] == reference }
  }

  func isTaken(_ reference: String) -> Bool { records[reference] != nil }

  func newReference(_ kind: KindName) -> String {
    "\(RecordKind.named(kind).prefix)-26-\(records.values.count { $0.kind == kind } + 1)"
  }

  func titles(of kind: SettingKind) -> [TitledName] {
    switch kind {
    case .place: Self.places
    case .theme: Self.themes
    default: []
    }
  }
}

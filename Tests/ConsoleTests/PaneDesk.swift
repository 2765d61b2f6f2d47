import Canvas
import Casework
import TestOffice
import Testing

@testable import Console

/// Somebody of every role at the console, with records of any kind behind it: for pictures of the panes.
struct PaneDesk {
  private(set) var session: Session
  private let records: [Record]
  private let sheet: Sheet?

  static let today = Day("2026-11-20") ?? Day(number: 0)

  init(_ pane: Character, _ records: [Record], sheet: Sheet? = nil, columns: Int, rows: Int) {
    self.records = records
    self.sheet = sheet
    var lists = ConsoleExamples.lists
    lists.programmes = Self.programmes
    session = Session(
      size: Size(rows: rows, columns: columns),
      actor: Actor(name: "slewis", roles: Set(OfficeRole.allCases), host: "desk-4"), lists: lists,
      rulebook: shippedRules, now: ConsoleExamples.now)
    carryOut(session.start())
    press(.character(pane))
  }

  static let programmes = [
    CoverageProgramme(
      name: "wards", title: "Every ward", unit: .everyPlace(level: "ward", vintage: "2017-12"),
      from: today - 300, to: today + 60)
  ]

  mutating func press(_ keys: Key...) {
    for key in keys { carryOut(session.handle(.key(key))) }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  var frame: Frame { session.draw() }

  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      if let reply = answer(to: request) { carryOut(session.receive(reply)) }
    }
  }

  private func answer(to request: Request) -> Reply? {
    switch request {
    case .rows(let page, let generation):
      let found = records.enumerated().filter { page.query.asksFor($1.kind) }
      return .rows(found.map { RecordRow(id: Int64($0 + 1), $1) }, generation: generation)
    case .count(let query, let generation):
      return .counted(records.count { query.asksFor($0.kind) }, generation: generation)
    case .view(let reference): return .view(view(reference), history: [])
    case .sheet: return sheet.map(Reply.sheet)
    default: return nil
    }
  }

  private func view(_ reference: String) -> RecordView? {
    guard let record = records.first(where: { $0.reference == reference }) else { return nil }
    let children = records.filter { $0[Head.parent] == reference }
    return RecordView(
      record: record, contacts: [], children: children.map { RecordRow(id: 1, $0) },
      parent: records.first { $0.reference == record[Head.parent] }.map { RecordRow(id: 1, $0) },
      related: children
        + records.filter { RecordKind.named(record.kind).hooks.mentions(record).contains($0.reference) })
  }
}

extension Query {
  /// Whether it names this kind at its top level.
  fileprivate func asksFor(_ kind: KindName) -> Bool {
    switch self {
    case .field(.kind, .equals(let name)): name == kind.rawValue
    case .and(let parts): parts.contains { $0.asksFor(kind) }
    default: false
    }
  }
}

extension Record {
  /// A record by hand, on which nothing was done yet.
  static func byHand(_ kind: KindName, _ reference: String, _ values: [String: JSON]) -> Record {
    var record = Record(uid: reference, kind: kind, reference: reference, revision: 1, values: values)
    if record[Head.stage] == nil { record[Head.stage] = RecordKind.named(kind).stages.first?.name }
    if record[Head.received] == nil { record[Head.received] = PaneDesk.today }
    return record
  }
}

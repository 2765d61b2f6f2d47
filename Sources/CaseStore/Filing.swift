internal import Casework
internal import GRDB

/// Making records and acting on them, inside the door's transaction.
enum Filing {
  static func create(
    kind: KindName, values: [String: JSON], text: String, calendar: WorkingCalendar, through door: inout Door
  ) throws {
    let description = RecordKind.named(kind)
    var record = try newRecord(kind, through: door)
    record[Head.stage] = description.stages.first?.name
    record[Head.received] = door.now.londonDay
    record[Head.marking] = .official
    try record.assign(values)
    for field in description.fields where field.isRequired && record.values[field.name] == nil {
      throw RuleRefusal.fieldRequired(field.name)
    }
    var decision = Decision(record: record)
    if !text.isBlank {
      var contact = Contact(
        uid: Identity.uid(at: door.now.milliseconds), kind: .received,
        channel: record[CaseFile.channel] ?? .letter, at: door.now, text: text.storable)
      contact.sender = MailAddress(
        name: record[CaseFile.correspondent] ?? "", address: record[CaseFile.address] ?? "")
      contact.subject = record[Head.title] ?? ""
      decision.contacts = [contact]
    }
    decision.record.settle(calendar: calendar)
    try SettingCheck.require(decision.record, door.database)
    _ = try door.save(decision, before: nil, action: .create)
  }

  /// A record with an identity and nothing else.
  static func newRecord(_ kind: KindName, through door: Door) throws -> Record {
    let year = door.now.londonDay.year % 100
    let name = "\(RecordKind.named(kind).prefix)-\(year < 10 ? "0" : "")\(year)"
    var reference: String
    repeat {
      let digits = String(try door.nextNumber(for: name))
      reference = "\(name)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
      // A counter that somebody set back must not stop the mail.
    } while try RecordTable.id(of: reference, door.database) != nil
    return Record(
      uid: Identity.uid(at: door.now.milliseconds), kind: kind, reference: reference, revision: 0, values: [:]
    )
  }

  static func act(
    _ action: RecordAction, on reference: String, seen: Int?, calendar: WorkingCalendar,
    through door: inout Door
  ) throws {
    guard let record = try RecordTable.record(reference, door.database) else {
      throw StoreError.noSuchRecord(reference)
    }
    if let seen, seen < record.revision {
      try requireNoConflict(action, on: record, since: seen, door.database)
    }
    let now = door.now
    let facts = Facts(
      actor: door.actor, now: now, calendar: calendar, reason: door.reason,
      newUID: { Identity.uid(at: now.milliseconds) })
    let decision = try record.decision(on: action, facts: facts)
    try SettingCheck.require(decision.record, changedFrom: record, door.database)
    _ = try door.save(decision, before: record, action: action.logged)
  }

  /// Changes to different fields merge. Two to the same field do not, and two colleagues do not move, refer or
  /// answer the same case without knowing of each other. A note is welcome at any time.
  private static func requireNoConflict(
    _ action: RecordAction, on record: Record, since revision: Int, _ database: Database
  ) throws {
    let entries = try AuditTable.of(uid: record.uid, database).filter { $0.revision > revision }
    let changed = Set(entries.flatMap { ChangeDetail(json: $0.parsedDetail).fields.keys })
    switch action {
    case .note: return
    case .set(let values):
      for (name, value) in values where changed.contains(name) && record.values[name] ?? .null != value {
        throw conflict(on: record, name, yours: value)
      }
    case .move, .close, .refer, .answer, .reply:
      let names = [Head.stage.name, CaseFile.referrals.name, CaseFile.lastReplied.name]
      guard let name = names.first(where: changed.contains) else { return }
      throw StoreError.actedMeanwhile(
        reference: record.reference, by: entries.last?.actor ?? "", stage: record[Head.stage] ?? "",
        field: name)
    }
  }

  private static func conflict(on record: Record, _ name: String, yours: JSON) -> StoreError {
    .changedMeanwhile(
      reference: record.reference, field: name, yours: yours.plain,
      theirs: (record.values[name] ?? .null).plain)
  }
}

/// Names in a record must be names that the office knows.
enum SettingCheck {
  static func require(_ kind: SettingKind, named name: String, _ database: Database) throws {
    guard try SettingTable.value(kind: kind, name: name, database) != nil else {
      throw StoreError.noSuchSetting(kind: kind, name: name)
    }
  }

  static func require(_ record: Record, changedFrom before: Record? = nil, _ database: Database) throws {
    if let owner = record[Head.owner], owner != before?[Head.owner] {
      try require(.account, named: owner, database)
    }
    if let team = record[Head.team], team != before?[Head.team] {
      try require(.team, named: team, database)
    }
    if let place = record[Head.place], place != before?[Head.place] {
      try require(.place, named: place, database)
    }
    for theme in record[Head.themes] ?? [] where before?[Head.themes]?.contains(theme) != true {
      try require(.theme, named: theme, database)
    }
  }
}

extension RecordAction {
  /// What the log calls it.
  fileprivate var logged: AuditAction {
    switch self {
    case .set: .change
    case .move, .close: .move
    case .note: .note
    case .refer: .refer
    case .answer: .answer
    case .reply: .reply
    }
  }
}

extension AuditEntry {
  /// The detail as a value; an empty object when it was erased or cannot be read.
  var parsedDetail: JSON {
    detail.flatMap { try? JSON(parsing: $0) } ?? [:]
  }
}

extension JSON {
  /// For a sentence: text without quotation marks.
  var plain: String { self == .null ? "nothing" : string ?? text }
}

internal import Casework
internal import GRDB

/// Making records and acting on them, inside the door's transaction.
struct Filing {
  private let rulebook: Rulebook

  init(_ rulebook: Rulebook) {
    self.rulebook = rulebook
  }

  func create(
    kind: KindName, values: [String: JSON], text: String, through door: inout Door
  ) throws {
    let decision = try deciding(door) { facts throws(RuleRefusal) in
      guard RecordKind.named(kind).isMadeByHand else { throw .notMadeByHand(kind) }
      return try RecordKind.named(kind).newRecord(values: values, text: text, facts: facts)
    }
    try save(decision, before: nil, as: .create, through: &door)
  }

  func act(
    _ action: RecordAction, on reference: String, seen: Int?, through door: inout Door
  ) throws {
    guard let record = try RecordReading.record(reference, for: door.actor, door.database)?.record else {
      let erasure = try ErasureTable.of(typed: reference, door.database)
      throw erasure.flatMap { $0.isVisible(to: door.actor) ? StoreError.erased($0) : nil }
        ?? StoreError.noSuchRecord(reference)
    }
    if let seen, seen < record.revision {
      try requireNoConflict(action, on: record, since: seen, door.database)
    }
    let decision = try deciding(door) { facts throws(RuleRefusal) in
      try record.decision(on: action, facts: facts)
    }
    if let order = decision.erasure { return try door.erase(record, order) }
    try save(decision, before: record, as: action.logged, through: &door)
  }

  /// Saves what was decided on a record and what follows for others, as one change.
  func save(
    _ decision: Decision, before: Record?, as action: AuditAction, through door: inout Door
  ) throws {
    if !decision.further.isEmpty { door.beginBatch() }
    let decision = heldTogether(decision, door)
    try SettingCheck.require(decision.record, changedFrom: before, door.database)
    if decision.record != before || !decision.contacts.isEmpty || !decision.files.isEmpty {
      _ = try door.save(decision, before: before, action: action)
    }
    for further in decision.further {
      let before = further.revision == 0 ? nil : try RecordTable.record(further.reference, door.database)
      try SettingCheck.require(further, changedFrom: before, door.database)
      guard further != before || decision.furtherContacts[further.uid] != nil else { continue }
      _ = try door.save(
        Decision(record: further, contacts: decision.furtherContacts[further.uid] ?? []), before: before,
        action: before == nil ? .create : action,
        isSilent: before.map { Self.isAccessAlone(further, since: $0) } ?? false)
    }
  }

  /// Whether a record differs in who may read it and in nothing else: it followed another, whose matter the reason is.
  private static func isAccessAlone(_ record: Record, since before: Record) -> Bool {
    let names = [Head.marking.name, Head.readers.name, Head.walled.name]
    func rest(_ record: Record) -> [String: JSON] { record.values.filter { !names.contains($0.key) } }
    return rest(record) == rest(before)
  }

  /// What an act makes for others is kept from those from whom its parent is kept, and whoever makes a record restricted
  /// goes on reading it.
  private func heldTogether(_ decision: Decision, _ door: Door) -> Decision {
    var decision = decision
    for position in decision.further.indices where decision.further[position].revision == 0 {
      if decision.further[position][Head.parent] == decision.record.reference {
        decision.further[position].inheritAccess(from: decision.record)
      }
      decision.further[position].keepReadable(by: door.actor, before: nil)
    }
    return decision
  }

  /// Asks the rules of each record's kind whether it may stand so.
  func requireHolds(_ references: some Collection<String>, _ door: Door) throws {
    for reference in references {
      guard let record = try RecordTable.record(reference, door.database) else { continue }
      _ = try deciding(door) { facts throws(RuleRefusal) in
        let hooks = RecordKind.named(record.kind).hooks
        try hooks.check(record, facts)
        try hooks.holds(record, facts)
        return Decision(record: record)
      }
    }
  }

  /// Asks a rule, with the register as this transaction sees it.
  func deciding(
    _ door: Door, _ rule: (Facts) throws(RuleRefusal) -> Decision
  ) throws -> Decision {
    let register = DoorRegister(door, calendar: rulebook.calendars.englandAndWales)
    let now = door.now
    let facts = Facts(
      actor: door.actor, now: now, rulebook: rulebook, reason: door.reason, register: register,
      newUID: { Identity.uid(at: now.milliseconds) })
    let decision: Decision
    do throws(RuleRefusal) { decision = try rule(facts) } catch {
      // A disk that failed under the rule is no refusal.
      try register.requireNoFault()
      throw error
    }
    try register.requireNoFault()
    return decision
  }

  /// Changes to different fields merge. Two to the same field do not, and two colleagues do not move, refer or
  /// answer the same case without knowing of each other. A note is welcome at any time.
  private func requireNoConflict(
    _ action: RecordAction, on record: Record, since revision: Int, _ database: Database
  ) throws {
    let entries = try AuditTable.of(uid: record.uid, database).filter { $0.revision > revision }
    let changed = Set(entries.flatMap { ChangeDetail(json: $0.parsedDetail).fields.keys })
    let kind = RecordKind.named(record.kind)
    switch action {
    case .note: return
    case .set(let values):
      for (name, value) in values where changed.contains(name) && record.values[name] ?? .null != value {
        throw conflict(on: record, name, yours: value)
      }
    case .act(let name, _) where kind.act(named: name)?.isAdding == true: return
    case .move, .act:
      guard let name = kind.guarded.first(where: changed.contains) else { return }
      throw StoreError.actedMeanwhile(
        reference: record.reference, by: entries.last?.actor ?? "", stage: record[Head.stage] ?? "",
        field: name)
    }
  }

  private func conflict(on record: Record, _ name: String, yours: JSON) -> StoreError {
    .changedMeanwhile(
      reference: record.reference, field: name, yours: yours.plain,
      theirs: (record.values[name] ?? .null).plain)
  }
}

/// The register as a rule may look into it from inside a transaction.
private final class DoorRegister: RegisterLookup {
  private let door: Door
  private let calendar: WorkingCalendar
  /// A lookup that failed: the rule cannot be told, for it knows no store.
  private var fault: (any Error)?

  init(_ door: Door, calendar: WorkingCalendar) {
    self.door = door
    self.calendar = calendar
  }

  func requireNoFault() throws {
    if let fault { throw fault }
  }

  func record(_ reference: String) -> Record? {
    looking(nil) { try RecordReading.record(reference, for: door.actor, door.database)?.record }
  }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    looking([]) { try RecordTable.children(of: reference, kind: kind, door.database) }
  }

  func records(of kind: KindName, stage: String?) -> [Record] {
    looking([]) { try RecordTable.records(of: kind, stage: stage, door.database) }
  }

  func isTaken(_ reference: String) -> Bool {
    // The reference of a record that was erased is never given again.
    looking(true) {
      try RecordTable.id(of: reference, door.database) != nil
        || ErasureTable.of(reference, door.database) != nil
    }
  }

  func newReference(_ kind: KindName) -> String {
    looking("") { try door.newReference(kind) }
  }

  var retention: RetentionRules {
    looking(RetentionRules()) { try RetentionReading.rules(door.database) }
  }

  func titles(of kind: SettingKind) -> [TitledName] {
    looking([]) { try SettingTable.titles(of: kind, door.database) }
  }

  func bytes(digest: String) -> [UInt8]? {
    looking(nil) {
      try Identity.bytes(ofHexadecimal: digest).flatMap { try BlobTable.bytes(digest: $0, door.database) }
    }
  }

  func fullName(of account: String) -> String? {
    looking(nil) {
      try SettingTable.value(kind: .account, name: account, door.database)
        .flatMap { Account(name: account, json: $0.json)?.fullName }
    }
  }

  func frame(query: String, by field: SampleField?) throws(RuleRefusal) -> [SampleMember] {
    let today = door.now.londonDay
    let narrowed = try FrameReading.query(query, today: today, for: door.actor, calendar: calendar)
    return looking([]) {
      try FrameReading.members(narrowed, by: field, today: today, for: door.actor, door.database)
    }
  }

  private func looking<Answer>(_ otherwise: Answer, _ look: () throws -> Answer) -> Answer {
    do { return try look() } catch {
      fault = fault ?? error
      return otherwise
    }
  }
}

extension Door {
  /// The next number of a kind for this year: `COR-26-0042`.
  func newReference(_ kind: KindName) throws -> String {
    try newReference(kind) { try nextNumber(for: $0) }
  }

  /// The same with numbers that somebody counts who makes many records: they are noted at the end.
  func newReference(_ kind: KindName, _ next: (String) throws -> Int) throws -> String {
    let year = now.londonDay.year % 100
    let name = "\(RecordKind.named(kind).prefix)-\(year < 10 ? "0" : "")\(year)"
    var reference: String
    repeat {
      let digits = String(try next(name))
      reference = "\(name)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
      // A counter that somebody set back must not stop the mail.
    } while try RecordTable.id(of: reference, database) != nil
      || ErasureTable.of(reference, database) != nil
    return reference
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
    for field in RecordKind.named(record.kind).fields {
      guard let kind = field.type.setting, let value = record.values[field.name] else { continue }
      let known = before?.values[field.name].map(names) ?? []
      for name in names(value) where !known.contains(name) { try require(kind, named: name, database) }
    }
  }

  private static func names(_ value: JSON) -> [String] {
    value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
  }
}

extension FieldType {
  /// The list of the office in which the field's names must stand.
  fileprivate var setting: SettingKind? {
    switch self {
    case .account: .account
    case .team: .team
    case .place, .places: .place
    case .themes: .theme
    case .text, .longText, .day, .instant, .flag, .number, .choice, .record, .list: nil
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

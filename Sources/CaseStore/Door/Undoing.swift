internal import Casework
internal import GRDB

/// Taking back: an undo is a new entry that writes the values of before.
///
/// What the records then are must hold by the rules of their kinds, as after any other change.
enum Undoing {
  /// Undoes the actor's last change of a record that is not undone yet, on this record or on any.
  ///
  /// Throws: ``StoreError/nothingToUndo``, ``StoreError/builtUpon(reference:by:)``,
  /// ``StoreError/importCannotBeUndone(reference:)``.
  static func undoLast(on reference: String?, _ filing: Filing, through door: inout Door) throws {
    try undo(
      try lastUndoable(by: door.actor, door.database) { reference == nil || $0.reference == reference },
      filing, &door)
  }

  /// Undoes the actor's change that is this entry, unless it is undone already.
  static func undo(entry seq: Int, _ filing: Filing, through door: inout Door) throws {
    try undo(try lastUndoable(by: door.actor, door.database) { $0.seq == seq }, filing, &door)
  }

  private static func undo(_ entry: AuditEntry?, _ filing: Filing, _ door: inout Door) throws {
    guard let entry else { throw StoreError.nothingToUndo }
    try requireNotErased(entry, door.database)
    guard entry.action != AuditAction.import.rawValue, entry.action != AuditAction.join.rawValue else {
      throw StoreError.importCannotBeUndone(reference: entry.reference)
    }
    try requireNotSampled(entry, door.database)
    guard let batch = entry.parsedDetail["batch"]?["after"]?.integer else {
      try undoOne(entry, through: &door)
      return try filing.requireHolds([entry.reference], door)
    }
    // A change of several records is taken back as one, the last first: an entry at a time, for there may be many.
    let entries = try AuditTable.batch(batch, door.database)
    door.beginBatch()
    for seq in entries {
      if let entry = try AuditTable.entry(seq, door.database) { try requireNotErased(entry, door.database) }
    }
    for seq in entries.reversed() {
      guard let entry = try AuditTable.entry(seq, door.database) else { throw StoreError.nothingToUndo }
      try undoOne(entry, through: &door)
    }
    try filing.requireHolds(Set(door.touched), door)
  }

  /// What was erased is nowhere any more, so nothing of it can be taken back: neither that, nor what was done before.
  private static func requireNotErased(_ entry: AuditEntry, _ database: Database) throws {
    guard entry.action == AuditAction.erase.rawValue || entry.detail == nil else { return }
    throw StoreError.erasureStands(reference: entry.reference)
  }

  private static func undoOne(_ entry: AuditEntry, through door: inout Door) throws {
    guard let record = try RecordTable.record(entry.reference, door.database),
      !record.isHidden(from: door.actor)
    else {
      throw StoreError.nothingToUndo
    }
    try requireNotFrozen(entry, record, door)
    try requireNothingBuilt(on: entry, record: record, door.database)
    try undo(entry, on: record, through: &door)
  }

  /// What was agreed is not edited by taking an earlier change back. The step that froze it may be taken back while
  /// nothing has followed it, for that is a slip of the finger.
  private static func requireNotFrozen(_ entry: AuditEntry, _ record: Record, _ door: Door) throws {
    guard record.frozen(against: .undoing(entry.action, isSlip: false)) != nil else { return }
    let isSlip =
      try entry.at.londonDay == door.now.londonDay && isOnlyUndone(since: entry, record, door.database)
    if let refusal = record.frozen(against: .undoing(entry.action, isSlip: isSlip)) { throw refusal }
  }

  /// What a dip sample was drawn from is not taken from under it.
  private static func requireNotSampled(_ entry: AuditEntry, _ database: Database) throws {
    guard entry.kind == KindName.extract.rawValue || entry.kind == KindName.complaint.rawValue else { return }
    let sql = "SELECT reference FROM audit WHERE kind = ? AND action = 'freeze' AND seq > ? LIMIT 1"
    let round = try String.fetchOne(
      database, sql: sql, arguments: [KindName.round.rawValue, entry.seq])
    if let round { throw StoreError.refused(.sampledSince(round)) }
  }

  /// Walks back over undone pairs: an undo and what it undid cancel out. The office's lists are no records: taking
  /// back the account that one works with would shut everybody out.
  private static func lastUndoable(
    by actor: Actor, _ database: Database, where fits: (AuditEntry) -> Bool
  ) throws -> AuditEntry? {
    var undone: Set<Int> = []
    var found: AuditEntry?
    try AuditTable.newest(of: actor.doer, database) { entry in
      // What an administrator did on behalf of somebody is taken back on behalf of the same.
      guard (entry.behalf ?? entry.actor) == actor.name else { return true }
      if entry.action == AuditAction.undo.rawValue {
        if let seq = entry.parsedDetail["undoes"]?["after"]?.integer { undone.insert(seq) }
        return true
      }
      guard !undone.contains(entry.seq), KindName(rawValue: entry.kind) != nil,
        !AuditAction(rawValue: entry.action).isOfVault, !AuditAction(rawValue: entry.action).isReading,
        fits(entry)
      else {
        return true
      }
      // What is kept from the actor by now leaves no trace, not even of what the actor did to it.
      if try RecordTable.record(entry.reference, database)?.isHidden(from: actor) == true { return true }
      found = entry
      return false
    }
    return found
  }

  /// A field that somebody changed since is not taken from under them.
  private static func requireNothingBuilt(
    on entry: AuditEntry, record: Record, _ database: Database
  ) throws {
    let detail = ChangeDetail(json: entry.parsedDetail).fields
    for (name, change) in detail where !derivedNames.contains(name) {
      guard record.values[name] ?? .null == change.after else {
        let by = try lastToChange(record, name, since: entry, database)
        throw StoreError.builtUpon(reference: entry.reference, by: by)
      }
    }
    if entry.action == AuditAction.create.rawValue, record.revision != entry.revision,
      try !isOnlyUndone(since: entry, record, database)
    {
      let by = try lastToChange(record, nil, since: entry, database)
      throw StoreError.builtUpon(reference: entry.reference, by: by)
    }
  }

  /// Who has to undo first: whoever changed the field last, and not who merely read the record or wrote a note on it.
  ///
  /// - Parameter name: nil for any change.
  private static func lastToChange(
    _ record: Record, _ name: String?, since entry: AuditEntry, _ database: Database
  ) throws -> String {
    let last = try AuditTable.of(uid: record.uid, database).last { later in
      later.seq > entry.seq && !AuditAction(rawValue: later.action).isReading
        && (name.map { later.parsedDetail[$0] != nil } ?? true)
    }
    return last.map { $0.behalf ?? $0.actor } ?? ""
  }

  /// Whether all that happened after `entry` was undone again.
  private static func isOnlyUndone(
    since entry: AuditEntry, _ record: Record, _ database: Database
  ) throws -> Bool {
    let later = try AuditTable.of(uid: record.uid, database).filter {
      $0.seq > entry.seq && !AuditAction(rawValue: $0.action).isReading
    }
    let undone = Set(later.compactMap { $0.parsedDetail["undoes"]?["after"]?.integer })
    return later.allSatisfy { $0.action == AuditAction.undo.rawValue || undone.contains($0.seq) }
  }

  /// Fields of the detail that are not values of the record.
  private static let derivedNames: Set<String> = ["contacts", "undoes", "batch", "reason"]

  private static func undo(_ entry: AuditEntry, on record: Record, through door: inout Door) throws {
    let detail = ChangeDetail(json: entry.parsedDetail).fields
    let written = Set((detail["contacts"]?.after.array ?? []).compactMap { $0["uid"]?.string })
    let id = try RecordTable.id(of: record.reference, door.database) ?? 0
    let contacts = try ContactTable.of(record: id, door.database)
    let removed = contacts.filter { written.contains($0.contact.uid) }
    if entry.action == AuditAction.create.rawValue {
      // What belongs to it would belong to nothing.
      if let child = try RecordTable.anyChild(of: record.reference, door.database) {
        let isHidden = try RecordTable.record(child, door.database)?.isHidden(from: door.actor) ?? false
        throw StoreError.refused(.somethingBelongs(isHidden ? "…" : child, to: record.reference))
      }
      return try door.remove(record, contacts: contacts, undoes: entry.seq)
    }
    var restored = record
    for (name, change) in detail where !derivedNames.contains(name) {
      restored.values[name] = change.before == .null ? nil : change.before
    }
    _ = try door.save(
      Decision(record: restored), before: record, action: .undo, removing: removed, undoes: entry.seq)
  }
}

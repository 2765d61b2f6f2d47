package import Casework
internal import GRDB

/// The office's register on disk: everything that the rest of the program ever asks of it is in this file.
///
/// A store that exists is a store that is up to date: opening it brings its tables to this version. All writing
/// goes through one door, which checks, writes, indexes and logs in one transaction.
package struct CaseStore: Sendable {
  /// The file.
  package let path: String
  private let connections: StoreConnections
  var pool: DatabasePool {
    get throws { try connections.pool(path: path) { try requireInPlace() } }
  }
  /// What reads, whether all connections are opened or one.
  var reader: any DatabaseReader { connections.reader }
  /// The file that was opened. When the path leads to another one, nothing may be written any more.
  private let identity: StoreFile.Identity?
  let gate: WriterGate
  /// What forbids writing to the file.
  let trouble: StoreTrouble
  /// How a damaged store is read; nil for one that was opened as usual.
  let salvage: Salvage?
  package let rulebook: Rulebook

  // MARK: - Opening

  /// Makes a store and its first account, an administrator who is also a caseworker.
  ///
  /// Throws: ``StoreError/storeExists(path:)``, ``StoreError/cannotCreate(path:reason:)``.
  package static func create(
    at path: String, office: Office, administrator: Account, host: String, rulebook: Rulebook,
    now: Instant
  ) throws(StoreError) -> CaseStore {
    guard !StoreFile.exists(path) else { throw .storeExists(path: path) }
    if let reason = StoreFile.reasonNotToCreate(path) { throw .cannotCreate(path: path, reason: reason) }
    return try rephrasing(path) {
      let store = CaseStore(path: path, pool: try makeFile(path), rulebook: rulebook)
      let actor = Actor(name: administrator.name, roles: administrator.roles, host: host)
      try store.write(by: actor, at: now) { door in
        try door.set(kind: .office, name: office.name, to: office.json)
        try door.set(kind: .account, name: administrator.name, to: administrator.json)
      }
      return store
    }
  }

  /// Opens a store and brings it up to date.
  ///
  /// - Parameters:
  ///   - rulebook: asked for when the file is open; another thread may be reading it until then.
  ///   - upgrading: told before each step of what may take minutes in a large store.
  package static func open(
    at path: String, rulebook: @autoclosure () throws(StoreError) -> Rulebook,
    upgrading: (UpgradeStep) -> Void = { _ in }
  ) throws(StoreError) -> CaseStore {
    guard StoreFile.exists(path) else { throw .noStore(path: path) }
    return try markingDamage(path) {
      try StoreFile.requireStore(path)
      try requireWhole(path)
      let reader = try Connection.openForReading(path: path)
      let (isNewer, isCurrent) = try reader.unsafeRead(Schema.standing)
      guard !isNewer else { throw StoreError.newerStore(path: path) }
      let store = CaseStore(path: path, reader: reader, rulebook: try rulebook())
      if !isCurrent { try store.upgrade(upgrading) }
      store.scourIfOwed(waits: false)
      return store
    }
  }

  /// The same store on connections of its own, for work that must not lower the durability of other changes.
  ///
  /// By SQLite alone: a process that has the file open and opens and closes it by itself loses all its locks on it, and
  /// another program may then take away the log from under it (SQLite, "How To Corrupt An SQLite Database File", 2.2).
  package func again() throws(StoreError) -> CaseStore {
    try rephrasing {
      CaseStore(path: path, pool: try Connection.open(path: path), rulebook: rulebook, trouble: trouble)
    }
  }

  /// Makes the file, or leaves nothing behind that would stand in the way of the next try.
  private static func makeFile(_ path: String) throws -> DatabasePool {
    do { return try Connection.create(path: path) } catch {
      StoreFile.remove(path)
      throw error
    }
  }

  /// Opens the connections that changes need, before the first of them: then nobody waits for that.
  package func open() throws(StoreError) { try rephrasing { _ = try pool } }

  private init(path: String, reader: DatabaseQueue, rulebook: Rulebook) {
    self.path = path
    trouble = StoreTrouble(path: path)
    salvage = nil
    connections = StoreConnections(reader: reader, failures: trouble.failures)
    gate = WriterGate(path: path + "-gate")
    identity = StoreFile.identity(path)
    self.rulebook = rulebook
  }

  init(
    path: String, pool: DatabasePool, rulebook: Rulebook, trouble: StoreTrouble? = nil,
    salvage: Salvage? = nil
  ) {
    self.path = path
    self.trouble = trouble ?? StoreTrouble(path: path, isForReadingAlone: salvage != nil)
    self.salvage = salvage
    connections = StoreConnections(pool, failures: self.trouble.failures)
    self.gate = WriterGate(path: path + "-gate")
    self.identity = StoreFile.identity(path)
    self.rulebook = rulebook
  }

  // MARK: - Changing

  /// Does one thing to one record, or refuses it with the rule's reason; all of it happens, or nothing.
  ///
  /// Throws: ``StoreError/refused(_:)``, ``StoreError/noSuchRecord(_:)``,
  /// ``StoreError/changedMeanwhile(reference:field:yours:theirs:)``.
  package func perform(_ change: Change, by actor: Actor, at now: Instant) throws(StoreError) -> Receipt {
    let (receipt, hasErased) = try write(by: actor, at: now, reason: change.reason) { door in
      try door.require(.work)
      let receipt = try carryOut(change.what, through: &door)
      return (receipt, door.hasErased)
    }
    // What cannot be done now is owed: the next start or 'doctor' does it.
    if hasErased { scourIfOwed(waits: true) }
    return receipt
  }

  private func carryOut(_ what: Change.What, through door: inout Door) throws -> Receipt {
    switch what {
    case .create(let kind, let values, let text):
      try Filing(rulebook).create(kind: kind, values: values, text: text, through: &door)
    case .act(let action, let reference, let revision):
      try Filing(rulebook).act(action, on: reference, seen: revision, through: &door)
    case .bulk(let verb, let targets):
      let outcome = try Filing(rulebook).act(verb, on: targets, through: &door)
      return Receipt(
        entry: door.lastEntry, touched: outcome.changed.map(\.reference), leftOut: outcome.leftOut)
    case .undo(let reference):
      try Undoing.undoLast(on: reference, Filing(rulebook), through: &door)
    case .undoEntry(let seq):
      try Undoing.undo(entry: seq, Filing(rulebook), through: &door)
    }
    return Receipt(entry: door.lastEntry, touched: door.touched)
  }

  // MARK: - Reading

  // What the reader may not see is not there: not in a list, not in a count, not under its reference.

  package func rows(_ request: ListRequest, for reader: Actor) throws(StoreError) -> [RecordRow] {
    try read { database in
      let hidden = try HiddenReferences(for: reader, database)
      return try ListReading.rows(request, for: reader, database).map(hidden.cleaned)
    }
  }

  package func count(_ query: Query, today: Day, for reader: Actor) throws(StoreError) -> Int {
    try read { try ListReading.count(query, today: today, for: reader, $0) }
  }

  package func record(_ reference: String, for reader: Actor) throws(StoreError) -> Casework.Record? {
    try read { database in
      let hidden = try HiddenReferences(for: reader, database)
      return try RecordReading.record(reference, for: reader, database).map { hidden.cleaned($0.record) }
    }
  }

  /// A record with its contacts and what belongs to it; nil when there is none with this reference.
  package func view(_ reference: String, for reader: Actor) throws(StoreError) -> RecordView? {
    try read { database in
      let hidden = try HiddenReferences(for: reader, database)
      return try RecordReading.view(reference, for: reader, database).map(hidden.cleaned)
    }
  }

  /// The records of a kind that belong to another, oldest first.
  package func children(
    of reference: String, _ kind: KindName, for reader: Actor
  ) throws(StoreError) -> [Casework.Record] {
    try read { database in
      let hidden = try HiddenReferences(for: reader, database)
      return try RecordTable.children(of: reference, kind: kind, database)
        .filter { $0.isVisible(to: reader) }.map(hidden.cleaned)
    }
  }

  /// Every record that a query finds, with its values, in order of arrival: for exports, reports and draws.
  package func eachRecord(
    _ query: Query, today: Day, for reader: Actor, _ body: (Casework.Record) throws -> Void
  ) throws(StoreError) {
    try read { database in
      let hidden = try HiddenReferences(for: reader, database)
      guard let salvage else {
        return try RecordReading.each(query, today: today, for: reader, database) {
          try body(hidden.cleaned($0))
        }
      }
      try salvage.eachRecord(query, today: today, for: reader, database) { try body(hidden.cleaned($0)) }
    }
  }

  /// A table about many records, such as the coverage of a programme or the attendance of a group.
  ///
  /// Throws: ``StoreError/noSuchSetting(kind:name:)``, ``StoreError/noSuchRecord(_:)`` when there is no programme or no
  /// group of that name.
  package func sheet(_ request: SheetRequest, for reader: Actor, today: Day) throws(StoreError) -> Sheet {
    try read { try SheetReading.sheet(request, for: reader, today: today, $0) }
  }

  /// The record on which the message with this `Message-ID` (without brackets) is kept; nil when it is not.
  package func reference(
    ofMessage messageID: String, for reader: Actor
  ) throws(StoreError) -> String? {
    try read { database in
      guard let id = try ContactTable.record(messageID: messageID, database),
        let record = try RecordTable.record(id: id, database), record.isVisible(to: reader)
      else { return nil }
      return record.reference
    }
  }

  /// The history of a record, oldest first. A record whose creation was undone has none here.
  package func history(of reference: String, for reader: Actor) throws(StoreError) -> [HistoryLine] {
    try read { database in
      guard let record = try RecordReading.record(reference, for: reader, database)?.record else { return [] }
      let hidden = try HiddenReferences(for: reader, database)
      return try AuditTable.of(uid: record.uid, database).map { entry in
        hidden.cleaned(HistoryLine(entry: entry, detail: ChangeDetail(json: entry.parsedDetail)))
      }
    }
  }

  /// The bytes of a message as they came; nil when none are kept under this SHA-256 (hexadecimal), and when they came
  /// on a record that the reader may not see.
  package func rawBytes(digest: String, for reader: Actor) throws(StoreError) -> [UInt8]? {
    guard let bytes = Identity.bytes(ofHexadecimal: digest) else { return nil }
    return try read { database in
      // The same bytes may have come twice: they are for whoever may see one of the records.
      let records = try BlobTable.records(digest: bytes, database).compactMap {
        try RecordTable.record(id: $0, database)
      }
      guard records.isEmpty || records.contains(where: { $0.isVisible(to: reader) }) else { return nil }
      let hidden = try HiddenReferences(for: reader, database)
      let isTable = records.contains { $0.kind == .extract || $0.kind == .round }
      return try BlobTable.bytes(digest: bytes, database).map { hidden.cleaned($0, isTable: isTable) }
    }
  }

  /// Machines' mail that belongs to no case, newest first.
  package func unfiledMail(limit: Int) throws(StoreError) -> [Contact] {
    try read { try ContactTable.unfiled(limit: limit, $0).map(\.contact) }
  }

  // MARK: - Plumbing

  func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try rephrasing {
      // Of a damaged file not even the end of a transaction succeeds.
      try noticing { try salvage == nil ? reader.read(body) : reader.unsafeRead(body) }
    }
  }

  /// The same for what needs no transaction to be of one moment, as the answer of one statement.
  func lookUp<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try rephrasing { try noticing { try reader.unsafeRead(body) } }
  }

  func write<Result>(
    by actor: Actor, at now: Instant, reason: String? = nil, _ body: (inout Door) throws -> Result
  ) throws(StoreError) -> Result {
    try rephrasing {
      try requireInPlace()
      try trouble.requireNone()
      try connections.renew(path: path, gate, trouble)
      return try noticing {
        try Door.open(pool, gate: gate, actor: actor, now: now, reason: reason, body)
      }
    }
  }

  /// Writes what is no record, beside the log.
  func writeAside(_ body: (WritePass) throws -> Void) throws(StoreError) {
    try rephrasing {
      try requireInPlace()
      try trouble.requireNone()
      try connections.renew(path: path, gate, trouble)
      try noticing { try Door.writeAside(pool, gate: gate, body) }
    }
  }

  /// What SQLite says of the file is not forgotten.
  private func noticing<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      trouble.notice(error)
      throw error
    }
  }

  /// A store that was found damaged is checked again each time: a good one may have been put in its place.
  private static func requireWhole(_ path: String) throws {
    guard DamageMark.isOn(path) else { return }
    guard try AuditVerification.run(path: path).isSound else { throw StoreError.damaged(path: path) }
    DamageMark.takeAway(from: path)
  }

  /// The same for a file that is being opened.
  private static func markingDamage<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(StoreError) -> Result {
    try rephrasing(path) {
      do { return try body() } catch {
        StoreTrouble(path: path).notice(error)
        throw error
      }
    }
  }

  /// Throws: ``StoreError/replaced(path:)`` when the path leads to another file than the one that was opened.
  func requireInPlace() throws {
    guard StoreFile.identity(path) == identity else { throw StoreError.replaced(path: path) }
  }

  func rephrasing<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
    try Self.rephrasing(path, body)
  }

  /// Every error that leaves the store is one of its own.
  static func rephrasing<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(StoreError) -> Result {
    do { return try body() } catch { throw StoreError(error, path: path) }
  }
}

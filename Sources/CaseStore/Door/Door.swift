internal import Casework
internal import GRDB

/// The right to write. Only the door makes one, so no code outside this file can change a row.
///
/// Every function of a table that writes asks for a pass.
struct WritePass {
  /// The connection, inside the transaction of this pass.
  let database: Database

  fileprivate init(database: Database) {
    self.database = database
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

/// The one door for change: each record, its search text and its audit entry are written together, here.
///
/// A door lives for one transaction. What it writes it writes through the tables, with the pass that only it has.
struct Door {
  let actor: Actor
  let now: Instant
  let reason: String?
  private let pass: WritePass
  private var chain: AuditChain
  private let random = RandomBytes()
  /// The number of the first entry of a change of several records; nil for a change of one.
  private var batch: Int?
  private var unwritten = Unwritten()
  /// Nothing of what was written shall stay.
  private var isAbandoned = false
  /// Whether words went that may still stand in parts of the file that nothing uses.
  private(set) var hasErased = false
  /// References in the order in which they were touched.
  private(set) var touched: [String] = []

  /// The newest entry of the log, as this transaction sees it.
  var lastEntry: Int { chain.seq }

  /// Runs `body` in one transaction that no other writer interrupts: all of it happens, or nothing.
  static func open<Result>(
    _ pool: DatabasePool, gate: WriterGate, actor: Actor, now: Instant, reason: String? = nil,
    _ body: (inout Door) throws -> Result
  ) throws -> Result {
    try gate.pass {
      try pool.writeWithoutTransaction { database in
        var result: Result?
        try Connection.leavingNothingRefused(database) {
          try database.inTransaction(.immediate) {
            let pass = WritePass(database: database)
            var door = Door(
              actor: actor, now: now, reason: reason, pass: pass, chain: try AuditChain(database))
            result = try body(&door)
            if !door.isAbandoned { try door.unwritten.write(pass) }
            return door.isAbandoned ? .rollback : .commit
          }
        }
        guard let result else { throw StoreError.fault("transaction without a result") }
        return result
      }
    }
  }

  /// Lets in what is no record and leaves no trace in the log: drafts, and the index's own order; nothing else.
  static func writeAside(_ pool: DatabasePool, gate: WriterGate, _ body: (WritePass) throws -> Void) throws {
    try gate.pass { try pool.write { try body(WritePass(database: $0)) } }
  }

  /// What is written from here on is one change, and is undone as one.
  mutating func beginBatch() {
    batch = batch ?? chain.seq + 1
  }

  /// This door for one of many records, that a rule may refuse: ``take(_:)`` has what it did. What waits to be written
  /// stays here, or all of it would be copied for each record.
  func trial() -> Door {
    var trial = self
    (trial.unwritten, trial.touched) = (Unwritten(), [])
    return trial
  }

  mutating func take(_ trial: Door) throws {
    (chain, batch) = (trial.chain, trial.batch)
    hasErased = hasErased || trial.hasErased
    touched += touched.last == trial.touched.first ? trial.touched.dropFirst() : trial.touched[...]
    try unwritten.add(trial.unwritten, pass)
  }

  /// Lets nothing of what this door wrote stay: for saying what would happen.
  mutating func abandon() {
    isAbandoned = true
  }

  /// For reading inside the transaction.
  var database: Database { pass.database }

  // MARK: - Records

  /// Saves what a rule decided on a record, with its audit entry and its search text.
  ///
  /// - Parameters:
  ///   - before: the record as it stands; nil when it is new.
  ///   - kept: the raw bytes of the message that the decision adds, when it adds one.
  ///   - isSilent: whether the door's reason is about another record, and not for the readers of this one.
  ///   - index: false when the caller indexes the record itself, once, after several saves (a bulk import).
  mutating func save(
    _ decision: Decision, before: Record?, action: AuditAction, kept: KeptMessage? = nil,
    removing removed: [StoredContact] = [], undoes: Int? = nil, isSilent: Bool = false, index: Bool = true
  ) throws -> Int64 {
    var record = decision.record
    record.revision = (before?.revision ?? 0) + 1
    let oldText = index && before != nil ? try searchText(of: record.reference) : nil
    let id = try RecordTable.save(record, before: before, &unwritten.tallies, pass)
    for contact in decision.contacts {
      let bytes = try contact.rawDigest.flatMap { try kept ?? keptBefore(digest: $0) }
      try ContactTable.insert(contact, record: id, kept: bytes, pass)
    }
    for file in decision.files {
      try ContactTable.insert(file.contact, record: id, kept: try keep(file), pass)
    }
    for contact in removed { try ContactTable.delete(id: contact.id, pass) }
    try unwritten.sketch(
      record, id: id, isNew: before == nil, decision.contacts, isLess: !removed.isEmpty, pass)
    if index { try self.index([(id, oldText, SearchText(id: id, database))]) }
    var detail = ChangeDetail(from: before?.values ?? [:], to: record.values)
    detail.add(
      added: decision.contacts + decision.files.map(\.contact), removed: removed.map(\.contact),
      undoes: undoes)
    try append(action, record: record, detail: detail, isSilent: isSilent)
    return id
  }

  /// Writes a case that was made beside the writing of others. Its words wait for ``index(_:)``.
  mutating func create(_ new: NewCase, as reference: String, kept: KeptMessage) throws -> Int64 {
    guard reason == nil, batch == nil else { throw StoreError.fault("a reason or a batch of a made case") }
    let record = new.record(named: reference)
    let id = try RecordTable.insert(record, new.rows, &unwritten.tallies, pass)
    try ContactTable.insert(new.letter, record: id, blob: kept.blob, pass)
    try unwritten.take(new.sketch, of: id, pass)
    try append(
      .import, kind: record.kind.rawValue, reference: reference, uid: record.uid, revision: record.revision,
      salted: new.detail)
    return id
  }

  /// Takes a record out of the register: the undoing of its creation. The log keeps it.
  mutating func remove(_ record: Record, contacts: [StoredContact], undoes: Int) throws {
    guard let id = try RecordTable.id(of: record.reference, database) else { return }
    try index([(id, SearchText(id: id, database), nil)])
    unwritten.forgetLetter(of: id)
    try RecordTable.delete(id: id, &unwritten.tallies, pass)
    for digest in contacts.compactMap(\.contact.rawDigest) { try forgetUnused(digest: digest) }
    try VaultTable.deleteBoxes(uid: record.uid, pass)
    var gone = record
    gone.revision += 1
    var detail = ChangeDetail(from: record.values, to: [:])
    detail.add(added: [], removed: contacts.map(\.contact), undoes: undoes)
    try append(.undo, record: gone, detail: detail)
  }

  /// Takes every word of a record out of the store, for good. One entry of the log is left, which says how much went,
  /// who did it and under which rule.
  mutating func erase(_ record: Record, _ order: ErasureOrder) throws {
    guard let id = try RecordTable.id(of: record.reference, database) else { return }
    try index([(id, SearchText(id: id, database), nil)])
    unwritten.forgetLetter(of: id)
    let (counts, digests) = try RecordErasure.run(record, id: id, &unwritten.tallies, pass)
    hasErased = true
    try append(
      .erase, kind: record.kind.rawValue, reference: record.reference, uid: record.uid,
      revision: record.revision + 1, reason: order.reason,
      detail: Erasure.detail(of: record, order, counts, digests: digests))
  }

  /// Writes the file anew, without what erasing left in parts of it that nothing uses, and notes how far it came.
  ///
  /// A program that dies on the way has lost nothing: the next one finds it owed.
  static func scour(_ pool: DatabasePool, gate: WriterGate, waits: Bool, inMemory: Bool) throws {
    try gate.pass(waits: waits) {
      let newest = try pool.write { database in
        try Scouring.mergeIndex(WritePass(database: database))
        return try ErasureTable.newest(database)
      }
      try pool.writeWithoutTransaction { try Scouring.rewriteFile($0, inMemory: inMemory) }
      try pool.write { try Scouring.note(through: newest, WritePass(database: $0)) }
    }
  }

  /// Gives the index the words of records: those it knows them under, and those it shall.
  mutating func index(_ changes: [(id: Int64, old: SearchText?, new: SearchText?)]) throws {
    try unwritten.index(changes, pass)
  }

  private func searchText(of reference: String) throws -> SearchText? {
    try RecordTable.id(of: reference, database).flatMap { try SearchText(id: $0, database) }
  }

  // MARK: - Mail that belongs to no case

  /// Keeps a machine's message that answers no case, with its audit entry.
  mutating func keepUnfiled(_ contact: Contact, kept: KeptMessage) throws {
    try ContactTable.insert(contact, record: nil, kept: kept, pass)
    var detail = ChangeDetail(json: [:])
    detail.add(added: [contact], removed: [])
    try append(
      .import, kind: Contact.unfiledKind, reference: "", uid: contact.uid, revision: 1, detail: detail)
  }

  /// Takes every word of a machine's message that answers no case out of the store, for good.
  ///
  /// - Returns: how much went.
  mutating func erase(unfiled stored: StoredContact, _ order: ErasureOrder) throws -> Erasure.Counts {
    let (counts, digests) = try MailErasure.run(stored, pass)
    hasErased = true
    let contact = stored.contact
    try append(
      .erase, kind: Contact.unfiledKind, reference: "", uid: contact.uid, revision: 2, reason: order.reason,
      detail: Erasure.detail(ofMailOf: contact.at.londonDay, order, counts, digests: digests))
    return counts
  }

  /// Keeps raw bytes once. Returns nil when they are there already.
  func keep(_ bytes: [UInt8], digest: [UInt8]) throws -> KeptMessage? {
    try BlobTable.insert(bytes, digest: digest, pass).map { KeptMessage(blob: $0, raw: bytes) }
  }

  /// Keeps the bytes that stand on a record, or finds them when they are kept already.
  private func keep(_ file: KeptFile) throws -> KeptMessage? {
    let digest = Identity.bytes(ofHexadecimal: file.digest) ?? []
    if let kept = try keep(file.bytes, digest: digest) { return kept }
    return try BlobTable.id(digest: digest, database).map { KeptMessage(blob: $0, raw: file.bytes) }
  }

  /// Lets go of bytes that this transaction kept and needs no more.
  func forget(blob: Int64) throws {
    try BlobTable.delete(id: blob, pass)
  }

  private func keptBefore(digest: String) throws -> KeptMessage? {
    guard let bytes = Identity.bytes(ofHexadecimal: digest) else { return nil }
    return try BlobTable.id(digest: bytes, database).map { KeptMessage(blob: $0, raw: []) }
  }

  /// Lets go of bytes that no contact needs any more.
  private func forgetUnused(digest: String) throws {
    guard let bytes = Identity.bytes(ofHexadecimal: digest) else { return }
    try BlobTable.deleteUnused(digest: bytes, pass)
  }

  /// The next number for references that begin with `name`.
  func nextNumber(for name: String) throws -> Int {
    try CounterTable.next(name, pass)
  }

  /// Notes the last of many numbers that were given out one after the other.
  func note(lastNumbers: [String: Int]) throws {
    for (name, number) in lastNumbers { try CounterTable.set(name, to: number, pass) }
  }

  // MARK: - Settings

  /// Whether the actor may do this now: roles may have been taken away since the program was started.
  ///
  /// Throws: ``StoreError/noAccount(name:)``, ``RuleRefusal/notPermitted(_:)``.
  func require(_ permission: Permission) throws {
    let json = try SettingTable.value(kind: .account, name: actor.name, database)?.json
    guard let account = json.flatMap({ Account(name: actor.name, json: $0) }) else {
      throw StoreError.noAccount(name: actor.name)
    }
    try Actor(name: actor.name, roles: account.roles, host: actor.host).require(permission)
    guard let administrator = actor.administrator else { return }
    let own = try SettingTable.value(kind: .account, name: administrator, database)?.json
    guard let own = own.flatMap({ Account(name: administrator, json: $0) }),
      own.roles.contains(.administrator)
    else { throw RuleRefusal.onlyForAdministrators }
  }

  /// Writes something that the office keeps; nil takes it away.
  mutating func set(kind: SettingKind, name: String, to value: JSON?) throws {
    let before = try SettingTable.value(kind: kind, name: name, database)
    guard before?.json != value else { return }
    let revision = (before?.revision ?? 0) + 1
    try SettingTable.save(kind: kind, name: name, value: value, revision: revision, pass)
    var detail = ChangeDetail(json: [:])
    detail.add("value", before: before?.json ?? .null, after: value ?? .null)
    try append(
      before == nil ? .create : .change, kind: kind.rawValue, reference: name, uid: "", revision: revision,
      detail: detail)
  }

  // MARK: - The vault

  /// Keeps sealed texts of a record, or takes them away (nil); the log has their digests and no more.
  mutating func seal(_ boxes: [String: VaultBox?], of record: Record) throws {
    let before = try VaultTable.boxes(uid: record.uid, database)
    var detail = ChangeDetail(json: [:])
    for (field, box) in boxes.sorted(by: { $0.key < $1.key }) where before[field] != box {
      try VaultTable.save(box, uid: record.uid, field: field, pass)
      detail.add(
        SealedDigest.prefix + field, before: before[field].map(SealedDigest.json) ?? .null,
        after: box.map(SealedDigest.json) ?? .null)
    }
    try append(.seal, record: record, detail: detail)
  }

  /// Logs that sealed texts of a record were opened. What they say goes nowhere.
  mutating func logOpening(of record: Record) throws {
    try append(.openIdentity, record: record, detail: ChangeDetail(json: [:]))
  }

  /// Logs that a restricted record was opened; the door's reason says why.
  mutating func logReading(of record: Record) throws {
    try append(.open, record: record, detail: ChangeDetail(json: [:]))
  }

  /// Keeps the vault's header; the log has its digest.
  mutating func set(vaultHeader header: VaultHeader) throws {
    let before = try VaultTable.header(database)
    let text = header.json.text
    try VaultTable.save(header: text, pass)
    var detail = ChangeDetail(json: [:])
    detail.add(
      "header", before: before.map(SealedDigest.json(ofText:)) ?? .null,
      after: SealedDigest.json(ofText: text))
    try append(
      before == nil ? .create : .change, kind: SealedDigest.vaultKind, reference: SealedDigest.vaultKind,
      uid: "", revision: 1, detail: detail)
  }

  // MARK: - Copies

  /// Logs that the whole store was copied: who took it, when, and the digest of the copy.
  mutating func logBackup(_ backup: Backup) throws {
    var detail = ChangeDetail(json: [:])
    detail.add("entries", after: .integer(backup.entries))
    detail.add("sha256", after: .string(backup.digest))
    try append(.backup, kind: Backup.kind, reference: Backup.kind, uid: "", revision: 1, detail: detail)
  }

  // MARK: - The log

  private mutating func append(
    _ action: AuditAction, record: Record, detail: ChangeDetail, isSilent: Bool = false
  ) throws {
    var detail = detail
    // A reason is words about the record: it is read by whom the detail is read, and goes when the detail is erased.
    if let reason, !isSilent { detail.add("reason", after: .string(reason)) }
    try append(
      action, kind: record.kind.rawValue, reference: record.reference, uid: record.uid,
      revision: record.revision, detail: detail)
  }

  private mutating func append(
    _ action: AuditAction, kind: String, reference: String, uid: String, revision: Int, reason: String? = nil,
    detail: ChangeDetail
  ) throws {
    var detail = detail
    if let batch { detail.add("batch", after: .integer(batch)) }
    try append(
      action, kind: kind, reference: reference, uid: uid, revision: revision, reason: reason,
      salted: SaltedDetail(detail, random))
  }

  private mutating func append(
    _ action: AuditAction, kind: String, reference: String, uid: String, revision: Int, reason: String? = nil,
    salted detail: SaltedDetail
  ) throws {
    let entry = chain.next(
      at: now, actor: actor, action: action, kind: kind, reference: reference, uid: uid,
      revision: revision, reason: reason, detail: detail)
    try AuditTable.insert(entry, pass)
    if touched.last != reference { touched.append(reference) }
  }
}

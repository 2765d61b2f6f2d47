package import Casework
internal import Crypto
internal import FoundationEssentials
internal import GRDB
internal import Privileges

/// A copy of the whole store that was read again and checked: a file of SQLite, or one that is sealed.
package struct Backup: Sendable, Equatable {
  package let path: String
  /// How many entries its log has, and the hash of the last.
  package let entries: Int
  package let head: String
  /// SHA-256 of the file as it lies there, hexadecimal.
  package let digest: String

  /// What the kind of the log's entries on copies is called.
  static let kind = "store"

  /// The file beside a backup that holds its SHA-256, as `sha256sum` writes and reads it.
  package static func digestPath(_ path: String) -> String { path + ".sha256" }
}

extension AuditAction {
  /// The whole store was copied.
  static let backup = AuditAction(rawValue: "backup")
}

extension CaseStore {
  /// Copies the store as it is at one moment, while others go on writing; the copy is checked before it gets its name.
  ///
  /// - Parameters:
  ///   - passphrase: seals the copy; nil leaves it open to whoever has the file.
  ///   - isStopped: whether somebody wants no copy any more; asked from several threads, many times a second.
  /// Throws: ``KeepingRefusal``, ``RuleRefusal/notPermitted(_:)``.
  package func backUp(
    to path: String, passphrase: [UInt8]? = nil, cost: VaultCost = .standard, by actor: Actor,
    at now: Instant,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws(StoreError) -> Backup {
    let backup = try rephrasing {
      let stopper = Stopper(isStopped)
      defer { stopper.end() }
      try actor.require(.administer)
      guard !StoreFile.isTaken(Backup.digestPath(path)) else {
        throw KeepingRefusal.fileExists(path: Backup.digestPath(path))
      }
      // SQLite opens what it copies into with the program's rights, so on a shared machine it copies elsewhere first.
      guard passphrase != nil || Privilege.isRaised else {
        let file = try WholeFile(at: path)
        return try publish(file, try fill(file, stopper), stopper)
      }
      // The open copy lies where the store lies, behind the same permissions, and goes when it is sealed.
      let copy = try WholeFile(at: self.path + "-copy")
      let verdict = try fill(copy, stopper)
      let file = try WholeFile(at: path, by: .person)
      if let passphrase {
        try SealedBackup.seal(copy.workPath, into: file, passphrase: passphrase, cost: cost) {
          try stopper.requireGoing(path)
        }
      } else {
        try file.write { take in
          try FileReading.each(copy.workPath) {
            try stopper.requireGoing(path)
            try $0.withUnsafeBytes(take)
          }
        }
      }
      return try publish(file, verdict, stopper)
    }
    do throws(StoreError) { try write(by: actor, at: now) { try $0.logBackup(backup) } } catch {
      // A copy of which the log knows nothing must not lie about.
      for made in [path, Backup.digestPath(path)] { Privilege.asPerson { StoreFile.unlinkFile(made) } }
      throw error
    }
    return backup
  }

  /// One statement copies all pages under one read transaction. Its words of disk troubles are about the copy.
  private func fill(_ file: WholeFile, _ stopper: Stopper) throws -> AuditVerdict {
    do {
      let reader = reader
      try stopper.watching({ reader.interrupt() }) {
        try reader.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [file.workPath]) }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw KeepingRefusal.stopped(path: file.path)
    } catch let error as DatabaseError
      where [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains(error.resultCode)
    {
      throw KeepingRefusal.cannotWrite(path: file.path, reason: error.message ?? "disk error")
    }
    try stopper.requireGoing(file.path)
    let verdict: AuditVerdict
    do { verdict = try BackupFile.verify(file.workPath, stopper: stopper) } catch {
      // An interrupted reading may look like a fault.
      try stopper.requireGoing(file.path)
      throw error
    }
    try stopper.requireGoing(file.path)
    guard let fault = verdict.faults.first else { return verdict }
    throw KeepingRefusal.storeNotSound(path: self.path, what: fault.sentence)
  }

  private func publish(
    _ file: WholeFile, _ verdict: AuditVerdict, _ stopper: Stopper
  ) throws -> Backup {
    let digest = try BackupFile.digest(file.workPath, by: .person) { try stopper.requireGoing(file.path) }
    let note = try WholeFile(at: Backup.digestPath(file.path), by: .person)
    try file.publish()
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    do {
      try note.write { take in try Array("\(digest)  \(name)\n".utf8).withUnsafeBytes(take) }
      try note.publish()
    } catch {
      Privilege.asPerson { StoreFile.unlinkFile(file.path) }
      throw error
    }
    return Backup(path: file.path, entries: verdict.entries, head: verdict.head, digest: digest)
  }

  /// When the store was copied last, as the log has it; nil when it never was.
  package func lastBackup() throws(StoreError) -> Instant? {
    try read { database in
      let sql = "SELECT at FROM audit WHERE action = ? AND kind = ? ORDER BY seq DESC LIMIT 1"
      let arguments: StatementArguments = [AuditAction.backup.rawValue, Backup.kind]
      return try Row.fetchOne(database, sql: sql, arguments: arguments).map { try $0.instant(0) }
    }
  }
}

extension Backup {
  /// Whether a backup is one that is sealed.
  package static func isSealed(_ path: String) throws(StoreError) -> Bool {
    try CaseStore.rephrasing(path) { try SealedBackup.isOne(path) }
  }

  /// Checks a backup: its digest, when it lies beside it, and all that the check of a store looks at.
  ///
  /// - Parameter scratch: a path beside which a sealed backup may be opened for the check; what is opened goes at the end.
  /// Throws: ``KeepingRefusal``.
  package static func verify(
    _ path: String, passphrase: [UInt8]? = nil, against checkpoints: [Checkpoint] = [], scratch: String
  ) throws(StoreError) -> Backup {
    try CaseStore.rephrasing(path) {
      let digest = try BackupFile.requireDigest(path)
      // What SQLite opens it opens with the program's rights: on a shared machine a copy, and not what a person named.
      guard try SealedBackup.isOne(path) || Privilege.isRaised else {
        return try check(path, named: path, digest, checkpoints)
      }
      let copy = try WholeFile(at: scratch + "-copy")
      try unpack(path, passphrase: passphrase, into: copy)
      return try check(copy.workPath, named: path, digest, checkpoints)
    }
  }

  /// Makes a store of a backup, in a new place; nothing is there before all of it was checked.
  package static func restore(
    _ path: String, passphrase: [UInt8]? = nil, to target: String
  ) throws(StoreError) -> Backup {
    try CaseStore.rephrasing(path) {
      // The remains of another store would be taken for a part of this one.
      for suffix in ["-wal", "-shm", "-journal"] where StoreFile.isTaken(target + suffix) {
        throw KeepingRefusal.fileExists(path: target + suffix)
      }
      let digest = try BackupFile.requireDigest(path)
      let file = try WholeFile(at: target)
      try unpack(path, passphrase: passphrase, into: file)
      let backup = try check(file.workPath, named: path, digest, [])
      // As a new store has it: for its owner and group.
      try file.publish(mode: 0o660)
      return backup
    }
  }

  /// Writes what a backup holds into a file, opened if it is sealed.
  private static func unpack(_ path: String, passphrase: [UInt8]?, into file: WholeFile) throws {
    guard try !SealedBackup.isOne(path) else {
      return try SealedBackup.open(path, into: file, passphrase: passphrase)
    }
    try file.write { take in try FileReading.each(path, by: .person) { try $0.withUnsafeBytes(take) } }
  }

  private static func check(
    _ copy: String, named path: String, _ digest: String, _ checkpoints: [Checkpoint]
  ) throws -> Backup {
    let verdict: AuditVerdict
    do { verdict = try BackupFile.verify(copy, against: checkpoints) } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch StoreError.notAStore { throw StoreError.notAStore(path: path) }
    if let fault = verdict.faults.first { throw KeepingRefusal.notSound(path: path, what: fault.sentence) }
    return Backup(path: path, entries: verdict.entries, head: verdict.head, digest: digest)
  }
}

/// A backup as a file.
enum BackupFile {
  /// Opens a copy for reading alone and checks all of it.
  static func verify(
    _ path: String, against checkpoints: [Checkpoint] = [], stopper: Stopper? = nil
  ) throws -> AuditVerdict {
    try StoreFile.requireFormat(path)
    let queue = try DatabaseQueue(path: path, configuration: Connection.configuration(readOnly: true))
    guard try !queue.read(Schema.standing).isNewer else { throw StoreError.newerStore(path: path) }
    try queue.close()
    return try AuditVerification.run(path: path, against: checkpoints, stopper: stopper)
  }

  /// SHA-256 of a file, hexadecimal.
  ///
  /// - Parameter requireGoing: is called before each piece, and ends the reading by an error.
  static func digest(
    _ path: String, by rights: FileRights = .program, requireGoing: () throws -> Void = {}
  ) throws -> String {
    var hash = SHA256()
    try FileReading.each(path, by: rights) {
      try requireGoing()
      hash.update(data: $0)
    }
    return Identity.hexadecimal(hash.finalize())
  }

  /// The digest of a backup, which must be the one that lies beside it; when none lies there, it is what it is.
  static func requireDigest(_ path: String) throws -> String {
    let digest = try digest(path, by: .person)
    let note = Backup.digestPath(path)
    guard FileRights.person.opening({ StoreFile.isTaken(note) }) else { return digest }
    let words = String(decoding: try FileReading.all(note, by: .person, most: 8192), as: UTF8.self).split(
      separator: " ")
    guard words.first.map(String.init) == digest else { throw KeepingRefusal.digestDiffers(path: path) }
    return digest
  }
}

package import Casework
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#endif

/// One thing that was looked at, and how it stands.
package struct HealthLine: Sendable {
  package enum State: String, Sendable {
    case good = "ok"
    /// Works, and should be looked at.
    case doubtful = "look"
    case bad
  }

  package let state: State
  package let what: Message
}

/// Quick looks at a store: nothing here reads all of it, but what erasing left undone is finished.
package struct StoreHealth {
  private let store: CaseStore
  private let now: Instant
  private(set) package var lines: [HealthLine] = []

  /// Throws: ``StoreError`` when the store cannot be read at all.
  package init(_ store: CaseStore, now: Instant) throws(StoreError) {
    self.store = store
    self.now = now
    try look()
  }

  private mutating func look() throws(StoreError) {
    try lookAtTheSchema()
    lookAtPermissions()
    lookAtRoom()
    try lookAtTheLog()
    lookAtTheKey()
    try lookAtErased()
    try lookAtBackups()
  }

  private mutating func add(_ state: HealthLine.State, _ what: Message) {
    lines.append(HealthLine(state: state, what: what))
  }

  private mutating func lookAtTheSchema() throws(StoreError) {
    let faults = try store.read { try SchemaVerification.compare($0).faults }
    add(.good, "store: \(store.path) opens, and its tables are up to date.")
    guard let fault = faults.first else { return }
    add(.bad, "tables: \(fault); see all of it with 'casebook audit verify'.")
  }

  private mutating func lookAtPermissions() {
    var open: [String] = []
    for suffix in ["", "-wal", "-shm", "-key"] {
      guard let mode = StoreFile.mode(store.path + suffix) else { continue }
      if mode & 0o007 != 0 || suffix == "-key" && mode & 0o077 != 0 { open.append(store.path + suffix) }
    }
    guard let first = open.first else {
      return add(.good, "permissions: the store is open to its owner and group alone.")
    }
    add(.bad, "permissions: \(first) is open to everybody on this machine; use 'chmod o-rwx'.")
  }

  private mutating func lookAtRoom() {
    var room = statvfs()
    guard statvfs(store.path, &room) == 0 else { return }
    let free = Int(clamping: UInt64(room.f_bavail) &* UInt64(room.f_frsize)) >> 20
    let size = StoreFile.size(store.path) >> 20
    guard free < max(100, size) else {
      return add(.good, "room: \(free) MiB are free, and the store has \(size) MiB.")
    }
    add(
      .doubtful, "room: only \(free) MiB are free, and the store has \(size) MiB; make room for it to grow.")
  }

  private mutating func lookAtTheLog() throws(StoreError) {
    let last = try store.lastEntry()
    var head: AuditEntry?
    var holds = true
    // The newest entries, which an accident would touch first.
    try store.eachEntry(after: max(0, last - 100)) { entry in
      holds = holds && AuditChain.hash(of: entry) == entry.hash
      head = entry
    }
    guard let head, holds else {
      return add(.bad, "log: its newest entries do not hold; see which with 'casebook audit verify'.")
    }
    add(.good, "log: \(last) entries, the newest hold. Head: \(head.hash)")
    guard head.at.milliseconds > now.milliseconds + 60_000 else { return }
    add(
      .doubtful,
      "clock: the newest entry is of \(head.at), which is still to come; set the clock of this machine.")
  }

  private mutating func lookAtTheKey() {
    guard StoreFile.isTaken(LogKey.path(besideStore: store.path)) else {
      return add(
        .doubtful,
        "key: there is none to sign heads of the log with; make it with 'casebook audit key --make'.")
    }
    add(.good, "key: heads of the log can be signed with 'casebook audit checkpoint'.")
  }

  /// What erasing still owes the file is done here: nobody has to know how.
  private mutating func lookAtErased() throws(StoreError) {
    guard try store.owesScouring() else { return }
    do throws(StoreError) { try store.scour() } catch {
      return add(
        .doubtful,
        "erased: words that were erased may stand in unused parts of the file still (\(error.message)) Run 'casebook doctor' again when nobody works."
      )
    }
    add(.good, "erased: the file was written anew, without what was erased.")
  }

  private mutating func lookAtBackups() throws(StoreError) {
    guard let last = try store.lastBackup() else {
      return add(.doubtful, "backup: the store was never copied; do it with 'casebook backup FILE'.")
    }
    let days = (now.milliseconds - last.milliseconds) / 86_400_000
    guard days > 7 else { return add(.good, "backup: the last one was made on \(last.londonDay).") }
    add(.doubtful, "backup: the last one is \(days) days old; make another with 'casebook backup FILE'.")
  }
}

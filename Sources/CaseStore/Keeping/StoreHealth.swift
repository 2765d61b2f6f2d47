package import Casework
internal import GRDB
internal import Privileges

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

/// Looks at a store: quick ones, and when asked for those that read all of it. What erasing left undone is finished.
package struct StoreHealth {
  let store: CaseStore
  let now: Instant
  private(set) package var lines: [HealthLine] = []

  /// - Parameter isThorough: whether to read the whole store, which takes seconds for each hundred thousand records.
  /// Throws: ``StoreError`` when the store cannot be read at all.
  package init(_ store: CaseStore, now: Instant, isThorough: Bool) throws(StoreError) {
    self.store = store
    self.now = now
    try look()
    if isThorough { try readAll() }
  }

  private mutating func look() throws(StoreError) {
    try lookAtTheSchema()
    lookAtPermissions()
    lookAtTheGroup()
    lookAtRoom()
    try lookAtTheLog()
    lookAtTheKey()
    try lookAtErased()
    try lookAtBackups()
    lookAtCalendars()
    lookAtSwap()
  }

  mutating func add(_ state: HealthLine.State, _ what: Message) {
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
      if mode & 0o007 != 0 || suffix == "-key" && !Privilege.isRaised && mode & 0o077 != 0 {
        open.append(store.path + suffix)
      }
    }
    guard let first = open.first else {
      return add(.good, "permissions: the store is open to its owner and group alone.")
    }
    add(.bad, "permissions: \(first) is open to everybody on this machine; use 'chmod o-rwx'.")
  }

  /// Who belongs to the group of a shared store can rewrite the file with any tool (reliability, part B.1).
  private mutating func lookAtTheGroup() {
    guard Privilege.isRaised, let group = getgrgid(getegid()) else { return }
    let name = String(cString: group.pointee.gr_name)
    guard let first = group.pointee.gr_mem.pointee else {
      return add(.good, "group: \(name) has no members, so the store is reached through the program alone.")
    }
    add(
      .bad,
      "group: \(String(cString: first)) is a member of \(name) and can rewrite the store; use 'gpasswd -d'.")
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

  /// What lies in swap lies on a disk in clear words (reliability, part B.3).
  private mutating func lookAtSwap() {
    guard let file = fopen("/proc/swaps", "re") else { return }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    var devices: [String] = []
    while fgets(&line, 512, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if let name = text.split(separator: " ").first, name.hasPrefix("/") { devices.append(String(name)) }
    }
    // Memory that is compressed, or a device under encryption, is no disk that keeps words.
    guard let open = devices.first(where: { !$0.hasPrefix("/dev/zram") && !$0.hasPrefix("/dev/dm-") }) else {
      return add(.good, "swap: none that keeps words on a disk.")
    }
    add(.doubtful, "swap: \(open) may keep words of the store on the disk; encrypt it.")
  }
}

package import Casework
internal import GRDB

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
///
/// Of a store that does not open everything is looked at that needs no open one, and of a damaged one what can be read.
package struct StoreHealth {
  let path: String
  let rulebook: Rulebook
  let now: Instant
  private(set) package var lines: [HealthLine] = []
  /// What was said already of why something cannot be read.
  private var told: Message?

  /// - Parameter isThorough: whether to read the whole store, which takes seconds for each hundred thousand records.
  package init(_ store: CaseStore, now: Instant, isThorough: Bool) {
    self.init(path: store.path, rulebook: store.rulebook, now: now)
    trying { look throws(StoreError) in try look.lookAtTheSchema(of: store) }
    look(into: store, isThorough: isThorough)
  }

  /// Of a store that does not open.
  ///
  /// - Parameters:
  ///   - error: why it does not.
  ///   - salvaged: the same store opened for reading what is left of it, when it can be.
  package init(
    path: String, rulebook: Rulebook, notOpened error: StoreError, salvaged: CaseStore?, now: Instant,
    isThorough: Bool
  ) {
    self.init(path: path, rulebook: rulebook, now: now)
    tell(error)
    lookAtTheDisk()
    lookAtTheOwner()
    look(into: salvaged, isThorough: isThorough)
  }

  private init(path: String, rulebook: Rulebook, now: Instant) {
    self.path = path
    self.rulebook = rulebook
    self.now = now
  }

  /// - Parameter store: nil when nothing can be read.
  private mutating func look(into store: CaseStore?, isThorough: Bool) {
    lookAtPermissions()
    lookAtTheGroup()
    lookAtRoom()
    lookAtTheGate()
    if let store { trying { look throws(StoreError) in try look.lookAtTheLog(of: store) } }
    lookAtTheKey()
    if let store {
      if store.lostRows == nil { trying { look throws(StoreError) in try look.lookAtErased(in: store) } }
      trying { look throws(StoreError) in try look.lookAtBackups(of: store) }
    }
    lookAtCalendars()
    lookAtSwap()
    guard isThorough, let store else { return }
    trying { look throws(StoreError) in try look.readTheFile(of: store) }
    trying { look throws(StoreError) in try look.readTheRecords(of: store) }
  }

  /// What cannot be looked at is told once, and the rest is looked at all the same.
  private mutating func trying(_ look: (inout Self) throws(StoreError) -> Void) {
    do throws(StoreError) { try look(&self) } catch { tell(error) }
  }

  private mutating func tell(_ error: StoreError) {
    guard told != error.message else { return }
    told = error.message
    add(.bad, "store: \(error.message)")
  }

  mutating func add(_ state: HealthLine.State, _ what: Message) {
    lines.append(HealthLine(state: state, what: what))
  }

  private mutating func lookAtTheSchema(of store: CaseStore) throws(StoreError) {
    let faults = try store.read { try SchemaVerification.compare($0).faults }
    add(.good, "store: \(store.path) opens, and its tables are up to date.")
    guard let fault = faults.first else { return }
    add(.bad, "tables: \(fault); see all of it with 'casebook audit verify'.")
  }

  private mutating func lookAtTheLog(of store: CaseStore) throws(StoreError) {
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

  /// What erasing still owes the file is done here: nobody has to know how.
  private mutating func lookAtErased(in store: CaseStore) throws(StoreError) {
    guard try store.owesScouring() else { return }
    do throws(StoreError) { try store.scour() } catch {
      return add(
        .doubtful,
        "erased: words that were erased may stand in unused parts of the file still (\(error.message)) Run 'casebook doctor' again when nobody works."
      )
    }
    add(.good, "erased: the file was written anew, without what was erased.")
  }

  private mutating func lookAtBackups(of store: CaseStore) throws(StoreError) {
    guard let last = try store.lastBackup() else {
      return add(.doubtful, "backup: the store was never copied; do it with 'casebook backup FILE'.")
    }
    let days = (now.milliseconds - last.milliseconds) / 86_400_000
    guard days > 7 else { return add(.good, "backup: the last one was made on \(last.londonDay).") }
    add(.doubtful, "backup: the last one is \(days) days old; make another with 'casebook backup FILE'.")
  }
}

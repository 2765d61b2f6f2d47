internal import Casework

/// What the entries of one record make of it, from nothing.
struct Replay {
  private(set) var values: [String: JSON] = [:]
  /// As logged, by uid.
  private(set) var contacts: [String: JSON] = [:]
  private(set) var revision = 0
  private(set) var kind = ""
  private(set) var reference = ""
  private(set) var isRemoved = false
  let isEmpty: Bool

  init(entries: [AuditEntry]) {
    isEmpty = entries.isEmpty
    for entry in entries { apply(entry) }
  }

  private mutating func apply(_ entry: AuditEntry) {
    guard entry.action != AuditAction.erase.rawValue else {
      (values, contacts, isRemoved) = ([:], [:], true)
      return
    }
    for (name, change) in ChangeDetail(json: entry.parsedDetail).fields {
      switch name {
      case "undoes", "batch", "reason": continue
      case _ where name.hasPrefix(SealedDigest.prefix): continue
      case "contacts":
        for contact in change.before.array ?? [] { contacts[contact["uid"]?.string ?? ""] = nil }
        for contact in change.after.array ?? [] { contacts[contact["uid"]?.string ?? ""] = contact }
      default: values[name] = change.after == .null ? nil : change.after
      }
    }
    revision = entry.revision
    kind = entry.kind
    reference = entry.reference
    isRemoved = values.isEmpty
  }
}

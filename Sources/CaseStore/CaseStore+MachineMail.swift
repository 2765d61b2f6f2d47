package import Casework
internal import GRDB

/// A machine's message that went, or would go, and how much of it.
package struct DisposedMail: Sendable, Equatable {
  package let mail: DueMail
  package let counts: Erasure.Counts
}

// Machines' mail that answers no record, and how long it is kept.
extension CaseStore {
  /// The messages whose time has come, the oldest row first.
  package func dueMail(on today: Day) throws(StoreError) -> [DueMail] {
    try read { try MailErasure.due(on: today, $0).map(\.mail) }
  }

  /// Erases the messages whose time has come, all of them or none.
  ///
  /// - Parameters:
  ///   - rule: of this rule alone; nil for whatever rule stands.
  ///   - isPreview: whether only to say what would happen: the same is done, and taken back.
  /// Throws: ``RuleRefusal/notPermitted(_:)``, and a refusal of a reason that names a sender.
  package func disposeMail(
    rule: String? = nil, reason: String, isPreview: Bool, by actor: Actor, at now: Instant
  ) throws(StoreError) -> [DisposedMail] {
    let gone = try write(by: actor, at: now) { door in
      try door.require(.dispose)
      let due = try MailErasure.due(on: now.londonDay, door.database)
        .filter { rule == nil || $0.mail.rule.rule == rule }
      if isPreview { door.abandon() }
      return try due.compactMap { id, mail -> DisposedMail? in
        guard let stored = try ContactTable.unfiled(id: id, door.database) else { return nil }
        let counts = try door.erase(unfiled: stored, mail.erasure(reason: reason))
        return DisposedMail(mail: mail, counts: counts)
      }
    }
    if !isPreview, !gone.isEmpty { scourIfOwed(waits: true) }
    return gone
  }
}

/// Takes every word of a machine's message out of the tables: its row, its bytes, the details of its entries in the log.
///
/// The search index never had any, for only what stands on a record is found.
enum MailErasure {
  /// With the rows of their contacts.
  static func due(on today: Day, _ database: Database) throws -> [(id: Int64, mail: DueMail)] {
    let rules = try RetentionReading.rules(database)
    var found: [(id: Int64, mail: DueMail)] = []
    try ContactTable.eachUnfiled(database) { stored in
      if let mail = rules.due(stored.contact, on: today) { found.append((stored.id, mail)) }
    }
    return found
  }

  static func run(
    _ stored: StoredContact, _ pass: WritePass
  ) throws -> (counts: Erasure.Counts, digests: [String]) {
    let contact = stored.contact
    var counts = Erasure.Counts()
    counts.contacts = 1
    counts.attachments = contact.attachments.count
    try ContactTable.delete(id: stored.id, pass)
    var gone: [String] = []
    if let digest = contact.rawDigest, let bytes = Identity.bytes(ofHexadecimal: digest),
      let size = try BlobTable.size(digest: bytes, pass.database)
    {
      try BlobTable.deleteUnused(digest: bytes, pass)
      if pass.database.changesCount > 0 {
        counts.bytes = size
        gone = [digest]
      }
    }
    counts.entries = try AuditTable.forget(uid: contact.uid, pass)
    return (counts, gone)
  }
}

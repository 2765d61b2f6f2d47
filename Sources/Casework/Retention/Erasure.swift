extension AuditAction {
  /// The words of a record were taken out of the register for good.
  package static let erase = AuditAction(rawValue: Erasing.act)
}

/// What is left of a record that was erased: one entry of the log, which holds no words of it.
package struct Erasure: Sendable, Equatable {
  /// Empty for a machine's message, which has none.
  package let reference: String
  package let uid: String
  /// Of a record its kind, or `mail`.
  package let kind: String
  /// The entry's number and hash.
  package let entry: Int
  package let hash: String
  package let at: Instant
  package let by: String
  package let reason: String
  /// The rule's name and its source; nil when somebody asked and no rule did.
  package let rule: String?
  package let source: String?
  /// The day on which its time came by the rule.
  package let end: Day?
  package let received: Day?
  package let closed: Day?
  package let counts: Counts
  /// SHA-256 of the bytes that went, hexadecimal.
  package let digests: [String]
  /// What said who might read the record, and nothing else of it.
  private let access: Record

  /// How much went.
  package struct Counts: Sendable, Equatable {
    /// Letters, notes and calls.
    package var contacts = 0
    package var attachments = 0
    /// Of letters, attachments and texts.
    package var bytes = 0
    package var drafts = 0
    package var sealed = 0
    /// Entries of the log that lost their words.
    package var entries = 0

    package init() {}
  }

  /// Nil for any other entry.
  package init?(_ entry: AuditEntry) {
    guard entry.action == AuditAction.erase.rawValue,
      let kind = Self.readAs(entry.kind),
      let json = entry.detail.flatMap({ try? JSON(parsing: $0) })
    else { return nil }
    func value(_ name: String, _ side: String = "after") -> JSON? { json[name]?[side] }
    reference = entry.reference
    uid = entry.uid
    self.kind = entry.kind
    self.entry = entry.seq
    hash = entry.hash
    at = entry.at
    by = entry.actor
    reason = entry.reason ?? ""
    rule = value("rule")?.string
    source = value("source")?.string
    end = value("end").flatMap(Day.init(json:))
    received = value(Head.received.name, "before").flatMap(Day.init(json:))
    closed = value(Head.closed.name, "before").flatMap(Day.init(json:))
    counts = Counts(value("erased") ?? [:])
    digests = (value("digests")?.array ?? []).compactMap(\.string)
    let kept = Self.access.compactMap { name in value(name, "before").map { (name, $0) } }
    access = Record(
      uid: entry.uid, kind: kind, reference: entry.reference, revision: 0,
      values: Dictionary(kept) { first, _ in first })
  }

  /// The kind whose readers may know of it. A machine's message without a case is for everybody, as a case is.
  private static func readAs(_ kind: String) -> KindName? {
    kind == Contact.unfiledKind ? .caseFile : KindName(rawValue: kind)
  }

  package func isVisible(to reader: Actor) -> Bool { access.isVisible(to: reader) }

  /// The names of the fields that say who may read a record.
  fileprivate static let access = [
    Head.circle.name, Head.marking.name, Head.owner.name, Head.readers.name, Head.walled.name,
  ]

  /// What somebody is told who asks for the record.
  package var sentence: Message {
    guard let rule else { return "\(reference) was erased on \(at.londonDay) by \(by), on request." }
    return "\(reference) was erased on \(at.londonDay) by \(by), under the rule '\(rule)'."
  }
}

extension Erasure {
  /// What the log keeps of a record that goes. The reason stands in the entry itself.
  package static func detail(
    of record: Record, _ order: ErasureOrder, _ counts: Counts, digests: [String]
  ) -> ChangeDetail {
    var detail = detail(order, counts, digests: digests)
    for name in [Head.received.name, Head.closed.name] + Self.access {
      if let value = record.values[name] { detail.add(name, before: value, after: .null) }
    }
    return detail
  }

  /// The same of a machine's message that was received on this day.
  package static func detail(
    ofMailOf day: Day, _ order: ErasureOrder, _ counts: Counts, digests: [String]
  ) -> ChangeDetail {
    var detail = detail(order, counts, digests: digests)
    detail.add(Head.received.name, before: day.json, after: .null)
    return detail
  }

  private static func detail(
    _ order: ErasureOrder, _ counts: Counts, digests: [String]
  ) -> ChangeDetail {
    var detail = ChangeDetail(json: [:])
    detail.add("erased", after: counts.json)
    if !digests.isEmpty { detail.add("digests", after: .array(digests.sorted().map(JSON.string))) }
    if let rule = order.rule {
      detail.add("rule", after: .string(rule.rule))
      detail.add("source", after: .string(rule.source))
    }
    if let end = order.end { detail.add("end", after: end.json) }
    return detail
  }
}

extension Erasure.Counts {
  /// As an erasure's entry has them; nil for any other.
  package init?(_ detail: ChangeDetail) {
    guard let json = detail.fields["erased"]?.after, json != .null else { return nil }
    self.init(json)
  }

  fileprivate init(_ json: JSON) {
    contacts = json["contacts"]?.integer ?? 0
    attachments = json["attachments"]?.integer ?? 0
    bytes = json["bytes"]?.integer ?? 0
    drafts = json["drafts"]?.integer ?? 0
    sealed = json["sealed"]?.integer ?? 0
    entries = json["entries"]?.integer ?? 0
  }

  package var json: JSON {
    [
      "contacts": .integer(contacts), "attachments": .integer(attachments), "bytes": .integer(bytes),
      "drafts": .integer(drafts), "sealed": .integer(sealed), "entries": .integer(entries),
    ]
  }

  /// `3 letters and notes, 1 attachment, 20481 bytes`.
  package var sentence: Message {
    let contacts: Message = .counted(
      contacts, one: "1 letter or note", other: "\(contacts) letters and notes")
    let attachments: Message = .counted(
      attachments, one: "1 attachment", other: "\(attachments) attachments")
    let bytes: Message = .counted(bytes, one: "1 byte", other: "\(bytes) bytes")
    return "\(contacts), \(attachments), \(bytes)"
  }

  package static func += (one: inout Self, other: Self) {
    one.contacts += other.contacts
    one.attachments += other.attachments
    one.bytes += other.bytes
    one.drafts += other.drafts
    one.sealed += other.sealed
    one.entries += other.entries
  }
}

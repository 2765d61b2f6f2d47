internal import Casework
internal import GRDB

/// Takes mail into the register: each message is kept, joined to its case or opens one.
///
/// Repeatable: what is kept already is counted as a duplicate. A record is indexed once, however many messages of
/// the batch it received.
struct MailIntake {
  private let closed: Bool
  private let rulebook: Rulebook
  private let random = RandomBytes()
  private var counts = ImportCounts()
  /// The last number that was given out of each counter.
  private var numbers: [String: Int] = [:]
  /// SHA-256 of what was erased, hexadecimal.
  private var erased: Set<String> = []
  /// What is to be indexed at the end: the words under which the index knows a record, and those under which it shall.
  private var texts: [Int64: (old: SearchText?, new: SearchText)] = [:]
  /// New cases, of which all texts are made together at the end.
  private var fresh: [Int64: FreshCase] = [:]

  private struct FreshCase {
    let record: Record
    /// What lies above its places.
    let above: [String]
    var contacts: [Contact]
  }

  /// - Parameter closed: old mail, kept for reading; its cases are closed and owe nothing.
  init(closed: Bool, rulebook: Rulebook) {
    self.closed = closed
    self.rulebook = rulebook
  }

  mutating func take(_ mails: [PreparedMail], through door: inout Door) throws -> ImportCounts {
    // In order of arrival, so that a parent comes before its answers and row numbers rise with time.
    let now = door.now
    let arrivals = mails.map { $0.content?.arrived ?? now }
    let ordered = mails.indices.sorted { one, other in
      arrivals[one] == arrivals[other] ? one < other : arrivals[one] < arrivals[other]
    }
    erased = try ErasureTable.digests(door.database)
    for place in ordered { try take(mails[place], &door) }
    try door.note(lastNumbers: numbers)
    let made = fresh.sorted { $0.key < $1.key }.mappedInParallel { id, fresh in
      (id, SearchText(fresh.record, above: fresh.above, contacts: fresh.contacts))
    }
    try door.index(made.map { ($0, nil, $1) } + texts.map { ($0.key, $0.value.old, $0.value.new) })
    return counts
  }

  private mutating func take(_ mail: PreparedMail, _ door: inout Door) throws {
    var contact = mail.contact
    // What was erased does not come back with an old mailbox.
    guard !erased.contains(contact.rawDigest ?? ""), let kept = try door.keep(mail.raw, digest: mail.digest)
    else {
      counts.duplicate += 1
      return
    }
    contact.uid = Identity.uid(at: door.now.milliseconds, random)
    contact.at = mail.arrived(door.now)
    if try ContactTable.isKept(contact, door.database) {
      // The bytes differ (another path of delivery), the letter does not: the first copy is enough.
      try door.forget(blob: kept.blob)
      counts.duplicate += 1
    } else if let id = try joinedRecord(of: mail.content, door.database) {
      try join(contact, to: id, kept: kept, &door)
      counts.joined += 1
    } else if contact.mailNature != .letter {
      try door.keepUnfiled(contact, kept: kept)
      counts.joined += 1
    } else {
      try openCase(for: contact, mail.sketch, kept: kept, &door)
      if mail.content == nil { counts.unreadable += 1 } else { counts.new += 1 }
    }
  }

  // MARK: - Joining

  /// The case that a message answers: by the messages it names, else by the reference in its subject.
  private func joinedRecord(of content: MailContent?, _ database: Database) throws -> Int64? {
    guard let content else { return nil }
    for messageID in content.references {
      if let id = try ContactTable.record(messageID: messageID, database) { return id }
    }
    // Only a case: a subject must not reach a record that its sender, or who brings the mail in, may not see.
    for reference in CaseReference.all(in: content.subject) {
      guard let id = try RecordTable.id(of: reference, database) else { continue }
      if try ListReading.row(id: id, database)?.kind == .caseFile { return id }
    }
    return nil
  }

  private mutating func join(
    _ contact: Contact, to id: Int64, kept: KeptMessage, _ door: inout Door
  ) throws {
    guard let record = try RecordTable.record(id: id, door.database) else { return }
    if fresh[id] != nil {
      fresh[id]?.contacts.append(contact)
    } else {
      if texts[id] == nil, let text = try SearchText(id: id, door.database) { texts[id] = (text, text) }
      texts[id]?.new.add(contact)
    }
    var contact = contact
    let known = try ContactTable.of(record: id, door.database).map { $0.contact.sender.address.lowercased() }
    if !known.contains(contact.sender.address.lowercased()) { contact.remarks.append(.newSender) }
    var decision = Decision(record: record, contacts: [contact])
    // A machine's answer is kept on the case but asks nothing of anybody.
    if contact.mailNature == .letter, !closed { decision.record.receive(contact, rulebook) }
    _ = try door.save(
      decision, before: record, action: .join, kept: kept, index: false)
  }

  // MARK: - Opening

  private mutating func newReference(_ kind: KindName, _ door: Door) throws -> String {
    try door.newReference(kind) { name in
      let number = try (numbers[name] ?? CounterTable.value(name, door.database)) + 1
      numbers[name] = number
      return number
    }
  }

  private mutating func openCase(
    for contact: Contact, _ sketch: LetterSketch?, kept: KeptMessage, _ door: inout Door
  ) throws {
    let kind = CaseFile.kind.name
    var record = Record(
      uid: Identity.uid(at: door.now.milliseconds, random), kind: kind,
      reference: try newReference(kind, door),
      revision: 0, values: [:])
    let subject = contact.subject.isBlank ? contact.sender.address : contact.subject
    record[Head.title] = contact.isUnreadable ? "(message that could not be read)" : subject
    record[Head.stage] = closed ? CaseFile.closed : CaseFile.untriaged
    record[Head.marking] = .official
    record[CaseFile.channel] = .email
    record[Head.received] = contact.at.londonDay
    if !contact.sender.name.isEmpty { record[CaseFile.correspondent] = contact.sender.name }
    if !contact.sender.address.isEmpty { record[CaseFile.address] = contact.sender.address }
    if closed {
      record[Head.closed] = door.now.londonDay
    } else {
      record.receive(contact, rulebook)
    }
    let id = try door.save(
      Decision(record: record, contacts: [contact]), before: nil, action: .import,
      kept: kept, index: false)
    door.takeSketch(sketch, of: id)
    let above = try PlaceOrderTable.above(record.allPlaces, door.database)
    fresh[id] = FreshCase(record: record, above: above, contacts: [contact])
  }
}

internal import Casework
internal import GRDB

/// Takes mail into the register: each message is kept, joined to its case or opens one.
///
/// Repeatable: what is kept already is counted as a duplicate. A record is indexed once, however many messages of
/// the batch it received.
struct MailIntake {
  private let closed: Bool
  private let rulebook: Rulebook
  private var counts = ImportCounts()
  /// The last number that was given out of each counter.
  private var numbers: [String: Int] = [:]
  /// SHA-256 of what was erased, hexadecimal.
  private var erased: Set<String> = []
  /// What is to be indexed at the end: the words under which the index knows a record, and those under which it shall.
  private var texts: [Int64: (old: SearchText?, new: SearchText)] = [:]

  /// - Parameter closed: old mail, kept for reading; its cases are closed and owe nothing.
  init(closed: Bool, rulebook: Rulebook) {
    self.closed = closed
    self.rulebook = rulebook
  }

  mutating func take(_ mails: [PreparedMail], through door: inout Door) throws -> ImportCounts {
    erased = try ErasureTable.digests(door.database)
    // In order of arrival, so that a parent comes before its answers and row numbers rise with time.
    let ordered = mails.indices.sorted { one, other in
      mails[one].claimed == mails[other].claimed ? one < other : mails[one].claimed < mails[other].claimed
    }
    for place in ordered { try take(mails[place], &door) }
    try door.note(lastNumbers: numbers)
    try door.index(texts.map { ($0.key, $0.value.old, $0.value.new) })
    return counts
  }

  private mutating func take(_ mail: PreparedMail, _ door: inout Door) throws {
    let contact = mail.contact
    // What was erased does not come back with an old mailbox.
    guard !erased.contains(contact.rawDigest ?? ""), let kept = try door.keep(mail.raw, digest: mail.digest)
    else {
      counts.duplicate += 1
      return
    }
    if try ContactTable.isKept(contact, door.database) {
      // The bytes differ (another path of delivery), the letter does not: the first copy is enough.
      try door.forget(blob: kept.blob)
      counts.duplicate += 1
    } else if let id = try joinedRecord(of: mail, door.database) {
      try join(contact, to: id, kept: kept, &door)
      counts.joined += 1
    } else if let new = mail.newCase
      ?? mail.makeCase(closed: closed, rulebook, at: door.now, RandomBytes())
    {
      try open(new, kept: kept, &door)
      if contact.isUnreadable { counts.unreadable += 1 } else { counts.new += 1 }
    } else {
      try door.keepUnfiled(contact, kept: kept)
      counts.joined += 1
    }
  }

  /// The case that a message answers: by the messages it names, else by the reference in its subject.
  private func joinedRecord(of mail: PreparedMail, _ database: Database) throws -> Int64? {
    for messageID in mail.answers.messages {
      if let id = try ContactTable.record(messageID: messageID, database) { return id }
    }
    // Only a case: a subject must not reach a record that its sender, or who brings the mail in, may not see.
    for reference in mail.answers.references {
      guard let id = try RecordTable.id(of: reference, database) else { continue }
      if try ListReading.row(id: id, database)?.kind == .caseFile { return id }
    }
    return nil
  }

  private mutating func join(
    _ contact: Contact, to id: Int64, kept: KeptMessage, _ door: inout Door
  ) throws {
    guard let record = try RecordTable.record(id: id, door.database) else { return }
    if texts[id] == nil, let text = try SearchText(id: id, door.database) { texts[id] = (text, text) }
    texts[id]?.new.add(contact)
    var contact = contact
    let known = try ContactTable.of(record: id, door.database).map { $0.contact.sender.address.lowercased() }
    if !known.contains(contact.sender.address.lowercased()) { contact.remarks.append(.newSender) }
    var decision = Decision(record: record, contacts: [contact])
    // A machine's answer is kept on the case but asks nothing of anybody.
    if contact.mailNature == .letter, !closed { decision.record.receive(contact, rulebook) }
    _ = try door.save(
      decision, before: record, action: .join, kept: kept, index: false)
  }

  private mutating func open(_ new: NewCase, kept: KeptMessage, _ door: inout Door) throws {
    let reference = try newReference(door)
    let id = try door.create(new, as: reference, kept: kept)
    var text = new.text
    text.reference = reference
    texts[id] = (nil, text)
  }

  private mutating func newReference(_ door: Door) throws -> String {
    try door.newReference(CaseFile.kind.name) { name in
      let number = try (numbers[name] ?? CounterTable.value(name, door.database)) + 1
      numbers[name] = number
      return number
    }
  }
}

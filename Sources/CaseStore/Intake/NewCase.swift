internal import Casework

/// The case that a letter opens, in all that needs neither its number nor its row: what the rules make of it, its rows,
/// its words, its entry in the log.
struct NewCase: Sendable {
  let rows: RecordTable.NewRows
  let letter: ContactTable.NewRow
  let detail: SaltedDetail
  /// What the letter is told by; nil for a text that is too short.
  let sketch: LetterSketch?
  /// Under which it will be found, but for its reference.
  let text: SearchText
  private let nameless: Record

  /// - Parameters:
  ///   - contact: as it will be kept.
  ///   - raw: the bytes of the letter.
  ///   - closed: old mail, kept for reading; its case is closed and owes nothing.
  ///   - now: when it comes in.
  init(
    for contact: Contact, raw: [UInt8], closed: Bool, rulebook: Rulebook, at now: Instant,
    _ random: RandomBytes
  ) {
    var record = Self.record(
      of: contact, uid: Identity.uid(at: now.milliseconds, random), closed: closed, at: now)
    if !closed { record.receive(contact, rulebook) }
    nameless = record
    rows = RecordTable.NewRows(record)
    letter = ContactTable.NewRow(contact, textAt: KeptMessage.place(of: contact.text, in: raw))
    var detail = ChangeDetail(from: [:], to: record.values)
    detail.add(added: [contact], removed: [])
    self.detail = SaltedDetail(detail, random)
    sketch = contact.isLetterToCompare ? LetterSketch(contact.text) : nil
    // What comes by mail has no place yet, and so nothing lies above it.
    var text = SearchText(record, above: [], contacts: [])
    text.reference = nil
    text.add(contact)
    self.text = text
  }

  func record(named reference: String) -> Record {
    Record(
      uid: nameless.uid, kind: nameless.kind, reference: reference, revision: nameless.revision,
      values: nameless.values)
  }

  /// As it is before any rule has been asked.
  private static func record(of contact: Contact, uid: String, closed: Bool, at now: Instant) -> Record {
    var record = Record(uid: uid, kind: CaseFile.kind.name, reference: "", revision: 1, values: [:])
    let subject = contact.subject.isBlank ? contact.sender.address : contact.subject
    record[Head.title] = contact.isUnreadable ? "(message that could not be read)" : subject
    record[Head.stage] = closed ? CaseFile.closed : CaseFile.untriaged
    record[Head.marking] = .official
    record[CaseFile.channel] = .email
    record[Head.received] = contact.at.londonDay
    if !contact.sender.name.isEmpty { record[CaseFile.correspondent] = contact.sender.name }
    if !contact.sender.address.isEmpty { record[CaseFile.address] = contact.sender.address }
    if closed { record[Head.closed] = now.londonDay }
    return record
  }
}

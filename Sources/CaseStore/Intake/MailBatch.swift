internal import Casework

/// Messages with all that can be said of them before anybody knows what is in the store: it is made beside the writing of
/// the messages before them.
package struct MailBatch: Sendable {
  private(set) var mails: [PreparedMail]
  /// Old mail, kept for reading; its cases are closed and owe nothing.
  let closed: Bool
  /// The time of preparing, which a case and its letter have; their entries have that of the writing.
  private let now: Instant

  init(_ mails: [IncomingMail], closed: Bool, at now: Instant) {
    let random = RandomBytes()
    self.closed = closed
    self.now = now
    self.mails = mails.map { PreparedMail($0, at: now, random) }
  }

  /// Makes the case that each letter would open. Takes a while: most of it is reading the texts and asking the rules.
  ///
  /// - Parameter kept: whether bytes are in the store already. When that is no longer so, the case is made later.
  mutating func makeCases(_ rulebook: Rulebook, unless kept: ([UInt8]) -> Bool) {
    let random = RandomBytes()
    for place in mails.indices where !kept(mails[place].digest) {
      mails[place].newCase = mails[place].makeCase(closed: closed, rulebook, at: now, random)
    }
  }
}

/// One of them.
struct PreparedMail: Sendable {
  let raw: [UInt8]
  /// SHA-256 of the bytes.
  let digest: [UInt8]
  /// As it will be kept.
  let contact: Contact
  /// When it arrived by the clocks of others, which may say anything.
  let claimed: Instant
  /// The messages that it answers, by their identifiers, and the cases that its subject names.
  let answers: (messages: [String], references: [String])
  /// What it opens if it answers nothing, when that was made ahead.
  fileprivate(set) var newCase: NewCase?

  /// Says what the register will hold of a message.
  init(_ mail: IncomingMail, at now: Instant, _ random: RandomBytes) {
    let content = mail.content ?? MailContent()
    raw = mail.raw
    digest = AuditChain.digest(of: mail.raw)
    claimed = content.arrived ?? now
    answers = (content.references, CaseReference.all(in: content.subject))
    // What lies in the future arrived now.
    var contact = Contact(
      uid: Identity.uid(at: now.milliseconds, random), kind: .received, channel: .email,
      at: min(claimed, now), text: content.text.storable)
    contact.sender = MailAddress(
      name: content.sender.name.storable, address: content.sender.address.storable)
    contact.recipients = content.recipients
    contact.subject = content.subject.storable
    contact.messageID = content.messageID.storable
    contact.attachments = content.attachments
    contact.mailNature = content.nature
    contact.remarks = content.remarks
    contact.isUnreadable = mail.content == nil
    contact.rawDigest = Identity.hexadecimal(digest)
    self.contact = contact
  }

  /// Nil for mail of a machine, which opens none.
  func makeCase(closed: Bool, _ rulebook: Rulebook, at now: Instant, _ random: RandomBytes) -> NewCase? {
    guard contact.mailNature == .letter else { return nil }
    return NewCase(for: contact, raw: raw, closed: closed, rulebook: rulebook, at: now, random)
  }
}

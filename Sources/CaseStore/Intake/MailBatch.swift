internal import Casework

/// Messages with all that can be said of them before anybody knows what is in the store: it is made beside the writing of
/// the messages before them.
package struct MailBatch: Sendable {
  let mails: [PreparedMail]
  /// Old mail, kept for reading; its cases are closed and owe nothing.
  let closed: Bool

  /// Takes a while: most of it is reading the texts and saying what the rules make of them.
  ///
  /// - Parameter now: the time of preparing, which a case and its letter have; their entries have that of the writing.
  init(_ mails: [IncomingMail], closed: Bool, rulebook: Rulebook, at now: Instant) {
    let random = RandomBytes()
    self.closed = closed
    self.mails = mails.map { PreparedMail($0, closed: closed, rulebook: rulebook, at: now, random) }
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
  /// What it opens if it answers nothing; nil for mail of a machine, which opens none.
  let newCase: NewCase?

  /// Says what the register will hold of a message, and what case it would open.
  init(_ mail: IncomingMail, closed: Bool, rulebook: Rulebook, at now: Instant, _ random: RandomBytes) {
    let content = mail.content ?? MailContent()
    raw = mail.raw
    digest = AuditChain.digest(of: mail.raw)
    claimed = content.arrived ?? now
    answers = (content.references, CaseReference.all(in: content.subject))
    // What lies in the future arrived now.
    var contact = Contact(
      uid: Identity.uid(at: now.milliseconds, random), kind: .received, channel: .email,
      at: min(claimed, now),
      text: content.text.storable)
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
    newCase =
      contact.mailNature == .letter
      ? NewCase(for: contact, raw: raw, closed: closed, rulebook: rulebook, at: now, random) : nil
  }
}

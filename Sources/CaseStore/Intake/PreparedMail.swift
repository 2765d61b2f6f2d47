package import Casework

/// A message with all that can be said of it before anybody knows what is in the store: it is made beside the writing of
/// the messages before it.
package struct PreparedMail: Sendable {
  let raw: [UInt8]
  let content: MailContent?
  /// SHA-256 of the bytes.
  let digest: [UInt8]
  /// As it will be kept, but for its identifier and its time.
  let contact: Contact
  /// What the letter is told by; nil for a text that is too short.
  let sketch: LetterSketch?

  /// Takes a while: most of it is reading the text.
  package init(_ mail: IncomingMail) {
    let content = mail.content ?? MailContent()
    raw = mail.raw
    self.content = mail.content
    digest = AuditChain.digest(of: mail.raw)
    var contact = Contact(
      uid: "", kind: .received, channel: .email, at: Instant(milliseconds: 0), text: content.text.storable)
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
    sketch = contact.isLetterToCompare ? LetterSketch(contact.text) : nil
  }

  /// When it arrived, in a store whose clock says `now`: a sender's clock may say anything, and what lies in the future
  /// arrived now.
  func arrived(_ now: Instant) -> Instant { min(content?.arrived ?? now, now) }
}

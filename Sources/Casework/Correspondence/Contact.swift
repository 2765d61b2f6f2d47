/// One thing received, sent, asked, answered or noted on a record: a letter, an e-mail, a call, a visit, a remark.
///
/// A contact never changes once it is written; what is wrong is undone or followed by another.
package struct Contact: Sendable, Equatable {
  /// UUIDv7 in its usual text form.
  package var uid: String
  package var kind: ContactKind
  package var channel: Channel
  /// When it was said or sent by the office; for mail, when it reached the office's server, else as it is dated.
  package var at: Instant
  package var sender = MailAddress()
  package var recipients: [MailAddress] = []
  package var subject = ""
  package var text: String
  /// The `Message-ID` without brackets; empty when there is none.
  package var messageID = ""
  package var attachments: [MailAttachment] = []
  package var mailNature: MailNature = .letter
  package var remarks: [MailRemark] = []
  /// SHA-256 in hexadecimal of the bytes as they came; nil for what was typed here.
  package var rawDigest: String?
  /// The message could not be read; only its raw bytes are kept.
  package var isUnreadable = false

  package init(uid: String, kind: ContactKind, channel: Channel, at: Instant, text: String) {
    self.uid = uid
    self.kind = kind
    self.channel = channel
    self.at = at
    self.text = text
  }
}

/// What a contact is to the record.
package enum ContactKind: String, Sendable, CaseIterable {
  /// From the public.
  case received
  /// The office's reply to the correspondent.
  case reply
  /// The office asked a team or partner.
  case referral
  /// The office asked it again.
  case chase
  /// The team or partner answered.
  case answer
  /// For colleagues only.
  case note

  package var label: Message {
    switch self {
    case .received: "Received"
    case .reply: "Reply"
    case .referral: "Referred"
    case .chase: "Chased"
    case .answer: "Answer"
    case .note: "Note"
    }
  }
}

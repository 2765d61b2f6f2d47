/// One letter by e-mail as the import read it: what the register needs to know, in plain values.
///
/// All text is as the sender wrote it, decoded to Unicode and not yet cleaned for a screen.
package struct IncomingMail: Sendable, Equatable {
  /// The bytes as they came, without the `From ` line and the quoting of an mbox.
  package var raw: [UInt8]
  /// Where it was found, for a person: a file, and an offset in bytes when the file holds many.
  package var source: String
  /// What the parser made of it; nil when it could not be read.
  package var content: MailContent?

  package init(raw: [UInt8], source: String, content: MailContent?) {
    self.raw = raw
    self.source = source
    self.content = content
  }
}

/// What a parser found in one message.
package struct MailContent: Sendable, Equatable {
  /// Without angle brackets; empty when the sender gave none.
  package var messageID: String = ""
  /// The identifiers of `In-Reply-To`, then of `References` from the newest to the oldest, without brackets.
  package var references: [String] = []
  package var subject: String = ""
  package var sender = MailAddress()
  package var recipients: [MailAddress] = []
  /// From the `Date` header; nil when there is none that can be read. The sender's clock may say anything.
  package var sent: Instant?
  /// From the newest `Received` header, which the office's own server wrote; nil when there is none.
  package var received: Instant?
  /// The readable text of the body, lines ended by line feeds. HTML has become text.
  package var text: String = ""
  package var attachments: [MailAttachment] = []
  package var nature: MailNature = .letter
  /// What the reader should know about how the text was made, such as hidden text that was shown.
  package var remarks: [MailRemark] = []

  package init() {}

  /// When it reached the office, as well as that is known.
  package var arrived: Instant? { received ?? sent }
}

/// A name and an address; either may be empty.
package struct MailAddress: Sendable, Hashable {
  package var name: String
  package var address: String

  package init(name: String = "", address: String = "") {
    self.name = name
    self.address = address
  }
}

/// A part of a message that is kept as a file.
package struct MailAttachment: Sendable, Equatable {
  /// The position of its part in the message, counted from 0 in the order of the leaves.
  package var part: Int
  /// A safe name: one component, no control or bidirectional characters, never empty, at most 200 bytes.
  package var name: String
  /// As declared, `application/pdf`.
  package var type: String
  /// Bytes after decoding.
  package var size: Int

  package init(part: Int, name: String, type: String, size: Int) {
    self.part = part
    self.name = name
    self.type = type
    self.size = size
  }

  /// In place of ``part``: the bytes as they came are no message but the file itself.
  package static let wholeFile = -1
}

/// Who or what wrote a message.
package enum MailNature: String, Sendable, CaseIterable {
  /// A person, as far as can be seen.
  case letter
  /// A machine's answer. Source: RFC 3834 (`Auto-Submitted`), and the older headers in use.
  case automaticReply = "automatic-reply"
  /// A report that a message was not delivered. Source: RFC 3464.
  case bounce
}

/// A thing that the reader of a letter should know about its text.
package enum MailRemark: String, Sendable, CaseIterable {
  /// The charset named in the letter does not fit its bytes; another was used.
  case charsetReplaced = "charset-replaced"
  /// The text was made from HTML.
  case fromHTML = "from-html"
  /// Text that the sender had hidden is shown between marks.
  case hiddenText = "hidden-text"
  /// The structure was broken or too large, and what could be read is shown.
  case structureBroken = "structure-broken"
  /// It joined a case on which its sender had not written before: anybody can name a reference in a subject.
  case newSender = "new-sender"
  /// The HTML asks for pictures from elsewhere; they are never fetched.
  case remoteContent = "remote-content"
}

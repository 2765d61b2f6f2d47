package import Casework

/// A message as it was found, not read yet.
package struct RawMail: Sendable, Equatable {
  /// Without the `From ` line and the quoting of an mbox.
  package var raw: [UInt8]
  /// For a person: `post/inbox.mbox at byte 1042`.
  package var source: String
  /// What a Maildir says about it; nil elsewhere.
  package var flags: MaildirFlags?

  /// Takes the bytes as they are; see the properties.
  package init(raw: [UInt8], source: String, flags: MaildirFlags? = nil) {
    self.raw = raw
    self.source = source
    self.flags = flags
  }
}

/// The letters after `:2,` in the name of a file in a Maildir. Source: https://cr.yp.to/proto/maildir.html.
package struct MaildirFlags: OptionSet, Sendable, Hashable {
  /// One bit for each letter.
  package let rawValue: UInt8

  /// Flags from their bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// `D`: not finished.
  package static let draft = MaildirFlags(rawValue: 1)
  /// `F`: marked by its reader.
  package static let flagged = MaildirFlags(rawValue: 2)
  /// `P`: sent on to somebody.
  package static let passed = MaildirFlags(rawValue: 4)
  /// `R`: answered.
  package static let replied = MaildirFlags(rawValue: 8)
  /// `S`: read.
  package static let seen = MaildirFlags(rawValue: 16)
  /// `T`: thrown away, not yet removed.
  package static let trashed = MaildirFlags(rawValue: 32)

  private static let letters: [UInt8: MaildirFlags] = [
    UInt8(ascii: "D"): .draft, UInt8(ascii: "F"): .flagged, UInt8(ascii: "P"): .passed,
    UInt8(ascii: "R"): .replied, UInt8(ascii: "S"): .seen, UInt8(ascii: "T"): .trashed,
  ]

  /// Reads the flags of a file name; none when it has no such ending.
  package init(fileName: String) {
    let name = Array(fileName.utf8)
    guard let comma = name.lastIndex(of: UInt8(ascii: ",")), comma >= 2, name[comma - 1] == UInt8(ascii: "2"),
      name[comma - 2] == UInt8(ascii: ":")
    else {
      self = []
      return
    }
    self = name[(comma + 1)...].reduce(into: []) { $0.formUnion(Self.letters[$1] ?? []) }
  }
}

/// A file that gave no message, and why.
package struct ImportProblem: Sendable, Equatable {
  /// What kept a file from giving a message.
  package enum Reason: Sendable, Equatable {
    /// No bytes at all.
    case isEmpty
    /// No header that mail has, or no file at all, such as a link inside a folder.
    case isNotMail
    /// A draft, or thrown away, by the flags of a Maildir: nobody sent it to the office, or nobody wants it.
    case isDraftOrTrashed
    /// A single message beyond ``WireForm/largestMessage``.
    case isTooLarge
    /// `errno` of the call that failed.
    case cannotBeRead(errorNumber: Int32)
  }

  /// For a person, like ``RawMail/source``.
  package let source: String
  /// Why it gave none.
  package let reason: Reason

  /// A problem with one file, or with one message of a file.
  /// Whether the file is there and would not be read.
  package var isUnreadable: Bool {
    if case .cannotBeRead = reason { return true }
    return false
  }

  package init(source: String, reason: Reason) {
    self.source = source
    self.reason = reason
  }
}

extension ImportProblem {
  /// What is wrong, where, and what to do.
  package var message: Message {
    switch reason {
    case .isEmpty: "\(source) is empty and was left out."
    case .isNotMail:
      "\(source) does not look like mail and was left out; name it with the ending .eml if it is."
    case .isDraftOrTrashed: "\(source) is a draft or was thrown away in its mailbox, and was left out."
    case .isTooLarge: "\(source) is larger than a message can be (256 MiB) and was left out."
    case .cannotBeRead(let number):
      "\(source) cannot be read (\(systemText(number))); check that it is there and that you may read it."
    }
  }
}

/// How far an import is, in bytes.
package struct ImportProgress: Sendable, Equatable {
  /// Bytes that were used or passed over.
  package var done: Int
  /// nil when it cannot be known, as for standard input.
  package var total: Int?

  /// - Parameter total: nil when unknown.
  package init(done: Int, total: Int?) {
    self.done = done
    self.total = total
  }
}

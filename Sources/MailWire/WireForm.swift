/// What is asked of a worker: the first byte of a frame that goes to it.
package enum WorkerRequest {
  /// Read the message that follows; the part number before it means nothing.
  package static let parse: UInt8 = 1
  /// Give the bytes of one attachment of the message that follows.
  package static let attachment: UInt8 = 2
}

/// What a worker says, in the order it was asked: the first byte of a frame that comes from it.
package enum WorkerAnswer {
  /// Said once, before anything was asked; ``WireForm/version`` follows.
  package static let ready: UInt8 = 1
  /// Nothing can be made of the message, or it has no such attachment.
  package static let unreadable: UInt8 = 2
  /// A `MailContent` follows.
  package static let content: UInt8 = 3
  /// The bytes of the attachment follow.
  package static let bytes: UInt8 = 4
}

/// What both ends hold to.
package enum WireForm {
  /// Counts up with every change of what goes over the wire. The two programs are two files: an upgrade may
  /// leave a running program with a reader that is newer.
  package static let version: UInt8 = 1
  /// Bytes of the largest message that is read.
  package static let largestMessage = 256 << 20
  /// Addresses of one letter. More is abuse; the rest is left out.
  package static let mostAddresses = 10_000
}

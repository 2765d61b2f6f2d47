package import Casework

extension ByteWriter {
  /// All that a parser found in one message.
  package mutating func write(_ content: MailContent) {
    write(content.messageID)
    write(list: content.references) { $0.write($1) }
    write(content.subject)
    write(content.sender)
    write(list: Array(content.recipients.prefix(WireForm.mostAddresses))) { $0.write($1) }
    write(content.sent)
    write(content.received)
    write(content.text)
    write(list: content.attachments) { $0.write($1) }
    write(UInt8(clamping: MailNature.allCases.firstIndex(of: content.nature) ?? 0))
    write(list: content.remarks) { $0.write(UInt8(clamping: MailRemark.allCases.firstIndex(of: $1) ?? 0)) }
  }

  private mutating func write(_ instant: Instant?) {
    write(instant == nil ? UInt8(0) : 1)
    write(instant?.milliseconds ?? 0)
  }

  private mutating func write(_ address: MailAddress) {
    write(address.name)
    write(address.address)
  }

  private mutating func write(_ attachment: MailAttachment) {
    write(attachment.part)
    write(attachment.name)
    write(attachment.type)
    write(attachment.size)
  }
}

extension ByteReader {
  /// What ``ByteWriter/write(_:)-(MailContent)`` wrote; every value is looked at again.
  package mutating func content() throws(MalformedBytes) -> MailContent {
    var content = MailContent()
    content.messageID = try text()
    content.references = try list { (reader) throws(MalformedBytes) in try reader.text() }
    content.subject = try text()
    content.sender = try address()
    content.recipients = try list { (reader) throws(MalformedBytes) in try reader.address() }
    content.sent = try dated()
    content.received = try dated()
    content.text = try text()
    content.attachments = try list { (reader) throws(MalformedBytes) in try reader.attachment() }
    content.nature = try element(of: MailNature.allCases)
    content.remarks = try list { (reader) throws(MalformedBytes) in
      try reader.element(of: MailRemark.allCases)
    }
    return content
  }

  private mutating func dated() throws(MalformedBytes) -> Instant? {
    let isDated = try byte() == 1
    let milliseconds = try number()
    return isDated ? try instant(milliseconds) : nil
  }

  private mutating func address() throws(MalformedBytes) -> MailAddress {
    let name = try text()
    return try MailAddress(name: name, address: text())
  }

  /// The name is made safe here once more: the worker that made it so may no longer be its own master.
  private mutating func attachment() throws(MalformedBytes) -> MailAttachment {
    let part = try number()
    let name = try text()
    let type = try text()
    let size = try number()
    guard part >= 0, size >= 0 else { throw MalformedBytes() }
    let safe = AttachmentName.safe(name, part: part, type: type)
    return MailAttachment(part: part, name: safe, type: type, size: size)
  }

  /// Within the years that a date in a header may name.
  private func instant(_ milliseconds: Int) throws(MalformedBytes) -> Instant {
    guard (600_000_000_000...4_200_000_000_000).contains(milliseconds) else { throw MalformedBytes() }
    return Instant(milliseconds: milliseconds)
  }

  private mutating func element<Element>(of all: [Element]) throws(MalformedBytes) -> Element {
    let index = try Int(byte())
    guard all.indices.contains(index) else { throw MalformedBytes() }
    return all[index]
  }
}

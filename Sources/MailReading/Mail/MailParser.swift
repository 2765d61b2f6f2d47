internal import CGMime
package import Casework
import MailWire

/// Reads one message. Runs inside the parsing worker and nowhere else: what it touches is hostile, and part
/// of the work is done by C libraries.
package struct MailParser {
  /// Readies GMime; once in a process, before the first message.
  package static func start() {
    cgmime_start()
  }

  /// Parsers hold nothing; one serves for any number of messages.
  package init() {}

  /// What the message says; nil when there is nothing to read: no bytes, or binary data without any header.
  package func parse(_ raw: UnsafeRawBufferPointer) -> MailContent? {
    let message = UnsafeRawBufferPointer(rebasing: raw[Self.start(of: raw)...])
    guard !message.isEmpty else { return nil }
    guard let structure = MessageStructure(message, wish: .texts) else { return Self.asItCame(message) }
    var renderer = Self.rendered(structure)
    if structure.isCut { renderer.remark(.structureBroken) }
    var content = Self.content(structure.root, renderer)
    if Self.holdsNothing(structure.root) { Self.showBody(of: message, in: &content) }
    return content
  }

  /// The bytes of one attachment, numbered as in ``MailContent/attachments``; nil when there is none.
  package func attachment(part: Int, of raw: UnsafeRawBufferPointer) -> [UInt8]? {
    let message = UnsafeRawBufferPointer(rebasing: raw[Self.start(of: raw)...])
    guard part >= 0, let structure = MessageStructure(message, wish: .leaf(part)) else { return nil }
    if part < structure.leafCount { return Self.leaf(part, in: structure.root)?.body }
    guard let texts = MessageStructure(message, wish: .texts) else { return nil }
    let blocks = Self.rendered(texts).blocks
    let index = part - texts.leafCount
    return blocks.indices.contains(index) ? blocks[index].bytes : nil
  }

  private static func rendered(_ structure: MessageStructure) -> LetterRenderer {
    var renderer = LetterRenderer(firstBlock: structure.leafCount)
    renderer.render(structure.root)
    return renderer
  }

  private static func leaf(_ number: Int, in part: MessagePart) -> MessagePart? {
    if part.leaf == number { return part }
    for child in part.children {
      if let found = leaf(number, in: child) { return found }
    }
    return nil
  }
}

// MARK: - Headers

extension MailParser {
  private static func content(_ root: MessagePart, _ renderer: LetterRenderer) -> MailContent {
    let headers = root.headers
    var content = MailContent()
    content.messageID = headers.identifiers("message-id").first ?? ""
    content.references = headers.references
    let subject = headers["subject"].map(EncodedWords.decode)
    content.subject = subject?.text ?? ""
    content.sender = sender(headers)
    content.recipients = ["to", "cc", "bcc"].flatMap { headers.all($0) }.flatMap { AddressList.read($0) }
    content.sent = headers["date"].flatMap(HeaderDate.read)
    content.received = headers["received"].flatMap(Self.receipt)
    content.text = String(decoding: renderer.text, as: UTF8.self)
    content.attachments = renderer.attachments
    content.remarks = renderer.remarks
    if subject?.replaced == true, !content.remarks.contains(.charsetReplaced) {
      content.remarks.append(.charsetReplaced)
    }
    content.nature = MailNatureRule.nature(
      of: headers, sender: content.sender, subject: content.subject, reportType: reportType(root))
    return content
  }

  private static func sender(_ headers: MailHeaders) -> MailAddress {
    for name in ["from", "sender", "reply-to", "return-path"] {
      if let address = headers[name].flatMap({ AddressList.read($0).first }) { return address }
    }
    return MailAddress()
  }

  private static func reportType(_ root: MessagePart) -> String? {
    guard let part = root.children.first, part.type == "multipart/report",
      let type = part.headers["content-type"]
    else { return nil }
    return HeaderParameters(type)["report-type"]?.asciiLowercased ?? "delivery-status"
  }
}

// MARK: - What GMime finds no message in

extension MailParser {
  /// Where the message starts: after empty lines and the `From ` line of an mbox, quoted or not.
  private static func start(of raw: UnsafeRawBufferPointer) -> Int {
    let start = raw.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? raw.count
    let rest = raw[start...]
    guard rest.starts(with: "From ".utf8) || rest.starts(with: ">From ".utf8) else { return start }
    return rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? raw.count
  }

  /// One leaf with all there is, if it can be text at all.
  private static func asItCame(_ message: UnsafeRawBufferPointer) -> MailContent? {
    let sample = message.prefix(4096)
    let odd = sample.filter { $0 < 0x09 || (0x0E..<0x20).contains($0) && $0 != 0x1B }
    guard odd.count * 20 < sample.count else { return nil }
    var content = MailContent()
    show(message, in: &content)
    return content
  }

  private static func holdsNothing(_ part: MessagePart) -> Bool {
    part.kind == .leaf ? part.size == 0 : part.children.allSatisfy(holdsNothing)
  }

  private static func showBody(of message: UnsafeRawBufferPointer, in content: inout MailContent) {
    guard let end = endOfHeader(message) else { return }
    let body = UnsafeRawBufferPointer(rebasing: message[end...])
    guard body.contains(where: { !$0.isWhitespace }) else { return }
    show(body, in: &content)
  }

  private static func show(_ bytes: UnsafeRawBufferPointer, in content: inout MailContent) {
    let decoded = CharsetDecoder.decode(Array(bytes.prefix(MessageStructure.longestText)), charset: nil)
    content.text = String(decoding: LineEnds.normalised(decoded.utf8), as: UTF8.self)
    content.attachments = []
    content.remarks = [.structureBroken]
  }

  /// The first byte after the first empty line.
  private static func endOfHeader(_ message: UnsafeRawBufferPointer) -> Int? {
    var start = 0
    while let end = message[start...].firstIndex(of: 0x0A) {
      let line = message[start..<end]
      if line.isEmpty || line.elementsEqual([0x0D]) { return end + 1 }
      start = end + 1
    }
    return nil
  }

  /// The moment after the last semicolon of a `Received` header. Source: RFC 5322 section 3.6.7.
  private static func receipt(_ raw: [UInt8]) -> Instant? {
    guard let semicolon = raw.lastIndex(of: UInt8(ascii: ";")) else { return nil }
    return HeaderDate.read(Array(raw[(semicolon + 1)...]))
  }
}

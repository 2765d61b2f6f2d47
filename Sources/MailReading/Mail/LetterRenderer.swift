import Casework
import MailWire

/// Makes the text and the list of attachments of one message out of its parts.
struct LetterRenderer {
  private(set) var text: [UInt8] = []
  private(set) var attachments: [MailAttachment] = []
  private(set) var remarks: [MailRemark] = []
  /// Files found in the text itself; they are numbered after the leaves.
  private(set) var blocks: [UuencodedBlocks.Block] = []
  private let firstBlock: Int

  /// - Parameter firstBlock: the number of the first file found in the text.
  init(firstBlock: Int) {
    self.firstBlock = firstBlock
  }

  /// Goes down the parts; their depth is bounded by the limits of ``MessageStructure``.
  mutating func render(_ part: MessagePart, isInside: Bool = false) {
    switch part.kind {
    case .message:
      if isInside { appendForwarded(part) }
      for child in part.children { render(child, isInside: true) }
    case .multipart:
      if part.type == "multipart/alternative" { return renderAlternative(part) }
      for child in part.children { render(child, isInside: true) }
    case .leaf: renderLeaf(part)
    }
  }

  private mutating func renderLeaf(_ part: MessagePart) {
    let disposition = part.headers["content-disposition"].map { HeaderParameters($0) }
    let type = part.headers["content-type"].map { HeaderParameters($0) }
    let claimed = disposition?["filename"] ?? type?["name"] ?? ""
    let isText = Self.isReadable(part.type) && disposition?.value != "attachment"
    if isText, claimed.isEmpty || disposition?.value == "inline" || text.isEmpty {
      append(bodyText(part, type))
    }
    if !isText || !claimed.isEmpty { list(part, claimed) }
  }

  private static func isReadable(_ type: String) -> Bool {
    switch type {
    case "text/calendar", "text/x-vcard", "text/vcard", "text/directory", "text/css": return false
    case "message/delivery-status", "message/disposition-notification", "message/feedback-report": return true
    default: return type.hasPrefix("text/")
    }
  }

  private mutating func list(_ part: MessagePart, _ claimed: String) {
    let name = AttachmentName.safe(claimed, part: part.leaf, type: part.type)
    attachments.append(MailAttachment(part: part.leaf, name: name, type: part.type, size: part.size))
  }

  mutating func remark(_ remark: MailRemark) {
    if !remarks.contains(remark) { remarks.append(remark) }
  }

  private mutating func append(_ more: [UInt8]) {
    guard !more.isEmpty else { return }
    if let last = text.last, last != 0x0A { text.append(0x0A) }
    if !text.isEmpty, more.first != 0x0A { text.append(0x0A) }
    text += more
    if text.last != 0x0A { text.append(0x0A) }
  }
}

// MARK: - Text of one leaf

extension LetterRenderer {
  private mutating func bodyText(_ part: MessagePart, _ type: HeaderParameters?) -> [UInt8] {
    let isHTML = part.type == "text/html" || part.type == "text/x-html"
    var charset = type?["charset"]
    if isHTML, charset ?? "" == "" { charset = HTMLCharset.declared(in: part.body) }
    let decoded = CharsetDecoder.decode(part.body, charset: charset)
    if decoded.replaced { remark(.charsetReplaced) }
    if isHTML { return htmlText(decoded.utf8) }
    var lines = LineEnds.normalised(decoded.utf8)
    if type?["format"]?.asciiLowercased == "flowed" {
      lines = FlowedText.unwrap(lines, deletesSpace: type?["delsp"]?.asciiLowercased == "yes")
    }
    return withoutBlocks(lines)
  }

  private mutating func htmlText(_ html: [UInt8]) -> [UInt8] {
    let result = HTMLText(html)
    remark(.fromHTML)
    if result.hasHiddenText { remark(.hiddenText) }
    if result.remotePictures > 0 { remark(.remoteContent) }
    return result.utf8
  }

  private mutating func withoutBlocks(_ lines: [UInt8]) -> [UInt8] {
    let found = UuencodedBlocks(lines)
    for block in found.blocks {
      let part = firstBlock + blocks.count
      attachments.append(
        MailAttachment(
          part: part, name: block.name, type: "application/octet-stream", size: block.bytes.count))
      blocks.append(block)
    }
    return found.text
  }

  private mutating func appendForwarded(_ message: MessagePart) {
    var lines = "--- forwarded message ---\n"
    for (name, label) in [("from", "From"), ("date", "Date"), ("subject", "Subject")] {
      let value = message.headers.text(name)
      if !value.isEmpty { lines += "\(label): \(value)\n" }
    }
    append(Array(lines.utf8))
  }
}

// MARK: - Alternatives

extension LetterRenderer {
  /// Plain text if there is some; else what the richest readable alternative says.
  private mutating func renderAlternative(_ part: MessagePart) {
    let isPlain = { (child: MessagePart) in child.kind == .leaf && child.type == "text/plain" }
    let plainAt = part.children.firstIndex(where: isPlain)
    let plain = plainAt.map { trial(part.children[$0]) }
    if let plainAt, let plain, !plain.isBlank, plain.text.count > 300 {
      return choose(plain, at: plainAt, of: part)
    }
    var best = plain.map { ($0, plainAt ?? 0) }
    for (index, child) in part.children.enumerated().reversed() where index != plainAt {
      let other = trial(child)
      guard !other.isBlank else { continue }
      if plain?.isBlank ?? true || plain?.isStub(of: other) ?? true { best = (other, index) }
      break
    }
    if let best { return choose(best.0, at: best.1, of: part) }
    for child in part.children { listOnly(child) }
  }

  private func trial(_ part: MessagePart) -> LetterRenderer {
    var trial = LetterRenderer(firstBlock: firstBlock + blocks.count)
    trial.render(part, isInside: true)
    return trial
  }

  private var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

  /// `This message needs an HTML reader`, where the other alternative holds the letter.
  private func isStub(of other: LetterRenderer) -> Bool {
    guard other.text.count > 4 * text.count + 100 else { return false }
    let words = String(decoding: text, as: UTF8.self).asciiLowercased
    return ["html", "browser", "http", "porwr"].contains { words.contains($0) }
  }

  /// Takes the chosen alternative, and from the others only what is no text.
  private mutating func choose(_ chosen: LetterRenderer, at position: Int, of part: MessagePart) {
    append(chosen.text)
    attachments += chosen.attachments
    blocks += chosen.blocks
    for remark in chosen.remarks { self.remark(remark) }
    for (index, child) in part.children.enumerated() where index != position { listOnly(child) }
  }

  private mutating func listOnly(_ part: MessagePart) {
    guard part.kind == .leaf else {
      for child in part.children { listOnly(child) }
      return
    }
    let disposition = part.headers["content-disposition"].map { HeaderParameters($0) }
    guard !Self.isReadable(part.type) || disposition?.value == "attachment" else { return }
    let type = part.headers["content-type"].map { HeaderParameters($0) }
    list(part, disposition?["filename"] ?? type?["name"] ?? "")
  }
}

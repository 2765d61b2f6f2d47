internal import CGMime
import MailWire

/// A part of a message as it was found: a leaf, a multipart, or a whole message inside another.
struct MessagePart {
  enum Kind { case leaf, multipart, message }

  let kind: Kind
  /// `text/plain`, lower case; GMime's view, which fills in what the sender left out.
  fileprivate(set) var type: String
  var headers = MailHeaders()
  var children: [MessagePart] = []
  /// Transfer encoding undone; only of leaves that hold text, or the one that was asked for.
  var body: [UInt8] = []
  /// Bytes of the leaf after decoding, kept or not.
  var size = 0
  /// Position among the leaves, from 0; -1 for what is none.
  var leaf = -1
}

/// The parts of one message, read by GMime within fixed limits.
struct MessageStructure {
  /// Which bodies to keep.
  enum Wish {
    case texts
    case leaf(Int)
  }

  let root: MessagePart
  let leafCount: Int
  /// Something was left out because a limit was reached.
  let isCut: Bool

  /// Text beyond this many bytes is not shown; it is still in the message as it came.
  static let longestText = 16 << 20
  private static let limits = cgmime_limits(
    depth: 64, parts: 5000, header_bytes: 1 << 20, body_bytes: 64 << 20)

  /// nil when GMime finds no message in the bytes.
  init?(_ message: UnsafeRawBufferPointer, wish: Wish) {
    let collector = PartCollector(wish: wish)
    var limits = Self.limits
    var callbacks = PartCollector.callbacks
    let outcome = cgmime_parse(
      message.baseAddress?.assumingMemoryBound(to: UInt8.self), message.count, &limits, &callbacks,
      Unmanaged.passUnretained(collector).toOpaque())
    guard let root = collector.root else { return nil }
    self.root = root
    self.leafCount = collector.leafCount
    self.isCut = outcome & Int32(CGMIME_LIMIT_REACHED) != 0 || collector.isCut
  }
}

/// Takes GMime's calls and builds the tree. Lives for one call of `cgmime_parse`.
private final class PartCollector {
  private(set) var root: MessagePart?
  private(set) var leafCount = 0
  private(set) var isCut = false
  private let wish: MessageStructure.Wish
  /// The part that began last is at the end.
  private var open: [MessagePart] = []
  private var keepsBody = false
  private var textLeft = MessageStructure.longestText

  init(wish: MessageStructure.Wish) {
    self.wish = wish
  }

  private func begin(_ kind: cgmime_kind, _ type: String) {
    let kind: MessagePart.Kind =
      kind == CGMIME_LEAF ? .leaf : kind == CGMIME_MULTIPART ? .multipart : .message
    var part = MessagePart(kind: kind, type: type.asciiLowercased)
    if kind == .leaf {
      part.leaf = leafCount
      leafCount += 1
    }
    open.append(part)
  }

  private func header(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    guard !open.isEmpty else { return }
    let name = String(decoding: name, as: UTF8.self).asciiLowercased
    open[open.count - 1].headers.append(name, Array(value))
  }

  private func wishForBody() -> cgmime_wish {
    guard let last = open.indices.last else { return CGMIME_SKIP }
    // A type that is none means plain text (RFC 2045, 5.2), as do the programs that write `text` alone.
    if let type = open[last].headers["content-type"], !type.contains(UInt8(ascii: "/")) {
      open[last].type = "text/plain"
    }
    let part = open[last]
    switch wish {
    case .texts: keepsBody = part.type.hasPrefix("text/") || part.type.hasPrefix("message/")
    case .leaf(let wanted): keepsBody = part.leaf == wanted
    }
    if case .leaf = wish, !keepsBody { return CGMIME_SKIP }
    return CGMIME_DELIVER
  }

  private func body(_ bytes: UnsafeRawBufferPointer) {
    guard let last = open.indices.last else { return }
    open[last].size += bytes.count
    guard keepsBody else { return }
    guard case .texts = wish else {
      open[last].body.append(contentsOf: bytes)
      return
    }
    let kept = bytes.prefix(textLeft)
    isCut = isCut || kept.count < bytes.count
    textLeft -= kept.count
    open[last].body.append(contentsOf: kept)
  }

  private func end() {
    guard let part = open.popLast() else { return }
    if open.isEmpty { root = part } else { open[open.count - 1].children.append(part) }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> PartCollector? {
    context.map { Unmanaged<PartCollector>.fromOpaque($0).takeUnretainedValue() }
  }

  static let callbacks = cgmime_callbacks(
    begin: { context, kind, type, subtype in
      guard let type, let subtype else { return }
      from(context)?.begin(kind, String(cString: type) + "/" + String(cString: subtype))
    },
    header: { context, name, nameLength, value, valueLength in
      from(context)?.header(
        UnsafeRawBufferPointer(start: name, count: nameLength),
        UnsafeRawBufferPointer(start: value, count: valueLength))
    },
    wish: { from($0)?.wishForBody() ?? CGMIME_SKIP },
    body: { context, bytes, length in
      from(context)?.body(UnsafeRawBufferPointer(start: bytes, count: length))
    },
    end: { from($0)?.end() })
}

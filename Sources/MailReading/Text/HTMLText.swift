/// Makes readable text of an HTML letter.
///
/// One pass over the bytes, each looked at a bounded number of times: no tree, no recursion, so neither a
/// thousand nested elements nor a thousand attributes cost more than their length. Scripts and styles go,
/// pictures are counted and never fetched, and words that the sender hid are shown between marks: they may be
/// the words of somebody who was not free to write.
package struct HTMLText: Sendable, Equatable {
  /// UTF-8; lines ended by line feeds, quotations marked with `> `.
  package private(set) var utf8: [UInt8]
  /// Something stands between `[hidden text: ` and `]`.
  package private(set) var hasHiddenText: Bool
  /// Pictures, frames and backgrounds that would have been fetched from elsewhere.
  package private(set) var remotePictures: Int

  /// The same as a string.
  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// Reads `html`, which is UTF-8.
  package init(_ html: [UInt8]) {
    var reader = HTMLReader(html)
    reader.read()
    utf8 = reader.writer.finished()
    hasHiddenText = reader.writer.hasHiddenText
    remotePictures = reader.remotePictures
  }
}

/// Walks over tags and text, and tells the writer what they mean.
struct HTMLReader {
  private var scanner: HTMLScanner
  var writer = HTMLTextWriter()
  private(set) var remotePictures = 0
  private var hidden: HiddenElement?
  /// Inside `<!--[if …]>`, which only one mail program reads.
  private var isConditional = false
  private var preformatted = 0
  /// Where the open link leads, and where its label starts in the text.
  private var link: (target: [UInt8], start: Int)?
  private var lists: [Int?] = []

  init(_ html: [UInt8]) {
    scanner = HTMLScanner(html)
  }

  mutating func read() {
    while let token = scanner.next() {
      switch token {
      case .text(let bytes): writer.write(bytes, preformatted: preformatted > 0)
      case .open(let tag): open(tag)
      case .close(let name): close(name)
      case .conditionBegins: setConditional(true)
      case .conditionEnds: setConditional(false)
      }
    }
    closeLink()
  }

  private mutating func setConditional(_ value: Bool) {
    isConditional = value
    writer.isHidden = isConditional || hidden != nil
  }

  private mutating func open(_ tag: HTMLTag) {
    updateHiding(opening: tag)
    countRemote(tag)
    switch tag.name {
    case "br": writer.breakLine()
    case "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "table", "dl", "blockquote", "ul", "ol":
      openBlock(tag.name)
    case "li": openItem()
    case "td", "th": writer.separateCell()
    case "a": openLink(tag)
    case "img", "input": writer.write(tag.alternative, preformatted: false)
    default: if HTMLTag.blocks.contains(tag.name) { writer.endLine() }
    }
  }

  private mutating func openBlock(_ name: String) {
    writer.endParagraph()
    switch name {
    case "hr": writer.write(Array("----------".utf8), preformatted: false)
    case "pre": preformatted += 1
    case "blockquote": writer.quotation += 1
    case "ul": if lists.count < 64 { lists.append(nil) }
    case "ol": if lists.count < 64 { lists.append(0) }
    default: return
    }
    if name == "hr" { writer.endParagraph() }
  }

  private mutating func openItem() {
    writer.endLine()
    guard let last = lists.indices.last, let number = lists[last] else { return writer.mark("- ") }
    lists[last] = number + 1
    writer.mark("\(number + 1). ")
  }

  private mutating func close(_ name: String) {
    if hidden?.endsAfterClosing(name) == true {
      hidden = nil
      writer.isHidden = isConditional
    }
    switch name {
    case "a": closeLink()
    case "pre": preformatted = max(0, preformatted - 1)
    case "blockquote":
      writer.endParagraph()
      writer.quotation = max(0, writer.quotation - 1)
    case "ul", "ol": _ = lists.popLast()
    default: break
    }
    if HTMLTag.paragraphs.contains(name) {
      writer.endParagraph()
    } else if HTMLTag.blocks.contains(name) {
      writer.endLine()
    }
  }
}

// MARK: - Links, hiding and what would be fetched

extension HTMLReader {
  private mutating func openLink(_ tag: HTMLTag) {
    closeLink()
    let target = Array(tag.target.trimmed)
    guard !target.isEmpty, target.first != UInt8(ascii: "#") else { return }
    link = (target, writer.count)
  }

  /// Writes where a link really leads, unless its label says the same.
  private mutating func closeLink() {
    guard let link else { return }
    self.link = nil
    var target = link.target
    if target.starts(withLowercase: "mailto:") { target.removeFirst(7) }
    if !Self.says(writer.written(since: link.start), target) { writer.writeTarget(target) }
  }

  private static func says(_ label: ArraySlice<UInt8>, _ target: [UInt8]) -> Bool {
    let label = label.trimmed
    var bare = target[...]
    for scheme in ["https://", "http://"] as [StaticString] where bare.starts(withLowercase: scheme) {
      bare = bare.dropFirst(scheme.utf8CodeUnitCount)
    }
    let slashless = bare.last == UInt8(ascii: "/") ? bare.dropLast() : bare
    return label.elementsEqual(target) || label.elementsEqual(target.dropLast(target.last == 0x2F ? 1 : 0))
      || label.elementsEqual(bare) || label.elementsEqual(slashless)
  }

  private mutating func updateHiding(opening tag: HTMLTag) {
    if var current = hidden {
      // Newsletters set a zero size on a frame and the real size inside it.
      if current.isOnlySmall && tag.style.setsReadableSize {
        hidden = nil
      } else {
        current.opened(tag.name)
        hidden = current
      }
    } else if let reason = tag.style.hiding ?? (tag.isMarkedHidden ? .invisible : nil), !tag.isVoid {
      hidden = HiddenElement(name: tag.name, isOnlySmall: reason == .small)
    }
    writer.isHidden = isConditional || hidden != nil
  }

  private mutating func countRemote(_ tag: HTMLTag) {
    let isRemote =
      HTMLTag.fetching.contains(tag.name) && Self.isRemote(tag.source) || Self.isRemote(tag.background)
      || tag.style.fetches
    if isRemote { remotePictures += 1 }
  }

  private static func isRemote(_ address: [UInt8]) -> Bool {
    address.starts(withLowercase: "http:") || address.starts(withLowercase: "https:")
      || address.starts(with: [0x2F, 0x2F])
  }
}

/// An element that hides what is in it, until its end: found by counting elements of its name.
private struct HiddenElement {
  let name: String
  let isOnlySmall: Bool
  private var depth = 1

  init(name: String, isOnlySmall: Bool) {
    self.name = name
    self.isOnlySmall = isOnlySmall
  }

  mutating func opened(_ other: String) {
    guard other == name else { return }
    // A paragraph cannot hold another: the second ends the first.
    depth = HTMLTag.unnestable.contains(name) ? 1 : depth + 1
  }

  mutating func endsAfterClosing(_ other: String) -> Bool {
    guard other == name else { return other == "body" || other == "html" }
    depth -= 1
    return depth <= 0
  }
}

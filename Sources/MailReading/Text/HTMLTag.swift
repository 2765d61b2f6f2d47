import MailWire

/// A start tag with the few attributes that matter for text.
struct HTMLTag {
  /// In lower case.
  var name: String
  /// `href`, entities decoded.
  var target: [UInt8] = []
  /// `src`.
  var source: [UInt8] = []
  var background: [UInt8] = []
  /// `alt`.
  var alternative: [UInt8] = []
  var isMarkedHidden = false
  var style = HTMLStyle()

  static let blocks: Set<String> = [
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "li", "main", "nav", "option", "section", "summary",
    "tbody", "thead", "tr", "caption",
  ]
  static let paragraphs: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "dl", "ul", "ol",
  ]
  static let fetching: Set<String> = [
    "img", "iframe", "embed", "object", "video", "audio", "source", "input",
  ]
  static let unnestable: Set<String> = ["p", "li", "td", "th", "tr", "option", "dt", "dd"]
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// An element that never has content.
  var isVoid: Bool { Self.void.contains(name) }

  /// Takes one attribute. The first of a name counts, as in browsers.
  mutating func take(_ attribute: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    switch attribute.count {
    case 3:
      if attribute.equals(lowercase: "src"), source.isEmpty { source = HTMLEntities.decode(value) }
      if attribute.equals(lowercase: "alt"), alternative.isEmpty { alternative = HTMLEntities.decode(value) }
    case 4 where attribute.equals(lowercase: "href") && target.isEmpty: target = HTMLEntities.decode(value)
    case 5 where attribute.equals(lowercase: "style") && !style.isSet: style = HTMLStyle(value)
    case 6 where attribute.equals(lowercase: "hidden"): isMarkedHidden = true
    case 10 where attribute.equals(lowercase: "background"): background = HTMLEntities.decode(value)
    default: return
    }
  }
}

/// What a `style` attribute says about seeing the text.
struct HTMLStyle {
  enum Hiding { case invisible, small }

  private(set) var hiding: Hiding?
  private(set) var setsReadableSize = false
  private(set) var fetches = false
  private(set) var isSet = false
  private var isWhiteText = false
  private var isWhiteGround = false

  init() {}

  init(_ value: ArraySlice<UInt8>) {
    isSet = true
    let clean = HTMLEntities.decode(value).filter { !$0.isWhitespace }.map(\.lowercased)
    for declaration in clean.split(separator: UInt8(ascii: ";")) {
      guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
      take(property: declaration[..<colon], value: declaration[(colon + 1)...])
    }
    if isWhiteText && isWhiteGround { hiding = .invisible }
  }

  private mutating func take(property: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    if value.starts(withLowercase: "url(http") || value.starts(withLowercase: "url('http")
      || value.starts(withLowercase: "url(\"http") || value.starts(withLowercase: "url(//")
    {
      fetches = true
    }
    switch String(decoding: property.prefix(20), as: UTF8.self) {
    case "display": if value.starts(withLowercase: "none") { hiding = .invisible }
    case "visibility": if value.starts(withLowercase: "hidden") { hiding = .invisible }
    case "mso-hide": if value.starts(withLowercase: "all") { hiding = .invisible }
    case "opacity": if Self.isZero(value) { hiding = .invisible }
    case "font-size": takeSize(value)
    case "color": isWhiteText = Self.isWhite(value)
    case "background", "background-color": isWhiteGround = Self.isWhite(value)
    default: return
    }
  }

  private mutating func takeSize(_ value: ArraySlice<UInt8>) {
    let isTiny = Self.isZero(value) || value.starts(withLowercase: "1px")
    if isTiny, hiding == nil { hiding = .small }
    setsReadableSize = !isTiny
  }

  /// `0`, `0px`, `0.0em`, not `0.9em`.
  private static func isZero(_ value: ArraySlice<UInt8>) -> Bool {
    let digits = value.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    return !digits.isEmpty && digits.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
  }

  private static func isWhite(_ value: ArraySlice<UInt8>) -> Bool {
    value.starts(withLowercase: "#ffffff") || value.equals(lowercase: "#fff")
      || value.starts(withLowercase: "white") || value.starts(withLowercase: "rgb(255,255,255)")
  }
}

import CaseImport
import Casework
import Testing

extension WorkerTests {
  /// Mail made to exhaust or crash what reads it, through the real worker.
  @Suite(.serialized) struct EvilMailTests {
    private static let ordinary = "From: Ann <ann@example.org>\nSubject: Lamp\n\nThe lamp is out.\n"

    /// Every kind is answered, and the ordinary message after it is read by the same pool.
    @Test(arguments: EvilMail.allCases)
    func theNextMessageIsReadAfter(_ evil: EvilMail) throws {
      let pool = try ParsingPool(executable: Support.worker, workers: 1)
      let mails = [evil.bytes, Array(Self.ordinary.utf8)].map { RawMail(raw: $0, source: "test") }
      let read = pool.parse(mails)
      #expect(read.map(\.raw) == mails.map(\.raw))
      #expect(read[1].content?.subject == "Lamp")
      #expect(read[1].content?.text == "The lamp is out.\n")
      if evil.isReadable { #expect(read[0].content?.subject == "evil") }
    }

    @Test func thousandsOfDamagedMessagesAreAllAnswered() throws {
      let seeds = try MailSource(paths: [Support.corpus]).map(\.raw).filter { $0.count < 40_000 }
      var mutator = Mutator(seed: 20_261_121)
      let mails = (0..<4000).map { number in
        RawMail(raw: mutator.mutate(seeds[number % seeds.count], with: seeds), source: "damaged \(number)")
      }
      let read = try ParsingPool(executable: Support.worker).parse(mails)
      #expect(read.map(\.source) == mails.map(\.source))
      let unreadable = read.filter { $0.content == nil && !$0.raw.isEmpty }
      #expect(unreadable.count < 20, "only binary data without a header may be unreadable")
    }
  }
}

enum EvilMail: String, CaseIterable {
  case nestedMultiparts, manyParts, manyHeaders, longHeader, manyAddresses, forwardsInForwards, manyPieces
  case nestedComments, boundaryWithoutEnd, nestedQuotations, manyEncodedWords, manyUuencodedBeginnings
  case manyAlternatives, unfinishedTags

  /// Whether enough must come out to know it by its subject.
  var isReadable: Bool {
    switch self {
    case .manyParts, .nestedMultiparts, .forwardsInForwards: false
    default: true
    }
  }

  var bytes: [UInt8] { Array(text.utf8) }

  private var text: String {
    let head = "From: a@example.org\nSubject: evil\nMIME-Version: 1.0\n"
    switch self {
    case .nestedMultiparts:
      return head
        + (0..<100_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
    case .manyParts:
      return head + "Content-Type: multipart/mixed; boundary=b\n\n" + times(300_000, "--b\n\nx\n") + "--b--\n"
    case .manyHeaders: return head + times(300_000, "X-Name: value\n") + "\nText\n"
    case .longHeader: return head + "X-Long: " + times(20 << 20, "x") + "\n\nText\n"
    case .manyAddresses: return head + "To: " + times(200_000, "a@example.org, ") + "b@example.org\n\nText\n"
    case .forwardsInForwards: return head + times(50_000, "Content-Type: message/rfc822\n\nSubject: inner\n")
    case .manyPieces:
      let pieces = (0..<20_000).map { ";\n name*\($0)=\"x\"" }.joined()
      return head + "Content-Type: text/plain\(pieces)\n\nText\n"
    case .nestedComments: return head + "To: " + times(500_000, "(") + "\n\nText\n"
    case .boundaryWithoutEnd:
      return head + "Content-Type: multipart/mixed; n\u{E9}=\"\n\n" + times(100_000, "--\n")
    default: return head + textInBody
    }
  }

  private var textInBody: String {
    let html = "Content-Type: text/html\n\n"
    switch self {
    case .nestedQuotations: return html + times(100_000, "<blockquote>a<br>")
    case .manyEncodedWords:
      return "X: " + times(100_000, "=?utf-8?q?") + "\nTo: " + times(100_000, "=?x?b?") + "\n\nT"
    case .manyUuencodedBeginnings: return "\n" + times(200_000, "begin 644 x\nM\n")
    case .manyAlternatives:
      let type = "Content-Type: multipart/alternative; boundary="
      return type + "c0\n\n"
        + (1..<60).map { "--c\($0 - 1)\n\(type)c\($0)\n\n" }.joined() + "--c59\n\n"
        + times(1_000_000, "words ")
    case .unfinishedTags:
      return html + times(200_000, "<a href=\"") + times(200_000, "<a x='>\"") + times(200_000, "<")
    default: return ""
    }
  }

  private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
}

/// Damages messages, the same way for the same seed.
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number below `bound`. Source: splitmix64.
  private mutating func random(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
  }

  private static let tokens = [
    "=?utf-8?q?=ff?=", "--", "\r\n\r\n", "Content-Type: multipart/mixed; boundary=\"\"\n", "\0",
    "charset=utf-7",
    "charset=iso-2022-jp", "<!--", "begin 644 x\n", "filename*0*=utf-8''%ff", "format=flowed", "\u{1B}$B",
    "&#0;",
    "Content-Transfer-Encoding: base64\n", "message/rfc822", "Content-Type: text/html\n",
  ]

  mutating func mutate(_ message: [UInt8], with others: [[UInt8]]) -> [UInt8] {
    var bytes = message
    for _ in 0...random(4) {
      let at = random(bytes.count)
      switch random(5) {
      case 0 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8(random(8))
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + random(400)))
      case 2: bytes.insert(contentsOf: Self.tokens[random(Self.tokens.count)].utf8, at: at)
      case 3:
        let other = others[random(others.count)]
        let start = random(other.count)
        bytes.insert(contentsOf: other[start..<min(other.count, start + random(2000))], at: at)
      default: if random(8) == 0 { bytes.removeSubrange(at...) }
      }
    }
    return bytes
  }
}

import Glibc
import TerminalHarness

/// Made-up mail of a given size: 190 words a message, a tenth of them replies, words as rare as in real writing.
struct GeneratedMail {
  private var state: UInt64
  /// Stands in the name of every message.
  private let seed: UInt64
  private let vocabulary: [String]
  private let common = [
    "the", "police", "street", "burglary", "noise", "speeding", "council", "night", "car", "road", "school",
    "thank", "letter", "commissioner", "ward", "officer",
  ]
  private let names = [
    "Sian Llwyd", "Aisha Khan", "Zoe Oneill", "Lukasz Nowak", "Grace Okafor", "Jo Smithfield", "Marta Pena",
  ]

  /// - Parameter seed: another one makes other letters.
  init(seed: UInt64 = 7) {
    self.seed = seed
    state = seed
    let syllables = [
      "ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "na", "pe", "gri", "sto", "lan", "wen", "mer",
      "fal",
      "dor", "by", "cas",
    ]
    vocabulary = (0..<60_000).map { number in
      var rest = number &* 7919 &+ 13
      var word = ""
      for _ in 0..<(2 + number % 3) {
        word += syllables[rest % syllables.count]
        rest /= syllables.count
      }
      return number < 20_000 ? word : word + syllables[number % 20]
    }
  }

  /// A word as it is typed in the search benchmark: neither common nor rare.
  func word(_ rank: Int) -> String { vocabulary[rank] }

  private mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  /// Rank r comes about as often as 1/r: the product of two even draws leans to the small.
  private mutating func anyWord() -> String {
    let scale = 60_000
    return vocabulary[next(1 + next(1 + next(scale)))]
  }

  /// Writes an mbox and returns its size in bytes.
  mutating func write(_ count: Int, to path: String) throws -> Int {
    guard let file = fopen(path, "w") else { throw HarnessError(description: "cannot write \(path)") }
    defer { fclose(file) }
    var size = 0
    for number in 0..<count {
      let bytes = Array(message(number, of: count).utf8)
      size += fwrite(bytes, 1, bytes.count, file)
    }
    return size
  }

  private mutating func message(_ number: Int, of count: Int) -> String {
    let name = names[next(names.count)]
    let address = name.lowercased().replacing(" ", with: ".") + "\(next(max(1, count / 3)))@example.org"
    var words = (0..<150).map { _ in anyWord() }
    for _ in 0..<40 { words.insert(common[next(common.count)], at: next(words.count)) }
    let lines = stride(from: 0, to: words.count, by: 12)
      .map { words[$0..<min(words.count, $0 + 12)].joined(separator: " ") }
    let parent =
      number > 10 && next(10) == 0
      ? "In-Reply-To: <m\(seed).\(number - 1 - next(min(number - 1, 1000)))@example.org>\n" : ""
    return """
      From \(address) Thu Jan  1 00:00:00 2024
      From: \(name) <\(address)>
      To: pcc@example.org
      Subject: \(anyWord()) \(anyWord()) \(anyWord()) \(anyWord())
      Date: \(date(number, of: count))
      Message-ID: <m\(seed).\(number)@example.org>
      \(parent)MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8

      \(lines.joined(separator: "\n"))


      """
  }

  /// Five minutes apart, up to the end of 2025.
  private func date(_ number: Int, of count: Int) -> String {
    var seconds = time_t(1_767_200_000 - (count - number) * 300)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, 64, "%a, %d %b %Y %H:%M:%S +0000", &parts)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension GeneratedMail {
  /// Forty queries as people type them.
  var typedQueries: [String] {
    let words = [
      "police", "burglary", "speeding school", "the night", "council road", "aisha khan", "letter thank",
    ]
    return words
      + stride(from: 10, to: 33 * 1500, by: 1500).prefix(33).map { word($0) + " " + word($0 / 7 + 1) }
  }
}

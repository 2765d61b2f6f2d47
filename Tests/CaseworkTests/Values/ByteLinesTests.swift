import Testing

@testable import Casework

@Suite struct ByteLinesTests {
  /// As the standard library splits, wherever the text comes from.
  @Test(arguments: ["", "\n", "one", "one\n", "\none\r\n\n two\n\nMôn\u{2028}x\n", "\n\n\n", "é\n\u{301}\n🏳️‍🌈"])
  func aTextIsCutAtItsLineFeeds(text: String) {
    let whole = "before\n\(text)\nafter"
    for text in [text[...], whole.dropFirst(7).dropLast(6)] {
      let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(text.byteLines.map(Array.init) == lines.map(Array.init))
      #expect(text.byteLines.map(\.startIndex) == lines.map(\.startIndex))
    }
  }
}

import Casework
import Testing

/// What stands out of a campaign's letter.
@Suite struct LetterDifferenceTests {
  private static let letters = (1...9).map {
    LetterPassages("\(LetterSketchTests.common)\n\nWriter \(["one", "two", "six"][$0 % 3])")
  }

  private func difference(_ text: String) -> LetterDifference {
    let letter = LetterPassages(text)
    return LetterDifference(of: letter, from: CommonText(of: Self.letters + [letter]))
  }

  @Test func theCommonTextIsWhatHalfOfThemHave() {
    let common = CommonText(of: Self.letters)
    #expect(common.passages.count == 5)
    #expect(common.opening.hasPrefix("I am writing to ask you to keep the front counter"))
    #expect(CommonText(of: []).passages.isEmpty && CommonText(of: [Self.letters[0]]).passages.isEmpty)
  }

  @Test func aParagraphOfItsOwnStandsOut() {
    let own = LetterSketchTests.burgled
    let text = LetterSketchTests.common.replacing("\n\nPlease publish", with: "\n\n\(own)\n\nPlease publish")
    #expect(difference(text).pieces == [.same(paragraphs: 3), .own(own), .same(paragraphs: 2)])
    #expect(difference(text).omitted == 0)
  }

  @Test func wordsWithinACommonParagraphStandOut() {
    let text = LetterSketchTests.common.replacing(
      "and tell me how I can take part", with: "and tell me, as a victim of burglary, how I can take part")
    #expect(
      difference(text).pieces == [
        .same(paragraphs: 3),
        .reworded([
          .init(
            "Please publish the evidence on which the decision will be taken, and tell me,", isOwn: false),
          .init("as a victim of burglary,", isOwn: true), .init("how I can take part.", isOwn: false),
        ]), .same(paragraphs: 1),
      ])
    #expect(difference(text).omitted == 1)
  }

  @Test func whatIsLeftOutIsCountedAndTheSameTextHasNoDifference() {
    let short = LetterSketchTests.common.replacing("Please publish", with: "\u{0}").prefix { $0 != "\u{0}" }
    #expect(difference(String(short)).pieces == [.same(paragraphs: 3)])
    #expect(difference(String(short)).omitted == 2)
    #expect(difference(LetterSketchTests.common).isNone)
    #expect(!difference(String(short)).isNone)
  }

  @Test func hostileLettersAreBorne() {
    let words = (0..<5000).map { "w\($0)" }.joined(separator: " ")
    #expect(difference(words).pieces == [.own(words)])
    let lines = (0..<3000).map { "line \($0)" }.joined(separator: "\n\n")
    #expect(difference(lines).pieces.count > 100)
    #expect(difference("").pieces == [] && difference("\u{0}\n\u{202E}").pieces.count <= 1)
  }
}

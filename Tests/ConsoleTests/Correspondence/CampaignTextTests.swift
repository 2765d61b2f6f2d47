import Canvas
import Casework
import Testing

@testable import Console

/// A letter of a campaign on the screen: what it has of its own, with the common text folded.
@Suite struct CampaignTextTests {
  private static let text =
    "Dear Commissioner,\n\nPlease keep the counter open.\n\nI was burgled in March.\n\nOlder people rely on it.\n"

  private func lines(cases: Int, showsQuoted: Bool = false) -> [String] {
    let keys = Set(LetterPassages(Self.text).passages.map(\.key))
    let own = Set(LetterPassages("I was burgled in March.").passages.map(\.key))
    return lines(of: Self.text, showsQuoted: showsQuoted) {
      CampaignNote(cases: cases, letter: $0, commonKeys: keys.subtracting(own))
    }
  }

  private func lines(of letter: String, showsQuoted: Bool, note: (String) -> CampaignNote) -> [String] {
    let file = ExampleFile(1, "Siân Llwyd", "Counter", due: nil, text: letter)
    let note = note(file.contacts[0].uid)
    let words = RecordWords(
      lists: ConsoleExamples.lists, rulebook: ConsoleExamples.rulebook, today: ConsoleExamples.now.londonDay)
    var text = RecordText(
      RecordView(record: file.record, contacts: file.contacts, campaign: note), history: [],
      format: RecordText.Format(width: 60, words: words, showsQuoted: showsQuoted))
    text.make(lines: RecordText.longest)
    return text.lines.map(\.text)
  }

  @Test func theOwnParagraphStandsBetweenTwoFolds() throws {
    let lines = lines(cases: 34)
    #expect(lines.contains("Same text  1 of 34 cases  (g e lists them)"))
    let first = try #require(lines.firstIndex(of: "[same as 33 others: 2 paragraphs; z q shows them]"))
    let own = try #require(lines.firstIndex(of: "I was burgled in March."))
    let last = try #require(lines.firstIndex(of: "[same as 33 others: 1 paragraph; z q shows it]"))
    #expect(first < own && own < last)
    #expect(!lines.contains("Please keep the counter open."))
  }

  @Test func unfoldedOrOfTwoAloneNothingIsLeftOut() {
    for lines in [lines(cases: 34, showsQuoted: true), lines(cases: 2)] {
      for line in Self.text.split(separator: "\n") { #expect(lines.contains(String(line))) }
      #expect(!lines.contains { $0.contains("[same as") })
    }
  }

  @Test func aCommonParagraphInOtherWordsShowsWhichAreItsOwn() throws {
    let letter = Self.text.replacing(
      "keep the counter open", with: "keep the counter where I was attacked open")
    let common = CommonText(of: [
      LetterPassages(Self.text), LetterPassages(Self.text), LetterPassages(letter),
    ])
    let difference = LetterDifference(of: LetterPassages(letter), from: common)
    func note(_ uid: String) -> CampaignNote {
      CampaignNote(cases: 34, letter: uid, commonKeys: common.keys, ownWords: difference.ownWords)
    }
    let folded = lines(of: letter, showsQuoted: false, note: note)
    let said = try #require(folded.firstIndex(of: "Please keep the counter [where I was attacked] open."))
    #expect(folded[said - 2].hasPrefix("[33 others say this in other words"))
    #expect(folded.contains("[same as 33 others: 2 paragraphs; z q shows them]"))
    // As it came, without a bracket.
    let whole = lines(of: letter, showsQuoted: true, note: note)
    #expect(whole.contains("Please keep the counter where I was attacked open."))
    #expect(!whole.contains { $0.contains("in other words") })
  }

  @Test func thePartsJoinedAreTheText() {
    let file = ExampleFile(1, "Siân Llwyd", "Counter", due: nil, text: Self.text)
    let keys = Set(
      LetterPassages("Please keep the counter open.\n\nOlder people rely on it.").passages.map(\.key))
    let note = CampaignNote(cases: 3, letter: file.contacts[0].uid, commonKeys: keys)
    let parts = CampaignFolding.parts(of: Self.text[...], in: file.contacts[0], note)
    let joined = parts.map { part in
      switch part {
      case .own(let words), .common(let words, _), .reworded(let words, _): String(words)
      }
    }.joined()
    #expect(joined == Self.text && parts.count == 4)
  }
}

import Canvas
import Casework
import Testing

@testable import Console

/// Who did what to a case, and when.
@Suite struct HistoryTextTests {
  private let words = RecordWords(
    lists: ConsoleExamples.lists, rulebook: ConsoleExamples.rulebook, today: ConsoleExamples.now.londonDay)

  private func lines(_ history: HistoryLine..., width: Int = 80) -> [String] {
    HistoryText.lines(history, of: .caseFile, width: width, words: words).map(\.text)
  }

  @Test func theNewestEntryComesFirst() {
    let lines = lines(
      .example(
        "import", at: ConsoleExamples.instant("2026-10-27T09:12:00Z"), by: "pjones", reference: "R", [:],
        from: [:]),
      .example("note", reference: "R", [:], from: [:]))
    #expect(lines == ["20 Nov 14:05  note written  Siwan Lewis", "27 Oct 09:12  arrived  Priya Jones"])
  }

  @Test func fieldsAndValuesAreNamedAsPeopleSayThem() {
    let lines = lines(
      .example(
        "change", reference: "R",
        [
          "stage": "open", "owner": "pjones", "team": "abbey", "place": "mon",
          "themes": ["noise", "lighting"],
          "due": "2026-12-01", "replyLanguage": "welsh",
        ], from: ["stage": "untriaged", "owner": "zoneill"]))
    #expect(
      lines.dropFirst() == [
        "  Stage: Untriaged -> Open", "  Owner: Zoë O'Neill -> Priya Jones",
        "  Team: Abbey neighbourhood team",
        "  Place: Môn Fach, Gororau", "  Themes: Noise, Street lighting", "  Reply in: Welsh",
      ])
  }

  @Test func aValueThatWentIsNamed() {
    let lines = lines(.example("change", reference: "R", [:], from: ["owner": "pjones"]))
    #expect(lines.last == "  Owner: Priya Jones, taken away")
  }

  @Test func aReasonIsShown() {
    let lines = lines(.example("move", reference: "R", reason: "She rang", [:], from: [:]))
    #expect(lines == ["20 Nov 14:05  moved  Siwan Lewis", "  reason: She rang"])
  }

  @Test func whatTheRulesKeepForThemselvesIsLeftOut() {
    let lines = lines(
      .example(
        "reply", reference: "R", ["lastReplied": "2026-11-20T14:05:00.000Z", "referrals": []], from: [:]))
    #expect(lines == ["20 Nov 14:05  reply recorded  Siwan Lewis"])
  }

  @Test func everyActionOfTheLogHasWords() {
    for action in ["create", "change", "note", "move", "undo"] + CaseFile.kind.acts.map(\.name) {
      let line = lines(.example(action, reference: "R", [:], from: [:])).first ?? ""
      #expect(line.hasPrefix("20 Nov 14:05  ") && line.hasSuffix("  Siwan Lewis"))
    }
    #expect(
      lines(.example("unheard-of", reference: "R", [:], from: [:])).first?.contains("unheard-of") == true)
  }

  @Test func theShortFormHasALineForEachOfTheNewest() {
    let history = (1...40).map { _ in
      HistoryLine.example(
        "note", reference: "R", reason: String(repeating: "long ", count: 40), [:], from: [:])
    }
    let lines = HistoryText.short(history, of: .caseFile, width: 40, words: words)
    #expect(lines.count == HistoryText.shortest + 1)
    #expect(lines.last?.text == "and 28 before")
  }
}

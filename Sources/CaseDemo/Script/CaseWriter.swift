internal import Casework

/// Finds the words for each thing that is written on a case.
struct CaseWriter: Sendable {
  private let words: DemoWords
  private let letter: DemoLetter

  init(words: DemoWords, letter: DemoLetter) {
    self.words = words
    self.letter = letter
  }

  func note(_ random: inout DemoRandom) -> String { phrase("note", &random) }

  func referral(isAgain: Bool, _ random: inout DemoRandom) -> String {
    if letter.isCampaign { return filled(words.campaign["referral"], &random) }
    return phrase(isAgain ? "again" : "referral", &random)
  }

  func answer(isAgain: Bool, _ random: inout DemoRandom) -> String {
    isAgain ? phrase("checked", &random) : filled(ownAnswers, &random)
  }

  func holding(_ random: inout DemoRandom) -> String {
    inFrame(letter.isWelsh ? [filled(words.welsh["holding"], &random)] : [phrase("holding", &random)])
  }

  /// - Parameters:
  ///   - answer: what the team said; nil when it was not asked.
  ///   - isAgain: the correspondent has written back after an earlier reply.
  func reply(answer: String?, isAgain: Bool, _ random: inout DemoRandom) -> String {
    if letter.isWelsh {
      let own = words.welsh["\(letter.topic.name) reply"]
      return inFrame([filled(own.isEmpty ? words.welsh["reply"] : own, &random)])
    }
    if letter.isCampaign { return inFrame([filled(words.campaign["reply"], &random)]) }
    if let answer { return inFrame([phrase("reply", &random), answer, phrase("hope", &random)]) }
    if isAgain { return inFrame([phrase("again-reply", &random)]) }
    let direct = words.topics["\(letter.topic.name) direct"]
    return inFrame([phrase("thanked", &random), filled(direct, &random), phrase("hope", &random)])
  }

  func writeBack(isContent: Bool, _ random: inout DemoRandom) -> String {
    phrase(isContent ? "back-thanks" : "back-unhappy", &random)
  }

  /// What the team says; a topic that is seldom referred has the office's own words.
  private var ownAnswers: [String] {
    let answers = words.topics["\(letter.topic.name) answer"]
    guard answers.isEmpty else { return answers }
    let direct = words.topics["\(letter.topic.name) direct"]
    return direct.isEmpty ? words.phrases["checked"] : direct
  }

  /// Where nothing was asked of the force, the words do not speak of officers and incidents.
  private func phrase(_ heading: String, _ random: inout DemoRandom) -> String {
    let gentle = letter.topic.isGentle ? words.phrases["\(heading) gentle"] : []
    return filled(gentle.isEmpty ? words.phrases[heading] : gentle, &random)
  }

  private func filled(_ blocks: [String], _ random: inout DemoRandom) -> String {
    DemoText.fill(random.line(of: blocks), with: letter.values)
  }

  private func inFrame(_ paragraphs: [String]) -> String {
    let frame =
      letter.isWelsh
      ? ("Annwyl \(letter.person.name),", "Yn gywir,\nSwyddfa'r Comisiynydd Heddlu a Throseddu")
      : (
        letter.person.greeting, "Yours sincerely,\nOffice of the Police and Crime Commissioner for Saltmarsh"
      )
    return ([frame.0] + paragraphs + [frame.1]).joined(separator: "\n\n")
  }
}

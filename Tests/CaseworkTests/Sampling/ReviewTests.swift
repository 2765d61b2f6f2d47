import Casework
import Foundation
import Testing

@Suite struct ReviewTests {
  private let sets: [QuestionSet]

  init() throws {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    sets = try QuestionSet.shippedFiles.map { name in
      let bytes = try Data(contentsOf: root.appending(path: "Resources/Data/\(name)"))
      return try #require(QuestionSet(json: JSON(parsing: Array(bytes))), "\(name)")
    }
  }

  private func form() throws -> [ReviewQuestion] {
    try #require(RoundQuestions(standing: sets[0], theme: sets[1])).questions
  }

  // MARK: - The questions

  /// Source: requirements C2: six questions, four standing and two for the theme.
  @Test func aRoundHasFourStandingQuestionsAndTwoForItsTheme() throws {
    for theme in sets.dropFirst() {
      let round = try #require(RoundQuestions(standing: sets[0], theme: theme))
      #expect(round.questions.map(\.kind) == [.standing, .standing, .standing, .standing, .themed, .themed])
      #expect(round.identities.map(\.description) == ["standing 1", "\(theme.name) 1"])
    }
    #expect(RoundQuestions(standing: sets[1], theme: nil) == nil)
    #expect(RoundQuestions(standing: sets[0], theme: sets[0]) == nil)
  }

  /// Source: requirements CP-09.
  @Test func everyRoundAsksWhetherUpdatesCameOnTime() throws {
    let question = try #require(sets[0].questions.first { $0.id == "kept-informed" })
    #expect(question.text.contains("informed") && question.text.contains("on time"))
    #expect(question.answers == [.yes, .no, .notApplicable, .cannotTell])
  }

  @Test func aRoundCanKeepTheWholeOfItsQuestions() throws {
    for set in sets { #expect(QuestionSet(json: try JSON(parsing: set.json.canonical)) == set) }
    #expect(QuestionSetVersion(json: sets[0].identity.json) == sets[0].identity)
  }

  @Test(arguments: [
    "{}", #"{"name":"x","version":0,"title":"","kind":"standing","questions":[]}"#,
    #"{"name":"x","version":1,"title":"","kind":"standing","questions":[{"id":"a","text":"?","help":"","answers":[]}]}"#,
  ])
  func whatIsNoSetIsNil(text: String) throws {
    #expect(QuestionSet(json: try JSON(parsing: text)) == nil)
  }

  // MARK: - The answers

  @Test func anAnswerHasToFitItsQuestion() throws {
    let form = try form()
    var answers = ReviewAnswers(["timely": .yes])
    try answers.check(against: form)
    #expect(answers.missing(of: form).count == 5)
    #expect(ReviewAnswers(json: answers.json) == answers)
    #expect(ReviewAnswers(json: ["timely": "perhaps"]) == nil)
    answers["weather"] = .no
    #expect(throws: RuleRefusal.self) { try answers.check(against: form) }
  }

  /// Source: requirements C3 (25 of 27 timely, 22 with proper updates) and C10 for the base.
  @Test func theShareIsYesOnYesAndNo() throws {
    let readings =
      Array(repeating: ReviewAnswers(["timely": .yes, "kept-informed": .yes]), count: 22)
      + Array(repeating: ReviewAnswers(["timely": .yes, "kept-informed": .no]), count: 3)
      + [ReviewAnswers(["timely": .no, "kept-informed": .cannotTell]), ReviewAnswers(["timely": .no])]
    let tally = AnswerTally(of: readings, questions: try form(), size: 28)
    let informed = tally.questions[0]
    let timely = tally.questions[1]
    #expect(tally.progress.text() == "27 of 28 read")
    #expect(timely.share.text() == "25 of 27 (93%)")
    #expect(informed.share.text() == "22 of 25 (88%)")
    #expect(informed.count(of: .cannotTell) == 1 && informed.unanswered == 1)
    #expect(tally.questions[2].percentage == nil && tally.questions[2].share.text() == "none of none")
  }

  @Test(arguments: [(1, 7, 13), (1, 1, 50), (1, 199, 1), (1, 200, 0), (5, 0, 100), (0, 5, 0)])
  func aHalfPerCentIsRoundedUp(yes: Int, no: Int, percentage: Int) throws {
    let readings =
      Array(repeating: ReviewAnswers(["timely": .yes]), count: yes)
      + Array(repeating: ReviewAnswers(["timely": .no]), count: no)
    #expect(AnswerTally(of: readings, questions: try form(), size: 9).questions[1].percentage == percentage)
  }

  // MARK: - Two readers

  /// Both yes, first yes and second no, first no and second yes, both no.
  private func agreement(_ counts: [Int]) throws -> Agreement {
    let cells: [(ReviewAnswer, ReviewAnswer)] = [(.yes, .yes), (.yes, .no), (.no, .yes), (.no, .no)]
    let pairs = zip(cells, counts).flatMap { cell, count in
      Array(
        repeating: PairOfReadings(ReviewAnswers(["timely": cell.0]), ReviewAnswers(["timely": cell.1])),
        count: count)
    }
    return Agreement(on: try form()[1], pairs: pairs)
  }

  /// The well-known example of fifty grant proposals: agreement 0.70, by chance 0.50, so that kappa is 0.40.
  /// Source of the formula: Cohen (1960).
  @Test func fiftyProposalsReadByTwo() throws {
    let agreement = try agreement([20, 5, 10, 15])
    #expect(agreement.pairs == 50 && agreement.percentage == 70)
    #expect(agreement.kappa == 400 && agreement.kappaText == "0.400" && agreement.warning == nil)
  }

  /// The two tables of the paper: the same agreement of 0.85, kappa 0.70 and 0.32.
  /// Source: Feinstein and Cicchetti (1990), as above.
  @Test func whenNearlyAllAnswersAreTheSameKappaMisleads() throws {
    let balanced = try agreement([40, 9, 6, 45])
    #expect(balanced.percentage == 85 && balanced.kappa == 700 && balanced.warning == nil)
    let skewed = try agreement([80, 10, 5, 5])
    #expect(skewed.percentage == 85 && skewed.kappaText == "0.318")
    #expect(skewed.warning?.text().contains("85 of 100 pairs") == true)
  }

  /// Source: "Epidemiology Kept Simple", illustrative example 10.1: 1467 and 16232 of 19790 X-rays alike, 0.524.
  @Test func thousandsOfReadingsNeedNoFractions() throws {
    let agreement = try agreement([1467, 782, 1309, 16232])
    #expect(agreement.kappa == 524 && agreement.percentage == 89)
  }

  @Test func kappaIsNotDefinedWhenAllSayTheSame() throws {
    let agreement = try agreement([25, 0, 0, 0])
    #expect(agreement.percentage == 100 && agreement.kappa == nil && agreement.warning != nil)
    let nothing = try self.agreement([0, 0, 0, 0])
    #expect(nothing.percentage == nil && nothing.kappa == nil && nothing.warning == nil)
  }

  @Test func readersWhoAlwaysDifferAgreeLessThanByChance() throws {
    #expect(try agreement([0, 10, 10, 0]).kappaText == "-1.000")
    #expect(try agreement([10, 0, 0, 10]).kappaText == "1.000")
    #expect(try agreement([5, 5, 5, 5]).kappaText == "0.000")
  }

  @Test func aQuestionThatOneReaderLeftOutIsNotCounted() throws {
    let pairs = [PairOfReadings(ReviewAnswers(["timely": .yes]), ReviewAnswers())]
    #expect(Agreement(on: try form()[1], pairs: pairs).pairs == 0)
  }
}

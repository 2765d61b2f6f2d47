/// One file read twice, by two reviewers who did not see each other's answers.
package struct PairOfReadings: Sendable, Equatable {
  package let first: ReviewAnswers
  package let second: ReviewAnswers

  package init(_ first: ReviewAnswers, _ second: ReviewAnswers) {
    self.first = first
    self.second = second
  }
}

/// How far two readers agree on one question, all four answers counted as they were given.
///
/// Source: Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
/// (1960) 37-46.
package struct Agreement: Sendable, Equatable {
  package let question: ReviewQuestion
  /// Files for which both readers answered the question.
  package let pairs: Int
  /// Those with the same answer twice.
  package let same: Int
  /// Cohen's kappa in thousandths, a half rounded up: 400 is 0.400. Nil when it is not defined: without pairs, or when
  /// both readers always gave one and the same answer.
  package let kappa: Int?
  /// The most frequent answer's count among all answers of both readers.
  private let commonest: Int

  /// Of the pairs in which one reader gave no answer to the question nothing is counted.
  package init(on question: ReviewQuestion, pairs readings: [PairOfReadings]) {
    let pairs = readings.compactMap { pair in
      pair.first[question.id].flatMap { first in pair.second[question.id].map { (first, $0) } }
    }
    let margins = ReviewAnswer.allCases.map { answer in
      (first: pairs.count { $0.0 == answer }, second: pairs.count { $0.1 == answer })
    }
    self.question = question
    self.pairs = pairs.count
    self.same = pairs.count { $0.0 == $0.1 }
    self.commonest = margins.map { $0.first + $0.second }.max() ?? 0
    // With n pairs, agreement is same/n, and by chance it would be the sum of the margins' products over n squared.
    let chance = margins.reduce(0) { $0 + $1.first * $1.second }
    let above = pairs.count * same - chance
    let most = pairs.count * pairs.count - chance
    self.kappa = most > 0 ? Self.rounded(2000 * above + most, over: 2 * most) : nil
  }

  /// Equal answers in a hundred pairs, a half rounded up; nil without pairs.
  package var percentage: Int? { roundedPercentage(same, of: pairs) }

  /// `0.400`, with a minus sign when the readers agree less often than by chance; nil when not defined.
  package var kappaText: String? {
    kappa.map { "\($0 < 0 ? "-" : "")\(abs($0) / 1000).\(padded(abs($0) % 1000, to: 3))" }
  }

  /// A plain warning when at least 85 of 100 answers are one and the same: kappa can then be low, or undefined,
  /// though the readers hardly ever differ. The bound is ours; it takes in the paper's own example.
  ///
  /// Source: Feinstein and Cicchetti, "High agreement but low kappa: I. The problems of two paradoxes", Journal of
  /// Clinical Epidemiology 43 (1990) 543-549.
  package var warning: Message? {
    guard pairs > 0, commonest * 100 >= 85 * 2 * pairs else { return nil }
    return """
      Nearly all answers are the same, so that kappa says little: go by the \(same) of \(pairs) pairs that agree.
      """
  }

  /// The whole number at or below the quotient, also below nothing.
  private static func rounded(_ number: Int, over divisor: Int) -> Int {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

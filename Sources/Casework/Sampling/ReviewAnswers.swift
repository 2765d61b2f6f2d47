/// What one reviewer answered about one file, by the question's id. A question without an answer is not in it.
package struct ReviewAnswers: Sendable, Equatable {
  package var answers: [String: ReviewAnswer]

  package init(_ answers: [String: ReviewAnswer] = [:]) {
    self.answers = answers
  }

  package subscript(question: String) -> ReviewAnswer? {
    get { answers[question] }
    set { answers[question] = newValue }
  }

  /// The questions that still lack an answer.
  package func missing(of questions: [ReviewQuestion]) -> [ReviewQuestion] {
    questions.filter { answers[$0.id] == nil }
  }

  /// Throws: ``RuleRefusal`` for an answer to a question that is not asked, or one that the question does not offer.
  package func check(against questions: [ReviewQuestion]) throws(RuleRefusal) {
    for (id, answer) in answers.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      guard let question = questions.first(where: { $0.id == id }) else {
        throw .valueNotUnderstood(
          id, field: "answers", expected: "one of \(questions.map(\.id).joined(separator: ", "))")
      }
      guard question.answers.contains(answer) else {
        throw .valueNotUnderstood(
          answer.rawValue, field: id,
          expected: "one of \(question.answers.map(\.rawValue).joined(separator: ", "))")
      }
    }
  }
}

extension ReviewAnswers: FieldValue {
  package init?(json: JSON) {
    guard let members = json.object else { return nil }
    var answers: [String: ReviewAnswer] = [:]
    for (id, value) in members {
      guard let answer = ReviewAnswer(json: value) else { return nil }
      answers[id] = answer
    }
    self.init(answers)
  }

  package var json: JSON { .object(answers.mapValues(\.json)) }
}

/// How often each answer was given to one question.
package struct QuestionTally: Sendable, Equatable {
  package let question: ReviewQuestion
  /// Every answer is in it, also one that nobody gave.
  package let counts: [ReviewAnswer: Int]
  /// Files that were read without an answer to this question.
  package let unanswered: Int

  package func count(of answer: ReviewAnswer) -> Int { counts[answer] ?? 0 }

  /// Yes and no together: the base of the share. Source: requirements C10.
  package var base: Int { count(of: .yes) + count(of: .no) }

  /// Yes in a hundred of yes and no, a half rounded up; nil when nobody said either.
  package var percentage: Int? { roundedPercentage(count(of: .yes), of: base) }

  /// `22 of 25 (88%)`; no margin of error, which a sample of this size does not bear. Source: requirements C12.
  package var share: Message {
    guard let percentage else { return "none of none" }
    return "\(count(of: .yes)) of \(base) (\(percentage)%)"
  }
}

/// The answers of a round, question by question.
package struct AnswerTally: Sendable, Equatable {
  package let questions: [QuestionTally]
  /// Files that were read.
  package let read: Int
  /// Files of the sample.
  package let size: Int

  /// - Parameters:
  ///   - reviews: the reading that counts of each file.
  ///   - size: how many files the sample has.
  package init(of reviews: [ReviewAnswers], questions: [ReviewQuestion], size: Int) {
    self.read = reviews.count
    self.size = size
    self.questions = questions.map { question in
      let given = reviews.compactMap { $0[question.id] }
      let counts = ReviewAnswer.allCases.map { answer in (answer, given.count { $0 == answer }) }
      return QuestionTally(
        question: question, counts: Dictionary(uniqueKeysWithValues: counts),
        unanswered: reviews.count - given.count)
    }
  }

  /// `24 of 25 read`
  package var progress: Message { "\(read) of \(size) read" }
}

/// Parts in a hundred, a half rounded up; nil of nothing.
func roundedPercentage(_ part: Int, of whole: Int) -> Int? {
  whole > 0 ? (200 * part + whole) / (2 * whole) : nil
}

/// Whose turn a reading is: of a file that is read twice there are two.
package enum ReadingTurn: String, FieldValue, CaseIterable {
  case first, second

  package var label: Message { self == .first ? "first" : "second" }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// One reviewer's reading of one sampled file.
///
/// Until it is in, only the reviewer can see it; where a file is read twice, until both are in, so that neither
/// reader knows what the other said. Source: requirements CP-02, C9, C10; ordinary independence.
package enum FileReview {
  /// The complaint's reference.
  package static let file = Field<String>("file", "File", .record, isDerived: true)
  package static let turn = Field<ReadingTurn>(
    "reading", "Reading", .choice(ReadingTurn.choices), isDerived: true)
  package static let answers = Field<ReviewAnswers>("answers", "Answers", .list, isDerived: true)
  /// Whether another reviewer reads the same file.
  package static let pair = Field<Bool>("pair", "Read twice", .flag, isDerived: true)
  package static let comment = Field<String>("comment", "Comment", .longText, isDerived: true)
  /// Why the file cannot be read, or why the reading was set aside.
  package static let reason = Field<String>("notRead", "Not read because", .longText, isDerived: true)

  package static let kind = RecordKind(
    name: .review, prefix: "REV", label: "File review", plural: "File reviews",
    head: [
      Head.title.called("File", isDerived: true), Head.owner.called("Reviewer", isDerived: true),
      Head.themes.description, Head.parent.called(isDerived: true),
      Head.received.called("Allotted on", isDerived: true),
    ] + Head.derived,
    ownFields: [
      file.description, turn.description, pair.description, DipSampleRound.questions.description,
      answers.description,
      comment.description, reason.description,
    ],
    stages: [
      Stage(allotted, "To read", next: []), Stage(reading, "Begun", next: []),
      Stage(isIn, "In", next: [], isSettled: true),
      Stage(revealed, "Read", next: [], isFinal: true),
      Stage(unreadable, "Not readable", next: [], isFinal: true),
      Stage(setAside, "Set aside", next: [], isFinal: true),
    ],
    acts: ReviewActs.all, parents: [.round], needsParent: true, isMadeByHand: false,
    hooks: RecordKind.Hooks(
      // Who has seen what the other reader said does not go back to a blind reading.
      frozen: { record, edit in
        edit != .act(AuditAction.change.rawValue) && record[Head.stage] == revealed && record[pair] == true
          ? .readingIsSeen(record.reference) : nil
      },
      channel: { $0[turn]?.rawValue }, words: { [$0[comment] ?? "", $0[reason] ?? ""] }))

  // MARK: - Stages

  package static let allotted = "allotted"
  package static let reading = "reading"
  /// Finished, while the other reader of the file is not: it can be seen by nobody else, and changed by nobody.
  package static let isIn = "in"
  package static let revealed = "revealed"
  package static let unreadable = "unreadable"
  /// The file was passed over by the round.
  package static let setAside = "set-aside"
}

extension Record {
  /// Whether its reviewer may still answer.
  package var isBeingRead: Bool {
    kind == .review && [FileReview.allotted, FileReview.reading].contains(self[Head.stage])
  }
}

/// What a reviewer can do to a reading. Source: requirements CP-02, C10.
package enum ReviewActs {
  package static let question = Field<String>("question", "Question", .text, isRequired: true)
  /// Nil takes an answer away.
  package static let answer = Field<ReviewAnswer>("answer", "Answer", .choice(ReviewAnswer.choices))
  package static let text = Field<String>("text", "Comment", .longText, isRequired: true)
  package static let reason = Field<String>("reason", "Why", .longText, isRequired: true)

  static let all = [
    Act(
      "score", "answer", "answer one question of the form",
      inputs: [question.description, answer.description], isAdding: true, isOffered: \.isBeingRead,
      perform: { decision, said, facts throws(RuleRefusal) in try decision.score(said, facts) }),
    Act(
      "comment", "comment", "write what the answers do not say", inputs: [text.description], isAdding: true,
      isOffered: \.isBeingRead,
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.requireReading(by: facts)
        decision.record[FileReview.comment] = said[text]
        decision.record[Head.stage] = FileReview.reading
      }),
    Act(
      "finish", "finish", "hand the reading in; nothing of it can be changed then", isOffered: \.isBeingRead,
      perform: { decision, _, facts throws(RuleRefusal) in try decision.finishReading(facts) }),
    Act(
      "unreadable", "unreadable", "say why the file cannot be read", inputs: [reason.description],
      isOffered: \.isBeingRead,
      perform: { decision, said, facts throws(RuleRefusal) in
        try decision.record.requireReading(by: facts)
        decision.record[FileReview.reason] = said[reason]
        decision.record[Head.stage] = FileReview.unreadable
        decision.reveal(facts)
      }),
  ]
}

extension RecordAction {
  /// An answer to one question of a reading; nil takes it away.
  package static func score(_ question: String, _ answer: ReviewAnswer?) -> RecordAction {
    var said = [ReviewActs.question.name: JSON.string(question)]
    said[ReviewActs.answer.name] = answer?.json
    return .act("score", said)
  }
}

extension Record {
  /// Only the reviewer reads, as long as it is not finished, and nobody a file that they handled.
  fileprivate func requireReading(by facts: Facts) throws(RuleRefusal) {
    guard self[Head.owner] == facts.actor.name else { throw .notYourReading(reference) }
    guard isBeingRead else { throw .readingFinished(reference) }
    let file = self[FileReview.file] ?? ""
    guard facts.handlers(of: file, among: [facts.actor.name]).isEmpty else { throw .ownFile(file) }
  }
}

extension Decision {
  fileprivate mutating func score(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    try record.requireReading(by: facts)
    let questions = facts.rulebook.questions(of: record)?.questions ?? []
    var answers = record[FileReview.answers] ?? ReviewAnswers()
    let id = said[ReviewActs.question] ?? ""
    guard questions.contains(where: { $0.id == id }) else {
      throw .valueNotUnderstood(
        id, field: ReviewActs.question.name, expected: "one of \(questions.map(\.id).joined(separator: ", "))"
      )
    }
    answers[id] = said[ReviewActs.answer]
    try answers.check(against: questions)
    record[FileReview.answers] = answers
    record[Head.stage] = FileReview.reading
  }

  fileprivate mutating func finishReading(_ facts: Facts) throws(RuleRefusal) {
    try record.requireReading(by: facts)
    let questions = facts.rulebook.questions(of: record)?.questions ?? []
    let missing = (record[FileReview.answers] ?? ReviewAnswers()).missing(of: questions)
    guard missing.isEmpty else { throw .answersMissing(record.reference, missing.map(\.id)) }
    record[Head.stage] = FileReview.isIn
    reveal(facts)
  }

  /// Lets everybody see the reading when no other reader of the file is still at it, and the other one with it.
  fileprivate mutating func reveal(_ facts: Facts) {
    let others = facts.register.children(of: record[Head.parent] ?? "", .review).filter {
      $0.uid != record.uid && $0[FileReview.file] == record[FileReview.file]
        && $0[Head.stage] != FileReview.setAside
    }
    record.closeIfUnreadable(facts)
    guard !others.contains(where: \.isBeingRead) else { return }
    record.reveal(facts)
    for var other in others {
      other.reveal(facts)
      other[FileReview.pair] = true
      further.append(other)
    }
    if !others.isEmpty { record[FileReview.pair] = true }
  }
}

extension Record {
  fileprivate mutating func closeIfUnreadable(_ facts: Facts) {
    if self[Head.stage] == FileReview.unreadable { self[Head.closed] = self[Head.closed] ?? facts.today }
  }

  fileprivate mutating func reveal(_ facts: Facts) {
    self[Head.circle] = nil
    guard self[Head.stage] == FileReview.isIn else { return }
    self[Head.stage] = FileReview.revealed
    self[Head.closed] = facts.today
  }
}

/// What can be done to a dip-sample round. Source: requirements CP-02, C9, C11; the contract of the draw.
enum RoundActs {
  static let seed = Field<String>(
    "seed", "Seed", .text, isRequired: true,
    help: "What nobody could foresee, such as dice thrown before a witness; it cannot be changed.")
  static let size = Field<Int>("size", "Files, if not as planned", .number)
  /// One file a line, `reference: reason`; a tab may stand for the colon and the blank.
  static let excluded = Field<String>(
    "excluded", "Left out: reasons", .longText,
    help: "A file a line: its reference, a colon and a blank, and why it is left out.")
  static let file = Field<String>("file", "File", .record, isRequired: true)
  static let reason = Field<String>("reason", "Why", .longText, isRequired: true)
  /// Names of accounts with commas between them.
  static let reviewers = Field<String>(
    "reviewers", "Reviewers", .text, isRequired: true,
    help: "Names of accounts with commas between them; nobody is given a file that they handled.")
  static let second = Field<Int>(
    "second", "Read twice, %", .number, help: "How many of a hundred files two people read.")
  static let from = Field<String>("from", "Reviewer", .account, isRequired: true)
  static let to = Field<String>("to", "Goes to", .account, isRequired: true)
  static let question = Field<String>("question", "Question", .text, isRequired: true)
  static let answer = Field<ReviewAnswer>(
    "answer", "Answer", .choice(ReviewAnswer.choices), isRequired: true)

  static let all = [
    Act(
      "freeze", "freeze", "fix the population and print its digest, before a seed is named",
      isOffered: { $0[DipSampleRound.frame] == nil },
      perform: { decision, _, facts throws(RuleRefusal) in try decision.freeze(facts) }),
    Act(
      "draw", "draw", "draw the files from the fixed population by a seed",
      inputs: [seed.description, size.description, excluded.description],
      isOffered: { $0[DipSampleRound.frame] != nil && $0[DipSampleRound.receipt] == nil },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.draw(said, facts) }),
    Act(
      "allot", "allot", "share the files out among reviewers, never one to who handled it",
      inputs: [reviewers.description, second.description],
      isOffered: { $0[DipSampleRound.receipt] != nil && $0[DipSampleRound.readings] == nil },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.allot(said, facts) }),
    Act(
      "replace", "replace", "pass over a file that cannot be read; the next ticket takes its place",
      inputs: [file.description, reason.description],
      isOffered: { $0[DipSampleRound.receipt] != nil && !$0.isSampleReported },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.replaceFile(said, facts) }),
    Act(
      "pass", "pass on", "give a reading that was not finished to another reviewer",
      inputs: [file.description, from.description, to.description],
      isOffered: { $0[Head.stage] == DipSampleRound.reading },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.passOn(said, facts) }),
    Act(
      "settle", "settle", "settle an answer on which two readers differ",
      inputs: [file.description, question.description, answer.description, reason.description],
      isAdding: true, isOffered: { $0[Head.stage] == DipSampleRound.reading },
      perform: { decision, said, facts throws(RuleRefusal) in try decision.settleAnswer(said, facts) }),
    Act(
      "report", "report", "mark the round as reported, when every file is read or has a stated reason",
      isOffered: { $0[Head.stage] == DipSampleRound.reading },
      perform: { decision, _, facts throws(RuleRefusal) in
        try decision.record.move(to: DipSampleRound.reported, facts: facts)
      }),
    Act(
      "close", "close", "close the round", isOffered: { $0[Head.stage] == DipSampleRound.reported },
      perform: { decision, _, facts throws(RuleRefusal) in
        try decision.record.move(to: DipSampleRound.closed, facts: facts)
      }),
  ]
}

extension Record {
  fileprivate var isSampleReported: Bool {
    [DipSampleRound.reported, DipSampleRound.closed].contains(self[Head.stage])
  }
}

// MARK: - Freezing and drawing

extension Decision {
  fileprivate mutating func freeze(_ facts: Facts) throws(RuleRefusal) {
    guard record[DipSampleRound.frame] == nil else { throw .frozenAlready(record.reference) }
    let query = record[DipSampleRound.query] ?? ""
    let questions = try roundQuestions(facts.rulebook)
    let members = try facts.register.frame(query: query, by: record[DipSampleRound.by])
    let frame: SampleFrame
    do throws(SampleRefusal) { frame = try SampleFrame(query: query, members: members) } catch {
      throw .sample(error)
    }
    let words: Message = "The population: \(frame.members.count) files, SHA-256 \(frame.sha256)."
    let kept = KeptFile(
      record.contact(.note, text: words.text(in: .english), facts: facts), bytes: frame.fileBytes)
    files = [kept]
    record[DipSampleRound.frame] = FrozenFrame(frame, file: kept.digest, frozen: facts.now)
    record[DipSampleRound.questions] = questions.identities
    // Somebody must be able to settle what readers differ on.
    record[Head.owner] = record[Head.owner] ?? facts.actor.name
    record[Head.stage] = DipSampleRound.frozen
  }

  private func roundQuestions(_ rulebook: Rulebook) throws(RuleRefusal) -> RoundQuestions {
    let name = record[DipSampleRound.standing] ?? DipSampleRound.usualStanding
    guard let standing = rulebook.newestQuestions(name) else { throw .questionsUnknown(name) }
    var theme: QuestionSet?
    if let name = record[DipSampleRound.theme] {
      guard let set = rulebook.newestQuestions(name) else { throw .questionsUnknown(name) }
      theme = set
    }
    guard let questions = RoundQuestions(standing: standing, theme: theme) else {
      throw .questionsUnknown(theme?.name ?? name)
    }
    return questions
  }

  fileprivate mutating func draw(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard record[DipSampleRound.frame] != nil else { throw .notFrozen(record.reference) }
    guard record[DipSampleRound.receipt] == nil else { throw .drawnAlready(record.reference) }
    let frame = try record.keptFrame(facts)
    let size = said[RoundActs.size] ?? record[DipSampleRound.size] ?? 0
    let seed = said[RoundActs.seed] ?? ""
    let exclusions = try SampleExclusion.typed(said[RoundActs.excluded] ?? "")
    do throws(SampleRefusal) {
      let draw = try SampleDraw(
        from: frame, size: size, seed: seed, atLeastOne: record[DipSampleRound.atLeastOne] ?? false,
        exclusions: exclusions)
      record[DipSampleRound.receipt] = draw.receipt
    } catch { throw .sample(error) }
    record[DipSampleRound.size] = size
    record[DipSampleRound.seed] = seed
    record[Head.stage] = DipSampleRound.drawn
  }

  fileprivate mutating func replaceFile(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard let receipt = record[DipSampleRound.receipt], !record.isSampleReported else {
      throw .notDrawnYet(record.reference)
    }
    let file = said[RoundActs.file] ?? ""
    let reason = said[RoundActs.reason] ?? ""
    let isRead = facts.register.children(of: record.reference, .review).contains {
      $0[FileReview.file]?.isSpelledLike(file) == true
        && [FileReview.isIn, FileReview.revealed].contains($0[Head.stage])
    }
    guard !isRead else { throw .readIsNotReplaced(file) }
    let frame = try record.keptFrame(facts)
    let next: SampleReceipt
    do throws(SampleRefusal) {
      next = try record.redrawn(receipt, from: frame).replacing(file, reason: reason).receipt
    } catch { throw .sample(error) }
    record[DipSampleRound.receipt] = next
    guard record[DipSampleRound.readings] != nil else { return }
    let before = Set(receipt.references)
    try reallot(file, to: next.references.filter { !before.contains($0) }, reason: reason, facts)
  }
}

extension Record {
  /// The frame of a round as it was fixed, from the bytes that the store keeps.
  ///
  /// Throws: a refusal when the bytes are not there, or are others than those whose digest was printed.
  func keptFrame(_ facts: Facts) throws(RuleRefusal) -> SampleFrame {
    guard let fixed = self[DipSampleRound.frame], let bytes = facts.register.bytes(digest: fixed.file),
      let frame = try? SampleFrame(query: fixed.query, file: bytes), frame.sha256 == fixed.sha256
    else { throw .frameLost(reference) }
    return frame
  }

  /// The draw of a round once more, from its stored seed and frame. Source: requirements CP-02, "a round's sample can
  /// be redrawn identically from its stored seed".
  package func redrawn(
    _ receipt: SampleReceipt, from frame: SampleFrame
  ) throws(SampleRefusal) -> SampleDraw {
    let reasons = receipt.excluded.map { ($0.reference, $0.reason) }
    return try SampleDraw(
      from: frame, size: receipt.size, seed: receipt.seed,
      atLeastOne: self[DipSampleRound.atLeastOne] ?? false,
      exclusions: Dictionary(reasons) { first, _ in first })
  }
}

extension SampleExclusion {
  /// Reads exclusions as people type them: a file a line, `reference: reason` or with a tab between the two.
  ///
  /// Throws: a refusal that names the first line without a reason.
  package static func typed(_ text: String) throws(RuleRefusal) -> [String: String] {
    var exclusions: [String: String] = [:]
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (position, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let separator = line.firstRange(of: "\t") ?? line.firstRange(of: ": ")
      guard let separator, !String(line[separator.upperBound...]).isBlank else {
        throw .exclusionWithoutReason(line: position + 1)
      }
      exclusions[String(line[..<separator.lowerBound])] = String(line[separator.upperBound...])
    }
    return exclusions
  }
}

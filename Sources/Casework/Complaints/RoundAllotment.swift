// Who reads which file of a round. Source: requirements C9; ordinary independence.

extension Decision {
  mutating func allot(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard let receipt = record[DipSampleRound.receipt] else { throw .notDrawnYet(record.reference) }
    guard record[DipSampleRound.readings] == nil else { throw .allottedAlready(record.reference) }
    let reviewers = Self.names(in: said[RoundActs.reviewers] ?? "")
    let share = said[RoundActs.second] ?? record[DipSampleRound.secondShare] ?? 0
    let readings: [Reading]
    do throws(SampleRefusal) {
      readings = try Allotment.share(
        files: receipt.references.map { FileToRead($0, handledBy: facts.handlers(of: $0, among: reviewers)) },
        reviewers: reviewers, secondShare: share, seed: receipt.seed)
    } catch { throw .sample(error) }
    for reading in readings { try addReviews(reading, facts) }
    record[DipSampleRound.readings] = readings
    record[DipSampleRound.secondShare] = share
    record[Head.stage] = DipSampleRound.reading
  }

  private static func names(in text: String) -> [String] {
    text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
  }

  private mutating func addReviews(_ reading: Reading, _ facts: Facts) throws(RuleRefusal) {
    further.append(try newReview(of: reading.reference, by: reading.reviewer, .first, facts))
    guard let second = reading.second else { return }
    further.append(try newReview(of: reading.reference, by: second, .second, facts))
  }

  /// A reading that only its reviewer can see until it is in.
  private func newReview(
    of file: String, by reviewer: String, _ turn: ReadingTurn, _ facts: Facts
  ) throws(RuleRefusal) -> Record {
    var review = try RecordKind.named(.review)
      .emptyRecord(facts: facts, reference: facts.register.newReference(.review))
    review[Head.title] = file
    review[Head.parent] = record.reference
    review[Head.owner] = reviewer
    review[Head.circle] = .only(reviewer)
    review[FileReview.file] = file
    review[FileReview.turn] = turn
    review[DipSampleRound.questions] = record[DipSampleRound.questions]
    return review
  }

  /// The reviewers of a file that is passed over read the files that take its place, unless they handled them.
  mutating func reallot(
    _ old: String, to new: [String], reason: String, _ facts: Facts
  ) throws(RuleRefusal) {
    var readings = record[DipSampleRound.readings] ?? []
    let reviewers = Set(readings.flatMap { [$0.reviewer] + ($0.second.map { [$0] } ?? []) }).sorted()
    let wasReadTwice = readings.contains { $0.reference.isSpelledLike(old) && $0.second != nil }
    for var review in facts.register.children(of: record.reference, .review)
    where review[FileReview.file]?.isSpelledLike(old) == true {
      review[Head.stage] = FileReview.setAside
      review[Head.closed] = facts.today
      review[FileReview.reason] = reason
      further.append(review)
    }
    readings.removeAll { $0.reference.isSpelledLike(old) }
    let files = new.map { FileToRead($0, handledBy: facts.handlers(of: $0, among: reviewers)) }
    let seed = record[DipSampleRound.seed] ?? ""
    do throws(SampleRefusal) {
      // Where only one of the reviewers may read the file, it is read once.
      let twice =
        wasReadTwice
        ? try? Allotment.share(files: files, reviewers: reviewers, secondShare: 100, seed: seed) : nil
      if let twice {
        readings += twice
      } else {
        readings += try Allotment.share(files: files, reviewers: reviewers, seed: seed)
      }
    } catch { throw .sample(error) }
    for reading in readings where new.contains(where: reading.reference.isSpelledLike) {
      try addReviews(reading, facts)
    }
    record[DipSampleRound.readings] = readings
  }

  /// Gives a reading that was not finished to somebody else, who begins it anew and alone.
  mutating func passOn(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    let (file, from, to) = (said[RoundActs.file] ?? "", said[RoundActs.from] ?? "", said[RoundActs.to] ?? "")
    let reviews = facts.register.children(of: record.reference, .review)
      .filter { $0[FileReview.file]?.isSpelledLike(file) == true }
    guard var review = reviews.first(where: { $0[Head.owner] == from && $0.isBeingRead }) else {
      throw .sample(.notDrawn(file))
    }
    guard facts.handlers(of: file, among: [to]).isEmpty else { throw .sample(.nobodyCanRead(file)) }
    guard !reviews.contains(where: { $0[Head.owner] == to }) else { throw .sample(.reviewerTwice(to)) }
    review[Head.owner] = to
    review[Head.circle] = .only(to)
    review[Head.stage] = FileReview.allotted
    review[FileReview.answers] = nil
    review[FileReview.comment] = nil
    further.append(review)
    record[DipSampleRound.readings] = (record[DipSampleRound.readings] ?? []).map { reading in
      guard reading.reference.isSpelledLike(file) else { return reading }
      return Reading(
        reference: reading.reference, reviewer: reading.reviewer == from ? to : reading.reviewer,
        second: reading.second == from ? to : reading.second)
    }
  }

  /// Settles an answer on which two readers differ; a second settlement of the same replaces the first.
  mutating func settleAnswer(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard record[Head.owner] == facts.actor.name || facts.actor.roles.contains(.supervisor) else {
      throw .notYoursToSettle(record.reference)
    }
    let (file, question) = (said[RoundActs.file] ?? "", said[RoundActs.question] ?? "")
    let questions = facts.rulebook.questions(of: record)?.questions ?? []
    let isDifferent = RoundReadings(of: record, facts).differences(questions)
      .contains { $0.file.isSpelledLike(file) && $0.question.id == question }
    guard let answer = said[RoundActs.answer], isDifferent else {
      throw .noDifference(file: file, question: question)
    }
    var settled = (record[DipSampleRound.settled] ?? [])
    settled.removeAll { $0.file.isSpelledLike(file) && $0.question == question }
    settled.append(
      SettledAnswer(
        file: file, question: question, answer: answer, reason: said[RoundActs.reason] ?? "",
        by: facts.actor.name, at: facts.now))
    record[DipSampleRound.settled] = settled
  }
}

extension Facts {
  /// Those of `accounts` who handled a file, by the account or the name that the force's table gives.
  func handlers(of file: String, among accounts: [String]) -> Set<String> {
    let handler = Self.words(of: register.record(file)?[Complaint.handler] ?? "")
    guard !handler.isEmpty else { return [] }
    return Set(
      accounts.filter { account in
        // `PS jdoe`, `Doe, Jane` and `jdoe; asmith` name the account too: rather one reading less than one's own file.
        let name = Self.words(of: register.fullName(of: account) ?? "")
        return handler.contains(account.lowercased()) || !name.isEmpty && name.isSubset(of: handler)
      })
  }

  private static func words(of text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && !"-_.".contains($0) }.map(String.init))
  }
}

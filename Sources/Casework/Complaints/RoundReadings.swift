/// A file of a sample with its readings, as far as whoever looks may see them.
package struct SampledFile: Sendable, Equatable {
  package let reference: String
  /// The first reading before the second; none that was set aside.
  package let reviews: [Record]
  /// How many readings the file is to have.
  package let expected: Int
  let settled: [SettledAnswer]

  /// Readings that were handed in and that everybody may see.
  package var revealed: [Record] { reviews.filter { $0[Head.stage] == FileReview.revealed } }

  /// Why no reading counts; nil when one does, or one may still come.
  package var reason: String? {
    guard isFinished, revealed.isEmpty else { return nil }
    return reviews.lazy.compactMap { $0[FileReview.reason] }.first
  }

  /// Whether every reading of it is handed in or has a stated reason. Source: requirements CP-02.
  package var isFinished: Bool {
    let done = [FileReview.revealed, FileReview.unreadable]
    return expected > 0 && reviews.count >= expected
      && reviews.allSatisfy { $0[Head.circle] == nil && done.contains($0[Head.stage] ?? "") }
  }

  /// The answers that count: those of the first reader, with what was settled; nil when nobody could read it.
  package var counting: ReviewAnswers? {
    guard isFinished, var answers = revealed.first.map({ $0[FileReview.answers] ?? ReviewAnswers() }) else {
      return nil
    }
    for settlement in settled { answers[settlement.question] = settlement.answer }
    return answers
  }

  /// Both readings of a file that was read twice.
  package var pair: PairOfReadings? {
    guard isFinished, revealed.count == 2 else { return nil }
    return PairOfReadings(
      revealed[0][FileReview.answers] ?? ReviewAnswers(), revealed[1][FileReview.answers] ?? ReviewAnswers())
  }
}

/// A question on which the two readers of a file differ.
package struct ReadingDifference: Sendable, Equatable {
  package let file: String
  package let question: ReviewQuestion
  /// The reviewers' accounts and what each said, the first reading first.
  package let first: (reviewer: String, answer: ReviewAnswer)
  package let second: (reviewer: String, answer: ReviewAnswer)
  /// How it was settled; nil while it is open.
  package let settled: SettledAnswer?

  package static func == (one: ReadingDifference, other: ReadingDifference) -> Bool {
    one.file == other.file && one.question == other.question && one.first == other.first
      && one.second == other.second && one.settled == other.settled
  }
}

/// The files of a round with their readings.
package struct RoundReadings: Sendable, Equatable {
  /// In the order of the receipt.
  package let files: [SampledFile]

  /// - Parameter reviews: all that whoever looks may see; those that are missing count as not finished.
  package init(of round: Record, reviews: [Record]) {
    let kept = reviews.filter { $0[Head.stage] != FileReview.setAside }
    let byFile = Dictionary(grouping: kept) { Array(($0[FileReview.file] ?? "").utf8) }
    let readings = round[DipSampleRound.readings] ?? []
    let expected = Dictionary(readings.map { (Array($0.reference.utf8), $0.second == nil ? 1 : 2) }) { $1 }
    let settled = round[DipSampleRound.settled] ?? []
    files = (round[DipSampleRound.receipt]?.references ?? []).map { file in
      let ofFile = byFile[Array(file.utf8)] ?? []
      return SampledFile(
        reference: file,
        reviews: ofFile.filter { $0[FileReview.turn] == .first }
          + ofFile.filter { $0[FileReview.turn] != .first },
        expected: expected[Array(file.utf8)] ?? 0, settled: settled.filter { $0.file.isSpelledLike(file) })
    }
  }

  /// All readings, whoever may see them: for the gates of a round.
  init(of round: Record, _ facts: Facts) {
    self.init(of: round, reviews: facts.register.children(of: round.reference, .review))
  }

  /// The references of files that have neither a finished reading nor a stated reason.
  package var unfinished: [String] { files.filter { !$0.isFinished }.map(\.reference) }

  /// `38 of 61 read`
  package var progress: Message { "\(files.count { $0.isFinished }) of \(files.count) read" }

  package func tally(_ questions: [ReviewQuestion]) -> AnswerTally {
    AnswerTally(of: files.compactMap(\.counting), questions: questions, size: files.count)
  }

  package func agreement(_ questions: [ReviewQuestion]) -> [Agreement] {
    let pairs = files.compactMap(\.pair)
    return pairs.isEmpty ? [] : questions.map { Agreement(on: $0, pairs: pairs) }
  }

  /// Where two readers of a file differ, file by file.
  package func differences(_ questions: [ReviewQuestion]) -> [ReadingDifference] {
    files.flatMap { file -> [ReadingDifference] in
      guard let pair = file.pair else { return [] }
      return questions.compactMap { question in
        guard let first = pair.first[question.id], let second = pair.second[question.id], first != second
        else { return nil }
        return ReadingDifference(
          file: file.reference, question: question,
          first: (file.revealed[0][Head.owner] ?? "", first),
          second: (file.revealed[1][Head.owner] ?? "", second),
          settled: file.settled.last { $0.question == question.id })
      }
    }
  }
}

extension Record {
  /// Whether a round is drawn and whoever reads it may not see all of its files, so that there is no receipt in it.
  package var hidesSample: Bool {
    self[DipSampleRound.seed] != nil && self[DipSampleRound.receipt] == nil
  }
}

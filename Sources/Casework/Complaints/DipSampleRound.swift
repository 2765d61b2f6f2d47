/// One draw from a fixed population of closed complaint files, read by reviewers and reported.
///
/// The population is fixed and kept first, then the seed is named, then the files are drawn; nothing of it changes
/// afterwards. Source: requirements CP-02, CP-03, CP-04, CP-09, C1 to C12; the contract of the draw.
package enum DipSampleRound {
  /// What finds the population among the closed complaints, in the words of the query language; `*` for all.
  package static let query = Field<String>(
    "query", "Frame", .text, isRequired: true,
    help: "Which closed complaints can be drawn, as a query such as area:North closed:2026-Q3; * takes all.")
  package static let by = Field<SampleField>(
    "by", "Strata by", .choice(SampleField.choices),
    help: "Draw from each of its values in proportion to the files that it has.")
  package static let size = Field<Int>(
    "size", "Files", .number, isRequired: true, help: "How many files are drawn.")
  package static let atLeastOne = Field<Bool>(
    "atLeastOne", "One of each", .flag,
    help: "Whether every stratum gives one file at least, however small it is.")
  /// The set of questions that every round has; nil is ``usualStanding``.
  package static let standing = Field<String>(
    "standing", "Questions", .choice([Choice("standing", "Questions of every round")]),
    help: "The set of questions that every round asks; the usual one when it is empty.")
  package static let theme = Field<String>(
    "theme", "Theme set",
    .choice([Choice("incivility", "Incivility"), Choice("discrimination", "Discrimination")]),
    help: "The further questions of the round's theme: incivility or discrimination.")
  /// Which versions of which sets the round asks: fixed with the frame.
  package static let questions = Field<[QuestionSetVersion]>(
    "questions", "Versions", .list, isDerived: true)
  /// The months whose totals the report gives: `2026-Q3`.
  package static let period = Field<String>(
    "period", "Period", .text, help: "The months whose totals the report gives: 2026-Q3, 2026-07 or 2026.")
  /// How many of a hundred files are read twice.
  package static let secondShare = Field<Int>(
    "secondShare", "Twice, %", .number, help: "How many of a hundred files two people read.")
  package static let frame = Field<FrozenFrame>("frame", "Population", .list, isDerived: true)
  package static let seed = Field<String>("seed", "Seed", .text, isDerived: true)
  package static let receipt = Field<SampleReceipt>("receipt", "Receipt", .list, isDerived: true)
  /// Who reads which file.
  package static let readings = Field<[Reading]>("readings", "Readings", .list, isDerived: true)
  package static let settled = Field<[SettledAnswer]>("settled", "Settled", .list, isDerived: true)

  package static let kind = RecordKind(
    name: .round, prefix: "DSR", label: "Dip-sample round", plural: "Dip-sample rounds",
    head: [
      Head.title.called("Title"), Head.received.called("Begun on"), Head.owner.called("Led by"),
    ] + Head.derived,
    ownFields: [
      query.description, by.description, size.description, atLeastOne.description, standing.description,
      theme.description, period.description, secondShare.description, questions.description,
      frame.description, seed.description, receipt.description, readings.description, settled.description,
    ],
    stages: [
      Stage(draft, "Draft", next: []), Stage(frozen, "Frozen", next: []), Stage(drawn, "Drawn", next: []),
      Stage(reading, "Reading", next: [reported]),
      Stage(reported, "Reported", next: [reading, closed], gates: [everyFileIsIn]),
      Stage(closed, "Closed", next: [reported], isFinal: true),
    ],
    acts: RoundActs.all, writers: [.supervisor, .administrator],
    guarded: [frame.name, receipt.name, readings.name],
    hooks: RecordKind.Hooks(
      check: { record, facts throws(RuleRefusal) in try record.requireFixed(facts) },
      // A second seed would be a chosen one. Source: requirements C11.
      frozen: { record, edit in
        guard record[receipt] != nil, case .undoing("draw", _) = edit else { return nil }
        return .drawStands(record.reference)
      },
      party: { $0[period] }, words: { [$0[query] ?? ""] },
      needed: [.review, .action]))

  // MARK: - Stages

  package static let draft = "draft"
  package static let frozen = "frozen"
  package static let drawn = "drawn"
  package static let reading = "reading"
  package static let reported = "reported"
  package static let closed = "closed"

  static let usualStanding = "standing"

  /// The act that a round needs next; nil when it is done with, or waits for its readers.
  package static func nextAct(of round: Record) -> String? {
    switch round[Head.stage] {
    case draft: "freeze"
    case frozen: "draw"
    case drawn: "allot"
    case reading: "report"
    case reported: "close"
    default: nil
    }
  }

  // MARK: - Gates

  /// Source: requirements CP-02, "every sampled file has a finished form or a stated reason".
  private static let everyFileIsIn = Gate(yieldsToReason: false) { round, facts in
    let readings = RoundReadings(of: round, facts)
    let missing = readings.unfinished
    return missing.isEmpty ? nil : .filesNotRead(missing, of: readings.files.count)
  }
}

extension Record {
  /// What was fixed stays fixed: the frame's query and strata and the questions once it is frozen, the size once it
  /// is drawn. Source: requirements C11, "fix the population first".
  fileprivate func requireFixed(_ facts: Facts) throws(RuleRefusal) {
    if let size = self[DipSampleRound.size], size < 1 { throw .sample(.sizeNotPositive(size)) }
    if let period = self[DipSampleRound.period], ReportPeriod(period) == nil {
      throw .valueNotUnderstood(
        period, field: DipSampleRound.period.name,
        expected: "a year, quarter or month: 2026, 2026-Q3, 2026-07")
    }
    guard let before = facts.register.record(reference), before[DipSampleRound.frame] != nil else { return }
    var fixed = [
      DipSampleRound.query.name, DipSampleRound.by.name, DipSampleRound.standing.name,
      DipSampleRound.theme.name,
    ]
    if before[DipSampleRound.receipt] != nil {
      fixed += [DipSampleRound.size.name, DipSampleRound.atLeastOne.name]
    }
    for name in fixed where values[name] != before.values[name] { throw .isFixed(field: name, reference) }
  }
}

extension Rulebook {
  /// The questions of a round or a reading, by the versions that it keeps; nil before it keeps any, or when the
  /// program no longer has them.
  package func questions(of record: Record) -> RoundQuestions? {
    guard let identities = record[DipSampleRound.questions] else { return nil }
    let sets = identities.compactMap { identity in questions.first { $0.identity == identity } }
    guard sets.count == identities.count, let standing = sets.first else { return nil }
    return RoundQuestions(standing: standing, theme: sets.dropFirst().first)
  }

  /// The newest version of a set.
  func newestQuestions(_ name: String) -> QuestionSet? {
    questions.filter { $0.name == name }.max { $0.version < $1.version }
  }
}

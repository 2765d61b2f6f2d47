import ArgumentParser
import CaseReports
import CaseStore
import CasebookResources
import Casework
import Glibc

/// `casebook sample review REF question=answer... [--comment TEXT] [--finish]`
struct SampleReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Answer questions about a sampled file, and hand the reading in.",
    discussion: """
      Answers are yes, no, not-applicable and cannot-tell; question= takes one away. Without any, prints the form. \
      'casebook list kind:review owner:me is:open' lists what is mine to read.
      """)
  @ParentCommand var sample: SampleCommand
  @OptionGroup var options: ActingOptions
  @Option(help: "What the answers do not say; - reads it from standard input.") var comment: String?
  @Option(help: "Why the file cannot be read; hands it in so.") var unreadable: String?
  @Flag(help: "Hand the reading in.") var finish = false
  @Argument(help: "The review, such as REV-26-0001.") var review: String
  @Argument(help: "question=answer, as many as wanted.") var answers: [String] = []

  func run() throws {
    var actions = try answers.map(Self.action)
    if let comment { actions.append(.act("comment", ["text": .string(try StandardInput.text(comment))])) }
    if let unreadable { actions.append(.act("unreadable", ["reason": .string(unreadable)])) }
    if finish { actions.append(.act("finish", [:])) }
    guard let last = actions.popLast() else { return try printForm() }
    let workplace = try Workplace(storePath: sample.casebook.store)
    let (store, actor) = try workplace.enter()
    try failing {
      for action in actions {
        _ = try store.perform(Change(.act(action, on: review, seen: nil)), by: actor, at: Workplace.now)
      }
    }
    try Acting(casebook: sample.casebook, options: options).act(last, on: review)
  }

  private static func action(_ typed: String) throws -> RecordAction {
    guard let sign = typed.firstIndex(of: "=") else {
      throw Failure("'\(typed)' is no question=answer: write it so, such as timely=yes.", status: EX_USAGE)
    }
    let word = String(typed[typed.index(after: sign)...])
    let answer = ReviewAnswer(rawValue: word)
    guard answer != nil || word.isEmpty else {
      let words = ReviewAnswer.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("'\(word)' is no answer: give one of \(words).", status: EX_USAGE)
    }
    return .score(String(typed[..<sign]), answer)
  }

  private func printForm() throws {
    let workplace = try Workplace(storePath: sample.casebook.store)
    let (store, actor) = try workplace.enter()
    guard let record = try failing({ try store.record(review, for: actor) }), record.kind == .review else {
      throw Failure(StoreError.noSuchRecord(review).message, status: EX_NOINPUT)
    }
    let answers = record[FileReview.answers] ?? ReviewAnswers()
    Output.line("\(record[Head.title] ?? ""), \(record[Head.stage] ?? "")")
    for question in try failing({ try workplace.rulebook }).questions(of: record)?.questions ?? [] {
      Output.line("\(question.id)=\(answers[question.id]?.rawValue ?? "")")
      Output.line("    \(question.text)")
    }
  }
}

/// `casebook sample reveal ROUND`
struct SampleRevealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Show where two readers differ, and how far they agree.",
    discussion: "Refused while a file of the round is not in.")
  @ParentCommand var sample: SampleCommand
  @Argument(help: "The round, such as DSR-26-0001.") var round: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let open = try OpenRound(round, sample.casebook)
    let questions = try open.questions().questions
    let waiting = open.readings.files.filter { $0.expected > 1 && !$0.isFinished }.map(\.reference)
    guard waiting.isEmpty else {
      throw Failure(
        "\(waiting.count) files that are read twice are not in yet (\(waiting.prefix(3).joined(separator: ", "))): wait for both readers.",
        status: EX_TEMPFAIL)
    }
    let (differences, agreement) = (open.readings.differences(questions), open.readings.agreement(questions))
    guard json else { return print(differences, agreement) }
    let values: JSON = [
      "round": .string(open.round.reference),
      "differences": .array(differences.map(Self.json)), "agreement": .array(agreement.map(Self.json)),
    ]
    Output.line(values)
  }

  private func print(_ differences: [ReadingDifference], _ agreement: [Agreement]) {
    for difference in differences {
      let first: Message = "\(difference.first.reviewer) \(difference.first.answer.label)"
      let second: Message = "\(difference.second.reviewer) \(difference.second.answer.label)"
      Output.line("\(difference.file)  \(difference.question.id): \(first), \(second)")
      if let settled = difference.settled {
        Output.line("    settled as \(settled.answer.label) by \(settled.by): \(settled.reason)")
      }
    }
    for question in agreement {
      let kappa = question.kappaText ?? Message("not defined").text()
      Output.line("\(question.question.id): \(question.same) of \(question.pairs) the same, kappa \(kappa)")
      if let warning = question.warning { Output.line("    \(warning)") }
    }
    if agreement.isEmpty { Output.line(Message("No file of the round is read twice.")) }
  }

  private static func json(_ difference: ReadingDifference) -> JSON {
    [
      "file": .string(difference.file), "question": .string(difference.question.id),
      "first": ["reviewer": .string(difference.first.reviewer), "answer": difference.first.answer.json],
      "second": ["reviewer": .string(difference.second.reviewer), "answer": difference.second.answer.json],
      "settled": difference.settled?.json ?? .null,
    ]
  }

  private static func json(_ agreement: Agreement) -> JSON {
    [
      "question": .string(agreement.question.id), "pairs": .integer(agreement.pairs),
      "same": .integer(agreement.same), "kappa": agreement.kappaText.map(JSON.string) ?? .null,
      "warning": agreement.warning.map { .string($0.text(in: .english)) } ?? .null,
    ]
  }
}

/// `casebook sample report ROUND [--format md|html] [--out FILE]`
struct SampleReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the report of a round, to be published.")
  @ParentCommand var sample: SampleCommand
  @Argument(help: "The round, such as DSR-26-0001.") var round: String
  @Option(help: "md, html or json.") var format = "md"
  @Option(help: ArgumentHelp("Write it to this new file.", valueName: "file")) var out: String?

  func run() throws {
    let open = try OpenRound(round, sample.casebook)
    let figures = RoundFigures(try failing { try open.material() }, rulebook: open.rulebook)
    let themes = try failing { try open.store.settings(Theme.self) }
    let office = try failing { try open.store.settings(Office.self) }.first?.title ?? ""
    let values = figures.values(
      office: office, themeTitle: { name in themes.first { $0.name == name }?.title ?? name },
      now: Workplace.now)
    guard format != "json" else { return try Document.write(values.canonical + [0x0A], to: out) }
    let resources = try Workplace(storePath: sample.casebook.store).resources
    guard let form = Report.Form(rawValue: format) else {
      throw Failure("There is no format '\(format)': use md, html or json.", status: EX_USAGE)
    }
    guard let report = Report("round", form, file: resources.text(of:)) else {
      throw Failure(
        "The report's template is not beside the program: install Casebook again.", status: EX_UNAVAILABLE)
    }
    try Document.write(text: report.text(of: values), to: out)
  }
}

extension OpenRound {
  /// What the report of the round is made from: of readings only those that everybody may see.
  fileprivate func material() throws -> RoundFigures.Material {
    _ = try receipt()
    var material = RoundFigures.Material(round: round, questions: try questions())
    material.reviews = reviews.filter { $0[Head.circle] == nil }
    material.complaints = try readings.files.compactMap { try store.record($0.reference, for: actor) }
    material.recommendations = try store.children(of: round.reference, .action, for: actor)
    for record in material.recommendations {
      let answer = try store.view(record.reference, for: actor)?.contacts.last { $0.kind == .answer }
      material.answers[record.reference] = answer?.text
    }
    material.earlier = try earlier()
    material.totals = try totals()
    let extracts = Set(material.complaints.compactMap { $0.values["extract"]?.string }).sorted()
    material.extracts = try extracts.compactMap { try store.record($0, for: actor) }
    return material
  }

  /// The rounds that were made before this one and read, the newest first.
  private func earlier() throws -> [(round: Record, reviews: [Record])] {
    let rows = try store.rows(
      ListRequest(.field(.kind, .equals("round")), limit: 1000, today: Workplace.now.londonDay), for: actor)
    let before = rows.drop { $0.reference != round.reference }.dropFirst()
      .filter { [DipSampleRound.reported, DipSampleRound.closed].contains($0.stage) }
    return try before.prefix(RoundFigures.comparedRounds).compactMap { row in
      guard let record = try store.record(row.reference, for: actor) else { return nil }
      return (record, try store.children(of: row.reference, .review, for: actor))
    }
  }

  /// Source: requirements CP-03.
  private func totals() throws -> PeriodTotals? {
    guard let period = round[DipSampleRound.period].flatMap(ReportPeriod.init) else { return nil }
    func count(_ field: QueryField) throws -> Int {
      let query: Query = .and([.field(.kind, .equals("complaint")), .field(field, period.range)])
      return try store.count(query, today: Workplace.now.londonDay, for: actor)
    }
    return PeriodTotals(period: period, logged: try count(.received), closed: try count(.closed))
  }
}

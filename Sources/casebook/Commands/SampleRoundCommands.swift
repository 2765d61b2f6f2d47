import ArgumentParser
import CaseStore
import Casework
import Glibc

/// A round with its readings, as the person at the keyboard may see them.
struct OpenRound {
  let store: CaseStore
  let actor: Actor
  let rulebook: Rulebook
  let round: Record
  let reviews: [Record]

  /// - Parameter reference: of a round.
  init(_ reference: String, _ casebook: CasebookCommand) throws {
    let workplace = try Workplace(storePath: casebook.store)
    rulebook = try failing { try workplace.rulebook }
    let (store, actor) = try workplace.enter()
    let (round, reviews) = try failing {
      guard let round = try store.record(reference, for: actor) else {
        throw StoreError.noSuchRecord(reference)
      }
      return (round, try store.children(of: round.reference, .review, for: actor))
    }
    guard round.kind == .round else {
      throw Failure(
        "\(reference) is no dip-sample round: 'casebook sample list' has them.", status: EX_DATAERR)
    }
    (self.store, self.actor, self.round, self.reviews) = (store, actor, round, reviews)
  }

  var readings: RoundReadings { RoundReadings(of: round, reviews: reviews) }

  /// The questions as the round keeps them.
  func questions() throws -> RoundQuestions {
    guard let questions = rulebook.questions(of: round) else {
      throw Failure("\(round.reference) is not frozen yet, and has no questions.", status: EX_DATAERR)
    }
    return questions
  }

  /// One sentence for both: whoever may not see a file is not told whether it was drawn.
  func receipt() throws -> SampleReceipt {
    guard let receipt = round[DipSampleRound.receipt] else {
      throw Failure(
        "\(round.reference) has no receipt for you: it is not drawn yet, or not all of its files are for you to read.",
        status: EX_DATAERR)
    }
    return receipt
  }
}

/// `casebook sample list`
struct SampleListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rounds, the newest first.")
  @ParentCommand var sample: SampleCommand
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: sample.casebook.store).enter()
    try failing {
      let rounds = try store.rows(
        ListRequest(.field(.kind, .equals("round")), limit: 1000, today: Workplace.now.londonDay), for: actor)
      for row in rounds {
        guard let round = try store.record(row.reference, for: actor) else { continue }
        let reviews = try store.children(of: row.reference, .review, for: actor)
        print(round, RoundReadings(of: round, reviews: reviews))
      }
    }
  }

  private func print(_ round: Record, _ readings: RoundReadings) {
    let frame = round[DipSampleRound.frame]
    // What is drawn and not shown is not none.
    let isShown = !round.hidesSample
    guard json else {
      let digest = frame.map { String($0.sha256.prefix(16)) } ?? "-"
      return Output.line(
        "\(round.reference)  \(round[Head.stage] ?? "")  \(digest)  \(isShown ? readings.progress : "-")  \(round[Head.title] ?? "")"
      )
    }
    var members = RecordOutput.json(round)
    members["drawn"] = isShown ? .integer(readings.files.count) : .null
    members["read"] = isShown ? .integer(readings.files.count { $0.isFinished }) : .null
    Output.line(.object(members))
  }
}

/// `casebook sample frame ROUND`
struct SampleFrameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frame", abstract: "Print the kept population of a round, or write it to a new file.")
  @ParentCommand var sample: SampleCommand
  @Argument(help: "The round, such as DSR-26-0001.") var round: String
  @Option(help: ArgumentHelp("Write it to this new file.", valueName: "file")) var out: String?

  func run() throws {
    let open = try OpenRound(round, sample.casebook)
    guard let frame = open.round[DipSampleRound.frame] else {
      throw Failure("\(open.round.reference) is not frozen yet: it has no population.", status: EX_DATAERR)
    }
    guard let bytes = try failing({ try open.store.rawBytes(digest: frame.file, for: open.actor) }) else {
      throw Failure("The population is not in the store: run 'casebook audit verify'.", status: EX_DATAERR)
    }
    try Document.write(bytes, to: out)
  }
}

/// `casebook sample receipt ROUND`
struct SampleReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Print the receipt of a draw, by which anybody can repeat it.")
  @ParentCommand var sample: SampleCommand
  @Argument(help: "The round, such as DSR-26-0001.") var round: String
  @Option(help: ArgumentHelp("Write it to this new file.", valueName: "file")) var out: String?

  func run() throws {
    let receipt = try OpenRound(round, sample.casebook).receipt()
    guard let out else { return Output.line(receipt.json) }
    try NewFile.save(receipt.json.canonical + [0x0A], as: out)
  }
}

/// `casebook sample allot ROUND --reviewers a,b --second 20`
struct SampleAllotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allot", abstract: "Share the files out among reviewers, never one to who handled it.")
  @ParentCommand var sample: SampleCommand
  @OptionGroup var options: ActingOptions
  @Argument(help: "The round, such as DSR-26-0001.") var round: String
  @Option(help: "Accounts, with commas between them.") var reviewers: String
  @Option(help: "How many of a hundred files are read twice.") var second: Int?

  func run() throws {
    var said = ["reviewers": JSON.string(reviewers)]
    said["second"] = second.map(JSON.integer)
    try Acting(casebook: sample.casebook, options: options).act(.act("allot", said), on: round)
  }
}

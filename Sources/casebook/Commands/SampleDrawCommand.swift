import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook sample draw --frame QUERY --size N --seed SEED`
struct SampleDrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Begin a round: fix its population, then draw files from it by a seed.",
    discussion: """
      The frame is a query that narrows the closed complaints; '*' takes all. Its digest is printed before the seed \
      is asked for: on a terminal, when no --seed is given. The seed is best thrown with dice before a witness.
      """)
  @ParentCommand var sample: SampleCommand
  @Option(help: ArgumentHelp("Which closed complaints, such as area:North; * for all.", valueName: "query"))
  var frame: String
  @Option(help: "How many files.") var size: Int
  @Option(help: "What nobody could foresee; asked for on a terminal when it is not given.") var seed: String?
  @Option(help: "Draw by strata of area, category, result or track.") var by: String?
  @Flag(help: "At least one file of each stratum.") var atLeastOne = false
  @Option(help: ArgumentHelp("Files to leave out, a line each: REFERENCE: REASON.", valueName: "file"))
  var exclude: String?
  @Option(help: ArgumentHelp("Write the receipt to this new file.", valueName: "file")) var receipt: String?
  @Option(help: ArgumentHelp("What the round is called.", valueName: "title")) var round = "Dip sample"
  @Option(help: "The set of questions of every round.") var standing: String?
  @Option(help: "The questions of the round's theme: incivility or discrimination.") var theme: String?
  @Option(help: "The months whose totals the report gives: 2026-Q3.") var period: String?
  @Flag(help: "Print the receipt as one JSON object, and nothing else.") var json = false

  func run() throws {
    guard seed != nil || isatty(0) == 1 && !json else {
      throw Failure(
        "There is no seed, and no terminal to ask for one: give --seed. Nothing was drawn.", status: EX_USAGE)
    }
    let excluded = try exclude.map { String(decoding: try FileBytes.all(of: $0), as: UTF8.self) }
    if let receipt, access(receipt, F_OK) == 0 {
      throw Failure(
        "\(receipt) is there already, so that nothing was frozen: give --receipt a new name.",
        status: EX_CANTCREAT)
    }
    let (store, actor) = try Workplace(storePath: sample.casebook.store).enter()
    let values = try values(Workplace.days(store))
    try failing {
      try check(values, excluded: excluded, store, actor)
      let drawing = Drawing(store: store, actor: actor)
      let frozen = try drawing.freeze(values)
      if !json { Self.print(frozen) }
      guard let seed = seed ?? Self.askForSeed() else {
        return Output.line("No seed was given: \(frozen.reference) stays frozen, and nothing was drawn.")
      }
      let drawn = try drawing.draw(frozen.reference, seed: seed, excluded: excluded)
      guard let found = drawn[DipSampleRound.receipt] else {
        let unseen: Message =
          "\(drawn.reference) is drawn; its receipt is not for you, for not all of its files are."
        return json ? Output.complain(unseen.text()) : Output.line(unseen)
      }
      if let path = receipt { try NewFile.save(found.json.canonical + [0x0A], as: path) }
      json ? Output.line(found.json) : Self.print(found, of: drawn)
    }
  }

  private func values(_ days: DayReader) throws -> [String: JSON] {
    var words = ["title=\(round)", "query=\(frame)", "size=\(size)"]
    words += [("by", by), ("standing", standing), ("theme", theme), ("period", period)].compactMap {
      name, value in
      value.map { "\(name)=\($0)" }
    }
    if atLeastOne { words.append("atLeastOne=yes") }
    return try TypedValues.read(words, kind: .round, days: days)
      .merging([Head.received.name: Workplace.now.londonDay.json]) { typed, _ in typed }
  }

  /// Refuses what cannot be drawn while nothing is frozen yet.
  private func check(
    _ values: [String: JSON], excluded: String?, _ store: CaseStore, _ actor: Actor
  ) throws {
    let members = try store.population(
      frame, by: values[DipSampleRound.by.name].flatMap(SampleField.init(json:)),
      today: Workplace.now.londonDay, for: actor)
    let exclusions = try SampleExclusion.typed(excluded ?? "")
    do throws(SampleRefusal) {
      try SampleDraw.check(
        members, size: size, seed: seed, atLeastOne: atLeastOne, exclusions: exclusions)
    } catch { throw Failure(sentence(error), status: EX_DATAERR) }
  }

  /// The refusal with the option that it is about.
  private func sentence(_ refusal: SampleRefusal) -> Message {
    switch refusal {
    case .seedBlank:
      "--seed is empty, so that nothing was frozen: give words or figures that nobody could foresee."
    case .controlSign:
      "--seed has a tab or another control sign in it, so that nothing was frozen: take that out."
    case .sizeNotPositive(let size):
      "--size \(size) is no sample, so that nothing was frozen: give 1 or more."
    case .sizeAbovePopulation(let size, let population):
      "--size \(size) is more than the \(population) files of --frame, so that nothing was frozen: give a smaller one."
    case .sizeBelowStrata(let size, let strata):
      """
      --size \(size) cannot give one to each of \(strata) strata, so that nothing was frozen: give a larger one, or \
      leave out --at-least-one.
      """
    case .frameEmpty:
      "--frame '\(frame)' finds no closed complaint, so that nothing was frozen: widen it."
    case .exclusionNotInFrame(let reference):
      "'\(reference)' of --exclude is not in the frame, so that nothing was frozen: leave it out."
    default: refusal.message
    }
  }

  private static func print(_ round: Record) {
    guard let frame = round[DipSampleRound.frame] else { return }
    Output.line("\(round.reference): \(frame.count) closed files, SHA-256 \(frame.sha256)")
    guard round[DipSampleRound.by] != nil else { return }
    for stratum in frame.strata {
      let name = stratum.name.isEmpty ? Message("(none)").text() : stratum.name
      Output.line("  \(name): \(stratum.population)")
    }
  }

  private static func print(_ receipt: SampleReceipt, of round: Record) {
    Output.line("\(receipt.references.count) files are drawn by the seed '\(receipt.seed)':")
    for stratum in receipt.strata {
      for file in stratum.drawn {
        Output.line(stratum.name.isEmpty ? "\(file.reference)" : "\(file.reference)  \(stratum.name)")
      }
    }
  }

  /// What is typed; nil when it is nothing.
  private static func askForSeed() -> String? {
    Output.write(Message("Seed: ").text())
    return readLine(strippingNewline: true).flatMap { $0.isBlank ? nil : $0 }
  }
}

/// A round from nothing to its sample.
private struct Drawing {
  let store: CaseStore
  let actor: Actor

  /// Makes the round and fixes its population; a round without one is taken back.
  func freeze(_ values: [String: JSON]) throws -> Record {
    let made = try store.perform(
      Change(.create(.round, values: values, text: "")), by: actor, at: Workplace.now)
    let reference = made.touched.first ?? ""
    do { return try act("freeze", [:], on: reference) } catch {
      _ = try store.perform(Change(.undoEntry(made.entry)), by: actor, at: Workplace.now)
      throw error
    }
  }

  func draw(_ reference: String, seed: String, excluded: String?) throws -> Record {
    var said = ["seed": JSON.string(seed)]
    said["excluded"] = excluded.map(JSON.string)
    do { return try act("draw", said, on: reference) } catch let error as StoreError {
      let message: Message =
        "\(error.message) \(reference) stays frozen: draw with 'casebook act \(reference) draw seed=…'."
      throw Failure(message, status: EX_DATAERR)
    }
  }

  private func act(_ name: String, _ said: [String: JSON], on reference: String) throws -> Record {
    _ = try store.perform(
      Change(.act(.act(name, said), on: reference, seen: nil)), by: actor, at: Workplace.now)
    guard let record = try store.record(reference, for: actor) else {
      throw StoreError.noSuchRecord(reference)
    }
    return record
  }
}

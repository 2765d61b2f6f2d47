import ArgumentParser
import CaseStore
import Casework
import Glibc

/// What every command that acts on one record takes.
struct ActingOptions: ParsableArguments {
  @Option(help: "Why; opens gates that yield to a reason, and stands in the audit log.") var reason: String?
  @Flag(help: "Print the record as one JSON object.") var json = false
}

/// Doing one thing through the one door, and saying what became of it.
struct Acting {
  let casebook: CasebookCommand
  let options: ActingOptions

  /// - Parameter showsNewest: of several records that were written, tell of the last: the one that was made.
  func perform(showsNewest: Bool = false, _ what: (CaseStore, Actor) throws -> Change.What) throws {
    let workplace = try Workplace(storePath: casebook.store)
    let (store, actor) = try workplace.enter()
    try failing {
      let change = Change(try what(store, actor), reason: options.reason)
      let receipt = try store.perform(change, by: actor, at: Workplace.now)
      guard let reference = showsNewest ? receipt.touched.last : receipt.touched.first else { return }
      guard let record = try store.record(reference, for: actor) else {
        if let erasure = try store.erasure(of: reference, for: actor) { return Output.line(erasure.sentence) }
        let others = receipt.touched.count - 1
        return Output.line(
          others > 0
            ? "\(reference) is taken back, and \(others) more with it." : "\(reference) is taken back.")
      }
      if options.json {
        Output.line(.object(RecordOutput.json(record.isRestricted ? record.unopened : record)))
      } else {
        let others = change.what.isUndo ? Set(receipt.touched).count - 1 : 0
        Output.line("\(reference) stands at '\(record[Head.stage] ?? "")', revision \(record.revision).")
        if others > 0 { Output.line("\(others) more were taken back with it.") }
      }
    }
  }

  func act(_ action: RecordAction, on reference: String) throws {
    try perform { _, _ in .act(action, on: reference, seen: nil) }
  }
}

/// `casebook new KIND field=value...`
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a record.",
    discussion:
      "Example: casebook new case title=\"Street light out\" channel=phone correspondent=\"J Smith\"")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Option(help: "The words with which the matter came.") var text = ""
  @Argument(help: "The kind of record: case.") var kind: String
  @Argument(help: "field=value, as many as wanted.") var values: [String] = []

  func run() throws {
    guard let name = KindName(rawValue: kind) else {
      let kinds = KindName.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("There is no kind of record '\(kind)': use one of \(kinds).", status: EX_USAGE)
    }
    try Acting(casebook: casebook, options: options).perform { store, _ in
      .create(name, values: try TypedValues.read(values, kind: name, days: Workplace.days(store)), text: text)
    }
  }
}

/// `casebook set REF field=value...`
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change fields of a record; field= takes the value away.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "field=value, as many as wanted; themes=a,b.") var values: [String]

  func run() throws {
    try Acting(casebook: casebook, options: options).perform { store, actor in
      guard let record = try store.record(reference, for: actor) else {
        throw try store.missing(reference, for: actor)
      }
      let typed = try TypedValues.read(values, kind: record.kind, days: Workplace.days(store))
      return .act(.set(typed), on: record.reference, seen: nil)
    }
  }
}

/// `casebook note REF TEXT`
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write a note for colleagues on a record.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "The note; - reads it from standard input.") var text: String

  func run() throws {
    try Acting(casebook: casebook, options: options).act(.note(StandardInput.text(text)), on: reference)
  }
}

/// `casebook refer REF --to TEAM`
struct ReferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refer", abstract: "Ask a neighbourhood team or a partner; the case then awaits the answer.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Option(help: "The team's name; 'casebook team list' has them.") var to: String
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "What is asked; - reads it from standard input.") var text =
    "Please look into this and answer."

  func run() throws {
    try Acting(casebook: casebook, options: options)
      .act(.refer(team: to, text: StandardInput.text(text)), on: reference)
  }
}

/// `casebook answer REF TEXT`
struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Record the answer of the team that was asked; a reply is then owed.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "The answer; - reads it from standard input.") var text: String

  func run() throws {
    try Acting(casebook: casebook, options: options).act(.answer(StandardInput.text(text)), on: reference)
  }
}

/// `casebook reply REF TEXT`
struct ReplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply", abstract: "Record the reply to the correspondent, as it was sent.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Option(help: "How it was sent: email, letter, phone …") var channel = "email"
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "The reply; - reads it from standard input.") var text: String

  func run() throws {
    guard let channel = Channel(rawValue: channel) else {
      let channels = Channel.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("There is no channel '\(self.channel)': use one of \(channels).", status: EX_USAGE)
    }
    try Acting(casebook: casebook, options: options)
      .act(.reply(StandardInput.text(text), channel: channel), on: reference)
  }
}

/// `casebook move REF STAGE`
struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move a record to another stage; --outcome says how a case ended.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Option(help: "How the case ended: answered, signposted, passed-on …") var outcome: String?
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "The stage: open, awaiting-force, reply-owed, replied, closed.") var stage: String

  func run() throws {
    let acting = Acting(casebook: casebook, options: options)
    guard let name = outcome else { return try acting.act(.move(to: stage), on: reference) }
    guard let outcome = Outcome(rawValue: name), stage == "closed" else {
      let outcomes = Outcome.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("--outcome goes with 'closed' and takes one of \(outcomes).", status: EX_USAGE)
    }
    try acting.act(.close(outcome), on: reference)
  }
}

/// `casebook undo [REF]`
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back my last change, or my last on one record.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String?

  func run() throws {
    try Acting(casebook: casebook, options: options)
      .perform { store, actor in
        guard let reference else { return .undo(reference: nil) }
        guard try store.record(reference, for: actor) != nil else {
          throw try store.missing(reference, for: actor)
        }
        return .undo(reference: reference)
      }
  }
}

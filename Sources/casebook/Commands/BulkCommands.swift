import ArgumentParser
import CaseStore
import Casework
import Console
import Glibc

/// `casebook bulk set|move|note|act|reply|theme --query QUERY ...`
struct BulkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulk",
    abstract: "Do one thing to all records that a query finds: shown first, done with --yes.",
    discussion: """
      Without --yes nothing is written: each record is shown as it would be changed, and what a rule refuses is
      named with the reason. With --yes that is done as one change, which one 'casebook undo' takes back.
      """,
    subcommands: [BulkSet.self, BulkMove.self, BulkNote.self, BulkAct.self, BulkReply.self, BulkTheme.self])
  @ParentCommand var casebook: CasebookCommand
}

/// What every verb for many records takes.
struct BulkOptions: ParsableArguments {
  @Option(help: "Which records, such as: kind:case is:overdue owner:none") var query: String
  @Flag(help: "Do it; without this it is only shown.") var yes = false
  @Option(help: "Why; opens gates that yield to a reason, and stands in the audit log.") var reason: String?
  @Flag(help: "One JSON object a record.") var json = false
}

/// Finding the records, showing what would become of each, and doing it.
private struct BulkActing {
  let casebook: CasebookCommand
  let options: BulkOptions

  /// - Parameter verb: made for the one kind of all that was found.
  func run(_ verb: (KindName, DayReader) throws -> BulkVerb) throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let rows = try found(store, actor)
    guard let kind = rows.first?.kind else {
      throw Failure(
        "The query '\(options.query)' finds nothing, and nothing was written.", status: EX_DATAERR)
    }
    guard rows.allSatisfy({ $0.kind == kind }) else {
      let kinds = Set(rows.map(\.kind.rawValue)).sorted().joined(separator: ", ")
      throw Failure(
        "The query finds records of several kinds (\(kinds)): add kind:\(kind.rawValue) to it.",
        status: EX_USAGE)
    }
    let verb = try verb(kind, Workplace.days(store))
    try failing {
      let targets = rows.map { BulkTarget($0.reference, seen: nil) }
      let outcome = try store.preview(
        verb, on: targets, reason: options.reason, by: actor, at: Workplace.now)
      report(outcome)
      var left = outcome.leftOut
      if options.yes, !outcome.changed.isEmpty {
        let seen = Dictionary(outcome.changed.map { ($0.reference, $0.revision) }) { first, _ in first }
        let shown = targets.compactMap { target in
          seen[target.reference].map { BulkTarget(target.reference, seen: $0) }
        }
        let change = Change(.bulk(verb, on: shown), reason: options.reason)
        let receipt = try store.perform(change, by: actor, at: Workplace.now)
        left += receipt.leftOut
        receipt.leftOut.forEach(complain)
        conclude("\(Set(receipt.touched).count) changed, \(left.count) left as before.")
      } else if options.yes {
        conclude("Nothing was changed, \(left.count) left as before.")
      } else {
        conclude("\(outcome.changed.count) would be changed; --yes does it.")
      }
      if !left.isEmpty { throw ExitCode(EX_DATAERR) }
    }
  }

  private func found(_ store: CaseStore, _ actor: Actor) throws -> [RecordRow] {
    let days = Workplace.days(store)
    let query: Query
    do throws(QueryFault) {
      query = try QueryParser.parse(
        options.query, today: days.today, actor: actor.name, calendar: days.calendar)
    } catch { throw Failure(error, in: options.query) }
    let most = Reply.mostRowsToTag
    let rows = try failing {
      try store.rows(ListRequest(query, limit: most + 1, today: days.today), for: actor)
    }
    guard rows.count <= most else {
      throw Failure(
        "The query finds more than \(most) records, which is the most at once: narrow it.", status: EX_USAGE)
    }
    return rows
  }

  private func report(_ outcome: BulkOutcome) {
    for line in outcome.changed {
      guard !options.json else {
        Output.line([
          "reference": .string(line.reference), "kind": .string(line.kind.rawValue),
          "changes": line.detail.json,
        ])
        continue
      }
      let changes = line.detail.fields.filter { $0.key != "batch" }.sorted { $0.key < $1.key }
      let words = changes.map { name, change in
        name == "contacts" ? "written" : "\(name): \(change.before.shown) -> \(change.after.shown)"
      }
      Output.line("\(line.reference)  \(words.joined(separator: "; "))")
    }
    outcome.leftOut.forEach(complain)
  }

  private func complain(_ left: BulkOutcome.LeftOut) {
    Output.complain("casebook: \(Output.safe(left.sentence))")
  }

  /// With --json the last word is not for a program.
  private func conclude(_ message: Message) {
    if options.json { return Output.complain("casebook: \(message.text())") }
    Output.line(message)
  }
}

extension JSON {
  /// As a person reads it in a line: a dash for nothing.
  fileprivate var shown: String { self == .null ? "--" : string ?? text }
}

/// `casebook bulk set --query Q field=value...`
struct BulkSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change fields; field= takes the value away.")
  @ParentCommand var parent: BulkCommand
  @OptionGroup var options: BulkOptions
  @Argument(help: "field=value, as many as wanted.") var values: [String]

  func run() throws {
    try BulkActing(casebook: parent.casebook, options: options).run { kind, days in
      .each(.set(try TypedValues.read(values, kind: kind, days: days)))
    }
  }
}

/// `casebook bulk move --query Q STAGE`
struct BulkMove: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "move", abstract: "Move to another stage.")
  @ParentCommand var parent: BulkCommand
  @OptionGroup var options: BulkOptions
  @Argument(help: "The stage.") var stage: String

  func run() throws {
    try BulkActing(casebook: parent.casebook, options: options).run { _, _ in .each(.move(to: stage)) }
  }
}

/// `casebook bulk note --query Q TEXT`
struct BulkNote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write the same note on each.")
  @ParentCommand var parent: BulkCommand
  @OptionGroup var options: BulkOptions
  @Argument(help: "The note; - reads it from standard input.") var text: String

  func run() throws {
    let text = try StandardInput.text(text)
    try BulkActing(casebook: parent.casebook, options: options).run { _, _ in .each(.note(text)) }
  }
}

/// `casebook bulk reply --query Q TEXT`
struct BulkReply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply", abstract: "Record the same reply on each, by the way by which each came.")
  @ParentCommand var parent: BulkCommand
  @OptionGroup var options: BulkOptions
  @Argument(help: "The reply; - reads it from standard input.") var text: String

  func run() throws {
    let text = try StandardInput.text(text)
    try BulkActing(casebook: parent.casebook, options: options).run { kind, _ in
      guard kind == .caseFile else {
        throw Failure(RuleRefusal.actUnknown("reply", kind: kind).message, status: EX_USAGE)
      }
      return .reply(text)
    }
  }
}

/// `casebook bulk act --query Q NAME field=value...`
struct BulkAct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act", abstract: "Do what their kind knows, such as chase or close.")
  @ParentCommand var parent: BulkCommand
  @OptionGroup var options: BulkOptions
  @Argument(help: "The act; 'casebook act REF' lists them.") var name: String
  @Argument(help: "field=value, as the act asks.") var values: [String] = []

  func run() throws {
    try BulkActing(casebook: parent.casebook, options: options).run { kind, days in
      guard let act = RecordKind.named(kind).act(named: name) else {
        throw Failure(RuleRefusal.actUnknown(name, kind: kind).message, status: EX_USAGE)
      }
      return .each(.act(name, try TypedValues.read(values, of: act, days: days)))
    }
  }
}

/// `casebook bulk theme --query Q NAME...`
struct BulkTheme: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "Add themes to those that each has.")
  @ParentCommand var parent: BulkCommand
  @OptionGroup var options: BulkOptions
  @Argument(help: "The names of themes.") var names: [String]

  func run() throws {
    try BulkActing(casebook: parent.casebook, options: options).run { _, _ in .addThemes(names) }
  }
}

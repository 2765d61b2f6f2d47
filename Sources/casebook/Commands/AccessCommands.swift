import ArgumentParser
import CaseStore
import Casework
import Glibc

/// The store that was named, and on whose behalf an administrator works in it.
struct StorePlace {
  /// What `--store` named.
  let path: String?
  /// What `--as` named.
  let behalf: String?
}

/// What every command takes that shows the words of a record.
struct OpeningOptions: ParsableArguments {
  @Option(help: "Why a restricted record is opened; stands in the audit log.") var reason: String?

  /// Logs that the restricted ones among these are opened.
  ///
  /// Throws: ``RuleRefusal/openedForAReason(_:)`` when no reason was given.
  func open(_ records: [Record], _ store: CaseStore, _ actor: Actor) throws {
    let restricted = records.filter(\.isRestricted).map(\.reference)
    guard let first = restricted.first else { return }
    guard let reason, !reason.isBlank else { throw RuleRefusal.openedForAReason(first) }
    try store.open(restricted, reason: reason, by: actor, at: Workplace.now)
  }
}

/// What is done with the names of people on a record.
enum PeopleVerb: String, ExpressibleByArgument, CaseIterable { case add, remove, list }

/// Whose name is added to a record, taken off, or listed.
struct PeopleArguments: ParsableArguments {
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Argument(help: "add, remove or list.") var verb: PeopleVerb
  @Argument(help: "The account's name.") var name: String?
}

/// `casebook wall REF add|remove|list NAME --reason TEXT`
struct WallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wall", abstract: "Keep a record from a named person, without a trace.",
    discussion: """
      For supervisors and administrators. Who is walled off finds nothing of the record: no hit, count or link. Both \
      ways need a reason, which stands in the log.
      """)
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @OptionGroup var people: PeopleArguments

  func run() throws {
    try PeopleOfRecord(
      casebook: casebook, options: options, field: Head.walled, add: AccessActs.wall,
      remove: AccessActs.unwall
    ).run(people.verb, people.name, on: people.reference)
  }
}

/// `casebook readers REF add|remove|list NAME`
struct ReadersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readers",
    abstract: "Say who may read a restricted record besides supervisors and its owner.",
    discussion: """
      For the owner, supervisors and administrators. A record is marked restricted with 'casebook set REF \
      marking=restricted'.
      """)
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ActingOptions
  @OptionGroup var people: PeopleArguments

  func run() throws {
    try PeopleOfRecord(
      casebook: casebook, options: options, field: Head.readers, add: AccessActs.admit,
      remove: AccessActs.dismiss
    ).run(people.verb, people.name, on: people.reference)
  }
}

/// Names on a record: added, taken off or listed.
private struct PeopleOfRecord {
  let casebook: CasebookCommand
  let options: ActingOptions
  let field: Field<[String]>
  let add: String
  let remove: String

  func run(_ verb: PeopleVerb, _ name: String?, on reference: String) throws {
    guard verb != .list else { return try list(reference) }
    guard let name else {
      throw Failure("Say who: give the name of an account after '\(verb.rawValue)'.", status: EX_USAGE)
    }
    try Acting(casebook: casebook, options: options)
      .act(
        .act(verb == .add ? add : remove, [AccessActs.account.name: .string(name)]), on: reference)
  }

  private func list(_ reference: String) throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      guard let record = try store.record(reference, for: actor) else {
        throw StoreError.noSuchRecord(reference)
      }
      for name in record[field] ?? [] { Output.write(Output.safe(name) + "\n") }
    }
  }
}

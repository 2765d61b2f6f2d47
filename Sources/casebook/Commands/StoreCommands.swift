import ArgumentParser
import CaseStore
import CasebookResources
import Casework
import Glibc

/// `casebook init --office NAME`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a store for an office; you become its administrator.")
  @ParentCommand var casebook: CasebookCommand
  @Option(help: "The office's name, as it calls itself.") var office: String
  @Option(help: "The police force that it holds to account.") var force = ""

  func run() throws {
    let workplace = try Workplace(storePath: casebook.store)
    try workplace.requireRules()
    workplace.makeFolder()
    try failing {
      let key = try StoreSetup.make(
        in: workplace, office: Office(title: office, force: force), now: Workplace.now)
      Output.line("The store is at \(workplace.storePath). Bring mail in with 'casebook import mail PATH'.")
      Output.line("Its log is signed with the key \(key): let your auditor keep that number.")
    }
  }
}

/// Making a store with what every office begins with.
enum StoreSetup {
  /// A new store, which is at its place when it has all that an office begins with and its key lies beside it: whoever
  /// ends the program before that finds no store there.
  ///
  /// - Returns: the public key.
  static func make(in workplace: Workplace, office: Office, now: Instant) throws -> String {
    let path = workplace.storePath
    let making = try StoreInMaking(at: path)
    let hasKey = LogKey.isThere(besideStore: path)
    do {
      // It is closed again at once, and so in one file.
      _ = try create(in: workplace, at: making.workPath, office: office, now: now)
      let key = try LogKey.readOrMake(besideStore: path).publicKey
      try making.finish()
      return key
    } catch {
      making.abandon()
      if !hasKey { LogKey.takeAway(besideStore: path) }
      guard case StoreError.cannotCreate(_, let reason) = error else { throw error }
      throw StoreError.cannotCreate(path: path, reason: reason)
    }
  }

  /// The first account is the person's own, who may do everything.
  ///
  /// - Parameter path: where the store is made; nil for its place.
  static func create(
    in workplace: Workplace, at path: String? = nil, office: Office, now: Instant
  ) throws -> CaseStore {
    let name = workplace.fullName.isEmpty ? workplace.accountName : workplace.fullName
    let account = Account(
      name: workplace.accountName, fullName: name, roles: [.administrator, .caseworker])
    let store = try CaseStore.create(
      at: path ?? workplace.storePath, office: office, administrator: account, host: workplace.host,
      rulebook: try workplace.rulebook, now: now)
    let actor = try store.actor(named: workplace.accountName, host: workplace.host)
    let themes = (workplace.resources.text(of: "themes.txt") ?? "").split(separator: "\n").compactMap(theme)
    try store.save(themes + shippedSchedule(workplace) as [any Setting], by: actor, at: now)
    return store
  }

  /// The schedule of retention that ships, which the office then changes as it likes.
  static func shippedSchedule(_ workplace: Workplace) -> [RetentionRule] {
    let json = workplace.resources.bytes(of: "rules/retention.json").flatMap { try? JSON(parsing: $0) }
    return json.flatMap(RetentionRule.list) ?? []
  }

  /// A line `name  Title`; lines that begin with `#` are remarks.
  private static func theme(_ line: Substring) -> Theme? {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, !line.hasPrefix("#") else { return nil }
    return Theme(name: String(parts[0]), title: parts[1].trimmed)
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}

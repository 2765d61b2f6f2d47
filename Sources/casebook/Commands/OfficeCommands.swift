import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook account add|list`
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "The people who work with the store.",
    subcommands: [Add.self, List.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add an account, or change it.")
    @ParentCommand var parent: AccountCommand
    @Argument(help: "The operating system's account name.") var name: String
    @Option(help: "As colleagues call them; as it was, when it is not given.") var fullName: String?
    @Option(name: .customLong("role"), help: "caseworker, officer, supervisor, auditor, administrator …")
    var roles: [String] = ["caseworker"]

    func run() throws {
      let known = try roles.map { name in
        guard let role = OfficeRole(rawValue: name) else {
          let names = OfficeRole.allCases.map(\.rawValue).joined(separator: ", ")
          throw Failure("There is no role '\(name)': use one of \(names).", status: EX_USAGE)
        }
        return role
      }
      let list = OfficeList(parent.casebook)
      let before = try list.all(Account.self).first { $0.name == name }
      try list.save(
        Account(name: name, fullName: fullName ?? before?.fullName ?? "", roles: Set(known)))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the accounts.")
    @ParentCommand var parent: AccountCommand
    @Flag(help: "One JSON object a line.") var json = false
    func run() throws { try OfficeList(parent.casebook).print(Account.self, json: json) }
  }
}

/// `casebook team add|list`
struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "The neighbourhood teams and partners that the office asks.",
    subcommands: [Add.self, List.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a team, or change it.")
    @ParentCommand var parent: TeamCommand
    @Argument(help: "A short name without spaces.") var name: String
    @Argument(help: "As people call it.") var title: String
    func run() throws { try OfficeList(parent.casebook).save(Team(name: name, title: title)) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the teams.")
    @ParentCommand var parent: TeamCommand
    @Flag(help: "One JSON object a line.") var json = false
    func run() throws { try OfficeList(parent.casebook).print(Team.self, json: json) }
  }
}

/// `casebook theme add|list`
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "The office's closed list of subjects.",
    subcommands: [Add.self, List.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a theme, or change it.")
    @ParentCommand var parent: ThemeCommand
    @Argument(help: "A short name without spaces.") var name: String
    @Argument(help: "As people call it.") var title: String
    func run() throws { try OfficeList(parent.casebook).save(Theme(name: name, title: title)) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the themes.")
    @ParentCommand var parent: ThemeCommand
    @Flag(help: "One JSON object a line.") var json = false
    func run() throws { try OfficeList(parent.casebook).print(Theme.self, json: json) }
  }
}

/// What the office keeps, printed and saved in one way.
struct OfficeList {
  private let casebook: CasebookCommand

  init(_ casebook: CasebookCommand) {
    self.casebook = casebook
  }

  func save(_ setting: some Setting) throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing { try store.save([setting], by: actor, at: Workplace.now) }
    Output.line("The \(type(of: setting).kind.label) '\(setting.name)' is kept.")
  }

  func all<Value: Setting>(_ type: Value.Type) throws -> [Value] {
    let (store, _) = try Workplace(storePath: casebook.store).enter()
    return try failing { try store.settings(type) }
  }

  func print<Value: Setting>(_ type: Value.Type, json: Bool) throws {
    for setting in try all(type) {
      guard json else {
        let title = setting.json["title"]?.string ?? setting.json["fullName"]?.string ?? ""
        Output.write("\(Output.safe(setting.name))  \(Output.safe(title))\n")
        continue
      }
      var members = setting.json.object ?? [:]
      members["name"] = .string(setting.name)
      Output.line(.object(members))
    }
  }
}

import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook coverage PROGRAMME`
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show how a programme stands: what is done, and first what is missing.",
    discussion: "Example: casebook coverage yfyv --format csv > wards.csv")
  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "The programme's name; 'casebook programme list' has them.") var programme: String
  @Flag(help: "One JSON object.") var json = false
  @Option(help: "text or csv.") var format = SheetFormat.text
  @Option(help: "How it stands on this day, such as 2026-11-20; else today.") var on: String?

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let today = Workplace.now.londonDay
    let day = try on.map { try TypedValues.day($0, option: "--on", days: Workplace.days(store)) } ?? today
    let sheet = try failing { try store.sheet(.coverage(programme: programme), for: actor, today: day) }
    SheetOutput.write(sheet, on: day, format: format, json: json)
  }
}

/// `casebook programme add|list`
struct ProgrammeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme", abstract: "What the office has promised to do in every ward, area or group.",
    subcommands: [Add.self, List.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a programme, or change it.",
      discussion: """
        Every ward once: casebook programme add yfyv "Your Force Your Voice" --every ward --under E23000013 \
        --vintage 2017-12 --counts ward-meeting --from 2017-04-01 --to 2020-03-31
        Each area so many times: casebook programme add talks "Public speaking" --area tpa --number 1 --per quarter \
        --counts talk --from 2026-01-01 --to 2026-12-31
        """)
    @ParentCommand var parent: ProgrammeCommand
    @Argument(help: "A short name without spaces.") var name: String
    @Argument(help: "As people call it.") var title: String
    @Option(help: "Once to every place of this level: ward.") var every: String?
    @Option(help: "The list of wards that it keeps, such as 2017-12; else the newest.") var vintage: String?
    @Option(help: "To each place of this level in each period: tpa, lpa, authority.") var area: String?
    @Flag(help: "To each group that meets, in each period.") var group = false
    @Option(help: "How many are owed in each period.") var number = 1
    @Option(help: "month, quarter, half-year or year.") var per = Cadence.quarter
    @Option(help: "The place in which all that is owed lies, such as the force.") var under: String?
    @Option(help: "The types of event that count, with commas; else every event does.") var counts: String?
    @Option(help: "The first day.") var from: String
    @Option(help: "The last day.") var to: String
    @Option(help: "Where a year of reporting starts: calendar or financial.") var year = ReportingYear
      .calendar
    @Option(help: "What is missing turns red when fewer days than this are left.") var warningDays = 28

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      let days = Workplace.days(store)
      try failing {
        let places = try store.settings(Place.self)
        let programme = CoverageProgramme(
          name: name, title: title, counts: try types(), unit: try unit(places), under: under ?? "",
          from: try TypedValues.day(from, option: "--from", days: days),
          to: try TypedValues.day(to, option: "--to", days: days), year: year, warningDays: warningDays)
        try programme.require(places: places)
        try store.save([programme], by: actor, at: Workplace.now)
      }
      Output.line("The programme '\(name)' is kept.")
    }

    private func unit(_ places: [Place]) throws -> CoverageUnit {
      guard (1...1000).contains(number) else {
        throw Failure("'\(number)' cannot be owed in a period: give --number 1 to 1000.", status: EX_USAGE)
      }
      switch (every, area, group) {
      case (let level?, nil, false):
        let newest = PlaceTree(places).vintages.last ?? ""
        return .everyPlace(level: level, vintage: vintage ?? newest)
      case (nil, let level?, false): return .eachArea(level: level, number: number, per: per)
      case (nil, nil, true): return .eachGroup(number: number, per: per)
      default:
        throw Failure(
          "A programme owes something to every place, each area or each group: give one of --every, --area, --group.",
          status: EX_USAGE)
      }
    }

    private func types() throws -> [String] {
      let typed = (counts ?? "").split(separator: ",").map(String.init)
      // Meetings of groups have no type that is known here.
      guard !group, let unknown = typed.first(where: { EventType(rawValue: $0) == nil }) else { return typed }
      let known = EventType.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("There is no type of event '\(unknown)': use one of \(known).", status: EX_USAGE)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the programmes.")
    @ParentCommand var parent: ProgrammeCommand
    @Flag(help: "One JSON object a line.") var json = false
    func run() throws { try OfficeList(parent.casebook).print(CoverageProgramme.self, json: json) }
  }
}

extension Cadence: ExpressibleByArgument {}
extension ReportingYear: ExpressibleByArgument {}

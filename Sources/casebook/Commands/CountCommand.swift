import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook count [QUERY] [--by stage|owner|theme|place|kind]`
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "How many records fit a query: all, or for each stage, owner and so on.",
    discussion: """
      A record with two themes counts for both. Example: casebook count kind:case is:open --by owner
      """)
  @ParentCommand var casebook: CasebookCommand
  @Option(help: "stage, owner, theme, place or kind; else one number for all.") var by: CountAxis?
  @Flag(help: "One JSON object a line.") var json = false
  @Argument(parsing: .allUnrecognized, help: "Words and fields, such as: is:open owner:me pothole")
  var query: [String] = []

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let days = Workplace.days(store)
    let query = try TypedQuery.read(query, actor: actor, days: days, of: "count").query
    guard let by else {
      let count = try failing { try store.count(query, today: days.today, for: actor) }
      return json ? Output.line(["count": .integer(count)]) : Output.write("\(count)\n")
    }
    let counts = try failing { try store.counts(query, by: by, today: days.today, for: actor) }
    for line in counts {
      if json {
        Output.line([
          by.rawValue: line.name.map(JSON.string) ?? .null, "count": .integer(line.count),
        ])
      } else {
        Output.write(Output.safe("\(line.count)  \(line.name ?? "-")") + "\n")
      }
    }
  }
}

extension CountAxis: ExpressibleByArgument {}

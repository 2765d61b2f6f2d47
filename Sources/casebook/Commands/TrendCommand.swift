import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook trend [QUERY] [--by theme|place] [--in PLACE] [--to 2026-Q3] [--quarters 12]`
struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "How many records each theme or place had in each quarter, over every kind of record.",
    discussion: """
      A record with two themes counts in both rows and once in the total. Example: casebook trend kind:case --by place \
      --theme roads --format csv > roads.csv
      """)
  @ParentCommand var casebook: CasebookCommand
  @Option(help: "What the rows are: theme or place.") var by = TrendQuestion.Axis.theme
  @Option(help: "Only this theme, with what lies below it.") var theme: String?
  @Option(
    name: .customLong("in"), help: "Only what lies in this place; by place, a row for each place in it.")
  var place: String?
  @Option(help: "The last quarter, such as 2026-Q3; else the one that today lies in.") var to: String?
  @Option(help: "How many quarters, at most 40.") var quarters = TrendQuestion.usualCount
  @Option(help: "text or csv.") var format = SheetFormat.text
  @Flag(help: "One JSON object.") var json = false
  @Argument(parsing: .allUnrecognized, help: "Words and fields that narrow it, such as kind:case.")
  var query: [String] = []

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let today = Workplace.now.londonDay
    guard (1...TrendQuestion.most).contains(quarters) else {
      throw Failure("--quarters is between 1 and \(TrendQuestion.most).", status: EX_USAGE)
    }
    let last = try to.map { text in
      guard let quarter = Quarter(text) else {
        throw Failure("'\(text)' is no quarter: write it as 2026-Q3.", status: EX_USAGE)
      }
      return quarter
    }
    let (text, parsed) = try TypedQuery.read(query, actor: actor, days: Workplace.days(store), of: "trend")
    let question = TrendQuestion(
      by, theme: theme, place: try place.map { try name(ofPlace: $0, store) }, text: text, query: parsed,
      last: last ?? Quarter(today), count: quarters)
    let sheet = try failing { try store.sheet(.trend(question), for: actor, today: today) }
    SheetOutput.write(sheet, on: today, format: format, json: json)
  }

  /// A place by its name or its title.
  private func name(ofPlace typed: String, _ store: CaseStore) throws -> String {
    let places = try failing { try store.settings(Place.self) }
    let wanted = typed.lowercased()
    let found = places.first { $0.name == typed } ?? places.first { $0.title.lowercased() == wanted }
    guard let found else {
      throw Failure("There is no place '\(typed)': 'casebook place find' has them.", status: EX_USAGE)
    }
    return found.name
  }
}

extension TrendQuestion.Axis: ExpressibleByArgument {}

/// A query from the words of a command line.
enum TypedQuery {
  /// Throws: ``Failure`` with a caret under what is not understood.
  static func read(
    _ words: [String], actor: Actor, days: DayReader, of command: String
  ) throws -> (text: String, query: Query) {
    if let option = words.first(where: { $0.hasPrefix("--") }) {
      throw Failure(
        "There is no option '\(option)': 'casebook help \(command)' has those there are.", status: EX_USAGE)
    }
    let text = words.joined(separator: " ")
    do throws(QueryFault) {
      return (
        text,
        try QueryParser.parse(text, today: days.today, actor: actor.name, calendar: days.calendar)
      )
    } catch {
      throw Failure(error, in: text)
    }
  }
}

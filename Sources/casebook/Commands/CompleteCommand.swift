import ArgumentParser
import CaseStore
import Casework
import Console

/// `casebook complete QUERY`
struct CompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "How a query may go on: fields, and after a field its values.",
    discussion:
      "Each way is printed as the whole query, for the completion of a shell; --titles says what it means.")
  @ParentCommand var casebook: CasebookCommand
  @Flag(help: "Behind each, after a tab stop, what it is called.") var titles = false
  @Argument(help: "What is typed so far.") var query = ""

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let lists = try failing { try OfficeLists(store) }
    guard let completion = lists.completion(of: query, cursor: query.count, actor: actor) else { return }
    for offer in completion.offers {
      let title = titles && !offer.title.isEmpty ? "\t" + offer.title : ""
      Output.write(Output.safe(completion.taking(offer, in: query).text) + title + "\n")
    }
  }
}

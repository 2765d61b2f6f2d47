import ArgumentParser
import Casework

/// Where somebody who used a command wrongly reads how it is used.
enum UsageHelp {
  /// `See 'casebook help import mail'.`, for the command that these arguments name; without one, for all of them.
  ///
  /// - Parameter arguments: what was typed after the program's name.
  static func pointer(for arguments: [String]) -> Message {
    let words = ["casebook", "help"] + path(in: arguments)
    return "See '\(words.joined(separator: " "))'."
  }

  /// The language of queries, for the help of the commands that take one.
  static var query: String {
    let fields = QueryField.allCases.map { "\($0.rawValue):" }.joined(separator: " ")
    let states = QueryState.allCases.map(\.rawValue).joined(separator: ", ")
    return """
      A query has words, "phrases", prefix*, -not, OR, ( ) and fields: \(fields) After is: stands one of \(states); \
      after owner: a name, me or none; after a field of days 2026-11-20, 2026-Q1, 2026-01..2026-03, today or <3d. \
      Accents do not matter.
      """
  }

  /// The names of the command and its subcommands. The store's path may be called like a command and is none.
  private static func path(in arguments: [String]) -> [String] {
    var path: [String] = []
    var command: any ParsableCommand.Type = CasebookCommand.self
    var words = arguments[...]
    while let word = words.popFirst() {
      if word == "--store" {
        words = words.dropFirst()
      } else if let next = command.configuration.subcommands.first(where: { $0._commandName == word }) {
        path.append(word)
        command = next
      } else if !word.hasPrefix("-") {
        break
      }
    }
    return path
  }
}

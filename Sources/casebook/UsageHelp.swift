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

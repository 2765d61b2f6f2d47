import ArgumentParser
import Canvas
import Casework
import Console
import Glibc

/// `casebook settings`: what is in force, and from where.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "How the console is set, and where each setting comes from.")
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let settings = Settings.ofThisPerson
    for name in SettingName.allCases {
      let value = settings.value(of: name)
      let place = settings.choices[name]?.place ?? "as the program is"
      if json {
        Output.line(
          .object(["setting": .string(name.rawValue), "value": .string(value), "from": .string(place.text())])
        )
      } else {
        Output.line("\(Columns.padded(name.rawValue, 14)) \(Columns.padded(value, 14)) \(place)")
      }
    }
    let path = SettingsFile.usualPath
    let isThere = access(path, F_OK) == 0
    if !json {
      Output.line(isThere ? "The file is \(path)." : "The file would be \(path); there is none.")
      if !settings.ownKeys.isEmpty {
        Output.line("Keys of your own: \(settings.ownKeys.count); 'casebook keys' lists all in force.")
      }
    }
    for fault in settings.faults + settings.preferences.keymap.faults {
      Output.complain("casebook: \(Output.safe(fault.text()))")
    }
  }
}

/// `casebook keys [check]`
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "The console's keys, with those of your own.",
    subcommands: [List.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List every key of every place with the name of its action.")
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      for place in Settings.ofThisPerson.preferences.keymap.places {
        if !json { Output.line("\(place.title)") }
        for line in place.keys {
          guard json else {
            Output.line(
              "  \(Columns.padded(line.keys, 16)) \(Columns.padded(line.name, 24)) \(line.sentence)")
            continue
          }
          Output.line(
            .object([
              "place": .string(place.title.text()), "keys": .string(line.keys), "action": .string(line.name),
              "sentence": .string(line.sentence.text()),
            ]))
        }
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name what is wrong or in conflict with keys of your own; exit status 1 when anything is.")

    func run() throws {
      let settings = Settings.ofThisPerson
      let faults = settings.faults + settings.preferences.keymap.faults
      guard !faults.isEmpty else { return Output.line("No key is meant for two things." as Message) }
      for fault in faults { Output.line(fault) }
      throw ExitCode(1)
    }
  }
}

/// Columns of a table in the terminal.
private enum Columns {
  static func padded(_ text: String, _ width: Int) -> String {
    let safe = Output.safe(text)
    return safe + String(repeating: " ", count: max(0, width - CellWidth.of(safe)))
  }
}

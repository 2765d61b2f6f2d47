import ArgumentParser
import Casework
import Terminal

/// What may be said on the command line about how the console looks, for this once.
struct LookOptions: ParsableArguments {
  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false
  @Flag(name: [.customLong("no-colour"), .customLong("no-color")], help: "No colours.") var noColour = false
  @Flag(help: "Lines of - and | only.") var ascii = false
  @Option(help: ArgumentHelp("The theme: \(Self.themes).", valueName: "name")) var theme: String?
  @Flag(help: "Line by line: prints each screen and reads keys and commands from standard input.")
  var plain = false

  static let themes = Terminal.Theme.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    guard let theme, Terminal.Theme(rawValue: theme) == nil else { return }
    throw ValidationError("There is no theme '\(theme)': use one of \(Self.themes)")
  }

  /// The settings in force: what is said here goes before the environment, and that before the file.
  var settings: Settings {
    var settings = Settings.ofThisPerson
    if noMouse { settings.choose(.mouse, "false", at: "--no-mouse") }
    if noColour { settings.choose(.colour, ColourDepth.none.rawValue, at: "--no-colour") }
    if ascii { settings.choose(.lines, "ascii", at: "--ascii") }
    if let theme { settings.choose(.theme, theme, at: "--theme") }
    return settings
  }
}

extension Settings {
  /// What the file and the environment say. Who chose colours in the file has them in spite of `NO_COLOR`
  /// (no-color.org).
  static var ofThisPerson: Settings {
    var settings = Settings()
    SettingsFile.read(SettingsFile.usualPath, into: &settings)
    if Workplace.variable("NO_COLOR") != nil, settings.depth == nil {
      settings.choose(.colour, ColourDepth.none.rawValue, at: "NO_COLOR")
    }
    if Workplace.variable("CASEBOOK_A11Y") == "1" {
      settings.choose(.screenReader, "true", at: "CASEBOOK_A11Y")
    }
    return settings
  }
}

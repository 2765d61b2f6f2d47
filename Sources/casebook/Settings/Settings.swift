import Canvas
import Casework
import Console
import Terminal

/// What can be chosen in the file of settings, besides keys.
enum SettingName: String, CaseIterable {
  case theme, colour, mouse, lines
  case screenReader = "screen_reader"
  case preview, language
  /// Whether a search finds Welsh words in their mutations; `mutations` in the table `search`.
  case searchMutations = "search.mutations"

  /// The words that may be chosen, the usual one first; empty where it is free.
  var choices: [String] {
    switch self {
    case .theme: Terminal.Theme.allCases.map(\.rawValue)
    case .colour: ["auto"] + ColourDepth.allCases.map(\.rawValue)
    case .mouse, .searchMutations: ["true", "false"]
    case .lines: ["auto", "unicode", "ascii"]
    case .screenReader: ["false", "true"]
    case .preview: PreviewPlace.allCases.map(\.rawValue)
    case .language: []
    }
  }

  /// What holds when nobody chose.
  var usual: String { choices.first ?? "auto" }
}

/// How a person likes the program: a plain value, wherever each choice came from.
struct Settings {
  /// A choice and where it was made.
  struct Choice {
    let value: String
    /// To begin a sentence with: `Line 3 of config.toml`, `--theme`.
    let place: Message
  }

  private(set) var choices: [SettingName: Choice] = [:]
  private(set) var ownKeys: [OwnKeys] = []
  /// What is wrong with what was chosen, a sentence each. It never stops the program.
  private(set) var faults: [Message] = []

  /// Chooses; a value that there is not is told in ``faults`` and changes nothing.
  mutating func choose(_ name: SettingName, _ value: String, at place: Message) {
    guard name.choices.isEmpty ? Self.isLanguage(value) : name.choices.contains(value) else {
      let words = name.choices.joined(separator: ", ")
      faults.append(
        words.isEmpty
          ? "\(place): '\(value)' is no language: write its letters, such as cy."
          : "\(place): '\(value)' is nothing for '\(name.rawValue)': write one of \(words).")
      return
    }
    choices[name] = Choice(value: value, place: place)
  }

  mutating func add(_ keys: OwnKeys) { ownKeys.append(keys) }

  mutating func add(fault: Message) { faults.append(fault) }

  /// Letters of a language and, after a hyphen or underscore, of a country.
  private static func isLanguage(_ value: String) -> Bool {
    !value.isEmpty && value.utf8.count <= 20
      && value.allSatisfy { $0.isASCII && $0.isLetter || $0 == "-" || $0 == "_" }
  }

  // MARK: - What is in force

  /// The value in force, whoever chose it.
  func value(of name: SettingName) -> String { choices[name]?.value ?? name.usual }

  var theme: Terminal.Theme { Terminal.Theme(rawValue: value(of: .theme)) ?? .either }

  /// Nil where the terminal and `NO_COLOR` decide.
  var depth: ColourDepth? { ColourDepth(rawValue: value(of: .colour)) }

  /// Nil where the locale decides.
  var glyphs: GlyphSet? {
    switch value(of: .lines) {
    case "unicode": .unicode
    case "ascii": .ascii
    default: nil
    }
  }

  /// The language that was chosen; nil where the locale decides.
  var language: String? { choices[.language]?.value == "auto" ? nil : choices[.language]?.value }

  var searchesMutations: Bool { value(of: .searchMutations) == "true" }

  /// How the terminal is used.
  var terminalOptions: TerminalOptions {
    TerminalOptions(
      depth: depth, usesMouse: value(of: .mouse) == "true", glyphs: glyphs, theme: theme)
  }

  /// What the console is told.
  var preferences: Preferences {
    var preferences = Preferences()
    preferences.keymap = ownKeys.isEmpty ? .standard : Keymap(own: ownKeys)
    preferences.preview = PreviewPlace(rawValue: value(of: .preview)) ?? .auto
    preferences.isForEar = value(of: .screenReader) == "true"
    preferences.usesMouse = value(of: .mouse) == "true"
    return preferences
  }

  /// All that is wrong, as one sentence for a screen that is just opened; nil when nothing is.
  func notice(_ preferences: Preferences) -> Message? {
    let all = faults + preferences.keymap.faults
    guard let first = all.first else { return nil }
    return all.count == 1
      ? first : "\(first) There are \(all.count) such faults: 'casebook settings' lists them."
  }
}

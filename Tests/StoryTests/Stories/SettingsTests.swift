import Glibc
import TerminalHarness
import Testing

/// A person's own settings: read from their file, named with their line when they are wrong, never in the way.
@Suite struct SettingsTests {
  @Test func whatIsInForceAndFromWhereIsListed() throws {
    let office = try office(
      settings: """
        # Mine
        theme = "light"
        mouse = false
        colour = 16
        """)
    let text = try office.must("settings").text
    #expect(Self.line("theme", of: text) == "theme light Line 2 of ~/.config/casebook/config.toml")
    #expect(Self.line("mouse", of: text) == "mouse false Line 3 of ~/.config/casebook/config.toml")
    #expect(Self.line("colour", of: text) == "colour 16 Line 4 of ~/.config/casebook/config.toml")
    #expect(Self.line("preview", of: text) == "preview auto as the program is")
    let other = try office.run(
      "settings", "--json", adding: ["XDG_CONFIG_HOME": office.folder + "/elsewhere", "NO_COLOR": "1"])
    let values = try other.json()
    #expect(values.first?["value"] == .string("auto") && values.first?["setting"] == .string("theme"))
    #expect(values.contains { $0["from"] == .string("NO_COLOR") && $0["value"] == .string("none") })
  }

  @Test func everyMistakeIsOneSentenceWithItsLineAndNothingStops() throws {
    let office = try office(
      settings: """
        theme = "purple"
        coluor = "none"
        preview = ["side"]
        language = "Welsh!"

        [keys]
        asign = "b"
        note = 7
        stage = "Blue"

        [keys.complaints]
        score = "a"

        [keys.kitchen]
        note = "k"
        """)
    let outcome = try office.run("settings")
    #expect(outcome.status == .exited(0))
    let place = "of ~/.config/casebook/config.toml:"
    for sentence in [
      "Line 1 \(place) 'purple' is nothing for 'theme': write one of auto, dark, light, mono, high-contrast.",
      "Line 2 \(place) 'coluor' is no setting: there are theme, colour,",
      "Line 3 \(place) 'preview' is one word, such as \"auto\".",
      "Line 4 \(place) 'Welsh!' is no language",
      "Line 7 \(place) 'asign' is no action: did you mean 'assign'?",
      "Line 8 \(place) write the key of 'note' in quotation marks",
      "Line 9 \(place) 'Blue' is no key: write a letter or a name such as Esc, F5, Ctrl-X.",
      "Line 12 \(place) a is both 'score' and 'assign' in complaints; 'score' has it: give 'assign' another.",
      "Line 15 \(place) 'kitchen' is no pane",
    ] {
      #expect(outcome.errors.contains(sentence), "\(sentence) is missing:\n\(outcome.errors)")
    }
    #expect(outcome.errors.split(separator: "\n").count == 9, "\(outcome.errors)")
    let screen = try office.console(waitingFor: "'purple' is nothing for 'theme'")
    #expect(
      try Self.words(screen.capture()).contains("There are 9 such faults: 'casebook settings' lists them."))
    try screen.send(keys: "j")
    try screen.wait(for: "2 of 3")
    try screen.send(keys: "q")
    try screen.waitForEnd()
  }

  @Test func aFileThatIsNoTOMLIsNamedWithItsLine() throws {
    let office = try office(settings: "theme = \"dark\"\nmouse = = true\n")
    let outcome = try office.run("settings")
    #expect(outcome.errors.contains("Line 2 of ~/.config/casebook/config.toml is not TOML"))
    #expect(Self.line("theme", of: outcome.text) == "theme auto as the program is")
  }

  @Test func ownKeysWorkInTheConsoleAndStandInTheList() throws {
    let office = try office(
      settings: """
        [keys]
        note = ["b", ", n"]
        "next needing me" = "w"
        """)
    let keys = try office.must("keys").text
    #expect(
      Self.line("b , n", of: keys)?.hasPrefix("b , n note write a note for colleagues") == true, "\(keys)")
    #expect(Self.line("w", of: keys)?.hasPrefix("w next-needing-me") == true)
    #expect(keys.contains("Walkabouts\n") && keys.contains("A form\n"))
    #expect(try office.must("keys", "check").text == "No key is meant for two things.\n")
    let screen = try office.console(waitingFor: "Matter number")
    try screen.send(keys: ",", "n")
    try screen.wait(for: "Note on")
    try screen.send(keys: "Escape")
    try screen.wait(for: "? help")
    try screen.send(keys: "b")
    try screen.wait(for: "Note on")
  }

  @Test func keysCheckFailsOnAConflictAndSaysIt() throws {
    let office = try office(settings: "[keys]\nnote = \"a\"\n")
    let outcome = try office.run("keys", "check")
    #expect(outcome.status == .exited(1))
    #expect(outcome.text.contains("Line 2 of ") && outcome.text.contains("a is both 'note' and 'assign'"))
  }

  @Test func theCommandLineGoesBeforeTheFile() throws {
    let office = try office(settings: "theme = \"light\"\nlines = \"unicode\"\n")
    let terminal = try PseudoTerminal(rows: 24, columns: 120)
    try terminal.start(
      office.program, ["--theme", "dark", "--no-mouse", "--ascii"], environment: office.environment)
    try terminal.wait(for: "Matter number")
    terminal.waitForSilence()
    // The bar of the dark theme, and none of what switches the mouse on.
    #expect(terminal.contains("48;5;236"), "\(terminal.outputText())")
    #expect(!terminal.contains("?1006h") && !terminal.contains("│"))
    let plain = try PseudoTerminal(rows: 24, columns: 120)
    try plain.start(office.program, ["--no-colour"], environment: office.environment)
    try plain.wait(for: "Matter number")
    plain.waitForSilence()
    #expect(!plain.contains("[38;5") && !plain.contains("[48;5") && plain.contains("?1006h"))
    #expect(plain.contains("│"))
    let refused = try office.run("--theme", "purple")
    #expect(refused.status == .exited(EX_USAGE) && refused.errors.contains("There is no theme 'purple'"))
  }

  @Test(arguments: [["LC_ALL": "C"], ["LC_ALL": "C.UTF-8"]])
  func linesAreSignsOfTheLocaleUntilTheyAreChosen(adding: [String: String]) throws {
    let isUnicode = adding["LC_ALL"] == "C.UTF-8"
    for (chosen, shown) in [("auto", isUnicode), ("unicode", true), ("ascii", false)] {
      let office = try office(settings: "lines = \"\(chosen)\"\n")
      let terminal = try office.terminal(columns: 120, adding: adding, waitingFor: "Matter number")
      terminal.waitForSilence()
      #expect(terminal.contains("│") == shown, "\(chosen)")
    }
  }

  private func office(settings: String) throws -> Office {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(3))
    try office.write(settings, as: ".config/casebook/config.toml")
    return office
  }

  private static func words(_ shown: String) -> String {
    shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A line of a table, with single blanks between its words.
  private static func line(_ start: String, of text: String) -> String? {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .first { $0.hasPrefix(start + " ") }
  }
}

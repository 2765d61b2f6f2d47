import TerminalHarness
import Testing

/// The program in Welsh, as somebody has it whose system speaks Welsh.
@Suite struct WelshTests {
  private static let welsh = ["LANGUAGE": "cy"]

  @Test func theConsoleSpeaksWelshFromTheFirstScreenToAChange() throws {
    let office = try Office()
    let reference = try office.receive(Letter("golau@a.example", subject: "Golau stryd"))
    let screen = try office.console(adding: Self.welsh, waitingFor: "Golau stryd")
    try screen.wait(for: "? cymorth")
    #expect(try screen.capture().contains("Goheb"))
    // What is refused comes from the rules, what was done from another queue: both speak too.
    try screen.send(keys: "u")
    try screen.wait(for: "Nid ydych wedi newid dim yma eto")
    try screen.send(keys: "w")
    try screen.wait(for: "Nodyn ar \(reference)")
    try screen.send(keys: "C-s")
    try screen.wait(for: "Mae'r testun yn wag")
    try screen.send(text: "Ffoniais hi.")
    try screen.send(keys: "C-s")
    try screen.wait(for: "ysgrifennwyd nodyn. Mae u yn dadwneud.")
    try screen.send(keys: "q")
    try screen.waitForEnd()
    // What the register keeps is the same whoever wrote it.
    let actions = try office.must("history", reference, "--json").json().compactMap { $0["action"]?.string }
    #expect(actions == ["import", "note"])
  }

  @Test func aRefusalOnTheCommandLineIsWelshAndDataIsNot() throws {
    let office = try Office()
    let reference = try office.receive(Letter("golau@a.example", subject: "Golau stryd"))
    let refused = try office.run("note", reference, " ", adding: Self.welsh)
    #expect(refused.isOneSentence)
    #expect(refused.errors.hasPrefix("casebook: Mae'r testun yn wag"))
    let english = try office.must("show", reference, "--json")
    let welsh = try office.run("show", reference, "--json", adding: Self.welsh)
    #expect(welsh.output == english.output)
  }

  @Test func aScriptInTheLocaleOfProgramsReadsEnglish() throws {
    let office = try Office()
    let outcome = try office.run("show", "COR-26-9999", adding: ["LC_ALL": "C", "LANGUAGE": "cy"])
    #expect(outcome.isOneSentence && outcome.errors.contains("There is no record"))
  }

  @Test func aBrokenFileOfWordsIsNamedAndTheProgramGoesOnInEnglish() throws {
    let office = try Office()
    let program = try InstallationTests.install(under: office.folder + "/usr")
    try office.write("msgid \"a\"\nmsgstr \"b\nmsgid", as: "usr/share/casebook/locale/cy.po")
    let command = try RunningCommand(
      program, ["show", "COR-26-9999"], environment: office.environment.merging(Self.welsh) { $1 },
      input: [], folder: office.folder + "/commands/broken", directory: office.folder)
    let lines = try command.outcome().errors.split(separator: "\n")
    #expect(
      lines.first
        == "casebook: locale/cy.po, line 2: the closing quotation mark is missing. Casebook goes on in English."
    )
    #expect(lines.last?.hasPrefix("casebook: There is no record") ?? false)
  }
}

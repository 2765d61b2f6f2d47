import Foundation
import Glibc
import TerminalHarness
import Testing

/// Somebody looks for a letter of which only a word is remembered, and not how it is spelled.
@Suite struct FindingStoryTests {
  private func office() throws -> Office {
    let office = try Office()
    let filler = (1...80).map { "This is line \($0) of the letter.\n" }.joined()
    _ = try office.receive(
      Letter("one@a.example", subject: "A long letter", text: filler + "Then a burglary in Nghaerdydd.\n"))
    _ = try office.receive(
      Letter("two@a.example", subject: "Burglary", text: "A burglary. The burglary was in Caerdydd.\n"))
    _ = try office.receive(Letter("three@a.example", subject: "Noise", text: "Loud in passing: burglary.\n"))
    return office
  }

  @Test func theCommandLineFindsTheBestAndTheAlikeAndMendsWords() throws {
    let office = try office()
    let best = try office.must("search", "burglary", "--sort", "best", "--json").json()
    #expect(best.first?["title"] == .string("Burglary") && best.count == 3)
    let none = try office.run("search", "burglray")
    #expect(none.status == .exited(0) && none.text.isEmpty)
    #expect(none.errors == "Nothing has 'burglray'. Did you mean burglary?\n")
    let alike = try office.must("like", "COR-26-0001", "--limit", "1", "--json").json()
    #expect(alike.count == 1 && alike.first?["reference"] != .string("COR-26-0001"))
    let unknown = try office.run("like", "COR-26-0099")
    #expect(unknown.status != .exited(0) && unknown.isOneSentence)
    #expect(try office.isSound)
  }

  @Test func theScreenMendsAWordAndOpensTheLetterWhereItStands() throws {
    let office = try office()
    var environment = office.environment
    environment["TERM"] = nil
    let screen = try TmuxScreen(
      rows: 24, columns: 80, environment: environment, command: [office.program])
    defer { screen.kill() }
    try screen.wait(for: "? help")
    try screen.send(text: "/burglray")
    try screen.wait(for: "Did you mean burglary?")
    try screen.send(keys: "Tab")
    try screen.wait(for: "Search: burglary   1 of 3")
    try screen.send(keys: "C-r")
    try screen.wait(for: "best first")
    try screen.send(keys: "C-u")
    try screen.send(text: "caerdydd long")
    try screen.wait(for: "1 of 1")
    try screen.send(keys: "Enter")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Then a burglary in Nghaerdydd.")
    try screen.send(text: "n")
    try screen.wait(for: "Match ")
    try screen.send(text: "gs")
    try screen.wait(for: "like COR-26-0001")
  }
}

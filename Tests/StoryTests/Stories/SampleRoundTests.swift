import Foundation
import Glibc
import TerminalHarness
import Testing

/// A dip-sample round from the force's extract to the report, by command line and by keys.
@Suite struct SampleRoundTests {
  /// Closed and open complaints of two areas, as a force sends them; each tenth is still open.
  private func office(with count: Int = 60) throws -> Office {
    let office = try Office()
    var table = "reference,received,closed,area,track,category,result,summary,updates\n"
    for number in 1...count {
      let closed = number.isMultiple(of: 10) ? "" : "2026-08-20"
      let area = number.isMultiple(of: 3) ? "North" : "South"
      table +=
        "CO/\(1000 + number)/26,2026-07-01,\(closed),\(area),outside-schedule-3,B,,Rude at the desk,2026-07-28\n"
    }
    try office.write(table, as: "q3.csv")
    try office.must("import", "complaints", "q3.csv")
    return office
  }

  private func draw(_ office: Office, size: Int = 6) throws -> String {
    try office.must(
      "sample", "draw", "--frame", "*", "--size", "\(size)", "--seed", "6 2 5 1", "--by", "area",
      "--at-least-one",
      "--receipt", "receipt.json", "--round", "Incivility", "--theme", "incivility", "--period", "2026-Q3")
    return "DSR-26-0001"
  }

  private func mine(_ office: Office) throws -> [String] {
    try office.must("list", "kind:review", "owner:me", "is:open", "--json").json()
      .compactMap { $0["reference"]?.string }
  }

  private let answers = [
    "kept-informed=yes", "timely=no", "letters-clear=cannot-tell", "outcome-right=yes",
    "treated-politely=yes",
    "apology=not-applicable",
  ]

  @Test func aRoundIsDrawnReadAndReportedFromTheCommandLine() throws {
    let office = try office()
    let round = try draw(office)
    try office.must("sample", "frame", round, "--out", "frame.txt")
    let verdict = try office.must("sample", "verify", "receipt.json", "--frame", "frame.txt")
    #expect(verdict.text.contains("6 of 54 files"))

    let me = Program.accountName()
    try office.must("sample", "allot", round, "--reviewers", me)
    let refused = try office.run("act", round, "report")
    #expect(refused.status == .exited(EX_DATAERR) && refused.errors.contains("6 of 6 files have no finished"))
    for review in try mine(office).dropLast() {
      let outcome = try office.start(["sample", "review", review] + answers + ["--finish"]).outcome()
      #expect(outcome.status == .exited(0), "\(outcome.errors)")
    }
    let last = try #require(try mine(office).first)
    let early = try office.run("sample", "review", last, "timely=yes", "--finish")
    #expect(early.errors.contains("lacks kept-informed, letters-clear"))
    try office.must("sample", "review", last, "--unreadable", "Sealed by a court.")
    try office.must("act", round, "report")

    try office.must(
      "new", "action", "type=recommendation", "parent=\(round)", "asked=Professional Standards",
      "title=Apologise sooner")
    try office.must("act", "ACT-26-0001", "send")
    try office.must("act", "ACT-26-0001", "answer", "text=Agreed from May.")
    let report = try office.must("sample", "report", round).text
    for figure in [
      "6 of 6", "0 of 5 (0%)", "5 of 5 (100%)", "Sealed by a court.", "Apologise sooner", "Agreed from May.",
      "| 2026-Q3 | 6 | 54 | 60 |", "EXT-26-0001", "6 2 5 1", "North",
    ] {
      #expect(report.contains(figure), "\(figure) is not in:\n\(report)")
    }
    try office.must("sample", "report", round, "--format", "html", "--out", "report.html")
    #expect(try office.run("sample", "report", round, "--out", "report.html").status == .exited(EX_CANTCREAT))
    let listed = try #require(try office.must("sample", "list", "--json").json().first)
    #expect(listed["stage"] == .string("reported") && listed["read"] == .integer(6))
    #expect(try office.isSound)
  }

  @Test func theSameSeedDrawsTheSameFilesAgain() throws {
    let (one, other) = (try office(), try office())
    let first = try one.must("sample", "receipt", try draw(one)).text
    #expect(try other.must("sample", "receipt", try draw(other)).text == first)
  }

  @Test func aReadingOfSomebodyElseIsNotThereUntilBothAreIn() throws {
    let office = try office()
    let round = try draw(office)
    try office.must("account", "add", "ann", "--full-name", "Ann Jones")
    try office.must(
      "sample", "allot", round, "--reviewers", "\(Program.accountName()),ann", "--second", "100")
    let mine = try mine(office)
    #expect(mine.count == 6)
    let review = try #require(mine.first)
    let outcome = try office.start(["sample", "review", review] + answers + ["--finish"]).outcome()
    #expect(outcome.text.contains("stands at 'in'"))
    #expect(try office.must("list", "kind:review", "owner:ann", "--json").json().isEmpty)
    let reveal = try office.run("sample", "reveal", round)
    #expect(reveal.status == .exited(EX_TEMPFAIL) && reveal.errors.contains("6 files that are read twice"))
    #expect(try office.must("sample", "report", round).text.contains("Read: 0."))
  }

  @Test func withoutASeedAndATerminalNothingIsBegun() throws {
    let office = try office(with: 12)
    let outcome = try office.run("sample", "draw", "--frame", "*", "--size", "3")
    #expect(outcome.status == .exited(EX_USAGE) && outcome.text.isEmpty && outcome.isOneSentence)
    #expect(try office.must("sample", "list").text.isEmpty)
  }

  @Test func onATerminalTheDigestStandsBeforeTheSeedIsAskedFor() throws {
    let office = try office(with: 12)
    let command = "\(office.program) sample draw --frame '*' --size 3; sleep 30"
    let screen = try TmuxScreen(
      rows: 24, columns: 100, environment: office.environment, command: ["/bin/sh", "-c", command])
    try screen.wait(for: "Seed:")
    #expect(try screen.capture().contains("DSR-26-0001: 11 closed files, SHA-256"))
    try screen.send(text: "6 2 5 1")
    try screen.send(keys: "Enter")
    try screen.wait(for: "3 files are drawn by the seed '6 2 5 1'")
  }

  @Test func aRoundIsTakenOnByKeysAndItsFilesAreRead() throws {
    let office = try office(with: 12)
    try office.must(
      "new", "round", "title=Incivility", "query=*", "size=2", "received=today", "theme=incivility")
    let screen = try office.console()
    try screen.send(keys: "2")
    try screen.wait(for: "DSR-26-0001")
    try screen.send(keys: "D")
    try screen.wait(for: "done: freeze")
    try screen.send(keys: "D")
    try screen.wait(for: "Ctrl-S save")
    try screen.send(text: "6 2 5 1")
    try screen.send(keys: "C-s")
    try screen.wait(for: "done: draw")
    try screen.send(keys: "D")
    try screen.wait(for: "Ctrl-S save")
    try screen.send(text: Program.accountName())
    try screen.send(keys: "C-s")
    try screen.wait(for: "done: allot")
    try screen.send(keys: "'", "m")
    try screen.wait(for: "To read")
    try screen.send(keys: "S")
    for _ in 0..<2 {
      try screen.wait(for: "question 1 of 6")
      for number in 2...6 {
        try screen.send(keys: "1")
        try screen.wait(for: "question \(number) of 6")
      }
      try screen.send(keys: "2", "F")
    }
    try screen.wait(until: { !$0.contains("question") }, saying: "the list")
    let listed = try #require(try office.must("sample", "list", "--json").json().first)
    #expect(listed["read"] == .integer(2) && listed["drawn"] == .integer(2))
    #expect(try office.isSound)
  }
}

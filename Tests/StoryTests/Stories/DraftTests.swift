import Foundation
import Glibc
import TerminalHarness
import Testing

/// Nobody loses a text: not by a crash, not by a closed window, not by an editor, not by a colleague.
@Suite struct DraftTests {
  private static let text = "She rang about the lamp at stop 4"

  private static func letter(_ office: Office) throws -> String {
    try office.receive(Letter("lamp@a.example", subject: "The lamp", text: "It is dark at the stop."))
  }

  /// The real program, killed without a word.
  @Test func whatWasTypedBeforeTheProgramWasKilledIsOfferedAgain() throws {
    let office = try Office()
    let reference = try Self.letter(office)
    let terminal = try office.terminal(waitingFor: "The lamp")
    terminal.send("w")
    try terminal.wait(for: "Note on")
    terminal.send(Self.text)
    try terminal.wait(for: "draft kept")
    terminal.send(signal: SIGKILL)
    #expect(try terminal.waitForExit() == .killed(signal: SIGKILL))
    let entries = try office.must("audit", "export").json().count
    let screen = try office.console(waitingFor: "Unfinished: note of")
    try screen.send(keys: "w")
    try screen.wait(for: "Enter takes it up, d drops it")
    try screen.send(keys: "Enter")
    try screen.wait(for: "| " + Self.text)
    try screen.send(text: ", and again.")
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
    #expect(try office.must("show", reference).text.contains(Self.text + ", and again."))
    #expect(try office.must("audit", "export").json().count == entries + 1)
    try screen.wait(until: { _ in (try? office.must("draft", "list").text) == "" }, saying: "no draft")
    #expect(try office.isSound)
  }

  @Test(arguments: [SIGHUP, SIGTERM])
  func aSignalLosesNothingThatWasTypedAMomentBefore(signal: Int32) throws {
    let office = try Office()
    let reference = try Self.letter(office)
    let terminal = try office.terminal(waitingFor: "The lamp")
    terminal.send("w")
    try terminal.wait(for: "Note on")
    terminal.send(Self.text)
    try terminal.wait(for: "stop 4")
    terminal.send(signal: signal)
    #expect(try terminal.waitForExit() == .killed(signal: signal))
    let draft = try #require(try office.must("draft", "list", "--json").json().first)
    #expect(draft["texts"]?["text"] == .string(Self.text))
    #expect(draft["form"] == .string("note") && draft["reference"] == .string(reference))
  }

  @Test func theCommandLineListsShowsAndDropsThem() throws {
    let office = try Office()
    let reference = try Self.letter(office)
    let screen = try office.console(waitingFor: "The lamp")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "Line one")
    try screen.send(keys: "Enter")
    try screen.send(text: "line two")
    try screen.wait(for: "draft kept")
    screen.kill()
    let line = try office.must("draft", "list").text
    #expect(line.contains("  note  \(reference)  Line one line two"))
    let number = String(line.prefix { $0 != " " })
    #expect(try office.must("draft", "show", number).text == "Line one\nline two\n")
    #expect(try office.must("draft", "drop", number).text.hasPrefix("Thrown away: note on \(reference)"))
    #expect(try office.must("draft", "list").text.isEmpty)
    let gone = try office.run("draft", "show", number)
    #expect(gone.isOneSentence && gone.errors.contains("You have no draft \(number)"))
  }

  /// A colleague's screen sends nothing while somebody types and drafts are kept.
  @Test func aDraftWakesNoOtherConsole() throws {
    let office = try Office()
    _ = try Self.letter(office)
    let theirs = try office.terminal(waitingFor: "The lamp")
    let mine = try office.console(waitingFor: "The lamp")
    try mine.send(keys: "w")
    try mine.wait(for: "Note on")
    // Until the colleague's own screen is drawn to its end.
    try? theirs.wait(for: "never said", within: 1)
    let before = theirs.output.count
    try mine.send(text: Self.text)
    try mine.wait(for: "draft kept")
    usleep(1_500_000)
    try? theirs.wait(for: "never said", within: 0.2)
    #expect(theirs.output.count == before)
  }

  // MARK: - The editor

  @Test func theEditorHasTheTextInAFileOfOnesOwnAndNothingStaysBehind() throws {
    let office = try Office()
    let reference = try Self.letter(office)
    let editor = try office.script(
      """
      ls -ld "$(dirname "$1")" "$1" | cut -c1-10 > \(office.folder)/modes
      cp "$1" \(office.folder)/seen
      sed -i '1s/$/, and wrote more/' "$1"
      """)
    let screen = try office.console(
      adding: ["EDITOR": editor + " -x", "TMPDIR": office.folder], waitingFor: "The lamp")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "She rang")
    try screen.send(keys: "C-e")
    try screen.wait(for: "She rang, and wrote more")
    #expect(try office.text(of: "modes") == "drwx------\n-rw-------\n")
    #expect(try office.text(of: "seen").hasPrefix("She rang\n\n---- Casebook: Note on \(reference) ----\n"))
    let left = try FileManager.default.contentsOfDirectory(atPath: office.folder)
    #expect(!left.contains { $0.hasPrefix("casebook-") })
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
    let record = try office.record(reference)
    #expect(record["contacts"]?.array.last?["text"] == .string("She rang, and wrote more"))
  }

  /// Some editors begin at the end of a file, and a script may only add to it.
  @Test func whatIsWrittenBelowTheMarkIsTakenToo() throws {
    let office = try Office()
    let reference = try Self.letter(office)
    let editor = try office.script("printf 'Rang her back.\\n\\nShe is content.\\n' >> \"$1\"")
    let screen = try office.console(adding: ["EDITOR": editor + " -x"], waitingFor: "The lamp")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(keys: "C-e")
    try screen.wait(for: "She is content.")
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
    let record = try office.record(reference)
    #expect(record["contacts"]?.array.last?["text"] == .string("Rang her back.\n\nShe is content."))
  }

  @Test(arguments: [("false", "The editor ended with status 1"), ("no-such-editor", "cannot be started")])
  func anEditorThatFailsLeavesTheTextAsItWas(editor: String, sentence: String) throws {
    let office = try Office()
    _ = try Self.letter(office)
    let screen = try office.console(adding: ["VISUAL": editor], waitingFor: "The lamp")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    try screen.send(text: "She rang")
    try screen.send(keys: "C-e")
    try screen.wait(for: sentence)
    try screen.wait(for: "| She rang")
    try screen.send(text: " twice")
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
  }

  // MARK: - Conflicts

  @Test func aColleagueWhoWasFasterIsShownBesideWhatOneTyped() throws {
    let office = try Office()
    let reference = try Self.letter(office)
    let screen = try office.console(waitingFor: "The lamp")
    try screen.send(keys: "e")
    try screen.wait(for: "Edit \(reference)")
    try screen.send(keys: "End")
    try screen.send(text: " at stop 4")
    try screen.wait(for: "The lamp at stop 4")
    try office.must("set", reference, "title=The lamp by the school", "street=High Street")
    try screen.send(keys: "C-s")
    try screen.wait(for: "was changed meanwhile by")
    for line in ["theirs  The lamp by the school", "yours   The lamp at stop 4", "theirs  High Street"] {
      try screen.wait(for: line)
    }
    try screen.send(keys: "Enter")
    try screen.wait(for: "theirs: The lamp by the school")
    try screen.send(text: " by the school")
    try screen.send(keys: "C-s")
    try screen.wait(for: ": changed. u takes it back")
    let record = try office.record(reference)
    #expect(record["title"] == .string("The lamp at stop 4 by the school"))
    #expect(record["street"] == .string("High Street"))
  }

  // MARK: - Days

  @Test func theCommandLineReadsDaysAsPeopleTypeThem() throws {
    let office = try Office()
    let reference =
      try office.must("new", "case", "title=Call", "channel=phone", "received=-3wd", "--json")
      .json().first?["reference"]?.string ?? ""
    try office.must("set", reference, "received=20/11/2025")
    #expect(try office.record(reference)["received"] == .string("2025-11-20"))
    #expect(try office.must("list", "received:20/11/2025", "--json").json().count == 1)
    #expect(try office.must("list", "received:<-5wd", "--json").json().count == 1)
    let refused = try office.run("set", reference, "received=soon")
    #expect(refused.isOneSentence)
    #expect(refused.errors.contains("'soon'") && refused.errors.contains("27/11/2026 or +5wd"))
  }
}

extension Office {
  /// A program of the shell in the office's folder.
  fileprivate func script(_ body: String) throws -> String {
    let path = try write("#!/bin/sh\nshift\n" + body + "\n", as: "editor")
    chmod(path, 0o700)
    return path
  }

  fileprivate func text(of name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }
}

import Foundation
import Glibc
import TerminalHarness
import Testing

/// A real console on a real terminal that dies while somebody writes.
@Suite struct ConsoleDeathTests {
  enum Death: String, CaseIterable, CustomTestStringConvertible {
    case terminated, hungUp, windowClosed, killed, quit

    var testDescription: String { rawValue }

    func strike(_ terminal: PseudoTerminal) {
      switch self {
      case .terminated: terminal.send(signal: SIGTERM)
      case .hungUp: terminal.send(signal: SIGHUP)
      case .windowClosed: terminal.hangUp()
      case .killed: terminal.send(signal: SIGKILL)
      case .quit: terminal.send([0x1C])
      }
    }

    /// Nothing can be done any more for the terminal, or for what was typed a moment before.
    var isSudden: Bool { self == .killed }
  }

  /// Long ago for a draft, in microseconds: it is kept a second and a half after a key.
  private static let longAgo: UInt32 = 3_500_000

  /// Source: reliability C8.
  @Test(arguments: Death.allCases)
  func whatWasBeingWrittenIsOfferedAgainAndTheTerminalIsSane(death: Death) throws {
    let rounds = Torture.size("DEATHS", short: 5, long: 100) / Death.allCases.count
    let office = try TorturedOffice()
    try office.receive(letters: 1)
    var written: [String] = []
    for number in 0..<rounds {
      let beginning = "She rang \(death)\(number)"
      let rest = " about the lamp at stop \(number)."
      let isFiled = number % 3 == 2
      let end = try die(death, office, beginning, rest, isFiled: isFiled)
      let notes = try self.notes(office)
      let drafts = try self.drafts(office)
      let what = "\(death), round \(number): notes \(notes), drafts \(drafts)"
      #expect(written.allSatisfy(notes.contains), "\(what)")
      if let filed = notes.first(where: { $0.hasPrefix(beginning) }) {
        #expect(isFiled && filed == beginning + rest, "\(what)")
        written.append(filed)
        // What was filed at the last moment may still be there as a draft, and is not missed if it goes.
        for draft in drafts { try office.must("draft", "drop", "\(draft.number)") }
        continue
      }
      #expect(!end.isAcknowledged, "\(what)")
      guard let draft = drafts.first(where: { $0.text.hasPrefix(beginning) }) else {
        #expect(death.isSudden && !end.isLongAgo, "\(what)")
        continue
      }
      #expect((beginning + rest).hasPrefix(draft.text), "\(what)")
      #expect(!(death.isSudden && end.isLongAgo) || draft.text == beginning + rest, "\(what)")
      written.append(try takeUp(draft.text, office, end: " \(number) done."))
    }
    #expect(try Set(written).isSubset(of: notes(office)))
    #expect(try drafts(office).isEmpty)
    try office.requireSound("\(death)")
    Torture.report(
      "C8: \(rounds) consoles \(death), \(written.count) notes kept, offered and filed, none lost")
  }

  private struct End {
    /// Whether the console had said that the note was written.
    let isAcknowledged: Bool
    /// Whether nothing was typed for a while before.
    let isLongAgo: Bool
  }

  /// Writes in a console until it dies.
  private func die(
    _ death: Death, _ office: TorturedOffice, _ beginning: String, _ rest: String, isFiled: Bool
  ) throws -> End {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let before = terminal.settings
    try office.startConsole(on: terminal)
    try terminal.wait(for: "? help")
    terminal.waitForSilence()
    terminal.send("w")
    try terminal.wait(for: "Note on")
    terminal.waitForSilence()
    terminal.send(beginning)
    try terminal.wait(for: beginning)
    for sign in rest {
      terminal.send(String(sign))
      usleep(.random(in: 0...8000))
    }
    let isLongAgo = !isFiled && Bool.random()
    let start = terminal.output.count
    if isFiled { terminal.send([0x13]) }
    if isLongAgo {
      usleep(Self.longAgo)
    } else {
      usleep(.random(in: 0...(isFiled ? 150_000 : 1_600_000)))
    }
    _ = terminal.waitForOutput(milliseconds: 0)
    let isAcknowledged = isFiled && terminal.contains("note written", since: start)
    death.strike(terminal)
    let status = try terminal.waitForExit()
    let signal: [Death: Int32] = [
      .terminated: SIGTERM, .hungUp: SIGHUP, .windowClosed: SIGHUP, .killed: SIGKILL, .quit: SIGQUIT,
    ]
    // A window that closes is an end of all keys and a signal, and either may come first.
    let isEndOfKeys = death == .windowClosed && status == .exited(0)
    #expect(isEndOfKeys || status == .killed(signal: signal[death] ?? 0), "\(death): \(status)")
    if death != .windowClosed, !death.isSudden {
      #expect(terminal.settings == before, "\(death): the terminal is not as it was")
      #expect(Self.modesLeft(terminal.output) == [], "\(death)")
    }
    return End(isAcknowledged: isAcknowledged, isLongAgo: isLongAgo)
  }

  /// The private modes of the terminal that were set and not taken back, and the cursor if it is hidden.
  private static func modesLeft(_ output: [UInt8]) -> Set<String> {
    var left: Set<String> = []
    for piece in String(decoding: output, as: UTF8.self).components(separatedBy: "\u{1B}[?").dropFirst() {
      let numbers = piece.prefix { $0.isNumber || $0 == ";" }
      let isSet = piece.dropFirst(numbers.count).first
      for number in numbers.split(separator: ";").map(String.init) {
        switch isSet {
        case "h" where number == "25": left.remove("no cursor")
        case "l" where number == "25": left.insert("no cursor")
        case "h" where number != "12" && number != "7": left.insert(number)
        case "l": left.remove(number)
        default: break
        }
      }
    }
    return left
  }

  /// The next console offers it; it is taken up, ended and filed.
  private func takeUp(_ text: String, _ office: TorturedOffice, end: String) throws -> String {
    let screen = try office.console(waitingFor: "Unfinished: note of")
    try screen.send(keys: "w")
    try screen.wait(for: "Enter takes it up")
    try screen.send(keys: "Enter")
    try screen.wait(until: { !$0.contains("Enter takes it up") && $0.contains("| ") }, saying: "the text")
    try screen.send(text: end)
    try screen.wait(for: String(end.dropFirst()))
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
    let deadline = Deadline(seconds: 20)
    while try !drafts(office).isEmpty, !deadline.hasPassed { usleep(50_000) }
    return text + end
  }

  private func notes(_ office: TorturedOffice) throws -> [String] {
    try office.must("show", "COR-26-0001", "--json").objects().flatMap { record in
      (record["contacts"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
    }
  }

  private func drafts(_ office: TorturedOffice) throws -> [(number: Int, text: String)] {
    try office.must("draft", "list", "--json").objects().compactMap { draft in
      guard let number = draft["number"] as? Int, let texts = draft["texts"] as? [String: Any],
        let text = texts["text"] as? String
      else { return nil }
      return (number, text)
    }
  }
}

extension TorturedOffice.Said {
  /// The lines of output, each an object of JSON.
  func objects() throws -> [[String: Any]] {
    try output.split(separator: 0x0A).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }
}

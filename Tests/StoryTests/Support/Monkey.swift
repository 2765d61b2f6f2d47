import Glibc
import TerminalHarness
import Testing

/// Somebody who presses everything, at a real terminal with the real program on it.
///
/// When the program ends, it is opened again. Now and then it is looked at: Ctrl-L must be answered, and must change
/// nothing of what stands on the glass.
final class Monkey {
  private let office: Office
  private var hands: MonkeyHands
  private let glass: Glass
  /// Writes a line and leaves.
  private let editor: String
  private var terminal: PseudoTerminal
  private var size = (rows: 24, columns: 80)
  /// How much of the terminal's output the glass has been shown.
  private var shown = 0
  /// What was typed since the last look, to say after what it went wrong.
  private var recent: [UInt8] = []

  private(set) var keys = 0
  private(set) var openings = 0
  private(set) var looks = 0
  private(set) var sizes = 0
  /// The longest wait for an answer to Ctrl-L, and for all that was typed before it, in milliseconds.
  private(set) var slowest = 0

  /// The last of those waits.
  private var latest = 0

  /// A program that answers within so many milliseconds had nothing else to do.
  private static let atRest = 150
  /// How long the program may think about what was typed, in seconds.
  private static let patience = 30.0
  /// What a full repaint begins with.
  private static let clearing = Array("\u{1B}[H\u{1B}[J".utf8)

  init(in office: Office, seed: UInt64) throws {
    self.office = office
    hands = MonkeyHands(seed: seed)
    editor = try office.write("#!/bin/sh\necho 'A line.' >>\"$1\"\n", as: "editor")
    guard chmod(editor, 0o700) == 0 else { throw HarnessError(description: "no editor") }
    glass = try Glass(rows: size.rows, columns: size.columns, folder: office.folder)
    terminal = try PseudoTerminal(rows: size.rows, columns: size.columns)
    try open()
  }

  /// Presses so many keys, and looks after each `interval` of them.
  func play(keys wanted: Int, lookingEvery interval: Int) throws {
    while keys < wanted {
      let end = min(wanted, keys + interval)
      while keys < end { try strike() }
      if Int.random(in: 0..<4, using: &hands) == 0 { try leave() }
      try look()
      if keys.isMultiple(of: 10_000) { print("\(keys) keys") }
    }
  }

  // MARK: - Typing

  private func strike() throws {
    keys += 1
    switch hands.stroke() {
    case .bytes(let bytes):
      recent += bytes
      terminal.send(bytes)
      // What follows at once would make a chord with Alt of it.
      if bytes == [0x1B] { usleep(40_000) }
      // Most strokes come faster than a frame is drawn, some do not.
      _ = terminal.waitForOutput(milliseconds: Int.random(in: 0..<8, using: &hands) == 0 ? 10 : 0)
    case .sizes(let sizes): try resize(sizes)
    }
    if terminal.isEnded { try openAgain() }
  }

  /// What was drawn for the old size is on the glass before the glass has another.
  private func resize(_ sizes: [(rows: Int, columns: Int)]) throws {
    guard let last = sizes.last else { return }
    terminal.waitForSilence(milliseconds: 30)
    try catchUp()
    try glass.resize(rows: last.rows, columns: last.columns)
    for size in sizes { terminal.resize(rows: size.rows, columns: size.columns) }
    size = last
    self.sizes += sizes.count
    terminal.waitForSilence(milliseconds: 30)
  }

  private func catchUp(to end: Int? = nil) throws {
    let end = end ?? terminal.output.count
    try glass.show(terminal.output[shown..<end])
    shown = end
  }

  // MARK: - Opening

  /// Hands that know nothing seldom find the way out: Esc until nothing lies over the list any more, and `q`.
  private func leave() throws {
    for key in ["\u{1B}", "\u{1B}", "\u{1B}", "\u{1B}", "q", "q"] where !terminal.isEnded {
      terminal.send(key)
      recent += key.utf8
      terminal.waitForSilence(milliseconds: 60)
    }
    if terminal.isEnded { try openAgain() }
  }

  private func openAgain() throws {
    let status = try terminal.waitForExit()
    // A program that has given the terminal back (it is leaving, or its editor is open) can be ended by the keys that
    // end any program.
    let isEndedByKey = [ExitStatus.killed(signal: SIGINT), .killed(signal: SIGQUIT)].contains(status)
    let isFair = status == .exited(0) || isEndedByKey && terminal.contains("\u{1B}[?1049l")
    #expect(isFair, "\(status) after \(typed), at \(size)")
    try open()
  }

  private func open() throws {
    terminal = try PseudoTerminal(rows: size.rows, columns: size.columns)
    let environment = office.environment.merging(["TERM": "screen-256color", "EDITOR": editor]) { $1 }
    try terminal.start("/usr/bin/env", ["-C", office.folder, office.program], environment: environment)
    openings += 1
    shown = 0
    recent = []
    try glass.wipe()
    try terminal.wait(for: "\u{1B}[?2004h")
    terminal.waitForSilence(milliseconds: 50)
  }

  private var typed: String { String(decoding: recent.suffix(2000), as: UTF8.self).debugDescription }

  // MARK: - Looking

  /// A frame that was drawn piece by piece must be the frame that is drawn at once.
  ///
  /// A program that cleared the screen for another reason too (it came back from the editor just then), or that
  /// took its time (it waited for the store, and the key with it), had not come to rest, and is looked at again.
  private func look() throws {
    for _ in 0..<3 {
      // Longer than a broken sequence is waited for, and than it takes to see that nothing else comes.
      terminal.waitForSilence(milliseconds: 600)
      try catchUp()
      guard try redraws() else { return }
      let clears = terminal.output[shown...].ranges(of: Self.clearing)
      guard clears.count == 1, let clear = clears.first?.lowerBound, latest < Self.atRest else {
        try catchUp()
        continue
      }
      return try compare(at: clear)
    }
  }

  /// The pictures before and after the full repaint that begins there in the output.
  private func compare(at clear: Int) throws {
    try catchUp(to: clear)
    let before = try glass.picture()
    try catchUp()
    let after = try glass.picture()
    looks += 1
    let isSame = before == after
    #expect(isSame, "after \(typed) at \(size):\n\(before.text)\n--- and anew:\n\(after.text)")
    recent = []
  }

  /// What is seen when no answer comes.
  private func silence() throws -> HarnessError {
    try catchUp()
    return HarnessError(
      description: "no answer for \(Self.patience) s after key \(keys), \(typed) at \(size):\n"
        + (try glass.picture().text))
  }

  /// Asks for a full repaint; false when the program ended instead and was opened again.
  private func redraws() throws -> Bool {
    let start = terminal.output.count
    let began = ContinuousClock.now
    let deadline = Deadline(seconds: Self.patience)
    var asked = began - .seconds(1)
    while !terminal.output[start...].contains(Self.clearing) {
      if terminal.isEnded {
        try openAgain()
        return false
      }
      guard !deadline.hasPassed else { throw try silence() }
      // Once more, for the first may have been the end of a broken sequence.
      if ContinuousClock.now - asked >= .seconds(1) {
        asked = .now
        terminal.send([0x0C])
      }
      _ = terminal.waitForOutput(milliseconds: 20)
    }
    latest = Int((ContinuousClock.now - began) / .milliseconds(1))
    slowest = max(slowest, latest)
    terminal.waitForSilence(milliseconds: 60)
    return !terminal.isEnded
  }
}

import Canvas
import TerminalHarness
import Testing

/// Whatever a stranger wrote, the terminal only gets what the console itself says.
@Suite struct HostileTextTests {
  static let payloads = [
    "\u{1B}[31mred", "\u{1B}[2J", "\u{1B}[H", "\u{1B}[3;4r", "\u{1B}[4h", "\u{1B}[?1049l", "\u{1B}[?2004l",
    "\u{1B}[?1000h", "\u{1B}[?25l", "\u{1B}[6n", "\u{1B}[c", "\u{1B}[>c", "\u{1B}[21t", "\u{1B}c", "\u{1B}#8",
    "\u{1B}]0;title\u{7}", "\u{1B}]2;title\u{1B}\\", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]8;;http://x\u{1B}\\x",
    "\u{1B}]9;note\u{7}", "\u{1B}]10;?\u{7}", "\u{1B}]11;?\u{9C}", "\u{1B}]777;notify;a;b\u{7}",
    "\u{1B}]1337;x",
    "\u{1B}P$qm\u{1B}\\", "\u{1B}Pq#0\u{1B}\\", "\u{1B}Ptmux;\u{1B}\u{1B}]0;x\u{7}\u{1B}\\",
    "\u{1B}_Ga=d\u{1B}\\",
    "\u{1B}^x\u{1B}\\", "\u{1B}Xx\u{1B}\\", "end\u{1B}", "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{90}q\u{9C}",
    "\u{9F}x\u{9C}", "\u{E}shift\u{F}", "ask\u{5}", "Cllr A\rPCC B", "safe\u{8}\u{8}\u{8}\u{8}evil", "a\nb",
    "a\u{7F}b",
    "bell\u{7}", "\u{202E}cod.exe", "\u{202A}a", "\u{202B}a", "\u{202C}a", "\u{202D}a", "\u{2066}a",
    "\u{2067}a",
    "\u{2068}a", "\u{2069}a", "\u{200E}a", "\u{200F}a", "\u{61C}a", "a\u{200B}b", "\u{FEFF}a", "a\u{AD}b",
    "x\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}", "\u{E0068}\u{E0069}",
    "\u{1F46E}\u{1F3FD}\u{200D}\u{2640}\u{FE0F}",
    "\u{26A0}\u{FE0F}", "\u{1F1EC}\u{1F1E7}", "a\u{2028}b", "\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{3164}\u{115F}",
  ]

  @Test(arguments: payloads)
  func onlyTheConsolesOwnSequencesReachTheTerminal(payload: String) throws {
    let terminal = try ProbeFixture.start(["show", payload, "the next row"], waitingFor: "the next row")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(strangeParts(of: terminal.output) == [])
  }

  @Test func theColumnsAfterEveryTextAreInPlace() throws {
    let texts = Self.payloads.map { $0 + "|" }
    let screen = try TmuxScreen(
      rows: 80, columns: 60, environment: ["LC_ALL": "C.UTF-8"],
      command: [try ProbeFixture.path(), "show"] + texts + ["the last row"])
    try screen.wait(for: "the last row")
    let rows = try screen.capture().split(separator: "\n").map(String.init)
    for text in texts { #expect(rows.contains(displaySafe(text))) }
  }

  /// What is neither text nor a sequence that the entry of an xterm has.
  private func strangeParts(of output: [UInt8]) -> [String] {
    var strange: [String] = []
    var rest = Array(String(decoding: output, as: UTF8.self).unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        if let sequence = unknownSequence(&rest) { strange.append(sequence) }
      } else if isStrange(scalar) {
        strange.append("U+" + String(scalar.value, radix: 16))
      }
    }
    return strange
  }

  private func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: !["\r", "\n", "\u{8}"].contains(scalar)
    case .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private func unknownSequence(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    guard let first = rest.popFirst() else { return "ESC" }
    if first == "=" || first == ">" { return nil }
    if first == "(" { return rest.popFirst() == "B" ? nil : "ESC (" }
    guard first == "[" else { return "ESC \(first)" }
    var parameters = ""
    while let next = rest.popFirst() {
      guard (0x20...0x3F).contains(next.value) else {
        return isKnown(parameters, next) ? nil : "CSI \(parameters)\(next)"
      }
      parameters.unicodeScalars.append(next)
    }
    return "CSI"
  }

  private func isKnown(_ parameters: String, _ final: Unicode.Scalar) -> Bool {
    switch final {
    case "h", "l": ["?1", "?7", "?12", "?25", "?12;25", "?1049", "?2004", "?2026", "4"].contains(parameters)
    case "t": ["22;0;0", "23;0;0"].contains(parameters)
    case "n", "c": false
    case "r": parameters == "1;24"
    default: "ABCDHJKGXdmbP@".unicodeScalars.contains(final)
    }
  }
}

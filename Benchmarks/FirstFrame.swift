import Glibc
import TerminalHarness

/// One program on a terminal of 80x24, from its start until a text is on the glass.
struct FirstFrame {
  let milliseconds: Double
  /// Resident then, in MB.
  let memory: Double

  /// - Parameters:
  ///   - text: what the first row has, or the line that comes with it.
  ///   - key: what ends the program; nil ends it by force.
  static func of(
    _ path: String, _ arguments: [String] = [], shows text: String, key: String? = nil,
    environment: [String: String]
  ) throws -> FirstFrame {
    let terminal = try PseudoTerminal(rows: 24, columns: 80)
    let start = ContinuousClock.now
    try terminal.start(path, arguments, environment: environment)
    while !terminal.contains(text) {
      guard terminal.waitForOutput(milliseconds: 30_000) else {
        throw HarnessError(description: "no first frame of \(path): \(terminal.outputText())")
      }
    }
    let milliseconds = (ContinuousClock.now - start).milliseconds
    let frame = FirstFrame(milliseconds: milliseconds, memory: terminal.residentMemory)
    if let key { terminal.send(key) } else { terminal.send(signal: SIGKILL) }
    _ = try terminal.waitForExit(within: 10)
    return frame
  }
}

extension PseudoTerminal {
  /// Of the program on it, in MB.
  var residentMemory: Double {
    guard let process = processIdentifier, let file = fopen("/proc/\(process)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    fgets(&buffer, 128, file)
    let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }
}

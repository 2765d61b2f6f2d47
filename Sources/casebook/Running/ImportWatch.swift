import CaseImport
import Glibc

/// Who waits for a long import: a person at a command line, or one at the console.
protocol ImportWatch {
  /// Whether it is to end before the next batch.
  var isStopped: Bool { get }
  func begin()
  mutating func show(messages: Int, _ progress: ImportProgress)
  mutating func clear()
}

/// At the command line: a line on the terminal, and `^C`.
struct CommandImportWatch: ImportWatch {
  private var line = ProgressLine(started: Workplace.now)

  var isStopped: Bool { Interruption.isRequested }

  func begin() { Interruption.hold() }

  mutating func show(messages: Int, _ progress: ImportProgress) {
    line.show(messages: messages, progress, now: Workplace.now)
  }

  mutating func clear() { line.clear() }
}

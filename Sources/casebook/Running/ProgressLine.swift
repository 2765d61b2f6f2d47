import CaseImport
import Casework
import Glibc

/// A line on a terminal that says how far a long job is; silent elsewhere.
struct ProgressLine {
  private let started: Instant
  private let isShown = isatty(2) == 1
  private var lastShown = 0

  init(started: Instant) {
    self.started = started
  }

  /// At most four times a second.
  mutating func show(rows: Int, of total: Int, now: Instant) {
    guard isShown, now.milliseconds - lastShown >= 250, total > 0 else { return }
    lastShown = now.milliseconds
    let rate = rows * 1000 / max(1, now.milliseconds - started.milliseconds)
    write("\r\u{1B}[K\(rows * 100 / total) %  \(rows) of \(total), \(rate) a second")
  }

  /// At most four times a second.
  mutating func show(messages: Int, _ progress: ImportProgress, now: Instant) {
    guard isShown, now.milliseconds - lastShown >= 250 else { return }
    lastShown = now.milliseconds
    let elapsed = max(1, now.milliseconds - started.milliseconds)
    let rate = messages * 1000 / elapsed
    var line = "\(messages) messages, \(rate) a second"
    if let total = progress.total, total > 0, progress.done > 0 {
      let filled = min(20, progress.done * 20 / total)
      let bar = String(repeating: "=", count: filled) + String(repeating: "-", count: 20 - filled)
      let left = elapsed * max(0, total - progress.done) / progress.done / 1000
      line = "[\(bar)] \(progress.done * 100 / total) %  \(line), \(left / 60) min \(left % 60) s left"
    }
    write("\r\u{1B}[K" + line)
  }

  /// At most four times a second, and not for what is done in a blink.
  mutating func show(done: Int, of total: Int, now: Instant) {
    let elapsed = now.milliseconds - started.milliseconds
    guard isShown, elapsed >= 500, now.milliseconds - lastShown >= 250, total > 0 else { return }
    lastShown = now.milliseconds
    let filled = min(20, done * 20 / total)
    let bar = String(repeating: "=", count: filled) + String(repeating: "-", count: 20 - filled)
    let left = done > 0 ? ", \(elapsed * max(0, total - done) / done / 1000) s left" : ""
    write("\r\u{1B}[K[\(bar)] \(done * 100 / total) %\(left)")
  }

  func clear() {
    guard isShown, lastShown > 0 else { return }
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, bytes.count) }
  }
}

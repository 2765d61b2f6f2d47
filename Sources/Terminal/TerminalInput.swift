import CNcurses
import Canvas
import Glibc

/// Waits for bytes from the terminal and for the wake pipe, and says what they mean.
struct TerminalInput {
  /// What one wait brought.
  struct Outcome {
    var events: [Event] = []
    /// The window may have another size.
    var wasResized = false
    /// The process was stopped and goes on, and did not stop itself.
    var wasContinued = false
    /// Nobody is at the other end any more.
    var isClosed = false
  }

  private var decoder = KeyDecoder()

  /// Waits until something happens, at the latest until the deadline, on the clock of
  /// ``monotonicMilliseconds()``. May come back early with nothing.
  mutating func wait(until deadline: Int?, at now: Int) -> Outcome {
    var descriptors = [
      pollfd(fd: terminal_wake_pipe(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: terminal_input(), events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, 2, milliseconds(until: deadline, at: now))
    var outcome = Outcome()
    guard ready > 0 else {
      if ready == 0 { outcome.events = decoder.flush(at: monotonicMilliseconds()) }
      return outcome
    }
    if descriptors[0].revents != 0 { readWakePipe(&outcome) }
    if descriptors[1].revents != 0 { readTerminal(&outcome) }
    return outcome
  }

  private func milliseconds(until deadline: Int?, at now: Int) -> Int32 {
    let deadlines = [deadline, decoder.nextDeadline].compactMap { $0 }
    guard let first = deadlines.min() else { return -1 }
    return Int32(clamping: max(0, first - now))
  }

  private mutating func readTerminal(_ outcome: inout Outcome) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(terminal_input(), &bytes, bytes.count)
    if count > 0 {
      outcome.events += decoder.decode(Array(bytes.prefix(count)), at: monotonicMilliseconds())
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      outcome.isClosed = true
    }
  }

  private func readWakePipe(_ outcome: inout Outcome) {
    var bytes = [UInt8](repeating: 0, count: 512)
    var reasons: Set<UInt32> = []
    while true {
      let count = read(terminal_wake_pipe(), &bytes, bytes.count)
      guard count > 0 else { break }
      reasons.formUnion(bytes.prefix(count).map { UInt32($0) })
    }
    outcome.wasResized = reasons.contains(TERMINAL_WAKE_RESIZED.rawValue)
    outcome.wasContinued = reasons.contains(TERMINAL_WAKE_CONTINUED.rawValue)
    if reasons.contains(TERMINAL_WAKE_SUSPEND.rawValue) { outcome.events.append(.key(.control("z"))) }
    if reasons.contains(TERMINAL_WAKE_ARRIVED.rawValue) { outcome.events.append(.arrived) }
    let signal = terminal_take_signal()
    if signal != 0 { outcome.events.append(.terminate(signal: signal)) }
  }
}

/// Milliseconds on a clock that only goes forward.
func monotonicMilliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

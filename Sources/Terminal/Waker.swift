import CNcurses

/// Wakes the screen from any task: the next event is ``Event/arrived``.
package struct Waker: Sendable {
  /// Makes the screen return from its wait, now or when it next waits.
  package func wake() {
    terminal_wake(CChar(TERMINAL_WAKE_ARRIVED.rawValue))
  }
}

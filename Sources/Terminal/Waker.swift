import CNcurses

/// Wakes the screen from any task: the next event is ``Event/arrived``.
package struct Waker: Sendable {
  /// Of this process's terminal; without one, waking does nothing.
  package init() {}

  /// Makes the screen return from its wait, now or when it next waits.
  package func wake() {
    terminal_wake(CChar(TERMINAL_WAKE_ARRIVED.rawValue))
  }
}

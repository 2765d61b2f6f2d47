import CNcurses

/// Wakes the screen from any task: the next event is ``Event/arrived``.
package struct Waker: Sendable {
  package func wake() {
    terminal_wake(CChar(TERMINAL_WAKE_ARRIVED.rawValue))
  }
}

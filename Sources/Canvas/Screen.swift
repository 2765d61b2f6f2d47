/// What a console is shown on: a terminal, or a stand-in for it in tests.
package protocol Screen: AnyObject {
  /// How large the next frame should be.
  var size: Size { get }

  /// Shows this frame, sending only what changed since the last one.
  func show(_ frame: Frame)

  /// Waits for something to happen; `tick` when nothing did for so many milliseconds.
  func nextEvent(timeoutMilliseconds: Int?) -> Event
}

/// A key as it was pressed. The letter of `control` is in lower case.
package enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftUp, shiftDown
  /// F1 is `function(1)`.
  case function(Int)
  case control(Character)
  case alt(Character)
  /// A key that is known to be one, but has no name here.
  case other
}

/// What the mouse did, and on which cell.
package struct Mouse: Hashable, Sendable {
  /// What the left button or the wheel did.
  package enum Kind: Hashable, Sendable {
    case press, release, wheelUp, wheelDown, drag
  }

  /// What it did.
  package let kind: Kind
  /// The cell under the pointer.
  package let point: Point

  /// An event of the mouse on a cell.
  package init(kind: Kind, point: Point) {
    self.kind = kind
    self.point = point
  }
}

/// All that can happen to a console from outside.
package enum Event: Hashable, Sendable {
  case key(Key)
  /// Text that was pasted: never to be taken for keys.
  case paste(String)
  case mouse(Mouse)
  /// The terminal's window got (`true`) or lost the keyboard.
  case focused(Bool)
  case resized(Size)
  /// Something that was waited for in the background is there.
  case arrived
  /// The timeout passed and nothing else happened.
  case tick
  /// The terminal has gone: nobody can see or type anything any more.
  case hangUp
  /// The process was asked to end by this signal.
  case terminate(signal: Int32)
  /// The process is in the foreground again after it was suspended.
  case resumed
}

import Dispatch
import Synchronization

/// A value that another thread makes while this one goes on; who needs it before that thread has begun makes it.
final class MadeBeside<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = Mutex<Value?>(nil)

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    DispatchQueue.global().async { [self] in _ = value }
  }

  /// Waits for it where it is being made.
  var value: Value {
    made.withLock { made in
      let value = made ?? make()
      made = value
      return value
    }
  }
}

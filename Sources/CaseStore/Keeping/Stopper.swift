internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// Looks now and then whether somebody wants long work no more, and ends the statements that it waits for.
final class Stopper: Sendable {
  private let question: @Sendable () -> Bool
  private let state = Mutex(State())

  private struct State {
    var isOver = false
    /// Ends the statements that run just now.
    var interrupt: (@Sendable () -> Void)?
  }

  /// - Parameter question: asked from several threads, many times a second.
  init(_ question: @escaping @Sendable () -> Bool) {
    self.question = question
    DispatchQueue.global().async { [self] in
      while !state.withLock({ $0.isOver }) {
        if isStopped { state.withLock { $0.interrupt?() } }
        usleep(Self.pause)
      }
    }
  }

  /// In microseconds.
  private static let pause: UInt32 = 50_000

  var isStopped: Bool { question() }

  func end() { state.withLock { $0.isOver = true } }

  /// Does work whose statements can be ended so.
  func watching<Result>(
    _ interrupt: @escaping @Sendable () -> Void, _ work: () throws -> Result
  ) rethrows -> Result {
    state.withLock { $0.interrupt = interrupt }
    defer { state.withLock { $0.interrupt = nil } }
    return try work()
  }

  /// Throws: ``KeepingRefusal/stopped(path:)``.
  func requireGoing(_ path: String) throws(KeepingRefusal) {
    if isStopped { throw .stopped(path: path) }
  }
}

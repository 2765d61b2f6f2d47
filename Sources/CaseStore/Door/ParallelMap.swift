internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
  /// Each element as `change` makes it, in the same order, on as many processors as there are.
  func mappedInParallel<Result: Sendable>(_ change: @Sendable (Element) -> Result) -> [Result] {
    let size = 64
    guard count > size else { return map(change) }
    let results = Mutex([Int: [Result]]())
    DispatchQueue.concurrentPerform(iterations: (count + size - 1) / size) { piece in
      let part = self[(piece * size)..<Swift.min(count, (piece + 1) * size)].map(change)
      results.withLock { $0[piece] = part }
    }
    return results.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value) }
  }
}

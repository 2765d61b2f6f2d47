#if canImport(Glibc)
  internal import Glibc
#endif

/// A turnstile in front of `BEGIN IMMEDIATE`: a lock on a file beside the store, and a queue before it.
///
/// SQLite's own back-off starves some writers for seconds; waiting here in short steps, in the order of arrival,
/// does not. The kernel opens the gate when its holder dies.
struct WriterGate: Sendable {
  let path: String

  /// Whether the disk takes something that is written to it; the gate's own file, of which nothing can be lost.
  func reachesTheDisk() -> Bool {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return WriterQueue(descriptor: descriptor).touch() && fsync(descriptor) == 0
  }

  /// Runs `body` alone among all processes that use this gate.
  ///
  /// Throws: ``StoreError/busy`` after ten seconds of waiting, and what `body` throws.
  ///
  /// - Parameter waits: false gives up at once when somebody else is in there.
  func pass<Result>(waits: Bool = true, _ body: () throws -> Result) throws -> Result {
    try pass(atMost: waits ? 10_000_000 : 0, body)
  }

  /// - Parameter longest: how long to wait, in microseconds.
  func pass<Result>(atMost longest: Int, _ body: () throws -> Result) throws -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
    // Without the side file (a read-only folder) SQLite's own lock still keeps writers apart.
    guard descriptor >= 0 else { return try body() }
    defer { close(descriptor) }
    // Whatever the umask of the person who came first, colleagues of the group must pass too.
    fchmod(descriptor, 0o660)
    guard WriterQueue(descriptor: descriptor).enter(atMost: longest) else {
      throw StoreError.busy
    }
    return try body()
  }
}

#if canImport(Glibc)
  internal import Glibc
#endif

/// Those who wait at the gate, in the order in which they came: each takes a number, and the file says whose turn
/// it was last.
///
/// The numbers only give an order; who is inside is known by a lock alone, which dies with its holder. So a number
/// whose owner is dead or stopped costs the others a moment, and a file that says nonsense costs nothing but order.
struct WriterQueue {
  /// The open file of the gate.
  let descriptor: Int32

  /// Where the two numbers stand, each of eight bytes as this machine writes them.
  private enum Number: off_t {
    case handedOut = 0
    case servedLast = 8
  }

  /// Bytes of the file that are locked, whatever stands there.
  private enum Lock: off_t {
    case handing = 0
    case gate = 1
  }

  /// `F_OFD_SETLK` of Linux, which Swift does not import: the lock belongs to the open file and not to the process,
  /// so that two threads of a process keep each other out too.
  private static let setLock: Int32 = 37
  /// How long, in microseconds, the gate may stand open before somebody goes in out of turn.
  private static let patience = 20_000

  /// Waits for the turn and takes the gate, which opens when the file is closed.
  ///
  /// - Parameter longest: in microseconds; 0 tries once.
  /// - Returns: false when it took longer.
  func enter(atMost longest: Int) -> Bool {
    if longest == 0 { return locks(.gate) }
    let mine = takeNumber()
    let start = Self.now
    var (served, lastMove) = (number(.servedLast), start)
    while true {
      let ahead = mine.flatMap { mine in served.map { mine &- $0 &- 1 } } ?? 0
      let now = Self.now
      if ahead <= 0 || now - lastMove > Self.patience {
        if locks(.gate) {
          // Whoever was passed over is not a reason to count backwards.
          if let mine, ahead >= 0 { write(mine, to: .servedLast) }
          return true
        }
        // Somebody is inside.
        lastMove = now
      }
      guard now - start < longest else { return false }
      usleep(ahead <= 0 ? .random(in: 100...200) : UInt32(min(ahead, 16)) * 300)
      let newest = number(.servedLast)
      if newest != served { (served, lastMove) = (newest, Self.now) }
    }
  }

  /// Writes something that changes nobody's turn: the bytes after the numbers.
  func touch() -> Bool {
    var value = Self.now
    return pwrite(descriptor, &value, MemoryLayout<Int>.size, 16) == MemoryLayout<Int>.size
  }

  /// A number of one's own; nil when none can be had, and then one waits without.
  private func takeNumber() -> Int? {
    for _ in 0..<40 {
      if locks(.handing) {
        defer { set(.handing, F_UNLCK) }
        guard let last = number(.handedOut), write(last &+ 1, to: .handedOut) else { return nil }
        return last &+ 1
      }
      usleep(50)
    }
    return nil
  }

  /// Whether the lock is ours now. Where a file system has no such locks, SQLite's own has to do.
  private func locks(_ lock: Lock) -> Bool {
    if set(lock, F_WRLCK) { return true }
    return errno != EAGAIN && errno != EACCES && errno != EINTR
  }

  @discardableResult
  private func set(_ lock: Lock, _ type: Int32) -> Bool {
    var range = flock()
    range.l_type = Int16(type)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = lock.rawValue
    range.l_len = 1
    return fcntl(descriptor, Self.setLock, &range) == 0
  }

  /// A file that is too short says 0.
  private func number(_ place: Number) -> Int? {
    var value = 0
    return pread(descriptor, &value, MemoryLayout<Int>.size, place.rawValue) >= 0 ? value : nil
  }

  @discardableResult
  private func write(_ number: Int, to place: Number) -> Bool {
    var value = number
    return pwrite(descriptor, &value, MemoryLayout<Int>.size, place.rawValue) == MemoryLayout<Int>.size
  }

  /// Microseconds of a clock that nobody sets.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}

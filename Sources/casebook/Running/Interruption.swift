import Glibc
import Synchronization

/// `^C`, and what else asks a program to end, during a long job: held back until the job asks, so that nothing is left half done.
///
/// A handler and not a blocked signal: the main thread of a program with Dispatch lets every signal through.
enum Interruption {
  /// The one thing that the handler touches.
  private static let seen = Atomic<Int32>(0)

  /// From now on the first of these signals is only noted. A second one ends the program as usual.
  static func hold(_ signals: [Int32] = [SIGINT]) {
    seen.store(0, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in Interruption.seen.store(number, ordering: .relaxed) }
    action.sa_flags = SA_RESTART | Int32(bitPattern: UInt32(SA_RESETHAND))
    for number in signals where !isIgnored(number) { sigaction(number, &action, nil) }
  }

  /// What comes from now on ends the program as usual.
  static func release(_ signals: [Int32]) {
    for number in signals where !isIgnored(number) { signal(number, SIG_DFL) }
  }

  static var isRequested: Bool { requested != nil }

  /// The signal that was noted; nil for none.
  static var requested: Int32? {
    let number = seen.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// As under nohup.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    let (now, ignoring) = (action.__sigaction_handler.sa_handler, SIG_IGN)
    return unsafeBitCast(now, to: Int.self) == unsafeBitCast(ignoring, to: Int.self)
  }
}

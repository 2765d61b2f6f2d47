import Glibc
import Synchronization

/// `^C` during a long job: held back until the job asks, so that nothing is left half done.
///
/// A handler and not a blocked signal: the main thread of a program with Dispatch lets every signal through.
enum Interruption {
  /// The one thing that the handler touches.
  private static let wasSeen = Atomic(false)

  /// From now on the first SIGINT is only noted. A second one ends the program as usual.
  static func hold() {
    wasSeen.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.wasSeen.store(true, ordering: .relaxed) }
    action.sa_flags = SA_RESTART | Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
  }

  static var isRequested: Bool { wasSeen.load(ordering: .relaxed) }
}

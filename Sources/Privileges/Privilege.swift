internal import CProcess
internal import Glibc

/// The rights of the store's group, which a program has that is installed set-group-ID (`make install GROUP=…`).
///
/// The store is open to its group, and people are not members of it: they reach it through the program alone. So
/// the program must never lend these rights to a path that a person named, or it would read the store to anybody
/// who asks for it as a letter. Rights are put aside at the start, taken up for the office's own store, and put
/// aside by each thread while it opens what a person named.
///
/// Installed in any other way there are no such rights, and nothing here does anything.
package enum Privilege {
  /// Puts the rights aside. To be called before anything else; false when the program must not go on.
  package static func begin() -> Bool { privilege_begin() >= 0 }

  /// Whether there are rights that can be taken up.
  package static var isAtHand: Bool { privilege_is_at_hand() != 0 }

  /// Whether the program opens files with the group's rights.
  package static var isRaised: Bool { getegid() != getgid() }

  /// Takes the rights up, for the office's store; false when the system refuses.
  package static func raise() -> Bool { privilege_raise() == 0 }

  /// Gives the rights up for the rest of the process; false when the system refuses.
  package static func giveUp() -> Bool { privilege_give_up() == 0 }

  /// Opens, names or removes what a person named, with the rights of that person and no more.
  ///
  /// `body` must not open the store, nor wait for another thread.
  package static func asPerson<Result, Failure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard isRaised else { return try body() }
    privilege_open_as_person()
    defer { privilege_open_as_program() }
    return try body()
  }
}

/// Why a console cannot be shown here.
package enum TerminalError: Error, Hashable, Sendable {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// The terminal has no way to move its cursor, like TERM=dumb.
  case cannotPlaceText(term: String)
  /// There is one console in a process.
  case alreadyInUse
  /// Neither the entry for TERM nor one of a common terminal could be used.
  case cannotStart(term: String)
}

extension TerminalError: CustomStringConvertible {
  /// One sentence that says what is wrong and what to do.
  package var description: String {
    switch self {
    case .notATerminal:
      "The console needs a terminal for its input and output; try `casebook list`."
    case .cannotPlaceText(let term):
      "This terminal (TERM=\(term)) cannot place text; try `casebook list`."
    case .alreadyInUse:
      "The console is already open in this process; close it first."
    case .cannotStart(let term):
      "The terminal (TERM=\(term)) cannot be used and no other entry was found; install ncurses-base."
    }
  }
}

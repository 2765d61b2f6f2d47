package import Casework

/// Why the year cannot be told.
package enum DemoError: Error, Equatable, Sendable {
  /// None of the places where the program's data is installed has any.
  case resourcesMissing
  case fileMissing(String)
  case fileUnreadable(String)
}

extension DemoError {
  /// The sentence for a person.
  package var message: Message {
    switch self {
    case .resourcesMissing:
      "The program's data is not beside the program: install casebook again."
    case .fileMissing(let file):
      "The file '\(file)' of the program's data cannot be read: install casebook again."
    case .fileUnreadable(let file):
      "The file '\(file)' of the program's data is not what it should be: install casebook again."
    }
  }
}

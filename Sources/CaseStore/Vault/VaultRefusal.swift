package import Casework

/// Why the vault does not open, or does not give out what is in it.
package enum VaultRefusal: Error, Equatable, Sendable {
  case wrongPassphrase(holder: String)
  case passphraseTooShort(least: Int)
  case passphraseTooLong(most: Int)
  case noHolder(String)
  case holderNameNotUsable(String)
  case holderExists(String)
  case lastHolder(String)
  case tooManyHolders(most: Int)
  case headerNotUnderstood(what: String)
  case newerHeader(version: Int)
  case costRefused(what: String, value: Int)
  case notEnoughMemory(megabytes: Int)
  case otherKey
  case boxNotUnderstood(field: String)
  case boxDamaged(field: String)
  case fault

  /// The one sentence for a person. Never holds a word of what is sealed, nor of a passphrase.
  package var message: Message {
    switch self {
    case .wrongPassphrase(let holder):
      "The passphrase does not open the vault for '\(holder)': type it again, or ask another holder."
    case .passphraseTooShort(let least):
      "The passphrase is too short: use at least \(least) bytes, such as four words."
    case .passphraseTooLong(let most): "The passphrase is too long: use at most \(most) bytes."
    case .noHolder(let holder): "'\(holder)' holds no key of the vault: ask one of its holders."
    case .holderNameNotUsable(let holder):
      "'\(holder)' cannot be a holder's name: use 1 to 64 characters in one line."
    case .holderExists(let holder):
      "'\(holder)' holds a key of the vault already: change that passphrase instead."
    case .lastHolder(let holder):
      "'\(holder)' is the last holder, and without one all identities are lost: add another first."
    case .tooManyHolders(let most): "The vault has \(most) holders, which is the most: remove one first."
    case .headerNotUnderstood(let what):
      "The vault's header is damaged at '\(what)' and was not used: restore it from a backup."
    case .newerHeader(let version):
      "The vault's header has version \(version), from a newer Casebook: install that version."
    case .costRefused(let what, let value):
      "The vault's header asks for \(what) \(value), which Casebook does not allow: restore it from a backup."
    case .notEnoughMemory(let megabytes):
      "The vault needs \(megabytes) MiB of memory to open, and there is too little: close other programs."
    case .otherKey:
      "This was sealed under another vault's key: restore the vault's header that belongs to it."
    case .boxNotUnderstood(let field):
      "What is sealed in '\(field)' has a shape that Casebook does not know: restore it from a backup."
    case .boxDamaged(let field):
      "What is sealed in '\(field)' was changed or belongs to another record: restore it from a backup."
    case .fault: "The vault could not be used, which is a fault of Casebook: please report it."
    }
  }
}

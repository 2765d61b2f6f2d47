package import Casework

/// Why a backup, a restore or a checkpoint was not made, or is not believed.
package enum KeepingRefusal: Error, Equatable, Sendable {
  case fileExists(path: String)
  case cannotWrite(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case stopped(path: String)
  case notSound(path: String, what: Message)
  case storeNotSound(path: String, what: Message)
  case digestDiffers(path: String)
  case wrongPassphrase(path: String)
  case needsPassphrase(path: String)
  case sealedFileDamaged(path: String)
  case noKey(path: String)
  case notAKey(String)
  case keyIsOpen(path: String)
  case notACheckpoint(line: Int)
  case wrongSignature(line: Int)

  /// The one sentence for a person.
  package var message: Message {
    switch self {
    case .fileExists(let path):
      "There is a file at \(path) already, and it was left as it is: choose another name."
    case .cannotWrite(let path, let reason):
      "\(path) is not written (\(reason)), and no part of it was left: choose another place, or make room."
    case .cannotRead(let path, let reason): "\(path) cannot be read (\(reason)): check the name."
    case .stopped(let path): "The copy \(path) was stopped, and no part of it was left."
    case .notSound(let path, let what):
      "\(path) does not hold, and nothing was made of it: \(what); use another backup."
    case .storeNotSound(let path, let what):
      "The store \(path) does not hold, and was neither copied nor signed: \(what); see all with 'casebook audit verify'."
    case .digestDiffers(let path):
      "\(path) is not as it was written, for its SHA-256 is another: use another backup."
    case .wrongPassphrase(let path): "The passphrase does not open \(path): type it again."
    case .needsPassphrase(let path):
      "\(path) is sealed: run the command at a terminal, where its passphrase is asked."
    case .sealedFileDamaged(let path):
      "\(path) is damaged, or was cut short or changed: use another backup."
    case .noKey(let path):
      "There is no key at \(path): it was moved, or the store was made without one; ask an administrator."
    case .notAKey(let text):
      "'\(text)' is no key: use the 64 digits that 'casebook audit key' prints."
    case .keyIsOpen(let path):
      "The key \(path) can be read by others, who could sign with it: take it from them with 'chmod 600'."
    case .notACheckpoint(let line):
      "Line \(line) of the checkpoints is none: use what 'casebook audit checkpoint' printed, as it was."
    case .wrongSignature(let line):
      "Line \(line) of the checkpoints was not signed with this key, or was changed since: use the key that you kept."
    }
  }
}

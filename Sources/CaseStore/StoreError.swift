package import Casework
internal import GRDB

/// Why the store could not do what it was asked.
package enum StoreError: Error, Equatable, Sendable {
  /// The program's data is missing or is not what it should be.
  case noRules
  case noStore(path: String)
  case storeExists(path: String)
  case cannotCreate(path: String, reason: String)
  case notAStore(path: String)
  case newerStore(path: String)
  case damaged(path: String)
  case readOnly(path: String)
  case replaced(path: String)
  case busy
  case diskFull(path: String)
  case inputOutput(path: String)
  case stopped(path: String)
  case noAccount(name: String)
  case noSuchRecord(String)
  case noSuchSetting(kind: SettingKind, name: String)
  case refused(RuleRefusal)
  case changedMeanwhile(reference: String, field: String, yours: String, theirs: String)
  case actedMeanwhile(reference: String, by: String, stage: String, field: String)
  case nothingToUndo
  case importCannotBeUndone(reference: String)
  case builtUpon(reference: String, by: String)
  case erased(Erasure)
  case erasureStands(reference: String)
  case badQuery(QueryFault)
  case vault(VaultRefusal)
  case noVault
  case vaultExists
  case queue(QueueRefusal)
  case keeping(KeepingRefusal)
  /// A fault of ours. Holds SQLite's words, never a statement's arguments.
  case fault(String)
}

extension StoreError {
  /// The one sentence for a person: what is wrong, where, what to do.
  package var message: Message {
    switch self {
    case .noRules: "The program's data is not beside the program: install Casebook again."
    case .noStore(let path):
      "There is no store at \(path): make one with 'casebook init --office NAME', or look at 'casebook demo'."
    case .storeExists(let path): "There is a store at \(path) already: it was left as it is."
    case .cannotCreate(let path, let reason):
      "The store \(path) cannot be made (\(reason)): choose another place."
    case .notAStore(let path): "\(path) is not a Casebook store: check the path."
    case .newerStore(let path): "The store \(path) was written by a newer Casebook: install that version."
    case .damaged(let path):
      "The store \(path) is damaged and nothing was written: restore the last good backup; 'casebook export' and 'casebook audit export' write out what can still be read."
    case .replaced(let path):
      "The store \(path) was moved or replaced since it was opened, and nothing was written: leave Casebook and open it again."
    case .readOnly(let path): "The store \(path) cannot be written by your account: ask an administrator."
    case .busy: "Another program keeps the store busy: try again in a moment."
    case .diskFull(let path):
      "The disk of \(path) is full and the last change was not written: make room, then try again."
    case .inputOutput(let path):
      "The disk of \(path) failed and the last change was not written: check the disk."
    case .stopped(let path):
      "The disk of \(path) failed while it kept a change, which was not written: check the disk, then try again; the store is opened anew and checked before that."
    case .noAccount(let name):
      "The account '\(name)' is not known to this office: ask an administrator to add it."
    case .noSuchRecord(let reference): "There is no record \(reference): check the reference."
    case .noSuchSetting(let kind, let name):
      "There is no \(kind.label) '\(name)': use one that the office has."
    case .refused(let refusal): refusal.message
    case .changedMeanwhile(let reference, let field, let yours, let theirs):
      "\(reference) was changed meanwhile: '\(field)' is now '\(theirs)', yours is '\(yours)'; nothing was written."
    case .actedMeanwhile(let reference, let actor, let stage, _):
      "\(reference) was acted on meanwhile by \(actor) and is now at '\(stage)': look at it, then do it again."
    case .nothingToUndo: "There is nothing of yours to undo."
    case .importCannotBeUndone(let reference):
      "\(reference) came by an import, which is not taken back: close the case instead."
    case .builtUpon(let reference, let by):
      "\(reference) was changed since by \(by), and nothing was taken back: let them undo that first, or set it by hand."
    case .erased(let erasure): erasure.sentence
    case .erasureStands(let reference):
      "\(reference) was erased, and nothing of it can be taken back: its words are nowhere any more."
    case .badQuery(let fault): fault.message
    case .vault(let refusal): refusal.message
    case .noVault: "This office has no vault yet: the victims' lead makes one with 'casebook vault create'."
    case .vaultExists: "This office has a vault already: it was left as it is."
    case .queue(let refusal): refusal.message
    case .keeping(let refusal): refusal.message
    case .fault(let words): "The store answered '\(words)', which is a fault of Casebook: please report it."
    }
  }

  /// What SQLite's error means here.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as RuleRefusal: self = .refused(error)
    case let error as QueryFault: self = .badQuery(error)
    case let error as VaultRefusal: self = .vault(error)
    case let error as KeepingRefusal: self = .keeping(error)
    case _ where error.isDamage: self = .damaged(path: path)
    case let error as DatabaseError: self = Self.meaning(of: error, path: path)
    default: self = .fault(String(describing: type(of: error)))
    }
  }

  private static func meaning(of error: DatabaseError, path: String) -> StoreError {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_FULL: .diskFull(path: path)
    case _ where error.isFailedSync: .stopped(path: path)
    case .SQLITE_IOERR: .inputOutput(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
    case .SQLITE_NOTADB: .notAStore(path: path)
    case .SQLITE_CANTOPEN: .noStore(path: path)
    default: .fault(error.message ?? "code \(error.resultCode.rawValue)")
    }
  }
}

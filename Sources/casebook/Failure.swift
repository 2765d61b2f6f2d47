import Canvas
import CaseImport
import CaseStore
import Casework
import Glibc
import Terminal

/// An error on its way out: one sentence for a person, one exit status for a script.
struct Failure: Error {
  let message: Message
  /// As in sysexits(3).
  let status: Int32
  /// Lines before the sentence, such as a query with a caret under the fault; safe for a terminal.
  var context: String?

  init(_ message: Message, status: Int32, context: String? = nil) {
    self.message = message
    self.status = status
    self.context = context
  }

  /// - Parameter help: where to read more; follows a sentence that does not say so itself.
  func report(seeing help: Message? = nil) {
    if let context { Output.complain(context) }
    var text = message.text()
    if let help = help?.text(), !text.contains("'casebook help") {
      text += text.hasSuffix(".") ? " \(help)" : ". \(help)"
    }
    Output.complain("casebook: \(Output.safe(text))")
  }
}

extension Failure {
  init(_ error: StoreError) {
    self.init(error.message, status: Self.status(of: error))
  }

  /// Whether it says that there is no store yet.
  var isNoStore: Bool { status == EX_NOINPUT && message.template == Self.noStoreTemplate }

  private static let noStoreTemplate = StoreError.noStore(path: "").message.template

  private static func status(of error: StoreError) -> Int32 {
    switch error {
    case .noStore, .noSuchRecord, .erased: EX_NOINPUT
    case .storeExists, .cannotCreate: EX_CANTCREAT
    case .notAStore, .damaged, .noSuchSetting, .badQuery: EX_DATAERR
    case .noRules, .newerStore, .replaced: EX_UNAVAILABLE
    case .readOnly, .noAccount, .refused(.notPermitted), .refused(.notOfYourRole), .refused(.notYours):
      EX_NOPERM
    case .busy, .changedMeanwhile, .actedMeanwhile: EX_TEMPFAIL
    case .diskFull, .inputOutput, .stopped: EX_IOERR
    case .refused, .nothingToUndo, .importCannotBeUndone, .builtUpon, .erasureStands: EX_DATAERR
    case .vault(.wrongPassphrase), .vault(.noHolder): EX_NOPERM
    case .vault, .vaultExists: EX_DATAERR
    case .noVault: EX_NOINPUT
    case .queue(.unknown): EX_NOINPUT
    case .queue(.keptBy): EX_NOPERM
    case .queue: EX_DATAERR
    case .keeping(let refusal): status(of: refusal)
    case .fault: EX_SOFTWARE
    }
  }

  private static func status(of refusal: KeepingRefusal) -> Int32 {
    switch refusal {
    case .fileExists: EX_CANTCREAT
    case .cannotWrite, .stopped: EX_IOERR
    case .cannotRead, .noKey: EX_NOINPUT
    case .wrongPassphrase, .needsPassphrase, .keyIsOpen: EX_NOPERM
    case .notSound, .storeNotSound, .digestDiffers, .sealedFileDamaged, .notAKey, .notACheckpoint,
      .wrongSignature:
      EX_DATAERR
    }
  }

  init(_ fault: QueryFault, in query: String) {
    // The caret stands under the fault as it is shown, whatever became of the signs before it.
    let column = CellWidth.of(Output.safe(String(query.prefix(fault.offset))))
    let caret = String(repeating: " ", count: column) + "^"
    self.init(fault.message, status: EX_USAGE, context: Output.safe(query) + "\n" + caret)
  }
}

/// Runs what may fail in the store or in a rule, and turns its errors into failures.
func failing<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as StoreError {
    throw Failure(error)
  } catch let error as VaultRefusal {
    throw Failure(StoreError.vault(error))
  } catch let error as RuleRefusal {
    throw Failure(StoreError.refused(error))
  } catch let error as MailSourceError {
    throw Failure(error.message, status: EX_NOINPUT)
  } catch let error as ParsingPoolError {
    throw Failure(error.message, status: EX_UNAVAILABLE)
  }
}

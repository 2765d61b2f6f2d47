import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at the store and its surroundings: one line each, and what to do.",
    discussion:
      "Ends with 0 unless a line begins with 'bad'. All of the store is read unless --quick says otherwise.")
  @ParentCommand var casebook: CasebookCommand
  @Flag(help: "Leave out what reads the whole store.") var quick = false
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let workplace = try Workplace(storePath: casebook.store)
    let (health, status) = try failing { try examine(workplace) }
    for line in health.lines {
      guard !json else {
        Output.line(["state": .string(line.state.rawValue), "what": .string(line.what.text(in: .english))])
        continue
      }
      let mark = line.state.rawValue
      Output.write(
        Output.safe(mark + String(repeating: " ", count: 6 - mark.count) + line.what.text()) + "\n")
    }
    guard status == EX_OK else { throw ExitCode(status) }
  }

  /// What was found, and the status for a script.
  private func examine(_ workplace: Workplace) throws -> (StoreHealth, Int32) {
    let now = Workplace.now
    do {
      let store = try CaseStore.open(at: workplace.storePath, rulebook: try workplace.rulebook)
      SeenHeads.mention(store)
      try workplace.actor(in: store).require(.read)
      let health = StoreHealth(store, now: now, isThorough: !quick)
      return (health, health.lines.contains { $0.state == .bad } ? EX_DATAERR : EX_OK)
    } catch let error as StoreError where error.isOfTheFile {
      let health = StoreHealth(
        path: workplace.storePath, rulebook: try workplace.rulebook, notOpened: error,
        salvaged: salvaged(workplace, error), now: now, isThorough: !quick)
      return (health, Failure(error).status)
    }
  }

  /// What can be read of a store that is damaged or cannot be written; nil of any other, and for who has no account in it.
  private func salvaged(_ workplace: Workplace, _ error: StoreError) -> CaseStore? {
    switch error {
    case .damaged, .readOnly: break
    default: return nil
    }
    guard
      let store = try? CaseStore.openForSalvage(at: workplace.storePath, rulebook: try workplace.rulebook),
      let actor = try? workplace.actor(in: store), (try? actor.require(.read)) != nil
    else { return nil }
    return store
  }
}

extension StoreError {
  /// Whether it speaks of the file, and not of who asks.
  fileprivate var isOfTheFile: Bool {
    switch self {
    case .noAccount, .refused: false
    default: true
    }
  }
}

import CaseStore
import Casework
import Console
import Dispatch
import Synchronization

// What is restricted is shown when somebody has said why.
extension RequestRunner {
  /// A record as it may be shown now.
  func view(_ reference: String) throws -> Reply {
    guard let view = try store.view(reference, for: actor) else { return .view(nil, history: []) }
    let name = view.record.reference
    guard !view.record.isRestricted || opened.withLock({ $0.contains(name) }) else {
      return .view(view.unopened, history: [])
    }
    return .view(view, history: try store.history(of: reference, for: actor))
  }

  /// Logs why, and then lets the record be shown as long as the console is open.
  func open(_ reference: String, _ reason: String) {
    later(changes) { [self] in
      arrive(
        answering {
          try store.open([reference], reason: reason, by: actor, at: Workplace.now)
          opened.withLock { _ = $0.insert(reference) }
          return .opened(reference: reference)
        })
    }
  }
}

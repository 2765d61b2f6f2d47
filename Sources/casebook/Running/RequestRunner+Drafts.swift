import CaseStore
import Casework
import Console
import Dispatch

// Unfinished texts, and changes that somebody else was before.
extension RequestRunner {
  /// Reading is answered at once. What is written waits its turn behind the changes, so that a draft that was filed
  /// is not kept again after it was forgotten.
  func runDrafts(_ request: Request) -> Reply? {
    switch request {
    case .drafts: return answering { .drafts(try store.drafts(of: actor)) }
    case .draft(let place):
      return answering {
        // What had to make room for another text is offered when that one is gone.
        let beside = { try self.store.drafts(of: self.actor).first { $0.place.main == place } }
        return .draft(try store.draft(at: place, of: actor) ?? beside(), place)
      }
    case .keepDraft(let draft): keep(draft)
    case .dropDraft(let place): later(changes) { [self] in try? store.dropDraft(at: place, of: actor) }
    default: break
    }
    return nil
  }

  private func keep(_ draft: Draft) {
    later(changes) { [self] in
      do throws(StoreError) {
        try store.keep(draft, of: actor)
        arrive(.draftKept(draft.place, at: draft.at))
      } catch {
        arrive(.draftNotKept(draft.place, error.message))
      }
    }
  }

  /// The record as a colleague left it, when that is why a change was refused.
  func overtaken(_ change: Change, _ error: StoreError) -> Reply? {
    switch error {
    case .changedMeanwhile, .actedMeanwhile: break
    default: return nil
    }
    guard case .act(_, let reference, _) = change.what, let record = try? store.record(reference, for: actor),
      let last = try? store.history(of: reference, for: actor).last?.entry
    else { return nil }
    return .overtaken(change, record, by: last.actor, at: last.at)
  }
}

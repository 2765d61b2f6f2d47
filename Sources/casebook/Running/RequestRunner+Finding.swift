import CaseStore
import Casework
import Console
import Synchronization

// What the console asks about a search besides its hits.
extension RequestRunner {
  /// The answer, or nil when it arrives later.
  func answer(_ question: SearchQuestion) -> Reply? {
    switch question {
    case .matches(let query, let reference):
      return answering {
        let phrases =
          try mayRead(reference)
          ? try store.matches(of: query, in: reference, today: Workplace.now.londonDay, for: actor) : []
        return .answered(.matches(phrases, reference: reference))
      }
    case .suggestions(let query, let generation):
      suggest(for: query, generation: generation)
      return nil
    case .tellingWords(let reference):
      return answering {
        let telling = try mayRead(reference) ? try store.tellingWords(of: reference, for: actor) : nil
        return .answered(.tellingWords(telling?.words ?? [], reference: reference))
      }
    }
  }

  /// Whether the words of a record may be told: those of a restricted one only when it was opened.
  private func mayRead(_ reference: String) throws -> Bool {
    guard let record = try store.record(reference, for: actor) else { return false }
    return !record.isRestricted || opened.withLock { $0.contains(record.reference) }
  }

  /// In the thread of the searches: the next search ends it.
  private func suggest(for query: Query, generation: Int) {
    later(searches) { [self] in
      guard newest.withLock({ $0 == generation }), let offers = try? search.suggestions(for: query) else {
        return
      }
      arrive(.answered(.suggestions(offers, generation: generation)))
    }
  }
}

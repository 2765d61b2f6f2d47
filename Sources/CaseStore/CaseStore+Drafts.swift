package import Casework

// Unfinished texts. They are no records: keeping one asks no rule, writes no entry of the log and wakes no other
// console (``ChangeWatch`` looks at the log). Each account has its own.
extension CaseStore {
  /// Keeps a draft in place of the one that was kept for the same form on the same record.
  package func keep(_ draft: Draft, of actor: Actor) throws(StoreError) {
    try writeAside { try DraftTable.save(draft, account: actor.name, $0) }
  }

  /// Forgets a draft: it was filed, or its writer threw it away. Does nothing when there is none.
  package func dropDraft(at place: DraftPlace, of actor: Actor) throws(StoreError) {
    try writeAside { try DraftTable.delete(place, account: actor.name, $0) }
  }

  /// The drafts of an account, the newest first. One on a record that its writer may not see any more is not there.
  package func drafts(of actor: Actor) throws(StoreError) -> [Draft] {
    try read { database in
      try DraftTable.all(of: actor.name, database).filter { draft in
        try RecordTable.record(draft.place.reference, database)?.isVisible(to: actor) ?? true
      }
    }
  }

  /// Nil when nothing unfinished is kept there.
  package func draft(at place: DraftPlace, of actor: Actor) throws(StoreError) -> Draft? {
    try read { try DraftTable.draft(at: place, of: actor.name, $0) }
  }
}

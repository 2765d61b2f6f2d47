/// Something that a person asks the store to do.
package struct Change: Sendable, Equatable {
  package enum What: Sendable, Equatable {
    /// A new record with these values, and the words with which the matter came (empty when there are none).
    case create(KindName, values: [String: JSON], text: String)
    /// - Parameter seen: the revision that the person had before them; nil to act on what is there.
    case act(RecordAction, on: String, seen: Int?)
    /// The same for many records: one change, undone as one. Those that a rule refuses are left out.
    case bulk(BulkVerb, on: [BulkTarget])
    /// My last change, or my last on this record.
    case undo(reference: String?)
    /// My change that is this entry of the log, and no other.
    case undoEntry(Int)
  }

  package let what: What
  package let reason: String?

  package init(_ what: What, reason: String? = nil) {
    self.what = what
    self.reason = reason?.isBlank == true ? nil : reason
  }
}

extension Change.What {
  /// Whether it takes an earlier change back.
  package var isUndo: Bool {
    switch self {
    case .undo, .undoEntry: true
    case .create, .act, .bulk: false
    }
  }
}

/// What a change left behind.
package struct Receipt: Sendable, Equatable {
  /// The newest entry of the log after it.
  package let entry: Int
  /// The references of the records that were written.
  package let touched: [String]
  /// What a bulk change left as it was, and why.
  package let leftOut: [BulkOutcome.LeftOut]

  package init(entry: Int, touched: [String], leftOut: [BulkOutcome.LeftOut] = []) {
    self.entry = entry
    self.touched = touched
    self.leftOut = leftOut
  }
}

/// What became of the messages of an import. `read` is the sum of the others.
package struct ImportCounts: Sendable, Equatable {
  package var new = 0
  /// Joined a case, or, being a machine's message without one, kept beside the cases.
  package var joined = 0
  package var duplicate = 0
  package var unreadable = 0

  package init() {}

  package var read: Int { new + joined + duplicate + unreadable }

  package static func += (one: inout ImportCounts, other: ImportCounts) {
    one.new += other.new
    one.joined += other.joined
    one.duplicate += other.duplicate
    one.unreadable += other.unreadable
  }
}

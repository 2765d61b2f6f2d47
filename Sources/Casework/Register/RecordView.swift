/// A record with what was received, sent and noted on it, oldest first.
package struct RecordView: Sendable, Equatable {
  package let record: Record
  package let contacts: [Contact]

  package init(record: Record, contacts: [Contact]) {
    self.record = record
    self.contacts = contacts
  }
}

/// One line of a record's history.
package struct HistoryLine: Sendable, Equatable {
  package let entry: AuditEntry
  package let detail: ChangeDetail

  package init(entry: AuditEntry, detail: ChangeDetail) {
    self.entry = entry
    self.detail = detail
  }
}

/// A record with what was received, sent and noted on it, oldest first.
package struct RecordView: Sendable, Equatable {
  package let record: Record
  package let contacts: [Contact]
  /// What belongs to it, by kind and in order of arrival; the first few hundred.
  package let children: [RecordRow]
  /// What it belongs to.
  package let parent: RecordRow?
  /// Of a meeting: what stands on its agenda.
  package let agenda: [AgendaEntry]
  /// Records whose values its text needs: those that it names, and some that belong to it.
  package let related: [Record]
  /// Of a case: that others came with the same text.
  package let campaign: CampaignNote?
  /// It is restricted and was not opened: what stands on it is left out.
  package private(set) var isUnopened = false

  package init(
    record: Record, contacts: [Contact], children: [RecordRow] = [], parent: RecordRow? = nil,
    agenda: [AgendaEntry] = [], related: [Record] = [], campaign: CampaignNote? = nil
  ) {
    self.record = record
    self.contacts = contacts
    self.children = children
    self.parent = parent
    self.agenda = agenda
    self.related = related
    self.campaign = campaign
  }

  /// The same without the words that stand on it, until somebody says why it is opened.
  package var unopened: RecordView {
    guard record.isRestricted else { return self }
    var view = RecordView(record: record.unopened, contacts: [], children: children, parent: parent)
    view.isUnopened = true
    return view
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

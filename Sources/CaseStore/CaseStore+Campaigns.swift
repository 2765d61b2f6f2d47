package import Casework
internal import GRDB

// Cases that came with the same text.
extension CaseStore {
  /// The groups of at least three cases from different senders, the largest first.
  package func campaigns(for reader: Actor) throws(StoreError) -> [CampaignLine] {
    try read { try CampaignReading.campaigns(for: reader, $0) }
  }

  /// Those of them to which cases after a row belong.
  ///
  /// - Parameter row: what ``newestRow()`` was before the cases came.
  package func campaigns(for reader: Actor, withCasesAfter row: Int64) throws(StoreError) -> [CampaignLine] {
    try read { try CampaignReading.campaigns(for: reader, withCasesAfter: row, $0) }
  }

  /// The place of the newest record in the store; 0 in an empty one.
  package func newestRow() throws(StoreError) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM record") ?? 0 }
  }

  /// The cases with the same text as one, each as its difference from the common text; nil when its letter has too few
  /// words to be compared.
  ///
  /// Throws: ``StoreError/noSuchRecord(_:)``, ``StoreError/erased(_:)``.
  package func campaign(of reference: String, for reader: Actor) throws(StoreError) -> Campaign? {
    guard try record(reference, for: reader) != nil else { throw try missing(reference, for: reader) }
    return try read { try CampaignReading.campaign(of: reference, for: reader, $0) }
  }
}

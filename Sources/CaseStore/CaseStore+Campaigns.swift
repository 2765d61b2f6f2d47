package import Casework

// Cases that came with the same text.
extension CaseStore {
  /// The groups of at least three cases from different senders, the largest first.
  package func campaigns(for reader: Actor) throws(StoreError) -> [CampaignLine] {
    try read { try CampaignReading.campaigns(for: reader, $0) }
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

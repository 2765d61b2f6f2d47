/// Whom the office may get in touch with for one purpose on one day.
///
/// Only people with a live consent stand on it, and nobody with whom contact is unsafe. Source: requirements VF-01,
/// E5.
package struct ContactList: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    package let reference: String
    package let pseudonym: String
    package let contact: SafeContact
    /// What the person needs: access, an interpreter, a language; empty when nothing was said.
    package let needs: [String]
  }

  package let purpose: ConsentPurpose
  package let day: Day
  /// In order of reference.
  package let lines: [Line]
  /// All active participants, by how they stand.
  package let counts: ConsentCounts
  /// People with a live consent who are left out, because contact is unsafe.
  package let unsafe: Int

  /// - Parameter participants: all that there are; those that have left are left out.
  package init(_ participants: [Record], purpose: ConsentPurpose, on day: Day) {
    self.purpose = purpose
    self.day = day
    let active = participants.filter { !$0.isClosed }
    let live = active.filter { $0.consentLedger.isLive(for: purpose, on: day) }
    lines = live.filter { !$0.safeContact.isUnsafe }.map(Line.init).sorted { $0.reference < $1.reference }
    unsafe = live.count - lines.count
    counts = ConsentCounts(active.map(\.consentLedger), purpose: purpose, on: day)
  }
}

extension ContactList.Line {
  fileprivate init(_ participant: Record) {
    reference = participant.reference
    pseudonym = participant[Head.title] ?? ""
    contact = participant.safeContact
    needs = [Participant.access, Participant.interpreter, Participant.language].compactMap { participant[$0] }
  }
}

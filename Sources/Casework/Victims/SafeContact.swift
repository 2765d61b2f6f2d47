/// How a person may be reached without danger to them.
///
/// Source: requirements E5 (Cleveland Victim Referral Dip Sample Report 2015): calls that somebody else answered,
/// letters that were opened at home.
package enum ContactWay: String, FieldValue, CaseIterable {
  case phone, letter, email
  case supportWorker = "support-worker"
  /// A hard stop: nobody gets in touch, whatever was agreed.
  case unsafe

  package var label: Message {
    switch self {
    case .phone: "Phone"
    case .letter: "Letter"
    case .email: "Email"
    case .supportWorker: "Through the support worker"
    case .unsafe: "Unsafe: no contact"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// What a colleague must know before getting in touch. Numbers and addresses are in the vault.
package struct SafeContact: Sendable, Equatable {
  /// Nil when nobody has asked the person yet.
  package let way: ContactWay?
  /// When it is safe, in words; empty when nothing was said.
  package let times: String
  package let hasNoVoicemail: Bool
  package let hasNoPost: Bool

  init(_ participant: Record) {
    way = participant[Participant.contactBy]
    times = participant[Participant.safeTimes] ?? ""
    hasNoVoicemail = participant[Participant.noVoicemail] ?? false
    hasNoPost = participant[Participant.noPost] ?? false
  }

  package var isUnsafe: Bool { way == .unsafe }

  /// "Phone, after 18:00, no voicemail".
  package var summary: Message {
    guard !isUnsafe else { return ContactWay.unsafe.label }
    var parts = [way?.label.text() ?? Message("not asked how").text()]
    if !times.isBlank { parts.append(times) }
    if hasNoVoicemail { parts.append(Message("no voicemail").text()) }
    if hasNoPost { parts.append(Message("no post").text()) }
    return "\(parts.joined(separator: ", "))"
  }
}

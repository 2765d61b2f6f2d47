/// Who a participant is: texts that only the vault's holders can read.
///
/// It is made when the vault is opened and goes with whoever asked for it. It reaches no list, no search, no export
/// and no log. Source: requirements VF-04, E5, E6.
package struct ParticipantIdentity: Sendable, Equatable {
  package enum Part: String, Sendable, CaseIterable {
    case name, address, phone, email, safeNumber

    package var label: Message {
      switch self {
      case .name: "Name"
      case .address: "Address"
      case .phone: "Phone"
      case .email: "Email"
      case .safeNumber: "Safe number"
      }
    }
  }

  /// A part without a text is absent.
  package let texts: [Part: String]

  package init(_ texts: [Part: String]) {
    self.texts = texts.filter { !$0.value.isBlank }
  }
}

/// Printing it shows nothing of it.
extension ParticipantIdentity: CustomStringConvertible, CustomReflectable {
  package var description: String { "participant identity" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

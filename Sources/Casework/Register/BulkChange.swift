/// One verb for many records. What it comes to is shown record by record before it happens.
package enum BulkVerb: Sendable, Equatable {
  /// The same action for each.
  case each(RecordAction)
  /// Themes that each gets besides its own: many letters rarely are about the same things alone.
  case addThemes([String])

  /// A reply as it went to each, by the way by which each came.
  case reply(String)

  /// What it means for one of them.
  package func action(for record: Record) -> RecordAction {
    switch self {
    case .each(let action): return action
    case .reply(let text): return .reply(text, channel: record[CaseFile.channel] ?? .email)
    case .addThemes(let names):
      let own = record[Head.themes] ?? []
      return .set([Head.themes.name: (own + names.filter { !own.contains($0) }).json])
    }
  }
}

/// A record that a bulk change shall touch, as the person saw it.
package struct BulkTarget: Sendable, Hashable {
  package let reference: String
  /// The revision that was on the screen; what somebody else changed since is left out. Nil takes what is there.
  package let seen: Int?

  package init(_ reference: String, seen: Int?) {
    self.reference = reference
    self.seen = seen
  }
}

/// What a bulk change does, or would do, record by record.
package struct BulkOutcome: Sendable, Equatable {
  /// A record that it changes: what its entry in the log says.
  package struct Line: Sendable, Equatable {
    package let reference: String
    package let kind: KindName
    package let title: String
    /// The revision from which the change starts; 0 for a record that it makes.
    package let revision: Int
    /// Its fields before and after.
    package let detail: ChangeDetail

    package init(reference: String, kind: KindName, title: String, revision: Int, detail: ChangeDetail) {
      self.reference = reference
      self.kind = kind
      self.title = title
      self.revision = revision
      self.detail = detail
    }
  }

  /// A record that it leaves as it is.
  package struct LeftOut: Sendable, Equatable {
    package let reference: String
    /// The rule's own sentence, or that somebody else changed it meanwhile.
    package let why: Message
    /// Whether it is changed too when a reason is given.
    package let yieldsToReason: Bool

    package init(reference: String, why: Message, yieldsToReason: Bool = false) {
      self.reference = reference
      self.why = why
      self.yieldsToReason = yieldsToReason
    }

    /// The reference and why; most of the rules' sentences begin with the reference.
    package var sentence: String {
      let text = why.text()
      return text.hasPrefix(reference) ? text : "\(reference): \(text)"
    }
  }

  /// In the order in which they are written.
  package var changed: [Line] = []
  /// In the order in which they were named.
  package var leftOut: [LeftOut] = []
  /// References that the verb would leave exactly as they are.
  package var same: [String] = []

  package init() {}
}

// Why the rules of advisory groups refuse something.
extension RuleRefusal {
  static func officeGivenAlready(_ office: String, on day: Day) -> RuleRefusal {
    .rule("office-given-already", "The office '\(office)' was given on \(day) already: undo that first.")
  }

  static let strategicStandsAlone = rule(
    "strategic-stands-alone",
    "A strategic group lies under no other: leave 'parent' empty, or make it a district group.")

  static func groupUnderItself(_ reference: String) -> RuleRefusal {
    .rule("group-under-itself", "\(reference) would lie under itself: give another group above it.")
  }

  static func notAnAGM(_ meeting: String, of group: String) -> RuleRefusal {
    .rule(
      "not-an-agm",
      "\(meeting) is no annual general meeting of \(group): give the one that made the appointment.")
  }

  static func noSuchItem(_ number: String, in meeting: String) -> RuleRefusal {
    .rule(
      "no-such-item", "The minutes of \(meeting) have no item '\(number)': give a number that stands in them."
    )
  }

  static func memberAlready(_ name: String, of group: String) -> RuleRefusal {
    .rule("member-already", "'\(name)' belongs to \(group) already: add a word that tells the two apart.")
  }

  static func noSuchMember(_ name: String, of group: String) -> RuleRefusal {
    .rule("no-such-member", "'\(name)' does not belong to \(group) now: give a name as the group has it.")
  }

  static func noSuchSeat(_ name: String, of group: String) -> RuleRefusal {
    .rule("no-such-seat", "\(group) requires no seat '\(name)' now: give a seat as the group has it.")
  }

  // MARK: - Meetings

  static func openedByAct(_ meeting: String) -> RuleRefusal {
    .rule(
      "opened-by-act",
      "The minutes of \(meeting) are begun with the act 'open', which keeps the agenda with them.")
  }

  static func circulatedByAct(_ meeting: String) -> RuleRefusal {
    .rule("circulated-by-act", "Send \(meeting) round with the act 'circulate', which records the day.")
  }

  static func agreedByAct(_ meeting: String) -> RuleRefusal {
    .rule(
      "agreed-by-act",
      "Record with the act 'agree' that the minutes of \(meeting) were agreed: they cannot be edited then.")
  }

  static func meetingAhead(_ meeting: String, on day: Day) -> RuleRefusal {
    .rule(
      "meeting-ahead",
      "\(meeting) is planned for \(day): its minutes begin on that day, or set its date first.")
  }

  static func nobodyPresent(_ meeting: String) -> RuleRefusal {
    .rule(
      "nobody-present",
      "\(meeting) has nobody recorded as present: record the attendance, or give a reason.",
      yieldsToReason: true)
  }

  static func notOfTheGroup(_ name: String, _ group: String) -> RuleRefusal {
    .rule(
      "not-of-the-group",
      "\(group) knows no member, seat or office '\(name)': check the name, or give a side for a guest.")
  }

  static func notADraft(_ meeting: String) -> RuleRefusal {
    .rule(
      "not-a-draft", "The minutes of \(meeting) were sent round: move them back to 'draft' to change them.")
  }

  /// Source: requirements IA-09.
  static func minutesAgreed(_ meeting: String) -> RuleRefusal {
    .rule(
      "minutes-agreed",
      "The minutes of \(meeting) are agreed and cannot be edited: record a correction with the act 'amend'.")
  }

  static func notAgreedYet(_ meeting: String) -> RuleRefusal {
    .rule("not-agreed-yet", "The minutes of \(meeting) are not agreed yet: change the item itself.")
  }

  static func nothingToAnswer(_ label: String, in meeting: String) -> RuleRefusal {
    .rule(
      "nothing-to-answer",
      "\(meeting) knows no advice or action '\(label)': begin the answer with its number, such as 3, C1 or ACT-26-0001."
    )
  }

  static func answerFirst(_ number: String, made reference: String) -> RuleRefusal {
    .rule(
      "answer-first",
      "\(number) made \(reference), which is open: complete or answer that, or take the line back with undo.")
  }

  static func appointsSomebody(_ number: String, to office: String) -> RuleRefusal {
    .rule(
      "appoints-somebody",
      "Item \(number) appoints the \(office) of the group: change its words, or leave it.")
  }

  static func restrictedMeeting(_ meeting: String) -> RuleRefusal {
    .rule(
      "restricted-meeting", "\(meeting) is marked restricted as a whole: it has no minutes for the public.")
  }
}

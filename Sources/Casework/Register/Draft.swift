/// A text that a person began to write in a form and has neither filed nor thrown away.
///
/// It is no record: nobody but its writer is shown it, it has no entry in the log, and no colleague's screen is drawn
/// anew for it. It becomes part of the register, with all that this means, when the form is filed.
package struct Draft: Sendable, Equatable {
  package let place: DraftPlace
  /// The revision that the record had when it was written; 0 for a record that is not made yet.
  package let revision: Int
  /// When it was kept last.
  package let at: Instant
  /// What was typed, by the names of the form's fields; the one text of a note is `text`.
  package let texts: [String: String]
  /// The store's number of it; 0 while it is in no store.
  package let number: Int

  package init(place: DraftPlace, revision: Int, at: Instant, texts: [String: String], number: Int = 0) {
    self.place = place
    self.revision = revision
    self.at = at
    self.texts = texts
    self.number = number
  }

  /// Its texts one after the other, by the names of their fields; a lone text without its name.
  package var lines: [(name: String, text: String)] {
    texts.sorted { $0.key < $1.key }.map { ($0.key == Self.loneText ? "" : $0.key, $0.value) }
  }

  /// Its first words on one line.
  package var beginning: String {
    let text = lines.lazy.map(\.text).first { !$0.isBlank } ?? ""
    return String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(60))
  }

  /// The name of the text of a form that has but one.
  package static let loneText = "text"
}

/// Where a text was begun: in which form, on which record. A person has one draft for each place, and beside it those
/// that had to make room while the same form was open again.
package struct DraftPlace: Sendable, Hashable {
  /// `note`, `reply`, `edit`, `new case`, `act pause`; of a place beside another one `note +` and a word.
  package let form: String
  /// Empty for a record that is not made yet, and for what several records shall have alike.
  package let reference: String

  package init(form: String, reference: String) {
    self.form = form
    self.reference = reference
  }

  /// A place beside this one, for a text that must not be written over by the one that is written here now.
  package func beside(_ word: String) -> DraftPlace {
    DraftPlace(form: main.form + Self.besideMark + word, reference: reference)
  }

  /// The place of the form itself.
  package var main: DraftPlace {
    guard let mark = form.firstRange(of: Self.besideMark) else { return self }
    return DraftPlace(form: String(form[..<mark.lowerBound]), reference: reference)
  }

  /// No name of an act or a kind has it.
  private static let besideMark = " +"

  /// What is unfinished, in a word or two.
  package var label: Message {
    guard main == self else { return main.label }
    if let kind = word(after: "new").flatMap(KindName.init(rawValue:)) {
      return "new \(RecordKind.named(kind).label)"
    }
    if let act = word(after: "act") {
      return RecordKind.all.lazy.compactMap { $0.act(named: act)?.label }.first ?? Message("\(act)")
    }
    return switch form {
    case "note": "note"
    case "reply": "reply"
    case "answer": "answer"
    case "refer": "referral"
    case "reason": "reason"
    case "edit": "change"
    case "log": "line"
    default: Message("\(form)")
    }
  }

  /// The `pause` of `act pause`.
  package func word(after first: String) -> String? {
    form.hasPrefix(first + " ") ? String(form.dropFirst(first.count + 1)) : nil
  }
}

internal import Canvas
internal import Casework

/// What stands under the head of this pane's records.
enum VictimsText {
  static func lines(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    switch view.record.kind {
    case .participant: participant(view.record, format)
    case .session: people(view, format) + distress(view, format) + said(view, format)
    case .contribution: voice(view, format)
    default: []
    }
  }

  private static func line(_ text: String, _ role: Role = .text, _ format: RecordText.Format) -> [StyledLine]
  {
    wrap(displaySafe(text), width: format.width).map { StyledLine($0, role) }
  }

  private static func heading(_ message: Message) -> [StyledLine] {
    [StyledLine(""), StyledLine(message.text(), .heading)]
  }

  // MARK: - Participant

  private static func participant(_ record: Record, _ format: RecordText.Format) -> [StyledLine] {
    let ledger = record.consentLedger
    var lines: [StyledLine] = []
    if record.safeContact.isUnsafe {
      lines += line(Message("UNSAFE: nobody gets in touch.").text(), .late, format)
    }
    lines += heading("Consent today")
    for purpose in ConsentPurpose.allCases {
      let state = ledger.state(of: purpose, on: format.words.today)
      let since = ledger.last(for: purpose, on: format.words.today).map { detail($0, format) } ?? ""
      lines += line("\(purpose.label.text()): \(state.label.text())\(since)", role(of: state), format)
    }
    guard ledger.entries.count > 1 else { return lines }
    lines += heading("All that was said about consent")
    for entry in ledger.entries {
      lines += line(
        "\(entry.purpose.label.text()), \(entry.answer.rawValue)\(detail(entry, format))", .text, format)
    }
    return lines
  }

  /// " on 10 Nov, wording 2026-04, until 31 Dec".
  private static func detail(_ entry: ConsentEntry, _ format: RecordText.Format) -> String {
    let today = format.words.today
    var text = Message(" on \(DayWords.short(entry.day, today: today))").text()
    if !entry.wording.isEmpty { text += Message(", wording \(entry.wording)").text() }
    if let expires = entry.expires {
      text += Message(", until \(DayWords.short(expires, today: today))").text()
    }
    if let removable = entry.removableUntil {
      text += Message(", words can go until \(DayWords.short(removable, today: today))").text()
    }
    return text
  }

  private static func role(of state: ConsentState) -> Role {
    switch state {
    case .given: .good
    case .notAsked: .dim
    case .refused, .withdrawn, .expired: .soon
    }
  }

  // MARK: - Session

  private static func people(_ view: RecordView, _ format: RecordText.Format) -> [StyledLine] {
    let session = view.record
    let coming = session[FocusGroupSession.participants] ?? []
    let invited = session[FocusGroupSession.invited] ?? []
    var lines = heading("People: \(coming.count) come, \(invited.count) invited")
    let day = session[Head.received] ?? format.words.today
    for (references, word) in [(coming, Message("comes")), (invited, Message("invited"))] {
      for reference in references { lines += person(reference, word, day, view, format) }
    }
    return lines
  }

  private static func person(
    _ reference: String, _ word: Message, _ day: Day, _ view: RecordView, _ format: RecordText.Format
  ) -> [StyledLine] {
    guard let person = view.participant(reference) else {
      return line("\(reference)  \(word.text())", .dim, format)
    }
    let state = person.consentLedger.state(of: .focusGroup, on: day)
    let consent = Message("consent on the day: \(state.label)").text()
    let text = [
      person[Head.title] ?? "", reference, word.text(), consent, person.safeContact.summary.text(),
    ].joined(separator: "  ")
    return line(text, state == .given && !person.safeContact.isUnsafe ? .text : .late, format)
  }

  private static func distress(_ view: RecordView, _ format: RecordText.Format) -> [StyledLine] {
    let events = view.record[FocusGroupSession.distress] ?? []
    guard !events.isEmpty else { return [] }
    return heading("Distress")
      + events.flatMap { event in
        let moment = DayWords.moment(event.at, today: format.words.today)
        let start = "\(moment)  \(view.name(of: event.who)): \(event.what)"
        guard let day = event.followedUpOn else {
          return line(Message("\(start)  Nobody has followed it up yet.").text(), .late, format)
        }
        let on = DayWords.short(day, today: format.words.today)
        return line(Message("\(start)  \(on): \(event.followUp)").text(), .text, format)
      }
  }

  private static func said(_ view: RecordView, _ format: RecordText.Format) -> [StyledLine] {
    let said = view.related.filter { $0.kind == .contribution && !$0.isClosed }
    guard !said.isEmpty else { return [] }
    var lines = heading("What was said: good practice and improvement by theme")
    let themes = said.flatMap { $0[Head.themes] ?? [] }
    for theme in Set(themes).sorted() {
      let title = format.words.lists.title(ofTheme: theme)
      lines += line(counts(title, said.filter { $0[Head.themes]?.contains(theme) == true }), .text, format)
    }
    return lines + line(counts(Message("All").text(), said), .text, format)
  }

  private static func counts(_ title: String, _ said: [Record]) -> String {
    let good = said.count { $0[Contribution.nature] == .goodPractice }
    let better = said.count { $0[Contribution.nature] == .improvement }
    return Message("\(title): + \(good)  - \(better)  of \(said.count)").text()
  }

  // MARK: - Contribution

  private static func voice(_ view: RecordView, _ format: RecordText.Format) -> [StyledLine] {
    guard let reference = view.record[Contribution.participant], let person = view.participant(reference)
    else {
      return []
    }
    let state = person.consentLedger.state(of: .quotation, on: format.words.today)
    return line(
      Message("Said by \(view.name(of: reference)); use of words: \(state.label)").text(),
      state == .given ? .text : .soon, format)
  }
}

extension RecordView {
  /// The participant under a reference, when the reader may know who it is.
  fileprivate func participant(_ reference: String) -> Record? {
    related.first { $0.kind == .participant && $0.reference == reference }
  }

  fileprivate func name(of reference: String) -> String {
    participant(reference)?[Head.title] ?? reference
  }

  /// The people of a session, as a form or a log offers them.
  var people: [RecordForm.Option] {
    related.filter { $0.kind == .participant }.map {
      RecordForm.Option(name: $0.reference, title: $0[Head.title] ?? $0.reference)
    }
  }
}

internal import Casework

/// What the text of a record needs to know besides the record.
struct RecordWords: Sendable, Equatable {
  let lists: OfficeLists
  let rulebook: Rulebook
  let today: Day
  /// Whether signs are written as words, to be read by ear.
  var isForEar = false

  /// The days on which the office works.
  var workdays: WorkingCalendar { rulebook.calendars.englandAndWales }

  /// When something is due: in few columns, or in words for the ear.
  func due(_ day: Day?) -> (text: Message, urgency: DayWords.Urgency) {
    let short = DayWords.due(day, today: today, calendar: workdays)
    guard isForEar, let day else { return short }
    return (EarList.due(day, words: self), short.urgency)
  }

  func correspondent(_ record: Record) -> String {
    let name = record[CaseFile.correspondent] ?? ""
    let address = record[CaseFile.address] ?? ""
    if name.isEmpty { return address.isEmpty ? Message("(no name)").text() : address }
    return address.isEmpty ? name : "\(name) <\(address)>"
  }

  func outcome(_ record: Record) -> String {
    guard let outcome = record[CaseFile.outcome] else { return "" }
    return ": \(outcome.label.text())"
  }

  /// Who wrote it, or to whom it went.
  func party(of contact: Contact) -> String {
    switch contact.kind {
    case .received: contact.sender.name.isEmpty ? contact.sender.address : contact.sender.name
    case .answer: lists.title(ofTeam: contact.sender.name)
    case .referral, .chase:
      Message("to \(lists.title(ofTeam: contact.recipients.first?.name ?? ""))").text()
    case .reply, .note: lists.fullName(of: contact.sender.name)
    }
  }
}

extension MailRemark {
  /// What the reader is told.
  var words: Message {
    switch self {
    case .charsetReplaced:
      "[the letter names a character set that it is not written in; a likelier one was used]"
    case .fromHTML: "[made readable from HTML]"
    case .hiddenText: "[the sender had hidden some text; it is shown between marks]"
    case .structureBroken: "[the message was broken or too large; what could be read is shown]"
    case .newSender: "[this sender has not written on this case before]"
    case .remoteContent: "[the message asks for pictures from elsewhere; they are never fetched]"
    }
  }
}

/// Sizes of files for people.
enum DataSize {
  /// `84 kB`, `1.2 MB`; a kilobyte is 1,000 bytes.
  static func text(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\((bytes + 500) / 1000) kB" }
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}

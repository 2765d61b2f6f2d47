internal import Canvas
internal import Casework

/// What F1 says of the field of a form that has the keys.
enum FieldHelp {
  /// The field's name, its own sentence, what may stand in it, and a heading for the keys; nothing while a button has
  /// the keys.
  ///
  /// - Parameter width: of the screen, in columns.
  static func lines(_ form: RecordForm, width: Int) -> [StyledLine] {
    guard let field = form.lines[safe: form.focus]?.field else { return [] }
    let hasList = form.lines[safe: form.focus]?.options.isEmpty == false
    let sentences: [Message?] = [
      field.help, hasList ? field.type.chosen : field.type.typed,
      field.isRequired ? "It cannot be empty." : "It may stay empty.",
    ]
    let text = sentences.compactMap { $0?.text() }.joined(separator: " ")
    return [StyledLine(field.label.text(), .heading)]
      + wrap(displaySafe(text), width: max(8, width - 2)).map { StyledLine("  " + $0) }
      + [StyledLine(""), StyledLine(Message("Keys").text(), .heading)]
  }
}

extension FieldType {
  /// How a value is typed; nil where that goes without saying.
  fileprivate var typed: Message? {
    switch self {
    case .day: "A day: 20 nov, 20/11/2026, 2026-11-20, friday, today, +5d, +2w."
    case .instant: "A moment, such as 2026-11-20T14:05:00Z."
    case .number: "A whole number."
    case .record: "The reference of a record, such as \(RecordKind.named(.caseFile).prefix)-26-0001."
    case .longText: "As much text as it needs."
    case .text, .flag, .choice, .account, .team, .place, .places, .themes, .list: nil
    }
  }

  /// The same where what fits is listed beneath the field.
  fileprivate var chosen: Message? {
    switch self {
    case .text, .longText, .record: "Choose from what is listed beneath it, or type something else."
    case .places, .themes: "Choose from what is listed beneath it; a comma begins the next."
    default: "Choose from what is listed beneath it."
    }
  }
}

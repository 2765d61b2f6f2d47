internal import Canvas
internal import Casework

/// What stands under the head of a record besides what every record has: each kind's lists and long texts.
///
/// The panes' folders have a function a kind; this is where they are chosen.
enum RecordBody {
  static func lines(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    guard !view.isUnopened else { return [] }
    let own: [StyledLine] =
      switch view.record.kind {
      case .caseFile, .action: []
      case .complaint, .extract, .round, .review: ComplaintsText.lines(view, format: format)
      case .participant, .session, .contribution: VictimsText.lines(view, format: format)
      case .group, .meeting: AdvisoryGroupsText.lines(view, format: format)
      case .event: WalkaboutsText.lines(view, format: format)
      }
    return own + longTexts(view.record, format: format)
  }

  /// What belongs to a record and is not listed by the functions above.
  static func otherChildren(_ view: RecordView) -> [RecordRow] {
    view.record.kind == .event ? view.children.filter { $0.kind != .caseFile } : view.children
  }

  /// Each long text under its label.
  static func longTexts(_ record: Record, format: RecordText.Format) -> [StyledLine] {
    RecordKind.named(record.kind).ownFields.filter { $0.type == .longText }.flatMap { field in
      guard let text = record.values[field.name]?.string, !text.isBlank else { return [StyledLine]() }
      return [StyledLine(""), StyledLine(field.label.text(), .heading)] + paragraph(text, format: format)
    }
  }

  /// A text as it was typed, cleaned and wrapped.
  ///
  /// - Parameter indent: blanks before all parts of a line but its first. Columns.
  static func paragraph(
    _ text: String, format: RecordText.Format, role: Role = .text, indent: Int = 0
  ) -> [StyledLine] {
    let blanks = String(repeating: " ", count: indent)
    return displaySafeLines(text).flatMap { line in
      wrap(line, width: max(8, format.width - indent)).enumerated().map { $0 == 0 ? $1 : blanks + $1 }
    }.map { StyledLine($0, role) }
  }
}

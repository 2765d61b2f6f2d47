internal import Canvas
internal import Casework

/// What stands under the head of this pane's records.
enum ComplaintsText {
  static func lines(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    switch view.record.kind {
    case .complaint: ComplaintText.lines(view.record, format: format)
    case .extract: ExtractText.lines(view.record, format: format)
    case .round: RoundText(view, format: format).lines
    case .review: ReviewText.lines(view.record, format: format)
    default: []
    }
  }
}

internal import Canvas
internal import Casework

/// What stands under the head of this pane's records.
enum VictimsText {
  static func lines(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    []
  }
}

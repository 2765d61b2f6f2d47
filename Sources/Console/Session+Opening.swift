internal import Casework

// A restricted record is opened for a reason, once for as long as the console is open.
extension Session {
  /// Asks why the record that is shown is opened; nil when it may be read already.
  mutating func beginOpening() -> [Request]? {
    guard let view = pane.opened, view.isUnopened, view.record.reference == pane.shownReference else {
      return nil
    }
    let reference = view.record.reference
    return lay(
      .form(
        TextForm(
          .opening(reference: reference), title: "Open \(reference)",
          hint: "It is restricted. Why do you open it? The reason stands in the log.", verb: "Open",
          isMultiline: false)))
  }

  /// Shows what was opened.
  mutating func finishOpening(_ reference: String) -> [Request] {
    if isAwaited({ if case .open = $0 { true } else { false } }) { _ = dropLayers() }
    notice = Notice(
      message: "\(reference) is open until you leave Casebook; the log says so.", isError: false)
    asked = nil
    pane.finding.marked = nil
    if pane.shownReference == reference { pane.focus = .reading }
    return showSelected()
  }
}

internal import Canvas
internal import Casework

/// What lies over the pane. Esc takes off the topmost.
enum Layer: Sendable, Equatable {
  case picker(Picker)
  case form(TextForm)
  /// Fields of a new record, of one that is changed, or of an act.
  case record(RecordForm)
  /// Lines in a row, as on a walkabout.
  case log(LineLog)
  /// The questions about a sampled file.
  case scoring(Scoring)
  case help(HelpPage)
  case page(TextPage)
  /// What a verb would do to each of many records.
  case bulk(BulkPreview)
  /// Who a participant is, from the vault.
  case identity(IdentityLayer)
  /// What is about no record: queues, the start page, jobs.
  case desk(DeskLayer)

  /// What was left unfinished in the form beneath.
  case offer(DraftOffer)
  /// What a colleague made of a record meanwhile, beside what is to be saved.
  case conflict(Conflict)

  var isHelp: Bool {
    if case .help = self { return true }
    return false
  }
}

/// Moving in a text that is higher than the screen.
enum TextScroll {
  /// The line that comes to the top.
  ///
  /// - Parameter last: the line at the top when the end is in sight.
  static func moved(_ scroll: Int, _ intent: Intent, height: Int, last: Int) -> Int {
    // One line stays in sight, so that the eye finds its place.
    let page = max(1, height - 1)
    return switch intent {
    case .down: min(last, scroll + 1)
    case .up: max(0, scroll - 1)
    case .pageDown: min(last, scroll + page)
    case .pageUp: max(0, scroll - page)
    case .first: 0
    case .last: last
    default: scroll
    }
  }
}

internal import Canvas
internal import Casework

/// What was left unfinished in a form that is begun again: it is taken up, thrown away, or left for later.
struct DraftOffer: Sendable, Equatable {
  let draft: Draft
  /// When it was kept, as people say it: `10:42`, `19 Nov 10:42`.
  let moment: String
  /// When it came on the screen.
  let laid: Instant

  init(_ draft: Draft, today: Day, now: Instant) {
    self.draft = draft
    laid = now
    moment = Self.moment(of: draft, today: today)
  }

  var title: Message {
    let reference = draft.place.reference
    return reference.isEmpty ? "Unfinished" : "Unfinished on \(reference)"
  }

  static func moment(of draft: Draft, today: Day) -> String {
    draft.at.londonDay == today ? draft.at.londonTime : DayWords.moment(draft.at, today: today)
  }
}

extension LayerDrawing {
  func draw(_ offer: DraftOffer, on frame: inout Frame) {
    let foot = FootRows(["Enter takes it up", "d drops it"], last: "Esc leaves it for later")
    let area = box(offer.title, height: Self.boxHeight(in: size), foot: foot, on: &frame)
    let question: Message =
      "Unfinished \(offer.draft.place.label) of \(offer.moment): Enter takes it up, d drops it."
    var lines = wrap(displaySafe(question.text()), width: size.columns).map { StyledLine($0, .heading) }
    for (name, text) in offer.draft.lines {
      let typed = name.isEmpty ? text : "\(name): \(text)"
      for paragraph in typed.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += wrap(displaySafe(String(paragraph)), width: size.columns - 2).map { StyledLine("| " + $0) }
      }
      guard lines.count < area.rows else { break }
    }
    for (row, line) in lines.prefix(area.rows).enumerated() {
      frame.put(line, row: area.row + row, column: 0, width: size.columns)
    }
    frame.cursor = Point(row: area.row, column: 0)
  }
}

extension Session {
  /// That what is written is kept, and since when, at the end of the form's title.
  func drawDraftNote(over layer: Layer, on frame: inout Frame) {
    let top: Int
    switch layer {
    case .form: top = size.rows - LayerDrawing.boxHeight(in: size)
    case .record: top = size.rows < 16 ? 0 : 2
    default: return
    }
    guard let place = layer.unfinished(subject)?.place, let open = drafting.open[place] else { return }
    let note: Message
    if open.failure != nil {
      note = "draft not kept"
    } else if let moment = open.keptAt, !open.kept.isEmpty {
      note = "draft kept \(moment.londonTime)"
    } else {
      return
    }
    let text = " \(note.text())"
    let column = size.columns - CellWidth.of(text)
    // Where the title needs the room, it has it.
    let isFree = (max(0, column)..<size.columns).allSatisfy { column in
      let cell = frame[row: top, column: column].text
      return cell == " " || frame[row: top, column: column].style.role == .divider
    }
    guard column > size.columns / 3, isFree else { return }
    frame.put(
      text, row: top, column: column, width: size.columns - column,
      style: Style(open.failure == nil ? .dim : .error))
  }
}

internal import Canvas
internal import Casework

// What was told: the newest in the row above the foot, all of it in a log.
extension Session {
  /// A message as it was told.
  struct Told: Sendable, Equatable {
    let at: Instant
    let message: Message
    let isError: Bool
  }

  /// How many messages the log holds; older ones go.
  private static let mostTold = 500

  /// Keeps what is told now. What failed stays in the foot until it is seen: see ``seeError()``.
  mutating func keep(_ notice: Notice?) {
    guard let notice else { return }
    told.append(Told(at: now, message: notice.message, isError: notice.isError))
    if told.count > Self.mostTold { told.removeFirst() }
    if notice.stays { unseen = notice }
  }

  /// Esc where messages are told, or opening the log, says that the error was read. Esc does what it does elsewhere all the same, and so does
  /// every other key: the error is only shown again when nothing newer stands in its row.
  mutating func seeError() {
    if notice == unseen { notice = nil }
    unseen = nil
  }

  mutating func showMessages() -> [Request] {
    seeError()
    guard !told.isEmpty else {
      return lay(
        .page(TextPage("Messages", .lines([StyledLine(Message("Nothing was told yet.").text(), .dim)]))))
    }
    let lines = told.reversed().flatMap { told in
      let start = "\(DayWords.moment(told.at, today: today))  \(told.isError ? "! " : "  ")"
      let indent = size.columns < 50 ? 4 : CellWidth.of(start)
      let wrapped = wrap(displaySafe(told.message.text()), width: max(8, size.columns - indent))
      let role: Role = told.isError ? .error : .text
      let blank = String(repeating: " ", count: indent)
      guard size.columns >= 50 else {
        return [StyledLine(start, .dim)] + wrapped.map { StyledLine(blank + $0, role) }
      }
      return wrapped.enumerated().map { StyledLine(($0 == 0 ? start : blank) + $1, role) }
    }
    return lay(.page(TextPage("Messages, the newest first", .lines(lines))))
  }

  /// An error that nobody has seen yet, on one row, with how it goes. On the smallest screens the keys need the row.
  func drawUnseen(_ layout: Layout, on frame: inout Frame) {
    guard let unseen, let row = layout.message else { return }
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: size.columns))
    let hint = size.columns < 60 ? "" : Message("  Esc: seen, g m: in full").text()
    let room = size.columns - CellWidth.of(hint)
    frame.put(unseen.message.text(), row: row, column: 0, width: room, style: Style(.error))
    frame.put(hint, row: row, column: room, width: CellWidth.of(hint), style: Style(.dim))
  }
}

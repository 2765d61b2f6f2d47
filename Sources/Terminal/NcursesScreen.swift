import CNcurses
package import Canvas
import Glibc

/// The terminal of this process as a ``Screen``. One at a time, on the main thread.
///
/// From `init` to ``stop()`` the terminal is the console's; signals, crashes and `exit` give it back too.
/// A signal that asks the process to end comes as an event, so that drafts can be saved first.
package final class NcursesScreen: Screen {
  /// The size of the frame that fits.
  package private(set) var size: Size
  /// A sentence for the person, for example about a TERM that is not known here.
  package let notice: String?
  /// Which signs are used for lines.
  package var glyphs: GlyphSet { painter.glyphs }
  /// Lets background tasks wake ``nextEvent(timeoutMilliseconds:)``.
  package let waker = Waker()

  private var painter: FramePainter
  private var input = TerminalInput()
  private var events: ArraySlice<Event> = []
  private var hasGone = false

  /// Takes the terminal on standard input and output.
  package init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    let term = environmentValue("TERM") ?? ""
    let depth = Self.depth(options)
    switch terminal_start(Self.colours(depth), options.usesMouse, options.reportsFocus) {
    case TERMINAL_STARTED: notice = nil
    case TERMINAL_STARTED_AS_ANOTHER: notice = Self.notice(unknown: term)
    case TERMINAL_NOT_A_TERMINAL: throw .notATerminal
    case TERMINAL_CANNOT_PLACE_TEXT: throw .cannotPlaceText(term: displaySafe(term))
    case TERMINAL_ALREADY_STARTED: throw .alreadyInUse
    default: throw .cannotStart(term: displaySafe(term))
    }
    let chosen: GlyphSet = terminal_has_line_signs() ? .unicode : .ascii
    painter = FramePainter(theme: options.theme, depth: depth, glyphs: options.glyphs ?? chosen)
    size = Self.currentSize()
  }

  deinit { terminal_stop() }

  /// Sends the cells that differ from the last frame; nothing when none does.
  package func show(_ frame: Frame) {
    guard !hasGone else { return }
    painter.paint(frame, on: size)
  }

  /// The next frame is sent whole, as after Ctrl-L.
  package func repaint() {
    terminal_repaint()
    painter.forget()
  }

  /// The next thing that happens, or ``Event/tick`` after so many milliseconds; `nil` waits for ever.
  package func nextEvent(timeoutMilliseconds: Int?) -> Event {
    let deadline = timeoutMilliseconds.map { monotonicMilliseconds() + max(0, $0) }
    while true {
      if let event = events.popFirst() { return event }
      if hasGone { return .hangUp }
      let now = monotonicMilliseconds()
      let outcome = input.wait(until: deadline, at: now)
      take(outcome)
      if events.isEmpty, !hasGone, let deadline, monotonicMilliseconds() >= deadline { return .tick }
    }
  }

  /// Whether clicks and the wheel come as events; without, the terminal selects text by itself.
  package func setMouse(_ isOn: Bool) { terminal_set_mouse(isOn) }

  /// Gives the terminal to the shell until the job is in the foreground again; then ``Event/resumed``.
  package func suspend() {
    terminal_leave()
    terminal_stop_job()
    takeBack()
  }

  /// Gives the terminal to another program, such as an editor, while `body` runs it and waits for it.
  package func runOutside<Result>(_ body: () throws -> Result) rethrows -> Result {
    terminal_leave()
    defer { takeBack() }
    return try body()
  }

  /// Stops the job as Ctrl-Z does, while another program has the terminal, and comes back with `fg`.
  package func stopJob() { terminal_stop_job() }

  /// Gives the terminal back as it was found. Nothing can be shown any more.
  package func stop() {
    hasGone = true
    terminal_stop()
  }
}

extension NcursesScreen {
  private func take(_ outcome: TerminalInput.Outcome) {
    events += outcome.events[...]
    if outcome.wasContinued { takeBack() }
    if outcome.wasResized { fit() }
    if outcome.isClosed {
      hasGone = true
      events.append(.hangUp)
    }
  }

  /// Draws for the size that the window has now; many changes in a row are one event.
  private func fit() {
    let current = Self.currentSize()
    guard current != size else { return }
    size = current
    terminal_resize(Int32(size.rows), Int32(size.columns))
    painter.forget()
    events.append(.resized(size))
  }

  private func takeBack() {
    terminal_enter()
    painter.forget()
    fit()
    events.append(.resumed)
  }

  private static func currentSize() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    terminal_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// How many colours are wanted. A terminal says in `COLORTERM` what its entry may not know.
  private static func depth(_ options: TerminalOptions) -> ColourDepth {
    if let depth = options.depth { return depth }
    guard environmentValue("NO_COLOR") == nil else { return .none }
    let said = environmentValue("COLORTERM")
    return said == "truecolor" || said == "24bit" ? .direct : .palette
  }

  private static func colours(_ depth: ColourDepth) -> terminal_colour {
    switch depth {
    case .none: TERMINAL_NO_COLOUR
    case .direct: TERMINAL_DIRECT_COLOUR
    default: TERMINAL_COLOUR
    }
  }

  private static func notice(unknown term: String) -> String {
    let used = String(cString: terminal_name())
    guard !term.isEmpty else { return "TERM is not set; using \(used)." }
    return "TERM=\(displaySafe(term)) is not known here; using \(used)."
  }
}

/// A variable of the environment that has a value.
private func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

import Canvas
import Glibc
import Terminal

/// A small console for the tests: shows what happens to it as lines of text and does what single keys say.
@main
enum Probe {
  static func main() {
    do {
      if CommandLine.arguments.contains("twice") { try runAndStop() }
      let ending = try runAndStop()
      ending.carryOut()
    } catch {
      print(error)
      exit(69)
    }
  }

  @discardableResult
  private static func runAndStop() throws -> Ending {
    let options = TerminalOptions(usesMouse: CommandLine.arguments.contains("mouse"))
    let screen = try NcursesScreen(options: options)
    var loop = ProbeLoop(screen: screen, showsList: CommandLine.arguments.contains("list"))
    // What a test wants to see on the screen follows the word "show".
    if let word = CommandLine.arguments.firstIndex(of: "show") {
      loop.log += CommandLine.arguments[(word + 1)...]
    }
    let ending = loop.run()
    screen.stop()
    return ending
  }
}

/// How the probe ends after it has given the terminal back.
enum Ending {
  case status(Int32)
  case signal(Int32)

  func carryOut() -> Never {
    switch self {
    case .status(let status): exit(status)
    case .signal(let number):
      raise(number)
      exit(70)
    }
  }
}

struct ProbeLoop {
  let screen: NcursesScreen
  let showsList: Bool
  var log: [String] = []
  var list = ListCursor(count: 200, height: 20)

  init(screen: NcursesScreen, showsList: Bool) {
    self.screen = screen
    self.showsList = showsList
    if let notice = screen.notice { log.append(notice) }
  }

  mutating func run() -> Ending {
    while true {
      screen.show(showsList ? listFrame() : logFrame())
      let event = screen.nextEvent(timeoutMilliseconds: nil)
      if let ending = handle(event) { return ending }
    }
  }

  private mutating func handle(_ event: Event) -> Ending? {
    log.append("\(log.count) \(Self.words(event))")
    switch event {
    case .hangUp: return .status(1)
    case .terminate(let signal): return .signal(signal)
    case .key(let key): return handle(key)
    default: return nil
    }
  }

  private mutating func handle(_ key: Key) -> Ending? {
    switch key {
    case .character("q"): return .status(0)
    case .character("F"): fatalError("the probe was told to fail")
    case .character("S"): raise(SIGSEGV)
    case .character("X"): exit(3)
    case .character("W"): wakeFromAnotherThread()
    case .character("E"): runShell()
    case .character("j"): list.move(by: 1)
    case .control("z"): screen.suspend()
    case .control("l"): screen.repaint()
    default: break
    }
    return nil
  }

  private func wakeFromAnotherThread() {
    let waker = screen.waker
    Task.detached { waker.wake() }
  }

  private mutating func runShell() {
    let isTidy = screen.runOutside {
      var settings = termios()
      tcgetattr(0, &settings)
      _ = write(1, "outside\n", 8)
      return settings.c_lflag & UInt32(ECHO) != 0
    }
    log.append("outside was \(isTidy ? "tidy" : "raw")")
  }
}

extension ProbeLoop {
  /// The size, a Welsh line, a line of every role, and the last events with the cursor at the last one.
  private func logFrame() -> Frame {
    var frame = Frame(size: screen.size)
    let width = frame.size.columns
    frame.put("Probe \(frame.size.rows)x\(width)", row: 0, column: 0, width: width, style: Style(.heading))
    frame.put("Tŷ'r Ŵyl 日本 |", row: 1, column: 0, width: width)
    var column = 0
    for role in Role.allCases {
      column += frame.put("\(role) ", row: 2, column: column, width: width - column, style: Style(role))
    }
    frame.horizontalLine(row: 3, column: 0, width: width)
    let shown = log.suffix(max(1, frame.size.rows - 5))
    for (number, line) in shown.enumerated() {
      frame.put(line, row: 4 + number, column: 0, width: width)
    }
    frame.cursor = Point(row: min(3 + max(1, shown.count), frame.size.rows - 1), column: 0)
    return frame
  }

  private func listFrame() -> Frame {
    var frame = Frame(size: screen.size)
    for (line, row) in list.visible.enumerated() {
      let isFocused = row == list.selection
      let text = (isFocused ? "> " : "  ") + "COR-26-0\(row)  LATE 3  SL  Complaint about delay"
      frame.put(text, row: line, column: 0, width: 80, style: Style(.text, isFocused: isFocused))
    }
    frame.cursor = Point(row: list.selectedLine, column: 0)
    return frame
  }

  private static func words(_ event: Event) -> String {
    switch event {
    case .key(.character(let character)): "character \(character)"
    case .key(let key): "key \(key)"
    case .paste(let text): "paste \(text.utf8.count) \(text.prefix(40))"
    case .mouse(let mouse): "mouse \(mouse.kind) \(mouse.point.row),\(mouse.point.column)"
    case .resized(let size): "resized \(size.rows)x\(size.columns)"
    default: "\(event)"
    }
  }
}

import Canvas
import CaseStore
import Casework
import Console
import Glibc
import Terminal

/// The console line by line: the same state and the same keys as on the screen, without a screen.
struct PlainLoop {
  private var session: Session
  private let runner: RequestRunner
  private var reader = PlainReader()
  private var isQuitting = false
  /// Changes that were asked for and are not answered yet: what became of one is read before the next line.
  private var changes = 0
  /// Counts did not come in time: they are not waited for again until there are others.
  private var isWithoutCounts = false

  /// As many columns as a sentence of a list needs; a terminal folds what it has no room for.
  private static let size = Size(rows: 24, columns: 240)

  /// Opens the store and stays there until the person leaves or the input ends.
  static func run(_ workplace: Workplace, _ settings: Settings, banner: Message? = nil) throws {
    let (store, actor) = try workplace.enterUnasked()
    if banner == nil { try SeenHeads.greet(store) }
    var preferences = settings.preferences
    preferences.isForEar = true
    let session = Session(
      size: size, actor: actor, lists: try failing { try OfficeLists(store) }, rulebook: store.rulebook,
      now: Workplace.now, banner: banner, preferences: preferences)
    let runner = try failing { try RequestRunner(workplace, store: store, actor: actor, waker: Waker()) }
    var loop = PlainLoop(session: session, runner: runner)
    runner.begin { if banner == nil { SeenHeads.keep(store) } }
    loop.run(notice: settings.notice(preferences))
    if banner == nil { SeenHeads.part(from: store, actor) }
  }

  private init(session: Session, runner: RequestRunner) {
    self.session = session
    self.runner = runner
  }

  // MARK: - The loop

  private mutating func run(notice: Message?) {
    Output.line(
      "Casebook, line by line. Write a key, or an action by its name; an empty line reads all again. Where you type, a line that begins with a full stop names a key, such as .Ctrl-S."
        as Message)
    if let notice { session.tell(notice) }
    carryOut(session.start())
    settle()
    read()
    while !isQuitting, let line = nextLine() {
      take(line)
      // Between lines there is no tick: what was written is kept now, for the next line may never come.
      carryOut(session.keepDraftsNow())
    }
    runner.finish()
  }

  private mutating func take(_ line: String) {
    session.now = Workplace.now
    guard !line.isEmpty || session.dialog != nil else { return read(whole: true) }
    guard let keys = session.keys(forLine: line) else {
      guard let dialog = session.dialog else {
        return Output.line("'\(line)' is neither a key nor an action here: 'help' lists them.")
      }
      return Output.line("'\(line)' is no key here: '\(dialog)' is open. Its keys: \(session.footLine)")
    }
    for key in keys {
      carryOut(session.handle(.key(key)))
      settle()
    }
    if !isQuitting { read() }
  }

  /// Reads the screen out, when what it counts is counted.
  private mutating func read(whole: Bool = false) {
    awaitCounts()
    Output.write(reader.lines(of: session, whole: whole).map { $0 + "\n" }.joined())
  }

  /// What is being counted comes by itself, and is worth a moment's wait: nobody sees it change afterwards.
  private mutating func awaitCounts() {
    let start = Workplace.now
    while session.isCounting, !isWithoutCounts {
      isWithoutCounts = Workplace.now.milliseconds - start.milliseconds > Self.patienceForCounts
      usleep(2000)
      takeArrived()
    }
    if !session.isCounting { isWithoutCounts = false }
  }

  /// Milliseconds.
  private static let patienceForCounts = 5000

  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      switch request {
      // There is no screen to be drawn anew, and the shell's own keys stop and end a program that reads lines.
      case .redraw, .suspend, .mouse: break
      case .quit: isQuitting = true
      default:
        changes += request.changesSomething ? 1 : 0
        if let reply = runner.run(request) { carryOut(session.receive(reply)) }
      }
    }
  }

  /// Takes in what arrives until the next line can be understood, at most for a minute.
  private mutating func settle() {
    let start = Workplace.now
    repeat {
      takeArrived()
      guard !session.isSettled || changes > 0 else { return }
      usleep(2000)
    } while Workplace.now.milliseconds - start.milliseconds < 60_000
  }

  private mutating func takeArrived() {
    for reply in runner.arrived() {
      changes -= reply.endsChange ? min(1, changes) : 0
      carryOut(session.receive(reply))
    }
  }

  // MARK: - Lines

  /// The next line without its end; nil when the input has ended. A passphrase is not shown.
  private func nextLine() -> String? {
    guard isatty(0) == 1 else { return readLine() }
    Output.write("> ")
    guard session.isTypingSecret else { return readLine() }
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return nil }
    var quiet = settings
    quiet.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &quiet)
    defer {
      tcsetattr(0, TCSAFLUSH, &settings)
      Output.write("\n")
    }
    return readLine()
  }
}

extension Request {
  fileprivate var changesSomething: Bool {
    switch self {
    case .perform, .save: true
    default: false
    }
  }
}

extension Reply {
  fileprivate var endsChange: Bool {
    switch self {
    case .done, .refused, .overtaken, .saved, .failed: true
    default: false
    }
  }
}

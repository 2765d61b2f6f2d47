import Canvas
import CaseStore
import Casework
import Console
import Glibc
import Terminal

/// The console on a terminal: keys in, frames out.
@MainActor
struct ConsoleLoop {
  private let screen: NcursesScreen
  private var session: Session
  private let runner: RequestRunner
  private var isQuitting = false
  private var isLeavingForDemo = false
  /// A signal that asked the program to end; sent again at the end, so that the exit status is honest.
  private var signal: Int32?

  /// How often the loop looks whether another program changed the store, in milliseconds.
  private static let watchInterval = 500

  /// The console on the usual store; the exit status.
  static func runAndReport(_ settings: Settings) -> Int32 {
    do {
      end(by: try run(Workplace(storePath: nil), settings))
      return 0
    } catch let failure as Failure {
      failure.report()
      return failure.status
    } catch {
      Output.complain("casebook: \(error)")
      return EX_SOFTWARE
    }
  }

  /// Opens the store in the console and stays there until the person leaves.
  ///
  /// Returns the signal that ended it, if one did: the caller tidies up and then calls ``end(by:)``.
  ///
  /// Where there is no store and somebody sits at a terminal, that person is asked what to do first.
  static func run(
    _ workplace: Workplace, _ settings: Settings, banner: Message? = nil, opening: Session.Opening? = nil
  ) throws -> Int32? {
    let (store, actor): (CaseStore, Actor)
    do {
      (store, actor) = try workplace.enterUnasked()
    } catch let failure as Failure where failure.isNoStore && opening == nil && GreetingLoop.isPossible {
      try workplace.requireRules()
      return try GreetingLoop.run(workplace, settings) {
        try run(workplace, settings, banner: banner, opening: $0)
      }
    }
    // A demo is nobody's memory.
    let isRemembered = banner == nil
    if isRemembered { try SeenHeads.greet(store) }
    let opening = try opening ?? failing { try store.isEmpty() ? .greeting : .list }
    // Hundreds of places are read when the rows stand on the screen.
    let lists = try failing {
      opening == .list ? OfficeLists(people: try store.settings(Account.self)) : try OfficeLists(store)
    }
    let preferences = settings.preferences
    let screen = try openScreen(settings.terminalOptions)
    defer { screen.stop() }
    let session = Session(
      size: screen.size, actor: actor, lists: lists, rulebook: store.rulebook, now: Workplace.now,
      banner: banner, preferences: preferences, isScreenful: true)
    let runner = try failing { try RequestRunner(workplace, store: store, actor: actor, waker: screen.waker) }
    var loop = ConsoleLoop(screen: screen, session: session, runner: runner)
    loop.run(opening, notice: screen.notice.map { Message(template: $0) } ?? settings.notice(preferences)) {
      if isRemembered { SeenHeads.keep(store) }
    }
    screen.stop()
    if isRemembered { SeenHeads.part(from: store, actor) }
    if loop.isLeavingForDemo { try DemoProgram.start() }
    return loop.signal
  }

  static func openScreen(_ options: TerminalOptions) throws -> NcursesScreen {
    do throws(TerminalError) {
      return try NcursesScreen(options: options)
    } catch {
      throw Failure(Message(template: error.description), status: EX_UNAVAILABLE)
    }
  }

  /// Ends the program by the signal that asked for it, so that its exit status is honest.
  ///
  /// The main actor may run on a thread of Dispatch, and those block every signal.
  static func end(by signal: Int32?) {
    guard let signal else { return }
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    Glibc.signal(signal, SIG_DFL)
    // Ctrl-\ usually leaves a core dump: a file full of people's letters.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    raise(signal)
  }

  private init(screen: NcursesScreen, session: Session, runner: RequestRunner) {
    self.screen = screen
    self.session = session
    self.runner = runner
  }

  // MARK: - The loop

  /// - Parameter shown: done elsewhere when the first screen is shown.
  private mutating func run(
    _ opening: Session.Opening, notice: Message?, shown: @escaping @Sendable () -> Void
  ) {
    if let notice { session.tell(notice) }
    carryOut(session.start(with: opening))
    screen.show(session.draw())
    carryOut(session.shown())
    screen.show(session.draw())
    runner.begin(shown)
    while !isQuitting {
      take(screen.nextEvent(timeoutMilliseconds: Self.watchInterval))
      takeWaiting()
      if !isQuitting { screen.show(session.draw()) }
    }
    runner.finish()
  }

  private mutating func take(_ event: Event) {
    session.now = Workplace.now
    if case .terminate(let number) = event { signal = number }
    carryOut(session.handle(event))
    for reply in runner.arrived() { carryOut(session.receive(reply)) }
  }

  /// Takes keys that are waiting already (a key held down on a slow link) before the next frame is drawn, but lets
  /// no more than a frame's time pass.
  private mutating func takeWaiting() {
    let start = Workplace.now
    while !isQuitting, Workplace.now.milliseconds - start.milliseconds < 16 {
      let event = screen.nextEvent(timeoutMilliseconds: 0)
      guard event != .tick else { return }
      take(event)
    }
  }

  /// The editor has the terminal; what happens meanwhile waits.
  private func compose(_ text: String, _ about: Message) -> Reply {
    screen.runOutside { Editor.fromEnvironment.compose(text, about: about, stop: screen.stopJob) }
  }

  /// What the terminal must do is done here; the rest goes to the runner, and what is quick is answered at once.
  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      switch request {
      case .redraw: screen.repaint()
      case .suspend: screen.suspend()
      case .mouse(let isOn): screen.setMouse(isOn)
      case .compose(let text, let about): carryOut(session.receive(compose(text, about)))
      case .quit: isQuitting = true
      case .demo:
        isQuitting = true
        isLeavingForDemo = true
      default:
        if let reply = runner.run(request) { carryOut(session.receive(reply)) }
      }
    }
  }
}

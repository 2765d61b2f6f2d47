import Canvas
import CaseStore
import Casework
import Console
import Glibc
import Terminal

/// `casebook` where there is no store yet: what one can do first, on a screen of its own.
@MainActor
enum GreetingLoop {
  /// Nil when the person left, or when a console may open now; then `open` is called with what it opens with.
  ///
  /// - Returns: the signal that ended it, if one did.
  static func run(
    _ workplace: Workplace, _ settings: Settings, open: (Session.Opening) throws -> Int32?
  ) throws -> Int32? {
    let screen = try ConsoleLoop.openScreen(settings.terminalOptions)
    defer { screen.stop() }
    var greeting = Greeting(missingStore: workplace.storePath)
    var size = screen.size
    while true {
      screen.show(greeting.frame(size: size))
      switch screen.nextEvent(timeoutMilliseconds: 60_000) {
      case .key(.control("l")), .resumed: screen.repaint()
      case .key(.control("z")): screen.suspend()
      case .key(let key):
        switch greeting.handle(key) {
        case .stay, .pass, .choose(.mail), .choose(.record): break
        case .leave: return nil
        case .choose(.demo):
          screen.stop()
          try DemoProgram.start()
        case .make(let office, let mail):
          greeting.refusal = try refusalToMakeStore(of: office, workplace)
          guard greeting.refusal == nil else { break }
          screen.stop()
          return try open(mail.map(Session.Opening.mail) ?? .record)
        }
      case .paste(let text): greeting.paste(text)
      case .resized(let new): size = new
      case .terminate(let signal): return signal
      case .hangUp: return nil
      default: break
      }
    }
  }

  /// Nil when the store is made.
  private static func refusalToMakeStore(of office: String, _ workplace: Workplace) throws -> String? {
    do {
      workplace.makeFolder()
      try failing {
        _ = try StoreSetup.make(in: workplace, office: Office(title: office), now: Workplace.now)
      }
      return nil
    } catch let failure as Failure {
      return failure.message.text()
    }
  }

  /// Whether somebody sits at a terminal who could be asked.
  static var isPossible: Bool { isatty(0) == 1 && isatty(1) == 1 }
}

/// The demo in place of this program: another store, another start.
enum DemoProgram {
  /// Does not come back when it works.
  static func start() throws {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("casebook"), strdup("demo"), nil]
    defer { for argument in arguments { free(argument) } }
    execv("/proc/self/exe", &arguments)
    throw Failure("The demo cannot be started from here: try 'casebook demo'.", status: EX_OSERR)
  }
}

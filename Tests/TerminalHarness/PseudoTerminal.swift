package import Glibc

/// A real terminal device with a program on it; the test sits where the glass and the keyboard are.
package final class PseudoTerminal {
  /// `TIOCSPTLCK` and `TIOCGPTN`, which Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  private var master: Int32
  private var child: ChildProcess?
  private var status: ExitStatus?
  /// Everything that the program has written so far.
  package private(set) var output: [UInt8] = []

  package init(rows: Int, columns: Int) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &isLocked) == 0 else {
      throw HarnessError(description: "no pseudo-terminal")
    }
    resize(rows: rows, columns: columns)
  }

  deinit {
    if status == nil, let child {
      child.send(signal: SIGKILL)
      _ = try? child.waitForExit(within: 5)
    }
    hangUp()
  }

  /// Starts a program as the leader of a session with this terminal.
  package func start(_ path: String, _ arguments: [String] = [], environment: [String: String]) throws {
    var number: Int32 = 0
    guard ioctl(master, Self.getNumber, &number) == 0 else { throw HarnessError(description: "no name") }
    let name = "/dev/pts/\(number)"
    child = try ChildProcess.start(path, arguments, environment: environment, session: true) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
  }

  /// Types.
  package func send(_ text: String) { send(Array(text.utf8)) }

  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      read(forMilliseconds: 0)
    }
  }

  /// Reads until the output since `start` holds this text.
  package func wait(for text: String, since start: Int = 0, within seconds: Double = 30) throws {
    let deadline = Deadline(seconds: seconds)
    while !contains(text, since: start) {
      guard !deadline.hasPassed else {
        throw HarnessError(description: "\(text) did not come; there was \(outputText(since: start))")
      }
      read(forMilliseconds: 20)
    }
  }

  /// Reads until nothing came for so long.
  package func waitForSilence(milliseconds: Int = 150) {
    while read(forMilliseconds: milliseconds) {}
  }

  /// Whether anything came within so long.
  package func waitForOutput(milliseconds: Int) -> Bool { read(forMilliseconds: milliseconds) }

  /// The process on the terminal, once it was started.
  package var processIdentifier: pid_t? { child?.identifier }

  package func contains(_ text: String, since start: Int = 0) -> Bool {
    output[min(start, output.count)...].contains(Array(text.utf8))
  }

  /// The output as text, with control characters escaped.
  package func outputText(since start: Int = 0) -> String {
    String(decoding: output[min(start, output.count)...], as: UTF8.self).debugDescription
  }

  package func resize(rows: Int, columns: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  package func send(signal: Int32) { child?.send(signal: signal) }

  /// Reads what is left and waits for the end of the program.
  package func waitForExit(within seconds: Double = 30) throws -> ExitStatus {
    if let status { return status }
    guard let child else { throw HarnessError(description: "nothing was started") }
    // A program that has more to say than the terminal holds would wait for ever.
    let deadline = Deadline(seconds: seconds)
    while master >= 0, read(forMilliseconds: 50) || !isEnded, !deadline.hasPassed {}
    let ended = try child.waitForExit(within: seconds)
    status = ended
    return ended
  }

  /// Closes the window.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// The settings as `stty -a` would show them.
  package var settings: [UInt32] {
    var settings = termios()
    tcgetattr(master, &settings)
    let keys = withUnsafeBytes(of: settings.c_cc) { $0.map { UInt32($0) } }
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag] + keys
  }

  /// Whether the program has ended; ``waitForExit(within:)`` says how.
  package var isEnded: Bool {
    guard let child else { return true }
    var information = siginfo_t()
    let options = WEXITED | WNOHANG | WNOWAIT
    return waitid(P_PID, id_t(child.identifier), &information, options) == 0 && information.si_signo != 0
  }

  @discardableResult
  private func read(forMilliseconds milliseconds: Int) -> Bool {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(milliseconds)) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else {
      // The program has closed its side; another may still open it.
      if milliseconds > 0 { usleep(2000) }
      return false
    }
    output += buffer.prefix(count)
    return true
  }
}

import Casework
import Glibc

/// The terminal that the person sits at, whatever became of standard input and output: for what must not pass
/// through a file, an argument or the environment.
final class Keyboard {
  private let descriptor: Int32
  /// In bytes; longer lines are refused.
  private static let longest = 4096

  /// Throws: ``Failure`` when the program was started without a terminal.
  init() throws {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        "This is asked at a terminal, and there is none: run the command in a window of your own.",
        status: EX_UNAVAILABLE)
    }
  }

  deinit { close(descriptor) }

  func show(_ line: Message) { write(Output.safe(line.text()) + "\n") }

  /// A line that anybody who looks at the screen may see.
  func ask(_ question: Message) throws -> String {
    write(Output.safe(question.text()) + " ")
    return String(decoding: try line(), as: UTF8.self)
  }

  /// A line that is not shown. Ctrl-C leaves, with the terminal as it was.
  func askSecretly(_ question: Message) throws -> [UInt8] {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { throw left }
    var quiet = settings
    // Signals of keys are off: one that ended the program would leave a terminal that shows nothing.
    quiet.c_lflag &= ~tcflag_t(ECHO | ECHONL | ISIG)
    guard tcsetattr(descriptor, TCSAFLUSH, &quiet) == 0 else { throw left }
    defer {
      tcsetattr(descriptor, TCSAFLUSH, &settings)
      write("\n")
    }
    // Only now: who sees the question may type at once.
    write(Output.safe(question.text()) + " ")
    let typed = try line()
    guard !typed.contains(3), !typed.contains(26) else { throw left }
    return typed
  }

  /// A new passphrase, typed twice.
  func askNewPassphrase(of holder: String) throws -> [UInt8] {
    let first = try askSecretly("New passphrase of '\(holder)':")
    guard try askSecretly("The same again:") == first else {
      throw Failure("The two passphrases differ, and nothing was written: try again.", status: EX_DATAERR)
    }
    return first
  }

  private var left: Failure { Failure("You left, and nothing was written.", status: EX_NOPERM) }

  private func line() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { throw left }
      // Ctrl-C is no end of a line: what was typed is thrown away by whoever asked.
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return bytes }
      guard bytes.count < Self.longest else {
        throw Failure("What was typed is too long, and nothing was written.", status: EX_DATAERR)
      }
      bytes.append(byte)
    }
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, bytes.count) }
  }
}

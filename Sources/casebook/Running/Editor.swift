import Casework
import Console
import Glibc
import Privileges

/// The person's own editor, for a text that is longer than one likes to write in a form.
///
/// The text lies meanwhile in a file that its owner alone may read, in a folder of its own; both are removed
/// afterwards, whatever became of the editor.
struct Editor {
  /// The program and its arguments, as the environment has them; there is no shell between.
  let words: [String]

  /// `$VISUAL`, else `$EDITOR`, else `vi`.
  static var fromEnvironment: Editor {
    let line = Workplace.variable("VISUAL") ?? Workplace.variable("EDITOR") ?? "vi"
    let words = line.split(separator: " ").map(String.init)
    return Editor(words: words.isEmpty ? ["vi"] : words)
  }

  /// Lets the person write, and waits. The terminal must be the editor's.
  ///
  /// - Parameter stop: called when the editor was stopped by Ctrl-Z; returns when the job goes on.
  func compose(_ text: String, about: Message, stop: () -> Void) -> Reply {
    // Where it can be, on a disk that forgets.
    let places = [Workplace.variable("XDG_RUNTIME_DIR"), Workplace.variable("TMPDIR"), "/tmp"]
    guard let folder = TemporaryFolder(in: places) else {
      return .notComposed("No folder for the editor can be made: check $TMPDIR. Your text is as it was.")
    }
    defer { folder.remove() }
    let path = folder.path + "/text.txt"
    let mark = Self.mark(about)
    guard
      Self.write(
        text + (text.isEmpty || text.hasSuffix("\n") ? "\n" : "\n\n") + mark.map { $0 + "\n" }.joined(),
        to: path)
    else {
      return .notComposed("The file for the editor cannot be written: check $TMPDIR. Your text is as it was.")
    }
    if let failure = run(on: path, stop: stop) { return .notComposed(failure) }
    guard let bytes = try? FileBytes.all(of: path) else {
      return .notComposed("The editor left no file that can be read: your text is as it was.")
    }
    let written = Self.text(bytes, without: mark, before: text)
    guard !written.isBlank else { return .notComposed("The file came back empty: your text is as it was.") }
    return .composed(written)
  }

  // MARK: - The text

  /// Stands below the text, so that the first line is the person's.
  private static func mark(_ about: Message) -> [String] {
    let lines: [Message] = [
      "---- Casebook: \(about) ----",
      "This line and the one above are left out. Save, then leave the editor.",
    ]
    return lines.map { $0.text().replacing("\n", with: " ") }
  }

  /// All that stands in the file but the lines of the mark: what was added at its end was written too. An editor
  /// ends a file with a line feed that nobody typed.
  private static func text(_ bytes: [UInt8], without mark: [String], before: String) -> String {
    // What is no UTF-8 is taken for Latin-1, in which every byte is a letter: nothing is lost.
    let all =
      String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    let lines = all.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    let parts = lines.split(omittingEmptySubsequences: false) { mark.contains(String($0)) }.map(Self.trimmed)
    let written = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    return before.hasSuffix("\n") ? written + "\n" : written
  }

  /// Without the blank lines at the end.
  private static func trimmed(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
    var kept = lines
    while kept.last?.isBlankLine == true { kept.removeLast() }
    return kept
  }

  // MARK: - The file

  private static func write(_ text: String, to path: String) -> Bool {
    let descriptor = Privilege.asPerson {
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  // MARK: - The program

  /// Why the text is not to be taken; nil when the editor ended well.
  private func run(on path: String, stop: () -> Void) -> Message? {
    var process: pid_t = 0
    let failure = start(words + [path], &process)
    guard failure == 0 else {
      let reason = String(cString: strerror(failure))
      return
        "The editor '\(words[0])' cannot be started (\(reason)): set $VISUAL or $EDITOR. Your text is as it was."
    }
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WUNTRACED)
      if ended < 0, errno == EINTR { continue }
      guard ended == process else { return "The editor was lost sight of: your text is as it was." }
      // Stopped by Ctrl-Z: the console stops too, so that the shell has its prompt, and `fg` brings both back.
      guard status & 0xff == 0x7f else { break }
      stop()
      kill(process, SIGCONT)
    }
    let signal = status & 0x7f
    let code = status >> 8 & 0xff
    if signal != 0 { return "The editor was ended by signal \(signal): your text is as it was." }
    return code == 0 ? nil : "The editor ended with status \(code): your text is as it was."
  }

  /// Starts a program with the signals as the shell would give them; 0 or the error's number.
  private func start(_ words: [String], _ process: inout pid_t) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    // The rights of the store's group stay behind.
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_RESETIDS
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    return posix_spawnp(&process, words[0], nil, &attributes, &arguments, environ)
  }
}

extension Substring {
  fileprivate var isBlankLine: Bool { allSatisfy(\.isWhitespace) }
}

package import Glibc

/// What went wrong in the harness itself, or did not happen in time.
package struct HarnessError: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) {
    self.description = description
  }
}

/// How a process ended.
package enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case killed(signal: Int32)
}

/// A process that was started by a test.
package struct ChildProcess {
  package let identifier: pid_t

  /// Starts a program with exactly this environment.
  /// - Parameter session: whether it leads a session of its own; the first terminal it opens is then its own.
  package static func start(
    _ path: String, _ arguments: [String], environment: [String: String], session: Bool,
    actions prepare: (inout posix_spawn_file_actions_t) -> Void
  ) throws -> ChildProcess {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    prepare(&actions)
    // The test runner may ignore or block signals; the program must not inherit that.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (session ? 0x80 : 0)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var identifier: pid_t = 0
    let result = withStrings([path] + arguments) { arguments in
      withStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawnp(&identifier, path, &actions, &attributes, arguments, environment)
      }
    }
    guard result == 0 else { throw HarnessError(description: "cannot start \(path): error \(result)") }
    return ChildProcess(identifier: identifier)
  }

  /// Runs a program to its end.
  /// - Returns: how it ended, and what it wrote to standard output.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String], within seconds: Double = 30
  ) throws -> (status: ExitStatus, output: String) {
    var ends: [Int32] = [0, 0]
    // Unlike a pipe, a pair of sockets can be made closed to the other programs that tests start meanwhile.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw HarnessError(description: "no sockets") }
    let child = try start(path, arguments, environment: environment, session: false) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    close(ends[1])
    defer { close(ends[0]) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      guard count > 0 else { break }
      output += buffer.prefix(count)
    }
    return (try child.waitForExit(within: seconds), String(decoding: output, as: UTF8.self))
  }

  package func send(signal: Int32) {
    kill(identifier, signal)
  }

  /// Waits for the end; kills the process and throws when it does not end in time.
  package func waitForExit(within seconds: Double) throws -> ExitStatus {
    let deadline = Deadline(seconds: seconds)
    while true {
      var status: Int32 = 0
      let ended = waitpid(identifier, &status, WNOHANG)
      if ended == identifier { return Self.meaning(of: status) }
      if ended < 0 && errno != EINTR { throw HarnessError(description: "there is no such process") }
      guard !deadline.hasPassed else {
        send(signal: SIGKILL)
        waitpid(identifier, &status, 0)
        throw HarnessError(description: "the process did not end within \(seconds) s")
      }
      usleep(2000)
    }
  }

  private static func meaning(of status: Int32) -> ExitStatus {
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
  }
}

/// A moment on the monotonic clock.
package struct Deadline {
  private let end: ContinuousClock.Instant

  package init(seconds: Double) {
    end = ContinuousClock.now + .milliseconds(Int(seconds * 1000))
  }

  package var hasPassed: Bool { ContinuousClock.now >= end }
}

private func withStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  pointers.append(nil)
  return body(pointers)
}

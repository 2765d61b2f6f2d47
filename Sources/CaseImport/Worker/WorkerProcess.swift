internal import CProcess
import Glibc

/// A running worker and the two pipes to it.
struct WorkerProcess {
  private let process: pid_t
  /// Where requests go, and whence answers come. Neither blocks.
  let input: Int32
  let output: Int32

  /// Starts `executable` as a worker: a clean environment, no descriptor but its two pipes, errors to
  /// nowhere. nil when it cannot be started.
  init?(executable: String) {
    var (process, input, output): (Int32, Int32, Int32) = (0, 0, 0)
    guard process_start(executable, &process, &input, &output) == 0 else { return nil }
    self.process = process
    self.input = input
    self.output = output
  }

  /// Ends the process, whatever it is doing, and forgets it.
  func stop() {
    kill(process, SIGKILL)
    close(input)
    close(output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}

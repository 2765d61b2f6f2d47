import Foundation
import Glibc

/// A change that the store acknowledged.
package struct Acknowledgement: Hashable {
  package let entry: Int
  package let reference: String
  package let number: Int
}

/// A colleague without a face, in a process of its own: `StoreWriter`, and what it has said so far.
package struct RunningWriter {
  package let process: ChildProcess
  private let output: String

  /// The path of `StoreWriter`.
  package static func program() throws -> String { try BuiltProgram.path(of: "StoreWriter") }

  /// - Parameter output: the file that has what it says, at the moment at which it says it.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String], output: String
  ) throws {
    self.output = output
    process = try ChildProcess.start(path, arguments, environment: environment, session: false) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
  }

  /// Waits for the end of it.
  @discardableResult
  package func end(within seconds: Double = 120) throws -> (status: ExitStatus, text: String) {
    (try process.waitForExit(within: seconds), text)
  }

  package var text: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

  /// A line that was cut by the death of its writer counts for nothing.
  package var acknowledged: [Acknowledgement] { Self.acknowledgements(in: text) }

  package static func acknowledgements(in text: String) -> [Acknowledgement] {
    text.split(separator: "\n").filter { $0.hasPrefix("ACK ") }.compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 4, let entry = Int(parts[1]), let number = Int(parts[3]) else { return nil }
      return Acknowledgement(entry: entry, reference: String(parts[2]), number: number)
    }
  }

  package var errors: [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("ERR ") }.map { String($0.dropFirst(4)) }
  }

  /// How long the store took over each change, in microseconds.
  package var waits: [Int] {
    text.split(separator: "\n").compactMap { $0.hasPrefix("TOOK ") ? Int($0.dropFirst(5)) : nil }
  }
}

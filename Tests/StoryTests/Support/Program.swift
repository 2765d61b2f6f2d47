import Foundation
import Glibc
import TerminalHarness

/// The program under test, as it was built.
enum Program {
  static func path() throws -> String { try BuiltProgram.path(of: "casebook") }

  /// The account of the person who runs the tests, as the kernel has it.
  static func accountName() -> String {
    getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid\(getuid())"
  }

  /// Real mail to try the program on. It lies beside the package and is not part of it.
  static func corpus() throws -> String {
    let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let folder = root.deletingLastPathComponent().path + "/shared/corpus/mail"
    guard isFolder(folder) else { throw HarnessError(description: "the corpus of mail is not at \(folder)") }
    return folder
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

/// What a command did.
struct Outcome {
  let status: ExitStatus
  let output: [UInt8]
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }

  /// The lines of output, each read as JSON.
  func json() throws -> [Value] {
    try output.split(separator: 0x0A).map { try Value(parsing: Array($0)) }
  }

  /// The complaint is one sentence of the program's own, and nothing else was said.
  var isOneSentence: Bool {
    output.isEmpty && errors.hasPrefix("casebook: ") && errors.hasSuffix("\n")
      && errors.filter { $0 == "\n" }.count == 1
  }
}

/// A command that is running.
struct RunningCommand {
  let process: ChildProcess
  private let folder: String

  /// Starts a program with exactly this environment; what it prints goes to files.
  init(
    _ path: String, _ arguments: [String], environment: [String: String], input: [UInt8], folder: String,
    directory: String
  ) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(input).write(to: URL(fileURLWithPath: folder + "/input"))
    self.folder = folder
    let words = ["-C", directory, path] + arguments
    process = try ChildProcess.start("/usr/bin/env", words, environment: environment, session: false) {
      actions in
      posix_spawn_file_actions_addopen(&actions, 0, folder + "/input", O_RDONLY, 0)
      let flags = O_WRONLY | O_CREAT | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, 1, folder + "/output", flags, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, folder + "/errors", flags, 0o600)
    }
  }

  func outcome(within seconds: Double = 60) throws -> Outcome {
    let status = try process.waitForExit(within: seconds)
    let output = try Data(contentsOf: URL(fileURLWithPath: folder + "/output"))
    let errors = try Data(contentsOf: URL(fileURLWithPath: folder + "/errors"))
    return Outcome(status: status, output: Array(output), errors: String(decoding: errors, as: UTF8.self))
  }
}

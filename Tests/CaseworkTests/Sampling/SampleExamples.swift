import Casework
import Foundation

/// References such as a force gives: `CO/00017/26`.
func forceReferences(_ count: Int) -> [String] {
  (1...count).map { number in
    "CO/\(String(repeating: "0", count: 5 - String(number).count))\(number)/26"
  }
}

/// Complaints of three areas, most of them from the first.
func areaMembers(_ count: Int) -> [SampleMember] {
  forceReferences(count).enumerated().map { position, reference in
    SampleMember(
      reference, stratum: position % 10 < 6 ? "North" : position % 10 < 9 ? "South" : "Afon Ddu, y Dre")
  }
}

/// What the tools of any Unix machine print for a script; `$1` and so on are the arguments.
func shell(_ script: String, _ arguments: String...) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  process.arguments = ["-c", script, "sh"] + arguments
  process.environment = ["LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"]
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let bytes = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ShellFailure(status: process.terminationStatus) }
  return String(decoding: bytes, as: UTF8.self)
}

struct ShellFailure: Error {
  let status: Int32
}

/// A file of its own for one test, removed with this value.
final class ScratchFile {
  let path: String

  init(_ bytes: [UInt8]) throws {
    path = FileManager.default.temporaryDirectory.path + "/casebook-frame-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

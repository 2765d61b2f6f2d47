import CaseImport
import Foundation
import Testing

/// Where the tests find the built worker, the corpus, and room for files.
enum Support {
  /// The executable that tests start as the worker: built beside the test bundle.
  static var worker: String {
    get throws {
      let arguments = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
      let bundles = arguments + [URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()]
      for bundle in bundles {
        let candidate = bundle.deletingLastPathComponent().appendingPathComponent("casebook-mail-reader")
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate.path }
      }
      throw Missing(what: "casebook-mail-reader beside the test bundle")
    }
  }

  /// Real mail, kept beside the package. Tests that need it fail when it is absent.
  static var corpus: String {
    get throws {
      var root = URL(fileURLWithPath: #filePath)
      for _ in 0..<3 { root.deleteLastPathComponent() }
      let mail = root.deletingLastPathComponent().appendingPathComponent("shared/corpus/mail")
      guard FileManager.default.fileExists(atPath: mail.path) else { throw Missing(what: mail.path) }
      return mail.path
    }
  }

  struct Missing: Error {
    let what: String
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, making the folders above it.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }
}

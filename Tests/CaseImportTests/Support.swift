import CaseImport
import Foundation
import TerminalHarness
import Testing

/// Where the tests find the built worker, the corpus, and room for files.
enum Support {
  /// The reader of mail, as the build makes it.
  static var worker: String {
    get throws { try BuiltProgram.path(of: "casebook-mail-reader") }
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

  /// A file of the ward and force lists, kept beside the package.
  static func placeFile(_ name: String) throws -> [UInt8] {
    let mail = URL(fileURLWithPath: try corpus)
    let file = mail.deletingLastPathComponent().appendingPathComponent("places/\(name)")
    guard FileManager.default.fileExists(atPath: file.path) else { throw Missing(what: file.path) }
    return [UInt8](try Data(contentsOf: file))
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

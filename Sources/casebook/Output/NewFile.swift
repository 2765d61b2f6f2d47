import CaseStore
import Casework
import Glibc

/// A file that the program makes for a person: under its name it is whole and on the disk, or it is not there. It
/// never overwrites one.
///
/// Without ``finish()`` nothing of it stays.
final class NewFile {
  private let path: String
  private let file: WholeFile
  /// What is not yet handed on, so that many small pieces are few writes.
  private var waiting: [UInt8] = []

  private static let most = 1 << 16

  /// Throws: ``Failure`` when there is a file already, or none can be made.
  init(_ path: String) throws {
    self.path = path
    do throws(KeepingRefusal) { file = try WholeFile(at: path, by: .person) } catch {
      throw Self.failure(error, at: path, status: EX_CANTCREAT)
    }
  }

  /// Writes a file of these bytes.
  static func save(_ bytes: [UInt8], as path: String) throws {
    let file = try NewFile(path)
    try file.write(bytes)
    try file.finish()
  }

  /// Appends all of `bytes`.
  func write(_ bytes: [UInt8]) throws {
    waiting += bytes
    if waiting.count >= Self.most { try handOn() }
  }

  /// Gives the file its name.
  func finish() throws {
    try handOn()
    do throws(KeepingRefusal) { try file.publish() } catch {
      throw Self.failure(error, at: path, status: EX_IOERR)
    }
  }

  private func handOn() throws {
    guard !waiting.isEmpty else { return }
    do { try file.write { try waiting.withUnsafeBytes($0) } } catch let refusal as KeepingRefusal {
      throw Self.failure(refusal, at: path, status: EX_IOERR)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private static func failure(_ refusal: KeepingRefusal, at path: String, status: Int32) -> Failure {
    guard case .cannotWrite(_, let reason) = refusal else {
      return Failure(refusal.message, status: EX_CANTCREAT)
    }
    guard status == EX_IOERR else {
      return Failure("\(path) cannot be written (\(reason)): choose another name.", status: status)
    }
    return Failure(
      "\(path) is not written, and no part of it was left: the disk may be full.", status: status)
  }

  /// The name of a file without its folders.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

import Glibc
import Privileges

/// A path as the system has it: bytes, which need not be UTF-8.
struct FilePath: Sendable, Hashable, Comparable {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The entry `name` of this folder.
  func entry(_ name: [UInt8]) -> FilePath {
    FilePath(bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name)
  }

  /// For a person; bytes that are no UTF-8 are shown as U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The last component.
  var name: String {
    String(decoding: bytes.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
  }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return "".withCString(body) }
        return body(start)
      }
    }
  }

  static func < (one: FilePath, other: FilePath) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// What lies there; nil and `errno` when nothing does.
  func status(followsLinks: Bool) -> stat? {
    var status = stat()
    let outcome = Privilege.asPerson {
      withCString { followsLinks ? stat($0, &status) : lstat($0, &status) }
    }
    return outcome == 0 ? status : nil
  }

  /// Names of the entries of this folder, without `.` and `..`; nil and `errno` when it cannot be read.
  func entries() -> [[UInt8]]? {
    guard let folder = Privilege.asPerson({ withCString { opendir($0) } }) else { return nil }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names
  }
}

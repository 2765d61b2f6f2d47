import Glibc

/// The programs that were built with the one that runs.
package enum BuiltProgram {
  /// A program that lies in the folder of the one that runs, of the test bundle, or in one above.
  package static func path(of name: String) throws -> String {
    for argument in [own] + CommandLine.arguments {
      var folder = argument[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        let candidate = folder + "/" + name
        if access(String(candidate), X_OK) == 0, !isFolder(String(candidate)) { return String(candidate) }
      }
    }
    throw HarnessError(description: "\(name) was not built beside \(own)")
  }

  private static var own: String {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}

#if canImport(Glibc)
  internal import Glibc
#endif

/// The data that the program reads at run time: calendars, words, made-up letters.
///
/// Found beside the program: in `../share/casebook` once installed, in the bundle that the build puts next to the
/// binary before that. No variable of the environment can point elsewhere, since the program may run with the
/// rights of the store's group.
package struct ResourceFolder: Sendable {
  /// An absolute path.
  package let path: String

  /// Nil when the program's data is in none of the places where it is installed.
  package static func beside(executable: String) -> ResourceFolder? {
    let folder = parent(of: executable)
    let places = [
      parent(of: folder) + "/share/casebook",
      folder + "/casebook_CasebookResources.resources/Data",
    ]
    return places.first { access($0 + "/calendars", R_OK) == 0 }.map(ResourceFolder.init(path:))
  }

  /// The folder of the running program.
  package static var ofThisProgram: ResourceFolder? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    return beside(executable: String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The bytes of one file; nil when it cannot be read.
  ///
  /// - Parameter name: relative, such as `calendars/bank-holidays.json`; from the program, never from a person.
  package func bytes(of name: String) -> [UInt8]? {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { room, filled in
      while filled < room.count {
        let count = read(descriptor, room.baseAddress.map { $0 + filled }, room.count - filled)
        guard count > 0 else { return }
        filled += count
      }
      isWhole = true
    }
    return isWhole ? bytes : nil
  }

  /// The text of one file in UTF-8; nil when it cannot be read.
  package func text(of name: String) -> String? {
    bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
  }
}

import Glibc

/// The program that reads mail in a process of its own, as it is installed with this one.
///
/// Found beside the program, and never by the environment or the search path: what is started gets every letter
/// to read, and may be started with the rights of the store's group.
package enum MailReaderProgram {
  private static let name = "casebook-mail-reader"

  /// The reader of the running program. It may be missing; starting it then says so.
  package static var path: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let executable = buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:))
    return path(beside: String(decoding: executable, as: UTF8.self))
  }

  /// The reader of the program at `executable`, an absolute path: the one in the same folder, where the build puts
  /// it, else the one in `../libexec/casebook`, where it is installed.
  package static func path(beside executable: String) -> String {
    let folder = parent(of: executable)
    let built = folder + "/" + name
    return access(built, X_OK) == 0 ? built : parent(of: folder) + "/libexec/casebook/" + name
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

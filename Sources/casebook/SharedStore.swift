import CasebookResources
import Casework
import Glibc
import Privileges

/// The one store of an office whose people share a machine: no account can open the file but through the program.
///
/// `make install GROUP=casebook` makes the group, the folder and the file that names the store, and installs the
/// program set-group-ID. For every other store the group's rights are given up before it is opened.
struct SharedStore {
  /// An absolute path.
  let path: String

  /// Nil when the program was installed for single accounts.
  init?(_ resources: ResourceFolder) {
    guard let line = resources.text(of: "store")?.split(separator: "\n").first, line.hasPrefix("/") else {
      return nil
    }
    path = String(line)
  }

  /// Where the store is that this person means, with the rights that it needs.
  ///
  /// - Parameter named: what the person named; nil for the usual store.
  /// Throws: ``Failure`` when the shared store is not as safe as it has to be.
  static func choose(named: String?, _ resources: ResourceFolder, otherwise usual: String) throws -> String {
    guard Privilege.isAtHand else { return named ?? usual }
    guard let shared = SharedStore(resources), named == nil || named == shared.path else {
      guard Privilege.giveUp() else { throw noRights }
      return named ?? usual
    }
    guard Privilege.raise() else { throw noRights }
    // What SQLite lays aside while it sorts are words of the store: not in a folder that the environment names.
    setenv("SQLITE_TMPDIR", shared.folder, 1)
    try shared.requireSafe()
    return shared.path
  }

  private static var noRights: Failure {
    Failure("The rights of the store's group cannot be set: install Casebook again.", status: EX_OSERR)
  }

  private var folder: String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "/"
  }

  /// Nobody else may reach the file, and it is the file and no link to another (reliability, part B.1).
  private func requireSafe() throws {
    guard let around = status(of: folder) else {
      throw Failure(
        "The office's folder \(folder) is not there: install Casebook again, with the same GROUP.",
        status: EX_UNAVAILABLE)
    }
    try require(around, folder, isFolder: true)
    for suffix in ["", "-wal", "-shm", "-gate", "-key"] {
      if let file = status(of: path + suffix) { try require(file, path + suffix, isFolder: false) }
    }
  }

  private func require(_ status: stat, _ path: String, isFolder: Bool) throws {
    let kind = status.st_mode & S_IFMT
    guard kind == (isFolder ? S_IFDIR : S_IFREG), isFolder || status.st_nlink == 1 else {
      throw Failure(
        "\(path) is a link or something else than it should be, and is not opened: ask who looks after this machine.",
        status: EX_NOPERM)
    }
    guard status.st_mode & 0o007 == 0 else {
      throw Failure(
        "\(path) is open to everybody on this machine, and is not opened: use 'chmod o-rwx' on it.",
        status: EX_NOPERM)
    }
    guard status.st_gid == getegid() else {
      throw Failure(
        "\(path) is not of the program's group, and is not opened: use 'chgrp' on it.", status: EX_NOPERM)
    }
  }

  private func status(of path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }
}

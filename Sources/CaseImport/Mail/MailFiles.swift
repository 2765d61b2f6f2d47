import Glibc

/// One file that may hold mail.
struct MailFile {
  let path: FilePath
  /// In `cur` or `new` of a Maildir: one message, whatever it looks like.
  let isInMaildir: Bool
  /// Named by a person, not found in a folder: links are followed.
  let isNamed: Bool
  /// Bytes; nil for what is no regular file, such as a pipe.
  let size: Int?
}

/// Finds the files under what a person named, in the order of the bytes of their paths.
struct MailFiles {
  private(set) var files: [MailFile] = []
  private(set) var problems: [ImportProblem] = []

  /// - Parameter path: a file or folder that exists.
  init(_ path: FilePath, _ status: stat) {
    guard Self.isFolder(status) else {
      let size = Self.isRegular(status) ? Int(status.st_size) : nil
      files = [MailFile(path: path, isInMaildir: false, isNamed: true, size: size)]
      return
    }
    // A person may name `cur` itself.
    var folders = [(path, ["cur", "new"].contains(path.name))]
    while let (folder, isMaildir) = folders.popLast() { folders += read(folder, isMaildir) }
    files.sort { $0.path < $1.path }
  }

  /// Takes the files of one folder, and returns the folders in it.
  private mutating func read(_ folder: FilePath, _ isMessages: Bool) -> [(FilePath, Bool)] {
    guard let names = folder.entries() else {
      problems.append(
        ImportProblem(source: folder.text, reason: .cannotBeRead(errorNumber: errno)))
      return []
    }
    let isMaildir = Self.isMaildir(folder, names)
    var folders: [(FilePath, Bool)] = []
    for name in names {
      let path = folder.entry(name)
      guard let status = path.status(followsLinks: false) else {
        problems.append(ImportProblem(source: path.text, reason: .cannotBeRead(errorNumber: errno)))
        continue
      }
      if Self.isFolder(status) {
        let text = String(decoding: name, as: UTF8.self)
        // What is in `tmp` is still being delivered.
        if !(isMaildir && text == "tmp") {
          folders.append((path, isMaildir && ["cur", "new"].contains(text)))
        }
      } else if Self.isRegular(status) {
        let size = Int(status.st_size)
        files.append(MailFile(path: path, isInMaildir: isMessages, isNamed: false, size: size))
      } else {
        // Links inside folders could lead out of them; devices and sockets hold no mail.
        problems.append(ImportProblem(source: path.text, reason: .isNotMail))
      }
    }
    return folders
  }

  private static func isMaildir(_ folder: FilePath, _ names: [[UInt8]]) -> Bool {
    ["cur", "new"].contains { name in
      guard names.contains(Array(name.utf8)) else { return false }
      return folder.entry(Array(name.utf8)).status(followsLinks: false).map(isFolder) ?? false
    }
  }

  static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }
  private static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
}

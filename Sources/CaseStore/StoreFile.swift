#if canImport(Glibc)
  internal import Glibc
#endif

/// The store as a file, before SQLite sees it.
enum StoreFile {
  static func exists(_ path: String) -> Bool {
    faccessat(AT_FDCWD, path, F_OK, AT_EACCESS) == 0
  }

  /// Whether anything has this name, a link that leads nowhere too.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The permissions of a file; nil when there is none.
  static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// The account that a file belongs to; nil when there is none.
  static func owner(_ path: String) -> uid_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_uid : nil
  }

  /// In bytes; 0 when there is none.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// What stands in the way of a new file; nil when nothing does.
  static func reasonNotToCreate(_ path: String) -> String? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o660)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    close(descriptor)
    unlink(path)
    return nil
  }

  /// Throws when the file is no SQLite file of ours, before anything is opened for writing.
  static func requireStore(_ path: String) throws {
    let head = try requireFormat(path)
    // The file's own mark that versions such as this one may read it and not write (SQLite file format, section 1.3.3).
    guard head[18] <= 2 else { throw StoreError.readOnly(path: path) }
    // As the program may, which may be more than the person may.
    guard faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 else { throw StoreError.readOnly(path: path) }
  }

  /// Throws when the file is no SQLite file of ours.
  ///
  /// - Returns: its first hundred bytes.
  @discardableResult
  static func requireFormat(_ path: String) throws -> [UInt8] {
    // A pipe would keep whoever opens it waiting for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == EACCES || errno == EPERM ? StoreError.readOnly(path: path) : .inputOutput(path: path)
    }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &head, head.count)
    guard count >= 0 else { throw StoreError.inputOutput(path: path) }
    // The application id stands at offset 68, big-endian (SQLite file format, section 1.3).
    let identifier = head[68..<72].reduce(0) { $0 << 8 | Int($1) }
    guard count == 100, head.starts(with: Array("SQLite format 3\0".utf8)), identifier == Schema.applicationID
    else { throw StoreError.notAStore(path: path) }
    return head
  }

  /// Takes one file away, and nothing beside it.
  static func unlinkFile(_ path: String) { unlink(path) }

  /// Removes a store that could not be made.
  static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }

  /// Which file a path leads to; nil when it leads to none.
  static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  struct Identity: Equatable, Sendable {
    let device: UInt64
    let number: UInt64
  }
}

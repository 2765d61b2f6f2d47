internal import Casework
internal import Privileges

#if canImport(Glibc)
  internal import Glibc
#endif

// What the doctor finds without opening the store.
extension StoreHealth {
  private var folder: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A disk that can only be read looks like an account that may not write.
  mutating func lookAtTheDisk() {
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0, disk.f_flag & UInt(ST_RDONLY) != 0 else { return }
    add(.bad, "disk: \(folder) can only be read; have it mounted for writing, or restore a backup elsewhere.")
  }

  /// Another's store is named as theirs.
  mutating func lookAtTheOwner() {
    guard !Privilege.isRaised, let number = StoreFile.owner(path), number != geteuid() else { return }
    let owner = getpwuid(number).map { String(cString: $0.pointee.pw_name) } ?? "\(number)"
    add(
      .doubtful,
      "owner: \(path) belongs to '\(owner)'; ask them for it, or name your own store with --store.")
  }

  /// Who writes holds the gate; the kernel opens it when that program ends, so the file alone stops nobody.
  mutating func lookAtTheGate() {
    let gate = path + "-gate"
    guard StoreFile.isTaken(gate) else { return }
    let isFree = (try? WriterGate(path: gate).pass(atMost: 1_000_000) {}) != nil
    guard !isFree else { return add(.good, "lock: no other program keeps the store from being written.") }
    guard let holder = Self.holder(of: gate) else {
      return add(
        .doubtful, "lock: another program has kept the store for a second; try again, and look what runs.")
    }
    add(
      .doubtful,
      "lock: process \(holder) has kept the store for a second; see what it does with 'ps \(holder)', and end it if it hangs."
    )
  }

  /// The process that has a lock on the gate, as far as the person may look at it: the kernel lists the locks of each
  /// open file, such as `lock: 1: OFDLCK ADVISORY WRITE -1 fd:01:1234 1 1`.
  private static func holder(of path: String) -> String? {
    guard let identity = StoreFile.identity(path) else { return nil }
    for process in names(in: "/proc") where Int(process) != nil {
      for file in names(in: "/proc/\(process)/fdinfo") {
        let path = "/proc/\(process)/fdinfo/\(file)"
        guard let info = Privilege.asPerson({ fopen(path, "re") }) else { continue }
        defer { fclose(info) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, info) != nil {
          let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
          let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" }
          guard words.count == 9, words[0] == "lock:", words[2] == "OFDLCK",
            words[6].hasSuffix(":\(identity.number)"), words[7] == "1"
          else { continue }
          return process
        }
      }
    }
    return nil
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = Privilege.asPerson({ opendir(folder) }) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  mutating func lookAtTheKey() {
    guard StoreFile.isTaken(path) else { return }
    guard StoreFile.isTaken(LogKey.path(besideStore: path)) else {
      return add(
        .doubtful,
        "key: there is none to sign heads of the log with; put it back, or make one with 'casebook audit key --make'."
      )
    }
    do throws(StoreError) { _ = try LogKey.read(besideStore: path) } catch {
      return add(.bad, "key: \(error.message)")
    }
    add(.good, "key: heads of the log can be signed with 'casebook audit checkpoint'.")
  }

  mutating func lookAtPermissions() {
    var open: [String] = []
    guard StoreFile.isTaken(path) else { return }
    // The key has a line of its own.
    for suffix in ["", "-wal", "-shm"] {
      guard let mode = StoreFile.mode(path + suffix) else { continue }
      if mode & 0o007 != 0 { open.append(path + suffix) }
    }
    guard let first = open.first else {
      return add(.good, "permissions: the store is open to its owner and group alone.")
    }
    add(.bad, "permissions: \(first) is open to everybody on this machine; use 'chmod o-rwx'.")
  }

  /// Who belongs to the group of a shared store can rewrite the file with any tool (reliability, part B.1).
  mutating func lookAtTheGroup() {
    guard Privilege.isRaised, let group = getgrgid(getegid()) else { return }
    let name = String(cString: group.pointee.gr_name)
    guard let first = group.pointee.gr_mem.pointee else {
      return add(.good, "group: \(name) has no members, so the store is reached through the program alone.")
    }
    add(
      .bad,
      "group: \(String(cString: first)) is a member of \(name) and can rewrite the store; use 'gpasswd -d'.")
  }

  mutating func lookAtRoom() {
    var room = statvfs()
    // Of a store that is not there, where it would be.
    let place = StoreFile.isTaken(path) ? path : folder
    guard statvfs(place, &room) == 0 else { return }
    let free = Int(clamping: UInt64(room.f_bavail) &* UInt64(room.f_frsize)) >> 20
    let size = StoreFile.size(path) >> 20
    guard free < max(100, size) else {
      return add(.good, "room: \(free) MiB are free, and the store has \(size) MiB.")
    }
    add(
      .doubtful, "room: only \(free) MiB are free, and the store has \(size) MiB; make room for it to grow.")
  }

  /// What lies in swap lies on a disk in clear words (reliability, part B.3).
  mutating func lookAtSwap() {
    guard let file = fopen("/proc/swaps", "re") else { return }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    var devices: [String] = []
    while fgets(&line, 512, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if let name = text.split(separator: " ").first, name.hasPrefix("/") { devices.append(String(name)) }
    }
    // Memory that is compressed, or a device under encryption, is no disk that keeps words.
    guard let open = devices.first(where: { !$0.hasPrefix("/dev/zram") && !$0.hasPrefix("/dev/dm-") }) else {
      return add(.good, "swap: none that keeps words on a disk.")
    }
    add(.doubtful, "swap: \(open) may keep words of the store on the disk; encrypt it.")
  }
}

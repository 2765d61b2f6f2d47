import Foundation
import Glibc
import TerminalHarness

/// A machine with accounts of its own, on which the program is installed for a group.
///
/// The accounts are real to the kernel: other user and group numbers, under names from an `/etc/passwd` that only
/// the processes of this test see. Only root can set that up.
struct SharedHost {
  let office: Office
  let store: String
  private let passwd: String
  private let group: String

  /// Two caseworkers, one that belongs to the store's group although nobody should, and one who has no account.
  static let people = ["ann": 61_001, "bryn": 61_002, "member": 61_003, "stranger": 61_004]
  private static let groupNumber = 61_100

  static var isPossible: Bool {
    guard getuid() == 0 else { return false }
    let tried = try? ChildProcess.run("unshare", ["-m", "true"], environment: ["PATH": "/usr/bin:/bin"])
    return tried?.status == .exited(0)
  }

  init() throws {
    office = try Office(isMade: false)
    chmod(office.folder, 0o755)
    store = office.folder + "/shared/casebook.sqlite"
    var accounts = "root:x:0:0:root:/root:/bin/sh\n"
    var groups = "root:x:0:\ncasebook:x:\(Self.groupNumber):member\n"
    for (name, number) in Self.people.sorted(by: { $0.key < $1.key }) {
      accounts += "\(name):x:\(number):\(number):\(name.capitalized):\(office.folder)/\(name):/bin/sh\n"
      groups += "\(name):x:\(number):\n"
      mkdir(office.folder + "/" + name, 0o755)
      chown(office.folder + "/" + name, uid_t(number), gid_t(number))
    }
    passwd = try office.write(accounts, as: "passwd")
    group = try office.write(groups, as: "group")
    for file in [passwd, group] { chmod(file, 0o644) }
    try install()
  }

  var program: String { office.folder + "/prefix/bin/casebook" }

  /// As `make install GROUP=casebook` does.
  private func install() throws {
    _ = try InstallationTests.install(under: office.folder + "/prefix")
    let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let made = try run(
      as: nil,
      [
        "make", "-s", "-C", root.path, "install-for-group", "GROUP=casebook",
        "PREFIX=\(office.folder)/prefix",
        "STORE_FOLDER=\(office.folder)/shared",
      ])
    guard made.status == .exited(0) else { throw HarnessError(description: "make: \(made.errors)") }
  }

  /// Runs any program as an account, or as root; groups as a member has them.
  func run(
    as person: String?, _ words: [String], adding: [String: String] = [:]
  ) throws -> Outcome {
    let all = self.words(as: person, words)
    return try RunningCommand(
      all[0], Array(all.dropFirst()), environment: environment(of: person).merging(adding) { $1 }, input: [],
      folder: office.folder + "/commands/\(UUID().uuidString)", directory: home(of: person)
    ).outcome()
  }

  /// The console of an account in a window of tmux.
  func console(as person: String, editor: String) throws -> TmuxScreen {
    var environment = environment(of: person)
    environment["EDITOR"] = editor
    return try TmuxScreen(
      rows: 24, columns: 80, environment: environment, command: words(as: person, [program]))
  }

  private func home(of person: String?) -> String { office.folder + "/" + (person ?? "") }

  private func environment(of person: String?) -> [String: String] {
    ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": home(of: person), "LC_ALL": "C.UTF-8"]
  }

  private func words(as person: String?, _ words: [String]) -> [String] {
    var script = "mount --bind \(passwd) /etc/passwd && mount --bind \(group) /etc/group && exec "
    if let person {
      let number = Self.people[person] ?? 0
      let groups = person == "member" ? "--groups=\(Self.groupNumber)" : "--clear-groups"
      script += "setpriv --reuid=\(number) --regid=\(number) \(groups) --inh-caps=-all "
    }
    return ["unshare", "-m", "sh", "-c", script + "\"$@\"", "sh"] + words
  }

  /// Runs the installed program as an account.
  func casebook(
    as person: String, _ arguments: String..., adding: [String: String] = [:]
  ) throws -> Outcome {
    try run(as: person, [program] + arguments, adding: adding)
  }
}

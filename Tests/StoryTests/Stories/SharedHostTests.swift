import Foundation
import Glibc
import TerminalHarness
import Testing

/// A team on one machine: nobody opens the store but through the program, and the program opens nothing for
/// anybody that this person could not open alone.
@Suite(.enabled(if: SharedHost.isPossible, "only root can make accounts"), .serialized)
struct SharedHostTests {
  private func office() throws -> SharedHost {
    let host = try SharedHost()
    let made = try host.casebook(as: "ann", "init", "--office", "Shared")
    #expect(made.status == .exited(0), "\(made.errors)")
    for name in ["bryn", "member"] {
      let added = try host.casebook(
        as: "ann", "account", "add", name, "--full-name", name.capitalized, "--role", "caseworker")
      #expect(added.status == .exited(0), "\(added.errors)")
    }
    return host
  }

  @Test func twoPeopleWorkOnAStoreThatNeitherCanOpen() throws {
    let host = try office()
    for person in ["ann", "bryn"] {
      let outcome = try host.casebook(
        as: person, "new", "case", "title=Light out, told by \(person)", "channel=phone")
      #expect(outcome.status == .exited(0), "\(outcome.errors)")
    }
    let listed = try host.casebook(as: "bryn", "list", "--json")
    #expect(try listed.json().count == 2)
    let log = try host.casebook(as: "ann", "audit", "export")
    let actors = try log.json().compactMap { $0["actor"]?.string }
    #expect(Set(actors) == ["ann", "bryn"])
    #expect(try host.casebook(as: "ann", "audit", "verify").status == .exited(0))
    for suffix in ["", "-wal", "-shm", "-gate", "-key"] {
      var status = stat()
      guard stat(host.store + suffix, &status) == 0 else { continue }
      #expect(status.st_mode & 0o7777 == 0o660 && status.st_gid == 61_100, "\(suffix)")
    }
    // The file's owner made it, and still cannot reach it: the folder is the program's.
    for person in ["ann", "bryn", "stranger"] {
      for command in [
        ["cat", host.store], ["ls", host.office.folder + "/shared"], ["sqlite3", host.store, "SELECT 1"],
      ] {
        #expect(try host.run(as: person, command).status != .exited(0), "\(person) \(command)")
      }
    }
    #expect(try host.casebook(as: "stranger", "list").status == .exited(77))
  }

  @Test func theProgramLendsItsRightsToNoPathThatAPersonNames() throws {
    let host = try office()
    let shared = host.office.folder + "/shared"
    let made = try host.casebook(as: "ann", "new", "case", "title=Secret words", "channel=phone")
    #expect(made.status == .exited(0))
    let readings = [
      ["import", "mail", host.store], ["import", "mail", shared], ["import", "complaints", host.store],
      ["import", "places", host.store], ["backup", "verify", host.store],
      ["sample", "verify", host.store, "--frame", host.store],
    ]
    for arguments in readings {
      let outcome = try host.run(as: "ann", [host.program] + arguments)
      #expect(outcome.status != .exited(0), "\(arguments)")
      #expect(!outcome.text.contains("Secret") && !outcome.errors.contains("Secret"), "\(arguments)")
    }
    let writings = [
      ["export", "--kind", "case", "--out", shared + "/taken.csv"], ["backup", shared + "/taken.sqlite"],
    ]
    for arguments in writings {
      let outcome = try host.run(as: "ann", [host.program] + arguments)
      #expect(outcome.status != .exited(0), "\(arguments) \(outcome.text)")
    }
    let there = try host.run(as: nil, ["ls", "-A", shared]).text.split(separator: "\n")
    #expect(there.allSatisfy { $0.hasPrefix("casebook.sqlite") }, "\(there)")
    // The person's own places go on to work.
    let own = host.office.folder + "/ann"
    #expect(
      try host.casebook(as: "ann", "export", "--kind", "case", "--out", own + "/all.csv").status == .exited(0)
    )
    let copied = try host.casebook(as: "ann", "backup", own + "/copy.sqlite")
    #expect(copied.status == .exited(0), "\(copied.errors)")
    var status = stat()
    #expect(
      stat(own + "/copy.sqlite", &status) == 0 && status.st_gid == 61_001 && status.st_mode & 0o077 == 0)
  }

  @Test func anEditorRunsWithTheRightsOfThePersonAlone() throws {
    let host = try office()
    let made = try host.casebook(as: "bryn", "new", "case", "title=Noise", "channel=phone", "--json")
    #expect(made.status == .exited(0))
    let spy = try host.office.write(
      """
      #!/bin/sh
      grep ^Gid /proc/self/status > \(host.office.folder)/bryn/seen
      ls -l /proc/self/fd >> \(host.office.folder)/bryn/seen
      cat \(host.store) >> \(host.office.folder)/bryn/seen 2>&1
      echo "Written outside" > "$1"
      """, as: "spy")
    chmod(spy, 0o755)
    let screen = try host.console(as: "bryn", editor: spy)
    try screen.wait(for: "Noise")
    try screen.send(keys: "w")
    try screen.wait(for: "Note on", within: 10)
    try screen.send(keys: "C-e")
    try screen.wait(for: "Written outside", within: 15)
    let seen = host.office.folder + "/bryn/seen"
    let text = try String(contentsOfFile: seen, encoding: .utf8)
    let groups = text.split(separator: "\n").first?.split(separator: "\t").dropFirst().map(String.init)
    #expect(groups == Array(repeating: "61002", count: 4))
    #expect(!text.contains("casebook.sqlite ->") && !text.contains("casebook.sqlite-wal"))
    #expect(text.contains("Permission denied"))
  }

  @Test func aStoreOfOnesOwnIsOpenedWithOnesOwnRights() throws {
    let host = try office()
    let own = host.office.folder + "/bryn/own.sqlite"
    let made = try host.casebook(as: "bryn", "--store", own, "init", "--office", "Own")
    #expect(made.status == .exited(0), "\(made.errors)")
    var status = stat()
    #expect(stat(own, &status) == 0 && status.st_gid == 61_002)
    // A link to the office's store is a path that a person named.
    let link = host.office.folder + "/bryn/link.sqlite"
    _ = try host.run(as: "bryn", ["ln", "-s", host.store, link])
    #expect(try host.casebook(as: "bryn", "--store", link, "list").status != .exited(0))
  }

  @Test func aStoreThatOthersCouldReachIsNotOpened() throws {
    let host = try office()
    chmod(host.store, 0o666)
    let open = try host.casebook(as: "ann", "list")
    #expect(open.status == .exited(77) && open.errors.contains("open to everybody"), "\(open.errors)")
    chmod(host.store, 0o660)
    link(host.store, host.office.folder + "/second-name")
    #expect(try host.casebook(as: "ann", "list").errors.contains("link"))
    unlink(host.office.folder + "/second-name")
    chmod(host.office.folder + "/shared", 0o2775)
    #expect(try host.casebook(as: "ann", "list").status == .exited(77))
    chmod(host.office.folder + "/shared", 0o2770)
    #expect(try host.casebook(as: "ann", "list").status == .exited(0))
    let doctor = try host.casebook(as: "ann", "doctor")
    #expect(doctor.text.contains("member"), "a member of the group can write to the file: \(doctor.text)")
  }
}

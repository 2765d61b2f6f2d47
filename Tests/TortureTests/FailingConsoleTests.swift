import Foundation
import Glibc
import TerminalHarness
import Testing

/// A console whose disk fills up or fails under it while somebody writes.
@Suite struct FailingConsoleTests {
  /// A small disk of its own, made without rights; nil where the system does not let people do that.
  private final class SmallDisk {
    private let holder: ChildProcess
    let folder: String
    let entrance: [String]

    init?(megabytes: Int, in root: String) throws {
      folder = root + "/disk"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let script =
        "mount -t tmpfs -o size=\(megabytes)m none '\(folder)' && touch '\(root)/ready' && exec sleep 900"
      holder = try ChildProcess.start(
        "unshare", ["-rm", "sh", "-c", script], environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"],
        session: false
      ) { actions in posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
      entrance = ["nsenter", "-t", "\(holder.identifier)", "-U", "-m", "--preserve-credentials", "--"]
      let deadline = Deadline(seconds: 30)
      while access(root + "/ready", F_OK) != 0 {
        guard !deadline.hasPassed else {
          holder.send(signal: SIGKILL)
          _ = try? holder.waitForExit(within: 5)
          return nil
        }
        usleep(10_000)
      }
    }

    deinit {
      holder.send(signal: SIGKILL)
      _ = try? holder.waitForExit(within: 5)
    }

    /// Takes all the room there is.
    func fill() throws { try shell("head -c 100000000 /dev/zero > '\(folder)/filler'; true") }

    func makeRoom() throws { try shell("rm '\(folder)/filler'") }

    private func shell(_ script: String) throws {
      let words = entrance + ["sh", "-c", script]
      _ = try ChildProcess.run(words[0], Array(words.dropFirst()), environment: ["PATH": "/usr/bin:/bin"])
    }
  }

  /// What a window shows, in one line.
  private static func unfolded(_ shown: String) -> String {
    shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Source: reliability C4.
  @Test func onAFullDiskAConsoleIsReadOnlyAndWorksAgainByItselfWhenThereIsRoom() throws {
    let root = try newFolder(for: "torture")
    defer { try? FileManager.default.removeItem(atPath: root) }
    guard let disk = try SmallDisk(megabytes: 6, in: root) else { return }
    let office = try TorturedOffice(root: root, folder: disk.folder, entrance: disk.entrance)
    try office.receive(letters: 3)
    let screen = try office.console(waitingFor: "The lamp")
    try disk.fill()
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    // More than what a log that was emptied may still have room for.
    let text = "She rang. " + String(repeating: "It is dark at the stop again. ", count: 20)
    try screen.send(text: text)
    try screen.wait(
      until: { Self.unfolded($0).contains("is full") && $0.contains("draft not kept") }, saying: "a sentence")
    try screen.send(keys: "C-s")
    usleep(500_000)
    try screen.wait(
      until: { Self.unfolded($0).contains("is full") && $0.contains("dark at") }, saying: "a refusal")
    // Reading goes on: another command, another console.
    #expect(try office.run(["list"]).status == .exited(0))
    let other = try office.console(waitingFor: "Matter number 1")
    try other.send(keys: "j", "j")
    try other.wait(until: { $0.split(separator: "\n").contains { $0.hasPrefix("> ") } }, saying: "the list")
    other.kill()
    // Room again: what was typed is kept without a key.
    try disk.makeRoom()
    try screen.wait(for: "draft kept")
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written")
    #expect(try office.must("show", "COR-26-0001").text.contains("dark at the stop again. It is dark"))
    try office.requireSound("after a full disk")
    Torture.report(
      "C4: a console on a full disk said so, read on, kept the text, and wrote it when there was room")
  }

  /// Source: reliability C5.
  @Test func aConsoleWhoseDiskCouldNotKeepAChangeLooksAtTheStoreBeforeItWritesAgain() throws {
    let office = try TorturedOffice()
    try office.receive(letters: 2)
    let bad = office.root + "/bad"
    let disk = [
      "DISK_MATCH": "casebook.sqlite", "DISK_KIND": "fsync", "DISK_N": "1", "DISK_STICKY": "1",
      "DISK_ERRNO": "\(EIO)", "DISK_WHEN": bad,
    ]
    let screen = try office.console(disk: disk, waitingFor: "The lamp")
    let entries = try office.must("audit", "export").objects().count
    try screen.send(keys: "w")
    try screen.wait(for: "Note on")
    _ = FileManager.default.createFile(atPath: bad, contents: nil)
    try screen.send(text: "She rang again")
    try screen.send(keys: "C-s")
    try screen.wait(
      until: { Self.unfolded($0).contains("failed while it kept a change") }, saying: "a refusal")
    #expect(try screen.capture().contains("She rang again"))
    // While the disk is bad nothing more is written, however often it is asked for.
    for _ in 0..<3 {
      try screen.send(keys: "C-s")
      usleep(300_000)
    }
    #expect(try office.must("audit", "export").objects().count == entries)
    unlink(bad)
    try screen.send(keys: "C-s")
    try screen.wait(for: "note written", within: 30)
    #expect(try office.must("audit", "export").objects().count == entries + 1)
    try office.requireSound("after a sync that failed")
    Torture.report(
      "C5: after a sync that failed a console wrote nothing before the store was opened anew and held")
  }

  /// Source: reliability C3: drafts, and the heads that an account keeps.
  @Test(arguments: [
    DiskFault(kind: "write", error: ENOSPC, isSticky: true),
    DiskFault(kind: "fsync", error: EIO, isSticky: true),
    DiskFault(kind: "open", error: EMFILE, isSticky: true),
    DiskFault(kind: "rename", error: EIO, isSticky: true),
    DiskFault(kind: "exit", error: EIO),
  ])
  func whatAConsoleSaysIsKeptIsKept(fault: DiskFault) throws {
    let step = Torture.size("FAULT_STEP", short: 1000, long: 1)
    let office = try TorturedOffice()
    try office.receive(letters: 2)
    let visit = try office.console(waitingFor: "The lamp")
    try visit.send(keys: "q")
    let heads = office.folder + "/.local/state/casebook/heads"
    let deadline = Deadline(seconds: 20)
    while (try? visit.capture()) != nil, !deadline.hasPassed { usleep(10_000) }
    #expect(access(heads, F_OK) == 0)
    let before = office.root + "/before"
    try FileManager.default.copyItem(atPath: office.folder, toPath: before)
    var number = step == 1 ? 1 : Int.random(in: 1...12)
    var points = 0
    while try isMet(fault, number, office, before) {
      points += 1
      number += step
      // Each takes some seconds; a console makes a few dozen calls.
      guard points < 60 else { break }
    }
    Torture.report("C3: \(points) consoles whose disk failed (\(fault.words)): what they said is kept, is")
  }

  private func isMet(
    _ fault: DiskFault, _ number: Int, _ office: TorturedOffice, _ before: String
  ) throws -> Bool {
    try FileManager.default.removeItem(atPath: office.folder)
    try FileManager.default.copyItem(atPath: before, toPath: office.folder)
    let hit = office.root + "/hit"
    unlink(hit)
    let terminal = try office.terminal(disk: fault.environment(number, in: office.folder + "/", hit: hit))
    let what = "\(fault.words), call \(number)"
    try wait(terminal) { $0.contains("? help") }
    terminal.waitForSilence()
    terminal.send("w")
    try wait(terminal) { $0.contains("Note on") || $0.contains("disk of") || $0.contains("There is no") }
    let isOpen = terminal.contains("Note on")
    terminal.send("Quillwort.")
    if isOpen {
      try wait(terminal) { $0.contains("draft kept") || $0.contains("disk of") || $0.contains("cannot be") }
    }
    let isKept = terminal.contains("draft kept")
    terminal.send(signal: SIGKILL)
    let status = try terminal.waitForExit()
    #expect(status != .killed(signal: SIGABRT) && status != .killed(signal: SIGILL), "\(what): \(status)")
    try TorturedStore.requireKept([], at: office.storePath, what)
    let drafts = try office.must("draft", "list").text
    #expect(!isKept || drafts.contains("Quillwort."), "\(what): \(terminal.outputText().suffix(300))")
    // The heads before, or those after, and never a part of them.
    let path = office.folder + "/.local/state/casebook/heads"
    let heads = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(
      !heads.isEmpty && heads.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") }, "\(what): \(heads)")
    return access(hit, F_OK) == 0
  }

  private func wait(_ terminal: PseudoTerminal, until isReached: (PseudoTerminal) -> Bool) throws {
    let deadline = Deadline(seconds: 30)
    while !isReached(terminal), !terminal.isEnded, !deadline.hasPassed {
      _ = terminal.waitForOutput(milliseconds: 20)
    }
  }
}

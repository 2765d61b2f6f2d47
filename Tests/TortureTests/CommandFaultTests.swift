import CaseStore
import Casework
import Foundation
import Glibc
import TerminalHarness
import Testing

/// Whole commands of the program on a disk of which one call fails, once or for good: the thing is done, or one
/// sentence says that it is not; no file is half there, and the store holds.
@Suite struct CommandFaultTests {
  /// A command, and how one sees that what it made is whole.
  struct Command: Sendable, CustomTestStringConvertible {
    enum Wholeness {
      /// The same bytes each time.
      case bytes
      /// A copy of the store, which is checked in full.
      case copy
      /// One line of JSON.
      case line
      /// A key, which must sign.
      case key
    }

    let testDescription: String
    /// `%` is the office's folder.
    let arguments: [String]
    /// The files that it makes in the office's folder.
    var makes: [(name: String, isWhole: Wholeness)] = []
    /// Whether what it prints is the same each time.
    var prints = false
    /// What the search finds when it was done, and not before.
    var word: String?

    init(
      _ text: String, makes: [(name: String, isWhole: Wholeness)] = [], prints: Bool = false,
      word: String? = nil
    ) {
      testDescription = text
      arguments = text.split(separator: " ").map(String.init)
      self.makes = makes
      self.prints = prints
      self.word = word
    }
  }

  private static let commands = [
    Command("backup %/copy", makes: [("copy", .copy), ("copy.sha256", .bytes)]),
    Command("export --kind case --format csv --out %/cases.csv", makes: [("cases.csv", .bytes)]),
    Command("export kind:case --format json", prints: true),
    Command("attachment COR-26-0001 --save 1 --out %/lamp.png", makes: [("lamp.png", .bytes)]),
    Command("report findings --out %/findings.md", makes: [("findings.md", .bytes)]),
    Command("audit checkpoint --out %/line", makes: [("line", .line)]),
    Command("audit export", prints: true),
    Command("note COR-26-0001 quillwort", word: "quillwort"),
    Command("import mail %/more.eml", word: "saxifrage"),
    Command("restore %/kept --to %/again.sqlite", makes: [("again.sqlite", .copy)]),
    Command(
      "--store %/new.sqlite init --office Elsewhere",
      makes: [("new.sqlite", .copy), ("new.sqlite-key", .key)]),
  ]

  /// Source: reliability C3.
  @Test(arguments: commands)
  func aCommandIsDoneOrSaysThatItIsNotAndLeavesNothingByHalf(command: Command) throws {
    let step = Torture.size("FAULT_STEP", short: 60, long: 1)
    let office = try TorturedOffice()
    try office.receive(letters: 60)
    try office.must("backup", office.folder + "/kept")
    try "From: A <a@mail.example>\nSubject: More\nMessage-ID: <more@mail.example>\n\nA saxifrage.\n"
      .write(toFile: office.folder + "/more.eml", atomically: false, encoding: .utf8)
    let before = office.root + "/before"
    try FileManager.default.copyItem(atPath: office.folder, toPath: before)
    let reference = try faultless(command, office, before)
    var points = 0
    // A short run picks some of the faults, and comes to all of them in the end.
    for fault in DiskFault.all.shuffled().prefix(step == 1 ? DiskFault.all.count : 6) {
      var number = step == 1 ? 1 : Int.random(in: 1...min(step, 10))
      while try isMet(fault, number, command, reference, office, before) {
        points += 1
        number += step
      }
    }
    Torture.report(
      "C3: \(points) failures of the disk in '\(command.testDescription)': done whole, or said not to be")
  }

  /// What is told as refused does not come back, though all of it stood in the write-ahead log when the disk failed.
  @Test func aNoteThatWasRefusedForASyncIsNotThereAfterwards() throws {
    let office = try TorturedOffice()
    try office.receive(letters: 5)
    let before = office.root + "/before"
    try FileManager.default.copyItem(atPath: office.folder, toPath: before)
    let note = Command("note COR-26-0001 quillwort", word: "quillwort")
    let reference = try faultless(note, office, before)
    for fault in DiskFault.all where fault.kind == "fsync" {
      var number = 1
      while try isMet(fault, number, note, reference, office, before) { number += 1 }
      #expect(number > 1)
    }
  }

  private struct Reference {
    var output: [UInt8] = []
    var files: [String: Data] = [:]
  }

  private func faultless(_ command: Command, _ office: TorturedOffice, _ before: String) throws -> Reference {
    let said = try run(command, office, before, disk: [:])
    #expect(said.status == .exited(0), "\(command.testDescription): \(said.errors)")
    var reference = Reference(output: said.output)
    for (name, isWhole) in command.makes {
      let path = office.folder + "/" + name
      reference.files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(try self.isWhole(path, isWhole, reference.files[name], office), "\(name)")
    }
    return reference
  }

  private func run(
    _ command: Command, _ office: TorturedOffice, _ before: String, disk: [String: String]
  ) throws -> TorturedOffice.Said {
    try FileManager.default.removeItem(atPath: office.folder)
    try FileManager.default.copyItem(atPath: before, toPath: office.folder)
    return try office.run(command.arguments.map { $0.replacing("%", with: office.folder) }, disk: disk)
  }

  /// - Returns: whether there was such a call.
  private func isMet(
    _ fault: DiskFault, _ number: Int, _ command: Command, _ reference: Reference, _ office: TorturedOffice,
    _ before: String
  ) throws -> Bool {
    let hit = office.root + "/hit"
    unlink(hit)
    let said = try run(
      command, office, before, disk: fault.environment(number, in: office.folder + "/", hit: hit))
    guard access(hit, F_OK) == 0 else {
      #expect(said.status == .exited(0), "\(command.testDescription): \(said.errors)")
      return false
    }
    let what = "\(command.testDescription), \(fault.words), call \(number): \(said.status) \(said.errors)"
    let isDone = said.status == .exited(0)
    if !isDone, said.status != .exited(99) {
      #expect(said.isOneSentence || command.word == "saxifrage" && said.isImport, "\(what)")
    }
    #expect(fault.kills || said.status != .exited(99), "\(what)")
    if case .killed = said.status { Issue.record("\(what)") }
    for (name, isWhole) in command.makes {
      try judge(name, isWhole, isDone, fault, reference, office, what)
    }
    if isDone, command.prints { #expect(said.output == reference.output, "\(what)") }
    let names = try FileManager.default.contentsOfDirectory(atPath: office.folder)
    let half = names.filter { $0.hasSuffix(".part") || $0.contains(".making") }
    #expect(half == [] || fault.kills || fault.kind == "unlink", "\(what): \(half)")
    try TorturedStore.requireKept([], at: office.storePath, what)
    if let word = command.word, said.status != .exited(99) {
      let found = try office.must("search", word, "--json").output
      // An import counts what is in, also when the disk failed at its end.
      #expect(found.isEmpty != (isDone || said.text.contains("new 1,")), "\(what)")
    }
    return true
  }

  private func judge(
    _ name: String, _ isWhole: Command.Wholeness, _ isDone: Bool, _ fault: DiskFault, _ reference: Reference,
    _ office: TorturedOffice, _ what: String
  ) throws {
    let path = office.folder + "/" + name
    guard access(path, F_OK) == 0 else {
      #expect(!isDone, "\(what): \(name) is not there")
      return
    }
    // Who cannot take a file away may leave it, if it is whole.
    #expect(isDone || fault.kills || fault.kind == "unlink", "\(what): \(name) is there")
    // The digest of a copy is that of the copy.
    guard name.hasSuffix(".sha256") else {
      return #expect(
        try self.isWhole(path, isWhole, reference.files[name], office), "\(what): \(name) is not whole")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == reference.files[name]?.count, "\(what)")
  }

  private func isWhole(
    _ path: String, _ wholeness: Command.Wholeness, _ reference: Data?, _ office: TorturedOffice
  ) throws -> Bool {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch wholeness {
    case .bytes: return bytes == reference
    case .copy: return (try? Backup.verify(path, scratch: office.root + "/scratch")) != nil
    case .line: return bytes.last == 0x0A && (try? JSON(parsing: Array(bytes.dropLast()))) != nil
    case .key: return bytes.count == reference?.count
    }
  }
}

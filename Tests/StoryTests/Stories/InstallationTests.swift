import Foundation
import Glibc
import TerminalHarness
import Testing

/// The program as it is installed: a binary in `bin`, the reader of mail in `libexec/casebook`, data
/// in `share/casebook`, and nothing of the build.
@Suite struct InstallationTests {
  @Test func anInstalledProgramWorksFromAnywhereWithAnEmptyEnvironment() throws {
    let office = try Office(isMade: false)
    let program = try Self.install(under: office.folder + "/prefix")
    let store = office.folder + "/kept/deep/office.sqlite"
    func run(_ arguments: String...) throws -> Outcome {
      try RunningCommand(
        program, ["--store", store] + arguments, environment: [:], input: [],
        folder: office.folder + "/commands/\(UUID().uuidString)", directory: "/"
      ).outcome()
    }
    let made = try run("init", "--office", "Installed")
    #expect(made.status == .exited(0), "\(made.errors)")
    let letter = try office.write(Letter("installed@a.example").source, as: "one.eml")
    #expect(try run("import", "mail", letter).status == .exited(0))
    let listed = try run("list", "--json").json()
    #expect(listed.count == 1)
    // The working days of the calendar are in its data: 5 of them, for the acknowledgement, from 19 November 2025.
    #expect(listed.first?["due"] == .string("2025-11-26"))
    #expect(try run("audit", "verify").status == .exited(0))
    var information = stat()
    #expect(stat(store, &information) == 0 && information.st_mode & 0o007 == 0)
  }

  @Test func theUsualPlaceOfTheStoreIsTheAccountsDataFolder() throws {
    let office = try Office(isMade: false)
    for (environment, place) in [
      (["HOME": office.folder], "/.local/share/casebook/casebook.sqlite"),
      (["HOME": "/nowhere", "XDG_DATA_HOME": office.folder + "/data"], "/data/casebook/casebook.sqlite"),
    ] {
      let outcome = try RunningCommand(
        office.program, ["init", "--office", "X"], environment: environment, input: [],
        folder: office.folder + "/commands/\(UUID().uuidString)", directory: "/"
      ).outcome()
      #expect(outcome.status == .exited(0), "\(outcome.errors)")
      #expect(access(office.folder + place, F_OK) == 0)
    }
  }

  @Test func aProgramWithoutItsDataSaysSo() throws {
    let office = try Office(isMade: false)
    let program = try Self.install(under: office.folder + "/prefix")
    try FileManager.default.removeItem(atPath: office.folder + "/prefix/share")
    let outcome = try RunningCommand(
      program, ["list"], environment: [:], input: [], folder: office.folder + "/commands/0", directory: "/"
    ).outcome()
    #expect(outcome.status == .exited(EX_UNAVAILABLE) && outcome.isOneSentence, "\(outcome.errors)")
  }

  @Test func theDemoMakesAStoreThatHolds() throws {
    let office = try Office(isMade: false)
    let path = try office.must("--store", office.storePath, "demo", "--store-only").text
    #expect(path == office.storePath + "\n")
    #expect(try office.must("list", "--json", "--limit", "2000").json().count > 100)
    #expect(try office.isSound)
    let screen = try office.console(waitingFor: "COR-")
    try screen.send(keys: "q")
    try screen.waitForEnd()
  }

  /// Copies the binary and its data as `make install` does, and gives the binary's path.
  ///
  /// Another process writes the binary: a file that this one had open for writing while some test started a
  /// program could not be run.
  static func install(under prefix: String) throws -> String {
    let built = try Program.path()
    let data = String(built.dropLast("/casebook".count)) + "/casebook_CasebookResources.resources/Data"
    let commands = [
      ["install", "-d", prefix + "/bin", prefix + "/libexec/casebook", prefix + "/share/casebook"],
      [
        "install", "-m", "755", built + "-mail-reader", prefix + "/libexec/casebook/casebook-mail-reader",
      ],
      ["install", "-m", "755", built, prefix + "/bin/casebook"],
      ["cp", "-R", data + "/.", prefix + "/share/casebook/"],
    ]
    for command in commands {
      let (status, _) = try ChildProcess.run(
        command[0], Array(command.dropFirst()), environment: ["PATH": "/usr/bin:/bin"])
      guard status == .exited(0) else { throw HarnessError(description: "\(command): \(status)") }
    }
    return prefix + "/bin/casebook"
  }
}

import Foundation
import Glibc
import TerminalHarness
import Testing

/// The program as it is installed: a binary in `bin` and its data in `share/casebook`, and nothing of the build.
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
    #expect(try run("init", "--office", "Installed").status == .exited(0))
    let letter = try office.write(Letter("installed@a.example").source, as: "one.eml")
    #expect(try run("import", "mail", letter).status == .exited(0))
    let listed = try run("list", "--json").json()
    #expect(listed.count == 1)
    // The working days of the calendar are in its data: 20 of them from 19 November 2025.
    #expect(listed.first?["due"] == .string("2025-12-17"))
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
  private static func install(under prefix: String) throws -> String {
    let built = try Program.path()
    let folder = String(built.prefix { _ in true }.dropLast("/casebook".count))
    let files = FileManager.default
    try files.createDirectory(atPath: prefix + "/bin", withIntermediateDirectories: true)
    try files.createDirectory(atPath: prefix + "/share", withIntermediateDirectories: true)
    try files.copyItem(atPath: built, toPath: prefix + "/bin/casebook")
    try files.copyItem(
      atPath: folder + "/casebook_CasebookResources.resources/Data", toPath: prefix + "/share/casebook")
    return prefix + "/bin/casebook"
  }
}

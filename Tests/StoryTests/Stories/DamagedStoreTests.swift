import Foundation
import Glibc
import TerminalHarness
import Testing

/// Pages of the store that rot: nothing is written any more, and what can be read gets out.
@Suite(.serialized) struct DamagedStoreTests {
  /// An office of many cases, one page of whose texts is damaged.
  private func damagedOffice() throws -> Office {
    let office = try Office()
    try office.must("import", "mail", office.write(Letter.mbox(300), as: "many.mbox"))
    try office.sqlite("PRAGMA wal_checkpoint(TRUNCATE)")
    let root = try office.sqlite("SELECT rootpage FROM sqlite_schema WHERE name = 'record_body'")
    let page = try #require(Int(root.trimmingCharacters(in: .whitespacesAndNewlines)))
    let file = try FileHandle(forUpdating: URL(filePath: office.storePath))
    // The root points to the leaves; the first of them goes.
    try file.seek(toOffset: UInt64((page - 1) * 8192 + 12))
    let cell = try #require(try file.read(upToCount: 2)).reduce(0) { $0 << 8 | Int($1) }
    try file.seek(toOffset: UInt64((page - 1) * 8192 + cell))
    let leaf = try #require(try file.read(upToCount: 4)).reduce(0) { $0 << 8 | Int($1) }
    try file.seek(toOffset: UInt64((leaf - 1) * 8192))
    try file.write(contentsOf: Data(repeating: 0x5A, count: 200))
    try file.close()
    return office
  }

  @Test func aDamagedStoreIsNeverWrittenToAndWhatCanBeReadGetsOut() throws {
    let office = try damagedOffice()
    #expect(try office.verdict().status == .exited(EX_DATAERR))
    let bytes = try Data(contentsOf: URL(filePath: office.storePath))

    let refused = try office.run("note", "COR-26-0300", "A note.")
    #expect(refused.status == .exited(EX_DATAERR) && refused.isOneSentence, "\(refused.errors)")
    #expect(refused.errors.contains("is damaged and nothing was written"))
    let terminal = try office.terminal(waitingFor: "is damaged and nothing was written")
    #expect(try terminal.waitForExit() == .exited(EX_DATAERR))

    let export = try office.run("export", "--kind", "case", "--format", "json")
    #expect(export.status == .exited(EX_DATAERR))
    #expect(export.errors.contains("what can be read follows"))
    #expect(export.errors.contains("rows of"), "\(export.errors)")
    let count = try export.json().count
    #expect(count > 100 && count < 300, "\(count)")

    let log = try office.run("audit", "export")
    #expect(log.status == .exited(0), "\(log.errors)")
    #expect(try log.json().count > 300)
    #expect(try Data(contentsOf: URL(filePath: office.storePath)) == bytes)
  }

  @Test func aGoodStoreInItsPlaceIsNotMeant() throws {
    let office = try damagedOffice()
    let copy = office.folder + "/good.sqlite"
    let sound = try Office()
    try sound.must("backup", copy)
    #expect(try office.verdict().status == .exited(EX_DATAERR))
    for suffix in ["", "-wal", "-shm"] { unlink(office.storePath + suffix) }
    try FileManager.default.copyItem(atPath: copy, toPath: office.storePath)
    try office.must("list")
    #expect(try office.isSound)
    #expect(access(office.storePath + "-damaged", F_OK) != 0)
  }

  @Test func aStoreOfANewerVersionIsLeftAlone() throws {
    let office = try Office()
    try office.sqlite("INSERT INTO grdb_migrations VALUES ('of-next-year')")
    let refused = try office.run("list")
    #expect(refused.isOneSentence && refused.errors.contains("newer Casebook"), "\(refused.errors)")
  }
}

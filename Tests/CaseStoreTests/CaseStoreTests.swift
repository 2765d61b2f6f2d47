import Casework
import Foundation
import GRDB
import TestOffice
import Testing

@testable import CaseStore

@Suite struct CaseStoreTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  // MARK: - The file

  @Test func aNewStoreHasItsOfficeAndItsFirstAccount() throws {
    #expect(try fixture.store.settings(Office.self).map(\.title) == ["Saltmarsh"])
    #expect(try fixture.store.actor(named: "sam", host: "h").roles == [.administrator, .caseworker])
    try fixture.requireSound()
  }

  @Test func aStoreOpensAgainAsItWasLeft() throws {
    let reference = try fixture.create()
    let again = try CaseStore.open(at: fixture.path, rulebook: shippedRules)
    #expect(try again.view(reference, for: StoreFixture.sam)?.record == fixture.record(reference))
  }

  @Test func aStoreIsNotMadeOverAFileThatIsThere() throws {
    let error = storeError {
      _ = try CaseStore.create(
        at: fixture.path, office: Office(title: "x"),
        administrator: Account(name: "x", fullName: "", roles: []),
        host: "h", rulebook: shippedRules, now: StoreFixture.now)
    }
    #expect(error == .storeExists(path: fixture.path))
    try fixture.requireSound()
  }

  @Test func aStoreIsNotMadeInAFolderThatIsNotThere() {
    let path = fixture.folder.appending(path: "none/x.sqlite").path
    let error = storeError {
      _ = try CaseStore.create(
        at: path, office: Office(title: "x"), administrator: Account(name: "x", fullName: "", roles: []),
        host: "h", rulebook: shippedRules, now: StoreFixture.now)
    }
    guard case .cannotCreate(path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aMissingStoreIsNamed() {
    let path = fixture.folder.appending(path: "none.sqlite").path
    #expect(opening(path) == .noStore(path: path))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [0, 50, 5000])
  func anotherFileIsNoStoreAndIsLeftAsItIs(size: Int) throws {
    let file = fixture.folder.appending(path: "letter.txt")
    let bytes = Data(repeating: 0x61, count: size)
    try bytes.write(to: file)
    #expect(opening(file.path) == .notAStore(path: file.path))
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func anotherProgramsDatabaseIsNoStore() throws {
    let path = fixture.folder.appending(path: "other.sqlite").path
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE t(x)") }
    #expect(opening(path) == .notAStore(path: path))
  }

  @Test func aStoreOfANewerVersionIsLeftAlone() throws {
    try fixture.edit("INSERT INTO grdb_migrations(identifier) VALUES ('999')")
    #expect(opening(fixture.path) == .newerStore(path: fixture.path))
  }

  /// The file's own mark for "not to be written by this version" works for every account, root's too.
  @Test func aStoreThatCannotBeWrittenIsRefused() throws {
    try fixture.store.pool.close()
    let file = try FileHandle(forUpdating: URL(filePath: fixture.path))
    try file.seek(toOffset: 18)
    try file.write(contentsOf: Data([3]))
    try file.close()
    #expect(opening(fixture.path) == .readOnly(path: fixture.path))
  }

  @Test func everyCommitOfTheLiveWriterReachesTheDisk() throws {
    for store in [fixture.store, try CaseStore.open(at: fixture.path, rulebook: shippedRules)] {
      #expect(try synchronous(store) == 2)
      try store.beginImport()
      #expect(try synchronous(store) == 1)
      try store.finishImport()
      #expect(try synchronous(store) == 2)
    }
  }

  private func synchronous(_ store: CaseStore) throws -> Int? {
    try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
  }

  private func opening(_ path: String) -> StoreError? {
    storeError { _ = try CaseStore.open(at: path, rulebook: shippedRules) }
  }

  // MARK: - Accounts and settings

  @Test func anUnknownAccountIsNobody() {
    #expect(storeError { _ = try fixture.store.actor(named: "eve", host: "h") } == .noAccount(name: "eve"))
  }

  @Test func onlyWhoMayAdministerChangesSettings() throws {
    let error = storeError {
      try fixture.store.save([Theme(name: "x", title: "X")], by: StoreFixture.ann, at: StoreFixture.now)
    }
    #expect(error == .refused(.notPermitted(.administer)))
  }

  @Test func savingWhatIsThereLogsNothing() throws {
    let before = try fixture.entries().count
    try fixture.store.save(
      [Theme(name: "speeding", title: "Speeding")], by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try fixture.entries().count == before)
  }
}

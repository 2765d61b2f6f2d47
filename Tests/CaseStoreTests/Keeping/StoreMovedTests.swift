import CaseStore
import Casework
import Foundation
import TestOffice
import Testing

/// A store that is no longer where it was, or no longer what it was, is not written to.
@Suite struct StoreMovedTests {
  private let fixture: StoreFixture
  private let elsewhere: String

  init() throws {
    fixture = try StoreFixture()
    _ = try fixture.create(["title": "Quad bikes"])
    elsewhere = fixture.folder.appending(path: "elsewhere.sqlite").path
  }

  private func write() -> StoreError? {
    storeError { try fixture.act(.note("Rang back."), on: "COR-26-0001") }
  }

  private func move(_ from: String, to: String) throws {
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: from + suffix) {
      try FileManager.default.moveItem(atPath: from + suffix, toPath: to + suffix)
    }
  }

  @Test func aStoreThatWasMovedAwayTakesNothingUntilItIsBack() throws {
    let before = try fixture.entries().count
    try move(fixture.path, to: elsewhere)
    #expect(write() == .replaced(path: fixture.path))
    #expect(try fixture.store.view("COR-26-0001", for: StoreFixture.sam)?.record.revision == 1)
    #expect(!FileManager.default.fileExists(atPath: fixture.path))
    try move(elsewhere, to: fixture.path)
    #expect(write() == nil)
    #expect(try fixture.entries().count == before + 1)
    try fixture.requireSound()
  }

  @Test func anotherStoreInItsPlaceTakesNothingEither() throws {
    let other = try StoreFixture()
    _ = try other.create(["title": "Another matter"])
    try other.maintain("VACUUM INTO '\(elsewhere)'")
    let bytes = try Data(contentsOf: URL(filePath: elsewhere))
    try move(fixture.path, to: fixture.path + ".old")
    try move(elsewhere, to: fixture.path)
    #expect(write() == .replaced(path: fixture.path))
    #expect(try Data(contentsOf: URL(filePath: fixture.path)) == bytes)
    let error = try #require(write()).message.text()
    #expect(error.contains("nothing was written"))
  }

  @Test(arguments: [9000, 30_000])
  func aStoreThatWasCutShortIsRefusedAndLeftAsItIs(size: Int) throws {
    try fixture.maintain("VACUUM INTO '\(elsewhere)'")
    let file = try FileHandle(forUpdating: URL(filePath: elsewhere))
    try file.truncate(atOffset: UInt64(size))
    try file.close()
    let bytes = try Data(contentsOf: URL(filePath: elsewhere))
    let error = storeError {
      let store = try CaseStore.open(at: elsewhere, rulebook: shippedRules)
      let verdict = try store.verify()
      #expect(!verdict.isSound)
      throw StoreError.damaged(path: elsewhere)
    }
    #expect(error == .damaged(path: elsewhere))
    #expect(try Data(contentsOf: URL(filePath: elsewhere)).count == bytes.count)
    #expect(
      storeError { _ = try Backup.restore(elsewhere, to: fixture.path + ".new") } != nil)
    #expect(!FileManager.default.fileExists(atPath: fixture.path + ".new"))
  }
}

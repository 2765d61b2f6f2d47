import Casework
import Crypto
import Foundation
import GRDB
import Synchronization
import TestOffice
import Testing

@testable import CaseStore

/// A backup is a copy that was opened, checked and written to the disk; a restore is believed after the same.
@Suite struct BackupTests {
  private let fixture: StoreFixture
  private let path: String
  private let target: String
  private let passphrase = Array("correct horse battery".utf8)
  private let cheap: VaultCost

  init() throws {
    fixture = try StoreFixture()
    try fixture.take(letter("Noise", "Loud.", id: "1@x"))
    _ = try fixture.create(["title": "Môn"], text: "Every night.")
    path = fixture.folder.appending(path: "backup.casebook").path
    target = fixture.folder.appending(path: "again.sqlite").path
    cheap = try VaultCost(rounds: 1 << 14)
  }

  private func backUp(sealed: Bool = false) throws -> Backup {
    try fixture.store.backUp(
      to: path, passphrase: sealed ? passphrase : nil, cost: cheap, by: StoreFixture.sam, at: StoreFixture.now
    )
  }

  private var files: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)) }
  }

  private func export(_ store: CaseStore) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try store.eachEntry { lines.append($0.exported.canonical) }
    return lines
  }

  @Test(arguments: [false, true])
  func aBackupComesBackAsTheStoreItWas(sealed: Bool) throws {
    let before = try export(fixture.store)
    let files = try files
    let backup = try backUp(sealed: sealed)
    #expect(backup.entries == before.count)
    #expect(try self.files == files.union(["backup.casebook", "backup.casebook.sha256"]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let key = sealed ? passphrase : nil
    #expect(try Backup.verify(path, passphrase: key, scratch: target) == backup)
    #expect(try Backup.restore(path, passphrase: key, to: target) == backup)
    let again = try CaseStore.open(at: target, rulebook: shippedRules)
    #expect(try export(again) == before)
    #expect(try again.verify().isSound)
    #expect(try again.view("COR-26-0002", for: StoreFixture.sam)?.contacts.map(\.text) == ["Every night."])
    _ = try again.perform(
      Change(.act(.note("Goes on."), on: "COR-26-0001", seen: nil)), by: StoreFixture.sam,
      at: StoreFixture.now)
    #expect(try again.verify().isSound)
  }

  @Test func theCopyIsInTheLogAndTheLogHolds() throws {
    #expect(try fixture.store.lastBackup() == nil)
    let backup = try backUp()
    let entry = try #require(try fixture.entries().last)
    #expect(entry.action == "backup" && entry.actor == "sam")
    let detail = try JSON(parsing: entry.detail ?? "")
    #expect(detail["sha256"]?["after"] == .string(backup.digest))
    #expect(backup.digest == hexadecimal(SHA256.hash(data: try Data(contentsOf: URL(filePath: path)))))
    #expect(try fixture.store.lastBackup() == StoreFixture.now)
    try fixture.requireSound()
    // A copy is nothing that could be taken back.
    #expect(try fixture.undo().touched == ["COR-26-0002"])
  }

  private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  @Test func nothingIsEverOverwritten() throws {
    _ = try backUp()
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(storeError { _ = try backUp() } == .keeping(.fileExists(path: path + ".sha256")))
    try FileManager.default.removeItem(atPath: path + ".sha256")
    #expect(storeError { _ = try backUp() } == .keeping(.fileExists(path: path)))
    #expect(
      storeError { _ = try Backup.restore(path, to: fixture.path) }
        == .keeping(.fileExists(path: fixture.path + "-wal")))
    #expect(
      storeError { _ = try Backup.restore(fixture.path, to: path) } == .keeping(.fileExists(path: path)))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    try fixture.requireSound()
  }

  @Test(arguments: [false, true])
  func oneByteOfDamageIsFoundAndNothingIsMadeOfIt(sealed: Bool) throws {
    _ = try backUp(sealed: sealed)
    let whole = try Data(contentsOf: URL(filePath: path))
    let files = try files
    let key = sealed ? passphrase : nil
    for step in 0..<20 {
      var bytes = whole
      bytes[(bytes.count - 1) * step / 19] ^= 0x10
      try bytes.write(to: URL(filePath: path))
      let expected = StoreError.keeping(.digestDiffers(path: path))
      #expect(storeError { _ = try Backup.verify(path, passphrase: key, scratch: target) } == expected)
      #expect(storeError { _ = try Backup.restore(path, passphrase: key, to: target) } == expected)
    }
    #expect(try self.files == files)
  }

  @Test func aSealedBackupProtectsItselfWithoutItsDigest() throws {
    _ = try backUp(sealed: true)
    try FileManager.default.removeItem(atPath: path + ".sha256")
    let whole = try Data(contentsOf: URL(filePath: path))
    #expect(whole.range(of: Data("Every night".utf8)) == nil)
    let files = try files
    for bytes in [
      whole.dropLast(), whole.dropLast(5000), whole + [0], Data(whole.prefix(300)), Data(whole.prefix(40)),
    ] {
      try bytes.write(to: URL(filePath: path))
      #expect(storeError { _ = try Backup.restore(path, passphrase: passphrase, to: target) } != nil)
    }
    try whole.write(to: URL(filePath: path))
    let wrong = Array("wrong horse battery".utf8)
    #expect(
      storeError { _ = try Backup.restore(path, passphrase: wrong, to: target) }
        == .keeping(.wrongPassphrase(path: path)))
    #expect(storeError { _ = try Backup.restore(path, to: target) } == .keeping(.needsPassphrase(path: path)))
    #expect(try self.files == files)
    #expect(try Backup.restore(path, passphrase: passphrase, to: target).entries > 0)
  }

  @Test func aBackupThatSomebodyEditedIsNotRestored() throws {
    _ = try backUp()
    try FileManager.default.removeItem(atPath: path + ".sha256")
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE record_body SET body = replace(body, 'Noise', 'Peace')") }
    try queue.close()
    guard case .keeping(.notSound(_, let what))? = storeError({ _ = try Backup.restore(path, to: target) })
    else {
      Issue.record("it was restored")
      return
    }
    #expect(what.text() == "COR-26-0001: the field 'title' is not as the log left it")
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func onlyWhoAdministersTakesACopy() throws {
    let error = storeError {
      _ = try fixture.store.backUp(to: path, by: StoreFixture.ann, at: StoreFixture.now)
    }
    #expect(error == .refused(.notPermitted(.administer)))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func anotherFileIsNoBackup() throws {
    try Data("Dear diary".utf8).write(to: URL(filePath: path))
    #expect(storeError { _ = try Backup.verify(path, scratch: target) } == .notAStore(path: path))
    #expect(storeError { _ = try Backup.restore(path, to: target) } == .notAStore(path: path))
    #expect(!FileManager.default.fileExists(atPath: target))
  }
}

/// Who wants no copy any more does not wait for its check.
@Suite struct StoppedCheckTests {
  @Test func theCheckOfACopyEndsBeforeItsNextPart() throws {
    let fixture = try StoreFixture()
    for number in 0..<20 { _ = try fixture.create(["title": "Case"], text: "Letter \(number).") }
    let path = fixture.folder.appending(path: "copy").path
    let parts = Mutex(0)
    let asked = Mutex(0)
    let stopper = Stopper {
      asked.withLock {
        $0 += 1
        return $0 > 2
      }
    }
    defer { stopper.end() }
    #expect(throws: (any Error).self) {
      try AuditVerification.run(path: fixture.path, stopper: stopper) { done, all in
        parts.withLock { $0 = done == all ? all : 0 }
      }
    }
    // All parts were not done.
    #expect(parts.withLock { $0 } == 0)
    let stopped = storeError {
      _ = try fixture.store.backUp(
        to: path, by: StoreFixture.sam, at: StoreFixture.now, isStopped: { true })
    }
    #expect(stopped == .keeping(.stopped(path: path)))
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

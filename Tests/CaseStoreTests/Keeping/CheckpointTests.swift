import CaseStore
import Casework
import Foundation
import TestOffice
import Testing

/// Signed heads that were kept elsewhere show what the chain alone cannot. Source: reliability B.2, acts 14 to 18.
@Suite struct CheckpointTests {
  private let fixture: StoreFixture
  private let key: LogKey

  init() throws {
    fixture = try StoreFixture()
    key = try LogKey.make(besideStore: fixture.path)
    _ = try fixture.create(["title": "Quad bikes"])
  }

  private func checkpoint() throws -> Checkpoint {
    try fixture.store.checkpoint(signedBy: key, at: StoreFixture.now)
  }

  private func line(_ checkpoint: Checkpoint) -> [UInt8] { checkpoint.json.canonical + [0x0A] }

  private func faults(of store: CaseStore, against checkpoint: Checkpoint) throws -> [String] {
    try store.verify(against: Checkpoint.read(line(checkpoint), signedWith: key.publicKey)).faults
      .map { $0.sentence.text() }
  }

  @Test func aLogThatOnlyGrewHolds() throws {
    let first = try checkpoint()
    _ = try fixture.create(["title": "Dogs"])
    let lines = line(first) + line(try checkpoint())
    let checkpoints = try Checkpoint.read(lines, signedWith: key.publicKey)
    #expect(checkpoints.map(\.entries) == [first.entries, first.entries + 1])
    #expect(try fixture.store.verify(against: checkpoints).isSound)
  }

  @Test func theStoreOfLastMonthIsNotTakenForTodays() throws {
    let copy = fixture.folder.appending(path: "before.sqlite").path
    try fixture.maintain("VACUUM INTO '\(copy)'")
    _ = try fixture.create(["title": "Dogs"])
    let old = try CaseStore.open(at: copy, rulebook: shippedRules)
    #expect(try old.verify().isSound)
    let faults = try faults(of: old, against: checkpoint())
    #expect(faults.count == 1 && faults[0].contains("an older copy was put back"), "\(faults)")
  }

  @Test func aLogThatWasWrittenAnewIsNotTheOneThatWasSigned() throws {
    let signed = try checkpoint()
    let other = try StoreFixture()
    _ = try other.create(["title": "Another matter"])
    _ = try other.create(["title": "Dogs"])
    #expect(try other.store.verify().isSound)
    let faults = try faults(of: other.store, against: signed)
    #expect(faults.count == 1 && faults[0].contains("the log was written anew"), "\(faults)")
    #expect(faults[0].hasPrefix("entry \(signed.entries)"))
  }

  @Test func aKeyThatWasPutInItsPlaceSignsNothing() throws {
    let lines = line(try checkpoint())
    try FileManager.default.removeItem(atPath: LogKey.path(besideStore: fixture.path))
    let other = try LogKey.make(besideStore: fixture.path)
    let error = #expect(throws: KeepingRefusal.self) {
      try Checkpoint.read(lines, signedWith: other.publicKey)
    }
    #expect(error == .wrongSignature(line: 1))
  }

  @Test(arguments: ["entries", "head", "at", "office", "key", "signature"])
  func noPartOfACheckpointCanBeChanged(name: String) throws {
    guard case .object(var members) = try checkpoint().json else { return }
    switch members[name] {
    case .integer(let number)?: members[name] = .integer(number + 1)
    case .string(let text)?:
      members[name] = .string(text.replacing("2", with: "3") + (name == "office" ? "x" : ""))
    default: Issue.record("\(name) is not there")
    }
    let error = #expect(throws: KeepingRefusal.self) {
      try Checkpoint.read(JSON.object(members).canonical, signedWith: key.publicKey)
    }
    #expect(error == .wrongSignature(line: 1))
  }

  @Test func whatIsNoCheckpointIsNamedByItsLine() throws {
    let lines = line(try checkpoint()) + Array("{}\n".utf8)
    #expect(throws: KeepingRefusal.notACheckpoint(line: 2)) {
      try Checkpoint.read(lines, signedWith: key.publicKey)
    }
    #expect(throws: KeepingRefusal.notACheckpoint(line: 1)) {
      try Checkpoint.read([], signedWith: key.publicKey)
    }
    #expect(throws: KeepingRefusal.notAKey("abc")) { try Checkpoint.read(lines, signedWith: "abc") }
  }

  @Test func aBrokenChainIsNotSigned() throws {
    try fixture.edit("UPDATE audit SET actor = 'eve' WHERE seq = 3")
    guard case .keeping(.storeNotSound(_, let what))? = storeError({ _ = try checkpoint() }) else {
      Issue.record("it was signed")
      return
    }
    #expect(what.text().hasPrefix("entry 3"))
  }

  @Test func theKeyIsItsOwnersAlone() throws {
    let path = LogKey.path(besideStore: fixture.path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try LogKey.read(besideStore: fixture.path).publicKey == key.publicKey)
    #expect(
      storeError { _ = try LogKey.make(besideStore: fixture.path) } == .keeping(.fileExists(path: path)))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(storeError { _ = try LogKey.read(besideStore: fixture.path) } == .keeping(.keyIsOpen(path: path)))
    try FileManager.default.removeItem(atPath: path)
    #expect(storeError { _ = try LogKey.read(besideStore: fixture.path) } == .keeping(.noKey(path: path)))
  }
}

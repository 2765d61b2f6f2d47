import CaseStore
import Casework
import Foundation
import Testing

/// Who a participant is: sealed, logged by digest, and nowhere else.
@Suite struct IdentityTests {
  private static let passphrase = Array("four words and more".utf8)
  private static let planted = "Persephone Quillfeather-Abernathy"

  private let office: VictimsOffice
  private let heron: String
  private let key: VaultKey
  private let header: VaultHeader

  init() throws {
    office = try VictimsOffice()
    heron = try office.room().participant
    (key, header) = try VaultKey.make(
      holder: "mair", passphrase: Self.passphrase, cost: VaultCost(rounds: 1 << 14))
    try office.store.makeVault(header, by: VictimsOffice.lead, at: VictimsOffice.now)
  }

  private func seal(_ texts: [ParticipantIdentity.Part: String], by actor: Actor = VictimsOffice.lead) throws
  {
    try office.store.seal(
      ParticipantIdentity(texts), of: heron, with: key, by: actor, at: VictimsOffice.now)
  }

  private func open(by actor: Actor = VictimsOffice.lead) throws -> ParticipantIdentity {
    let header = try #require(try office.store.vaultHeader())
    let key = try VaultKey(opening: header, as: "mair", passphrase: Self.passphrase)
    return try office.store.openIdentity(of: heron, with: key, by: actor, at: VictimsOffice.now)
  }

  @Test func whatIsSealedOpensForAHolder() throws {
    try seal([.name: Self.planted, .safeNumber: "07700 900000"])
    #expect(try open().texts == [.name: Self.planted, .safeNumber: "07700 900000"])
    try seal([.name: "Another"])
    #expect(try open().texts == [.name: "Another"])
    try office.requireSound()
  }

  @Test func aLookIsLoggedAndSaysNothing() throws {
    try seal([.name: Self.planted])
    _ = try open()
    let history = try office.store.history(of: heron, for: VictimsOffice.lead)
    #expect(history.suffix(2).map(\.entry.action) == ["seal", "open-identity"])
    #expect(history.last?.entry.detail == "{}")
    let digest = history.dropLast().last?.detail.fields["sealed/participant/name"]?.after.string
    #expect(digest?.utf8.count == 64)
  }

  @Test func onlyTheLeadOpensSealsOrMakesAVault() throws {
    for actor in [VictimsOffice.supervisor, VictimsOffice.caseworker] {
      let refusal = StoreError.refused(.notOfYourRole(kind: .participant))
      #expect(throws: refusal) { try seal([.name: "x"], by: actor) }
      #expect(throws: refusal) { _ = try open(by: actor) }
      #expect(throws: refusal) { try office.store.makeVault(header, by: actor, at: VictimsOffice.now) }
    }
    #expect(throws: StoreError.vaultExists) {
      try office.store.makeVault(header, by: VictimsOffice.lead, at: VictimsOffice.now)
    }
  }

  @Test func anotherVaultsKeySealsNothing() throws {
    let other = try VaultKey.make(
      holder: "mair", passphrase: Self.passphrase, cost: VaultCost(rounds: 1 << 14)
    ).key
    #expect(throws: StoreError.vault(.otherKey)) {
      try office.store.seal(
        ParticipantIdentity([.name: "x"]), of: heron, with: other, by: VictimsOffice.lead,
        at: VictimsOffice.now)
    }
  }

  @Test func aSecondHolderIsLoggedAndTheHeaderStaysAsTheLogHasIt() throws {
    var more = header
    try more.add(
      holder: "safe", passphrase: Array("another four words".utf8), key: key, cost: VaultCost(rounds: 1 << 14)
    )
    try office.store.change(header, to: more, by: VictimsOffice.lead, at: VictimsOffice.now)
    #expect(try office.store.vaultHeader()?.holders.map(\.name) == ["mair", "safe"])
    try office.requireSound()
  }

  @Test func whoIsRemovedOpensNothingOfTheFileAnyMore() throws {
    let cost = try VaultCost(rounds: 1 << 14)
    let words = Array("another four words".utf8)
    var two = header
    try two.add(holder: "safe", passphrase: words, key: key, cost: cost)
    try office.store.change(header, to: two, by: VictimsOffice.lead, at: VictimsOffice.now)
    try seal([.name: Self.planted, .safeNumber: "07700 900000"])
    let new = try two.removing(holder: "safe", passphrases: ["mair": Self.passphrase], cost: cost)
    #expect(
      try office.store.rekey(two, opened: key, to: new, by: VictimsOffice.lead, at: VictimsOffice.now))
    // The key that "safe" could have kept.
    #expect(throws: StoreError.vault(.otherKey)) {
      _ = try office.store.openIdentity(of: heron, with: key, by: VictimsOffice.lead, at: VictimsOffice.now)
    }
    #expect(throws: StoreError.vault(.otherKey)) { try seal([.name: "x"]) }
    #expect(throws: VaultRefusal.noHolder("safe")) {
      _ = try VaultKey(opening: #require(try office.store.vaultHeader()), as: "safe", passphrase: words)
    }
    #expect(try open().texts == [.name: Self.planted, .safeNumber: "07700 900000"])
    // From a header that somebody changed meanwhile nothing is made.
    #expect(throws: StoreError.busy) {
      _ = try office.store.rekey(two, opened: key, to: new, by: VictimsOffice.lead, at: VictimsOffice.now)
    }
    try office.requireSound()
  }

  @Test(arguments: [
    "UPDATE sealed SET box = zeroblob(64)", "DELETE FROM sealed WHERE field LIKE '%name'",
    "UPDATE sealed SET record = zeroblob(16) WHERE field LIKE '%name'",
    "UPDATE vault SET header = '{}'", "DELETE FROM vault",
    "INSERT INTO sealed VALUES (zeroblob(16), 'participant/name', zeroblob(90))",
  ])
  func whatIsChangedBehindTheLogIsFound(sql: String) throws {
    try seal([.name: Self.planted])
    try office.requireSound()
    try office.edit(sql)
    #expect(try office.store.verify().isSound == false)
  }

  @Test func sealingIsNotTakenBackByMistake() throws {
    try seal([.name: Self.planted])
    _ = try office.store.perform(
      Change(.undo(reference: nil)), by: VictimsOffice.lead, at: VictimsOffice.now)
    #expect(try open().texts[.name] == Self.planted)
    try office.requireSound()
  }

  @Test func aParticipantWhoIsTakenBackTakesTheIdentityAlong() throws {
    let wren = try office.make(.participant, ["title": "Wren", "received": "2026-11-01"])
    try office.store.seal(
      ParticipantIdentity([.name: Self.planted]), of: wren, with: key, by: VictimsOffice.lead,
      at: VictimsOffice.now)
    _ = try office.store.perform(
      Change(.undo(reference: wren)), by: VictimsOffice.lead, at: VictimsOffice.now)
    try office.requireSound()
    #expect(throws: StoreError.noSuchRecord(wren)) {
      _ = try office.store.openIdentity(of: wren, with: key, by: VictimsOffice.lead, at: VictimsOffice.now)
    }
  }

  @Test func theNameStandsInNoFileInAnyEncoding() throws {
    try seal([.name: Self.planted, .address: "1 \(Self.planted) House"])
    _ = try open()
    let needles = Needles(Self.planted)
    for file in try FileManager.default.contentsOfDirectory(
      at: office.folder, includingPropertiesForKeys: nil)
    {
      #expect(needles.isAbsent(from: try Data(contentsOf: file)), "\(file.lastPathComponent)")
    }
    var log = ""
    try office.store.eachEntry { log += $0.exported.text }
    #expect(needles.isAbsent(from: Data(log.utf8)))
    #expect(needles.isAbsent(from: Data("\(try open()) \(String(reflecting: try open()))".utf8)))
  }
}

/// A name in every guise in which a program may write it.
private struct Needles {
  private let forms: [Data]

  init(_ name: String) {
    var forms = [Data(name.utf8)]
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      if let data = name.data(using: encoding) { forms.append(data) }
    }
    // Base64 has three ways of cutting the same bytes; the middle of each is the same everywhere.
    for shift in 0..<3 {
      let shifted = Data(repeating: 0x20, count: shift) + Data(name.utf8)
      forms.append(Data(shifted.base64EncodedString().dropFirst(4).dropLast(4).utf8))
    }
    self.forms = forms
  }

  func isAbsent(from data: Data) -> Bool { forms.allSatisfy { data.range(of: $0) == nil } }
}

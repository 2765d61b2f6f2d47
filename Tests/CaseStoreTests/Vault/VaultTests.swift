import CaseStore
import Casework
import Testing

private let passphrase = Array("four words of mair".utf8)
private let name = VaultField(kind: "participant", field: "name")
private let telephone = VaultField(kind: "participant", field: "telephone")
private let (record, other) = ("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058")

/// The least that is allowed: these tests are about locks, not about the price of guessing.
private func cheap() throws -> VaultCost { try VaultCost(rounds: 1 << 14) }

/// Made once, for making one is slow on purpose; who changes it changes a copy.
private let vault = Result { try newVault() }

private func newVault() throws -> (key: VaultKey, header: VaultHeader) {
  try VaultKey.make(holder: "mair", passphrase: passphrase, cost: cheap())
}

private func refusal<Value>(_ act: () throws(VaultRefusal) -> Value) -> VaultRefusal? {
  do throws(VaultRefusal) {
    _ = try act()
    return nil
  } catch {
    return error
  }
}

@Suite struct VaultTests {
  @Test func aSealedNameIsReadAgainWithThePassphraseAtFullCost() throws {
    let vault = try VaultKey.make(holder: "mair", passphrase: passphrase)
    #expect(vault.header.holders[0].cost.rounds == 131_072)
    let box = try vault.key.seal("Siân O’Brien", in: name, of: record)
    let header = try VaultHeader(parsing: vault.header.json.canonical)
    #expect(header == vault.header)
    let key = try VaultKey(opening: header, as: "mair", passphrase: passphrase)
    #expect(try key.open(VaultBox(bytes: box.bytes), in: name, of: record) == "Siân O’Brien")
  }

  @Test func aWrongPassphraseIsOneSentence() throws {
    let (_, header) = try vault.get()
    for wrong in ["", "x", "four words of mair "] + [String(repeating: "x", count: 5000)] {
      let found = refusal { () throws(VaultRefusal) in
        try VaultKey(opening: header, as: "mair", passphrase: Array(wrong.utf8))
      }
      #expect(found == .wrongPassphrase(holder: "mair"))
    }
    #expect(
      VaultRefusal.wrongPassphrase(holder: "mair").message.text()
        == "The passphrase does not open the vault for 'mair': type it again, or ask another holder.")
    #expect(
      refusal { () throws(VaultRefusal) in try VaultKey(opening: header, as: "sam", passphrase: passphrase) }
        == .noHolder("sam"))
  }

  @Test func theSameNameSealedTwiceLooksDifferent() throws {
    let (key, _) = try vault.get()
    #expect(try key.seal("Ann", in: name, of: record) != key.seal("Ann", in: name, of: record))
  }

  @Test func theLengthOfANameDoesNotTell() throws {
    let (key, _) = try vault.get()
    let lengths = try ["", "Al", "Bartholomew Featherstonehaugh", String(repeating: "x", count: 63)].map {
      try key.seal($0, in: name, of: record).bytes.count
    }
    #expect(Set(lengths) == [1 + 8 + 12 + 64 + 16])
    let long = String(repeating: "x", count: 64)
    #expect(try key.seal(long, in: name, of: record).bytes.count == lengths[0] + 64)
    for text in ["", "\0\0", "x\u{80}", "a\0", long, String(repeating: "é", count: 1000)] {
      #expect(try key.open(key.seal(text, in: name, of: record), in: name, of: record) == text)
    }
  }

  @Test func aBoxMovedToAnotherRecordOrFieldIsRejected() throws {
    let (key, _) = try vault.get()
    let box = try key.seal("Ann", in: name, of: record)
    #expect(
      refusal { () throws(VaultRefusal) in try key.open(box, in: name, of: other) }
        == .boxDamaged(field: "participant/name"))
    #expect(
      refusal { () throws(VaultRefusal) in try key.open(box, in: telephone, of: record) }
        == .boxDamaged(field: "participant/telephone"))
  }

  @Test func aBoxWithAnyByteChangedIsRejected() throws {
    let (key, _) = try vault.get()
    let box = try key.seal("Ann", in: name, of: record)
    for position in box.bytes.indices {
      var bytes = box.bytes
      bytes[position] ^= 1
      let found = refusal { () throws(VaultRefusal) in
        try key.open(VaultBox(bytes: bytes), in: name, of: record)
      }
      #expect(found != nil, "byte \(position)")
    }
  }

  @Test func aBoxOfAnyOtherLengthIsRejected() throws {
    let (key, _) = try vault.get()
    let bytes = try key.seal("Ann", in: name, of: record).bytes
    for count in 0..<bytes.count {
      let found = refusal { () throws(VaultRefusal) in
        try key.open(VaultBox(bytes: Array(bytes.prefix(count))), in: name, of: record)
      }
      #expect(found == .boxNotUnderstood(field: "participant/name"))
    }
  }

  @Test func aBoxOfAnotherVaultIsNamedAsSuch() throws {
    let (one, two) = (try vault.get(), try newVault())
    let box = try one.key.seal("Ann", in: name, of: record)
    #expect(refusal { () throws(VaultRefusal) in try two.key.open(box, in: name, of: record) } == .otherKey)
  }

  @Test func printingAKeyShowsNothingOfIt() throws {
    let (key, _) = try vault.get()
    var text = ""
    dump(key, to: &text)
    #expect(!text.contains("Symmetric"))
    #expect("\(key)" == "vault key \(key.id)")
  }
}

@Suite struct VaultHolderTests {
  @Test func aSecondHolderOpensTheSameVaultAndTheFirstMayLeave() throws {
    var (key, header) = try vault.get()
    let box = try key.seal("Ann", in: name, of: record)
    #expect(header.hasNoSpareHolder)
    try header.add(
      holder: "envelope", passphrase: Array("in the safe of the office".utf8), key: key, cost: cheap())
    #expect(!header.hasNoSpareHolder)
    let envelope = ["envelope": Array("in the safe of the office".utf8)]
    let old = try VaultKey(opening: header, as: "envelope", passphrase: envelope["envelope"] ?? [])
    #expect(try old.open(box, in: name, of: record) == "Ann")
    let wrong = refusal { () throws(VaultRefusal) in
      try header.removing(
        holder: "mair", passphrases: ["envelope": passphrase], cost: VaultCost(rounds: 1 << 14))
    }
    #expect(wrong == .wrongPassphrase(holder: "envelope"))
    (key, header) = try header.removing(holder: "mair", passphrases: envelope, cost: cheap())
    #expect(header.holders.map(\.name) == ["envelope"] && key.id != old.id)
    // What is sealed from now on does not open with the key that mair has seen.
    let new = try key.seal("Bob", in: name, of: record)
    #expect(refusal { () throws(VaultRefusal) in try old.open(new, in: name, of: record) } == .otherKey)
    let last = refusal { () throws(VaultRefusal) in
      try header.removing(holder: "envelope", passphrases: [:], cost: VaultCost(rounds: 1 << 14))
    }
    #expect(last == .lastHolder("envelope"))
  }

  @Test func aChangedPassphraseReplacesTheOldOne() throws {
    var (key, header) = try vault.get()
    try header.change(holder: "mair", passphrase: Array("other words of mair".utf8), key: key, cost: cheap())
    #expect(
      refusal { () throws(VaultRefusal) in try VaultKey(opening: header, as: "mair", passphrase: passphrase) }
        == .wrongPassphrase(holder: "mair"))
    key = try VaultKey(opening: header, as: "mair", passphrase: Array("other words of mair".utf8))
    #expect(key.id == header.keyID)
  }

  @Test func whatMakesNoHolderIsRefused() throws {
    let vault = try vault.get()
    let cost = try cheap()
    func adding(_ holder: String, _ passphrase: [UInt8], _ key: VaultKey) -> VaultRefusal? {
      refusal { () throws(VaultRefusal) in
        var header = vault.header
        try header.add(holder: holder, passphrase: passphrase, key: key, cost: cost)
      }
    }
    #expect(adding("mair", passphrase, vault.key) == .holderExists("mair"))
    #expect(adding("sam", Array("short".utf8), vault.key) == .passphraseTooShort(least: 12))
    #expect(adding("sam", [], vault.key) == .passphraseTooShort(least: 12))
    #expect(
      adding("sam", Array(repeating: 0x61, count: 1025), vault.key) == .passphraseTooLong(most: 1024))
    #expect(adding(" ", passphrase, vault.key) == .holderNameNotUsable(" "))
    #expect(adding("a\nb", passphrase, vault.key) == .holderNameNotUsable("a\nb"))
    #expect(adding("sam", passphrase, try newVault().key) == .otherKey)
  }

  @Test func aHolderWhoseKeyIsOfAnotherVaultDoesNotOpenThisOne() throws {
    let (one, two) = (try vault.get(), try newVault())
    guard case .object(var members) = one.header.json else { return }
    members["key"] = .string(two.header.keyID)
    let forged = try VaultHeader(json: .object(members))
    #expect(
      refusal { () throws(VaultRefusal) in try VaultKey(opening: forged, as: "mair", passphrase: passphrase) }
        == .otherKey)
  }
}

@Suite struct VaultHeaderTests {
  /// A header as it is written, with one member of its only holder replaced.
  private func header(cost: JSON? = nil, _ member: String = "", _ value: JSON = .null) throws -> JSON {
    guard case .object(var members) = try vault.get().header.json,
      case .object(var holder)? = members["holders"]?.array?.first
    else { return .null }
    if let cost { holder["cost"] = cost }
    if holder[member] != nil { holder[member] = value }
    if members[member] != nil { members[member] = value }
    if member != "holders" { members["holders"] = [.object(holder)] }
    return .object(members)
  }

  private func refused(_ json: JSON) -> VaultRefusal? {
    refusal { () throws(VaultRefusal) in try VaultHeader(parsing: json.canonical) }
  }

  /// 2^40 rounds would take 1024 TiB; each of these is refused before anything is computed.
  @Test(arguments: [
    (1 << 40, 8, 1, "N ="), (1 << 20, 8, 1, "N ="), (Int.max, 8, 1, "N ="), (0, 8, 1, "N ="),
    (-16, 8, 1, "N ="),
    (Int.min, 8, 1, "N ="), (100_000, 8, 1, "N ="), (1 << 10, 8, 1, "N ="), (1 << 17, 1 << 30, 1, "r ="),
    (1 << 17, 0, 1, "r ="), (1 << 17, 8, 0, "p ="), (1 << 17, 8, Int.max, "p ="),
  ])
  func aHostileCostIsRefused(rounds: Int, blockSize: Int, parallelism: Int, what: String) throws {
    let cost: JSON = [
      "kdf": "scrypt", "N": .integer(rounds), "r": .integer(blockSize), "p": .integer(parallelism),
    ]
    guard case .costRefused(what, _)? = refused(try header(cost: cost)) else {
      Issue.record("\(cost.text) was taken")
      return
    }
  }

  @Test(
    arguments: [
      ("version", "1"), ("version", 0), ("key", "xyz"), ("key", "00"), ("key", "ABCDEFABCDEFABCD"),
      ("holders", []),
      ("holders", "mair"), ("name", ""), ("name", 5), ("salt", ""), ("salt", "0g"), ("wrapped", "00"),
      ("cost", [:]),
      ("cost", ["kdf": "md5", "N": 131_072, "r": 8, "p": 1]),
    ] as [(String, JSON)])
  func aDamagedHeaderIsRefusedAndSaysWhere(member: String, value: JSON) throws {
    #expect(refused(try header(member, value)) == .headerNotUnderstood(what: member))
  }

  @Test func aHolderNamedTwiceIsRefused() throws {
    let json = try vault.get().header.json
    let holder = try #require(json["holders"]?.array?.first)
    #expect(refused(try header("holders", [holder, holder])) == .headerNotUnderstood(what: "holders"))
  }

  @Test func aHeaderOfANewerCasebookIsRefused() throws {
    #expect(refused(try header("version", 2)) == .newerHeader(version: 2))
  }

  @Test func whatIsNoJSONIsNoHeader() {
    for bytes in [[], Array("{".utf8), Array(repeating: 0x20, count: 70_000)] as [[UInt8]] {
      let found = refusal { () throws(VaultRefusal) in try VaultHeader(parsing: bytes) }
      #expect(found == .headerNotUnderstood(what: "JSON"))
    }
  }
}

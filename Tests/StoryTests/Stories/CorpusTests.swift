import Crypto
import Foundation
import TerminalHarness
import Testing

/// Real mail from public lists and a help desk comes in whole.
@Suite struct CorpusTests {
  @Test func everyFileOfTheCorpusIsKeptOrNamed() throws {
    let office = try Office()
    let files = try Self.files()
    let outcome = try office.must("import", "mail", Program.corpus(), "--json")
    let counts = try #require(try outcome.json().last)
    let problems = outcome.errors.split(separator: "\n")
    #expect(try #require(counts["read"]?.integer) + problems.count == files.count)
    let parts = ["new", "joined", "duplicate", "unreadable"].compactMap { counts[$0]?.integer }
    #expect(parts.reduce(0, +) == counts["read"]?.integer)
    // What was not kept is named with its path, so that nobody has to search for it.
    let kept = Set(try office.sqlite("SELECT lower(hex(digest)) FROM blob").split(separator: "\n"))
    for (digest, paths) in files.byDigest where !kept.contains(Substring(digest)) {
      for path in paths { #expect(problems.contains { $0.contains(path) }, "\(path) is lost") }
    }
    #expect(kept.count == parts[0] + parts[1] + parts[3])
    #expect(try office.isSound)
    let again = try office.must("import", "mail", Program.corpus(), "--json").json().last
    #expect(again?["duplicate"] == counts["read"])
  }

  @Test func theBytesOfEveryMessageComeBackAsTheyCame() throws {
    let office = try Office()
    let files = try Self.files()
    try office.must("import", "mail", Program.corpus())
    let records = try office.must("list", "--json", "--limit", "1000").json()
    var seen: Set<String> = []
    for reference in records.compactMap({ $0["reference"]?.string }) {
      let contacts = try #require(try office.record(reference)["contacts"]?.array)
      let digests = contacts.compactMap { $0["rawSha256"]?.string }
      let expected = try digests.flatMap { try #require(files.bytes[$0]) }
      #expect(try office.must("show", reference, "--raw").output == expected)
      seen.formUnion(digests)
    }
    // Machines' mail that belongs to no case has no reference to be shown by.
    let filed = try office.sqlite(
      "SELECT count(DISTINCT blob) FROM contact WHERE record IS NOT NULL AND blob IS NOT NULL")
    #expect(filed == "\(seen.count)\n")
    #expect(seen.count > 200)
  }

  @Test func noPageOfTheCorpusPrintsAControlSequence() throws {
    let office = try Office()
    try office.must("import", "mail", Program.corpus())
    let records = try office.must("list", "--json", "--limit", "1000").json()
    for reference in records.compactMap({ $0["reference"]?.string }) {
      #expect(strangeParts(of: try office.must("show", reference).output) == [])
    }
    #expect(strangeParts(of: try office.must("list", "--limit", "1000").output) == [])
  }

  private struct Files {
    var count = 0
    var byDigest: [String: [String]] = [:]
    var bytes: [String: [UInt8]] = [:]
  }

  private static func files() throws -> Files {
    var files = Files()
    let folder = try Program.corpus()
    for name in FileManager.default.enumerator(atPath: folder) ?? .init() {
      guard let name = name as? String else { continue }
      let path = folder + "/" + name
      guard !Program.isFolder(path) else { continue }
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let digest = sha256(Array(data))
      files.count += 1
      files.byDigest[digest, default: []].append(path)
      files.bytes[digest] = Array(data)
    }
    guard files.count > 0 else { throw HarnessError(description: "the corpus is empty") }
    return files
  }
}

/// SHA-256 in hexadecimal.
func sha256(_ bytes: [UInt8]) -> String {
  SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

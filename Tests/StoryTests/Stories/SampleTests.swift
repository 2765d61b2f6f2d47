import Glibc
import TerminalHarness
import Testing

/// A stranger with a receipt and the file of its frame can draw the sample again, on a machine without a store.
@Suite struct SampleTests {
  /// A receipt that the program had no hand in: tickets and order are computed here.
  private func receipt(of references: [String], seed: String, size: Int) -> Value {
    let tickets = references.map { (ticket: sha256(Array("\(seed),\($0)".utf8)), reference: $0) }
    let drawn = tickets.sorted { $0.ticket < $1.ticket }.prefix(size)
    let frame = references.map { $0 + "\n" }.joined()
    return .object([
      "frame": .object([
        "query": .string("kind:complaint"), "count": .integer(references.count),
        "sha256": .string(sha256(Array(frame.utf8))),
      ]),
      "seed": .string(seed), "size": .integer(size), "excluded": .array([]),
      "strata": .array([
        .object([
          "name": .string(""), "population": .integer(references.count), "size": .integer(size),
          "drawn": .array(
            drawn.map { .object(["reference": .string($0.reference), "ticket": .string($0.ticket)]) }),
        ])
      ]),
    ])
  }

  private let references = (100...160).map { "CO/\($0)/26" }

  @Test func aReceiptIsDrawnAgainWithoutAStore() throws {
    let office = try Office(isMade: false)
    try office.write(receipt(of: references, seed: "6 2 5", size: 7).canonical, as: "receipt.json")
    try office.write(references.map { $0 + "\n" }.joined(), as: "frame.txt")
    let outcome = try office.run("sample", "verify", "receipt.json", "--frame", "frame.txt")
    #expect(outcome.status == .exited(0), "\(outcome.errors)")
    #expect(outcome.text == "The receipt holds: the seed draws the same 7 of 61 files from the frame.\n")
    let verdict = try office.must("sample", "verify", "receipt.json", "--frame", "frame.txt", "--json").json()
    #expect(verdict.first?["ok"] == .bool(true) && verdict.first?["faults"]?.array == [])
    #expect(access(office.storePath, F_OK) != 0)
  }

  @Test func aSeedThatWasChosenAfterwardsIsFound() throws {
    let office = try Office(isMade: false)
    let honest = receipt(of: references, seed: "6 2 5", size: 7).canonical
    try office.write(honest.replacing("\"6 2 5\"", with: "\"6 2 6\""), as: "receipt.json")
    try office.write(references.map { $0 + "\n" }.joined(), as: "frame.txt")
    let outcome = try office.run("sample", "verify", "receipt.json", "--frame", "frame.txt")
    #expect(outcome.status == .exited(EX_DATAERR))
    #expect(outcome.text.split(separator: "\n").count == 7 && outcome.text.contains("The ticket of"))
    let verdict = try office.run("sample", "verify", "receipt.json", "--frame", "frame.txt", "--json")
    #expect(verdict.status == .exited(EX_DATAERR))
    #expect(try verdict.json().first?["faults"]?.array.count == 7)
  }

  @Test func whatIsNoReceiptIsAnsweredWithOneSentence() throws {
    let office = try Office(isMade: false)
    try office.write("a\n", as: "frame.txt")
    for (text, named) in [("{", "byte 1"), ("{}", "frame.query"), ("", "byte 0"), ("[[[", "byte 3")] {
      try office.write(text, as: "receipt.json")
      let outcome = try office.run("sample", "verify", "receipt.json", "--frame", "frame.txt")
      #expect(outcome.status == .exited(EX_DATAERR))
      #expect(outcome.isOneSentence && outcome.errors.contains(named), "\(outcome.errors)")
    }
    let missing = try office.run("sample", "verify", "nowhere.json", "--frame", "frame.txt")
    #expect(missing.status == .exited(EX_NOINPUT) && missing.isOneSentence)
    let noFrame = try office.run("sample", "verify", "receipt.json")
    #expect(noFrame.status == .exited(EX_USAGE) && noFrame.isOneSentence)
  }
}

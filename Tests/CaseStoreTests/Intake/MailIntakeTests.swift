import CaseStore
import Casework
import Testing

@Suite struct MailIntakeTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
  }

  @Test func aLetterOpensACase() throws {
    #expect(try counts(fixture.take(letter("Noise", "Loud music.", id: "1@x"))) == [1, 0, 0, 0])
    let record = try fixture.record("COR-26-0001")
    #expect(record[Head.title] == "Noise")
    #expect(record[Head.stage] == "untriaged")
    #expect(record[CaseFile.correspondent] == "Nia Prys")
    #expect(record[Head.isUnread] == true)
    #expect(try fixture.references("loud") == ["COR-26-0001"])
    try fixture.requireSound()
  }

  @Test func anAnswerJoinsTheCaseOfTheLetterItNames() throws {
    try fixture.take(letter("Noise", "Loud music.", id: "1@x"))
    let answer = letter(
      "Quite another subject", "Still loud.", id: "2@x", references: ["9@x", "1@x"], minutes: 1)
    #expect(try counts(fixture.take(answer)) == [0, 1, 0, 0])
    #expect(try fixture.contacts("COR-26-0001").map(\.text) == ["Loud music.", "Still loud."])
    try fixture.requireSound()
  }

  @Test func anAnswerBeforeItsLetterInTheBatchJoinsItAllTheSame() throws {
    let answer = letter("Re: Noise", "Still loud.", id: "2@x", references: ["1@x"], minutes: 5)
    #expect(try counts(fixture.take(answer, letter("Noise", "Loud.", id: "1@x"))) == [1, 1, 0, 0])
    #expect(try fixture.references("still loud") == ["COR-26-0001"])
    try fixture.requireSound()
  }

  @Test func aPlainLettersTextIsKeptOnceAndReadAndFoundAllTheSame() throws {
    let words = "The music next door plays until three in the morning, every night of this week.\nNia\n"
    try fixture.take(letter("Noise", words, id: "1@x"), letter("Noise", "Short.", id: "2@x"))
    #expect(try fixture.integer("SELECT count(*) FROM contact WHERE text = '' AND textStart > 0") == 1)
    #expect(try fixture.contacts("COR-26-0001").map(\.text) == [words])
    #expect(try fixture.contacts("COR-26-0002").map(\.text) == ["Short."])
    #expect(try fixture.references("morning") == ["COR-26-0001"])
    try fixture.act(.note("Rang her."), on: "COR-26-0001")
    #expect(try fixture.references("morning rang") == ["COR-26-0001"])
    try fixture.requireSound()
  }

  @Test func theSameLetterWithAnotherAttachmentIsNoDuplicate() throws {
    try fixture.take(letter("Plan", "See the plan.", id: "1@x"))
    var second = letter("Plan", "See the plan.", id: "1@x", path: "b")
    second.content?.attachments = [
      MailAttachment(part: 1, name: "plan.pdf", type: "application/pdf", size: 9)
    ]
    #expect(try counts(fixture.take(second))[2] == 0)
  }

  @Test func aStrangerWhoNamesACaseIsPointedOut() throws {
    let reference = try fixture.create()
    try fixture.take(letter("Re: \(reference)", "Me too.", id: "1@x", from: "stranger@example.org"))
    try fixture.take(letter("Re: \(reference)", "And again.", id: "2@x", from: "stranger@example.org"))
    #expect(try fixture.contacts(reference).map { $0.remarks.contains(.newSender) } == [true, false])
    try fixture.requireSound()
  }

  @Test func aReferenceInTheSubjectJoins() throws {
    let reference = try fixture.create()
    try fixture.take(letter("RE: your letter \(reference.lowercased())", "More.", id: "3@x"))
    #expect(try fixture.contacts(reference).map(\.text) == ["More."])
    try fixture.requireSound()
  }

  @Test func aLetterOnAClosedCaseReopensIt() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x"))
    try fixture.act(.close(.noReplyNeeded), on: "COR-26-0001", reason: "thanks only")
    try fixture.take(letter("Re: Noise", "Again!", id: "2@x", references: ["1@x"]))
    #expect(try fixture.record("COR-26-0001")[Head.stage] == "reply-owed")
    try fixture.requireSound()
  }

  // MARK: - Duplicates

  @Test func importingTwiceAddsNothing() throws {
    let batch = [
      letter("Noise", "Loud.", id: "1@x"), letter("Dogs", "Bark.", id: ""), letter("", "", id: ""),
    ]
    for expected in [[3, 0, 0, 0], [0, 0, 3, 0]] {
      let result = try fixture.store.take(in: batch, by: StoreFixture.sam, at: StoreFixture.now)
      #expect(counts(result) == expected)
    }
    #expect(try fixture.integer("SELECT count(*) FROM contact") == 3)
    try fixture.requireSound()
  }

  @Test func theSameLetterByAnotherPathIsADuplicate() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x", path: "a"))
    #expect(try counts(fixture.take(letter("Noise", "Loud.", id: "1@x", path: "b"))) == [0, 0, 1, 0])
    #expect(try fixture.integer("SELECT count(*) FROM blob") == 1)
    try fixture.requireSound()
  }

  /// A sender who gives every letter the same Message-ID must not lose any.
  @Test func theSameMessageIDWithAnotherTextIsAnotherLetter() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x"))
    #expect(try counts(fixture.take(letter("Noise", "Louder.", id: "1@x"))) == [1, 0, 0, 0])
    try fixture.requireSound()
  }

  @Test func lettersWithoutAMessageIDAreToldApartByTheirBytes() throws {
    let result = try fixture.take(
      letter("a", "One", id: ""), letter("a", "Two", id: ""), letter("a", "One", id: ""))
    #expect(counts(result) == [2, 0, 1, 0])
  }

  // MARK: - Machines and what cannot be read

  @Test(arguments: [MailNature.automaticReply, .bounce])
  func aMachinesMessageNeverOpensACase(nature: MailNature) throws {
    #expect(
      try counts(fixture.take(letter("Out of office", "Away.", id: "a@x", nature: nature))) == [0, 1, 0, 0])
    #expect(try fixture.references("") == [])
    #expect(try fixture.store.unfiledMail(limit: 10).map(\.subject) == ["Out of office"])
    try fixture.requireSound()
  }

  @Test func aMachinesAnswerJoinsAndAsksNothing() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x"))
    try fixture.act(.close(.noReplyNeeded), on: "COR-26-0001", reason: "thanks only")
    let answer = letter("Out of office", "Away.", id: "2@x", references: ["1@x"], nature: .automaticReply)
    try fixture.take(answer)
    #expect(try fixture.record("COR-26-0001")[Head.stage] == "closed")
    #expect(try fixture.contacts("COR-26-0001").count == 2)
    try fixture.requireSound()
  }

  @Test func whatCannotBeReadIsKeptAsItCame() throws {
    let broken = IncomingMail(raw: [0, 255, 13, 10, 0], source: "x", content: nil)
    #expect(try counts(fixture.take(broken)) == [0, 0, 0, 1])
    let contact = try #require(try fixture.contacts("COR-26-0001").first)
    #expect(contact.isUnreadable)
    #expect(
      try fixture.store.rawBytes(digest: contact.rawDigest ?? "", for: StoreFixture.sam) == [
        0, 255, 13, 10, 0,
      ])
    try fixture.requireSound()
  }

  @Test func oldMailIsClosedAndOwesNothing() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x"), closed: true)
    let record = try fixture.record("COR-26-0001")
    #expect(record[Head.stage] == "closed")
    #expect(record[Head.due] == nil)
    try fixture.requireSound()
  }

  // MARK: - Hostile letters

  /// Whoever guesses the number that his letter will get is indexed as everybody is.
  @Test(arguments: ["COR-26-0001", ""], ["COR-26-0001", "nia@example.org", ""])
  func aSenderNamedLikeTheCaseIsFoundAndIndexedLikeOthers(name: String, address: String) throws {
    var first = letter("Noise", "Loud.", id: "1@x", from: address)
    first.content?.sender.name = name
    var second = letter(
      "Re: Noise", "Louder.", id: "2@x", references: ["1@x"], from: "COR-26-0001", minutes: 1)
    second.content?.sender.name = "COR-26-0001"
    try fixture.take(first, second)
    #expect(try fixture.references("louder") == ["COR-26-0001"])
    try fixture.requireSound()
  }

  /// SQLite ends a text at its first null character; the rest of the letter must not be lost with it.
  @Test func nothingAfterANullCharacterIsLost() throws {
    try fixture.take(letter("One\0two", "Before\0after", id: "1\0@x"))
    #expect(try fixture.contacts("COR-26-0001").map(\.text) == ["Before\u{FFFD}after"])
    #expect(try fixture.record("COR-26-0001")[Head.title] == "One\u{FFFD}two")
    #expect(try fixture.references("after two") == ["COR-26-0001"])
    #expect(
      try counts(fixture.take(letter("One\0two", "Before\0after", id: "1\0@x", path: "b"))) == [0, 0, 1, 0])
    try fixture.requireSound()
  }

  @Test func aClockThatRunsAheadIsNotBelieved() throws {
    try fixture.take(letter("Noise", "Loud.", id: "1@x", minutes: 1_000_000))
    #expect(try fixture.record("COR-26-0001")[Head.received] == fixture.today)
    try fixture.requireSound()
  }

  @Test(arguments: [
    "'; DROP TABLE record; --", "\u{202E}gnp.exe", String(repeating: "x", count: 300_000), "👩‍👩‍👧 \u{E000}",
  ])
  func strangeWordsAreKeptAsTheyAre(text: String) throws {
    try fixture.take(letter(text, text, id: "1@x", from: text))
    #expect(try fixture.contacts("COR-26-0001").map(\.text) == [text])
    #expect(try fixture.record("COR-26-0001")[Head.title] == text)
    try fixture.requireSound()
  }

  private func counts(_ counts: ImportCounts) -> [Int] {
    #expect(counts.read == counts.new + counts.joined + counts.duplicate + counts.unreadable)
    return [counts.new, counts.joined, counts.duplicate, counts.unreadable]
  }
}

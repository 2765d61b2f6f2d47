import CaseStore
import Casework
import Testing

/// Letters with the same text in a real store: who is found with whom, and for whom.
@Suite struct CampaignStoreTests {
  private let office: StoreFixture
  private static let zoe = Actor(name: "zoe", roles: [.supervisor, .caseworker], host: "desk6")

  private static let common = """
    Dear Commissioner,

    Please keep the front counter of the police station open, for it is the last place in the town where one can speak \
    to an officer without an appointment.

    Older people and those without a telephone rely on it, and the nearest other counter is eleven miles away.
    """
  private static let own = "I was burgled in March and nobody has come to see me."

  init() throws {
    office = try StoreFixture()
    try office.store.save(
      [Account(name: "zoe", fullName: "Zoe", roles: [.supervisor, .caseworker])], by: StoreFixture.sam,
      at: StoreFixture.now)
  }

  private func mail(_ number: Int, _ text: String = common, from: String? = nil) -> IncomingMail {
    letter(
      "Counter \(number)", text, id: "\(number)@x", from: from ?? "p\(number)@example.org", minutes: number)
  }

  /// Four letters of a campaign, one with a paragraph of its own, and one letter about something else.
  private func receive() throws {
    try office.take(mail(1), mail(2), mail(3, Self.common + "\n\n" + Self.own), mail(4))
    try office.take(
      letter(
        "Bikes",
        "Quad bikes race along the sea wall every Sunday and the children cannot play there any more at all, which is a pity.",
        id: "9@x"))
  }

  private let four = ["COR-26-0001", "COR-26-0002", "COR-26-0003", "COR-26-0004"]

  @Test func theGroupIsTheSameFromEachOfItsCases() throws {
    try receive()
    for reference in four {
      #expect(try office.references("campaign:\(reference)").sorted() == four)
      #expect(try office.store.view(reference, for: StoreFixture.sam)?.campaign?.cases == 4)
    }
    #expect(try office.references("campaign:COR-26-0005") == ["COR-26-0005"], "it is alone")
    #expect(try office.store.view("COR-26-0005", for: StoreFixture.sam)?.campaign == nil)
    #expect(try office.references("campaign:cor-26-0001 -subject:2").count == 3)
    #expect(try office.references("campaign:COR-26-0001 OR subject:bikes").count == 5)
    #expect(try office.references("-campaign:COR-26-0001") == ["COR-26-0005"])
    #expect(try office.references("campaign:none") == [] && office.references("campaign:[1]") == [])
    try office.requireSound()
  }

  @Test func whatIsOwnStandsOut() throws {
    try receive()
    let campaign = try #require(try office.store.campaign(of: "COR-26-0001", for: StoreFixture.sam))
    #expect(campaign.senders == 4 && campaign.members.map(\.row.reference) == four)
    #expect(campaign.members[2].difference?.pieces == [.same(paragraphs: 3), .own(Self.own)])
    #expect(campaign.members.filter { $0.difference?.isNone == true }.count == 3)
    let line = try #require(try office.store.campaigns(for: StoreFixture.sam).first)
    #expect(line.reference == "COR-26-0001" && line.cases == 4 && line.open == 4 && line.senders == 4)
    #expect(line.opening.hasPrefix("Please keep the front counter"))
    #expect(storeError { _ = try office.store.campaign(of: "COR-26-0099", for: StoreFixture.sam) } != nil)
  }

  @Test func oneSenderIsNoCampaign() throws {
    try office.take(mail(1, from: "a@x"), mail(2, from: "A@x"), mail(3, from: "b@x"))
    #expect(try office.store.campaigns(for: StoreFixture.sam) == [])
    #expect(try office.references("campaign:COR-26-0001").count == 3, "they are alike all the same")
    try office.take(mail(4, from: "c@x"))
    #expect(try office.store.campaigns(for: StoreFixture.sam).map(\.cases) == [4])
  }

  @Test func whatAReaderMayNotSeeIsInNoGroupAndInNoCount() throws {
    try receive()
    try office.act(.set(["marking": "restricted"]), on: "COR-26-0003", by: Self.zoe)
    try office.act(
      .act(AccessActs.wall, ["account": "ann"]), on: "COR-26-0004", by: Self.zoe, reason: "Her brother")
    let (ann, zoe) = (StoreFixture.ann, Self.zoe)
    #expect(try office.references("campaign:COR-26-0001", for: ann).sorted() == Array(four.prefix(2)))
    #expect(try office.references("campaign:COR-26-0003", for: ann) == [])
    #expect(try office.references("-campaign:COR-26-0003", for: ann).count == 3)
    #expect(try office.store.view("COR-26-0001", for: ann)?.campaign?.cases == 2)
    #expect(try office.store.campaigns(for: ann) == [])
    #expect(try office.store.campaign(of: "COR-26-0001", for: ann)?.members.count == 2)
    #expect(storeError { _ = try office.store.campaign(of: "COR-26-0003", for: ann) } != nil)
    let seen = try #require(try office.store.campaign(of: "COR-26-0001", for: zoe))
    #expect(seen.members.count == 4 && seen.members[2].difference == nil, "its words are for a reason")
    #expect(try office.store.campaigns(for: zoe).map(\.cases) == [4])
    try office.requireSound()
  }

  @Test func undoingErasingAndMovingOnKeepTheTablesTrue() throws {
    try receive()
    let typed = try office.create(["title": "By post"], text: Self.common)
    #expect(try office.references("campaign:\(typed)").count == 5)
    try office.undo(typed)
    #expect(try office.references("campaign:COR-26-0001").count == 4)
    try office.requireSound()
    // A case without words has none until its first letter comes.
    let bare = try office.create(["title": "Bare", "channel": "phone"])
    try office.take(
      letter("Re \(bare)", Self.common, id: "7@x", from: "late@example.org", minutes: 60),
      letter("Re \(bare)", "And another thing that I forgot.", id: "8@x", minutes: 61))
    #expect(try office.references("campaign:\(bare)").count == 5)
    try office.requireSound()
    try office.act(.note("Rang her."), on: "COR-26-0001")
    try office.undo("COR-26-0001")
    #expect(try office.references("campaign:COR-26-0001").count == 5)
    try office.requireSound()
    try office.act(.close(.answered), on: "COR-26-0003", reason: "Nothing to say.")
    try office.erase("COR-26-0003")
    #expect(try office.references("campaign:COR-26-0001").count == 4)
    #expect(try office.integer("SELECT count(*) FROM letter_sketch") == 5)
    try office.requireSound()
  }

  @Test func anOlderStoreLearnsItsLetters() throws {
    try receive()
    try office.edit(
      """
      DROP TABLE letter_sketch; DROP TABLE letter_key;
      DELETE FROM grdb_migrations WHERE identifier = 'letters'
      """)
    let store = try CaseStore.open(at: office.path, rulebook: office.store.rulebook)
    #expect(try store.campaigns(for: StoreFixture.sam).map(\.cases) == [4])
    #expect(try store.verify().isSound)
  }

  @Test(arguments: [
    "DELETE FROM letter_key WHERE record = 2", "DELETE FROM letter_sketch WHERE record = 2",
    "UPDATE letter_sketch SET sketch = (SELECT sketch FROM letter_sketch WHERE record = 5) WHERE record = 2",
    "INSERT INTO letter_key VALUES (7, 2)", "UPDATE letter_key SET key = key + 1 WHERE record = 2",
  ])
  func aChangeOfTheTablesIsSeen(sql: String) throws {
    try receive()
    try office.edit(sql)
    let sentences = try office.store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains("COR-26-0002") && $0.contains("same text") }, "\(sentences)")
  }

  @Test func oneReplyAnswersAllOfThemEachItsOwnCase() throws {
    try receive()
    let targets = four.map { BulkTarget($0, seen: nil) }
    let change = Change(.bulk(.reply("The counter stays open."), on: targets))
    let receipt = try office.store.perform(change, by: StoreFixture.sam, at: StoreFixture.now)
    #expect(Set(receipt.touched) == Set(four))
    for reference in four { #expect(try office.contacts(reference).last?.text == "The counter stays open.") }
    #expect(try office.references("campaign:COR-26-0001").count == 4, "a reply is no letter to compare")
    try office.requireSound()
  }
}

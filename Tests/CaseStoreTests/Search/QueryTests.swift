import CaseStore
import Casework
import Testing

@Suite struct QueryTests {
  private let fixture: StoreFixture

  /// Four cases: 1 about dogs on the Môn path, 2 a burglary, 3 closed noise with both words, 4 from Ann about roads.
  init() throws {
    fixture = try StoreFixture()
    _ = try fixture.create(
      ["title": "Dogs on the path", "place": "mon", "themes": ["dogs"], "owner": "ann"],
      text: "Three big dogs.")
    _ = try fixture.create(
      ["title": "Burglary", "correspondent": "Rhys Dog"], text: "They broke the window.")
    _ = try fixture.create(
      ["title": "Noise and dogs", "channel": "email"], text: "After the burglary the dogs bark.")
    _ = try fixture.create(["title": "Roads", "nature": "complaint"], text: "100% of £50 is under_score.")
    try fixture.act(.close(.noReplyNeeded), on: "COR-26-0003", reason: "thanks")
    var mail = letter("Re: COR-26-0004", "See the picture.", id: "p@x")
    mail.content?.attachments = [MailAttachment(part: 1, name: "pothole.jpg", type: "image/jpeg", size: 5)]
    mail.content?.recipients = [MailAddress(name: "The Office", address: "pcc@example.org")]
    try fixture.take(mail)
  }

  static let answers: [(String, [Int])] = [
    ("", [1, 2, 3, 4]), ("dogs", [1, 3]), ("dog", [2]), ("dog*", [1, 2, 3]), ("DOGS the", [1, 3]),
    ("dogs burglary", [3]), ("dogs OR burglary", [1, 2, 3]), ("dogs -burglary", [1]), ("-dogs", [2, 4]),
    ("-dogs -burglary", [4]), ("-(dogs burglary)", [1, 2, 4]), ("\"big dogs\"", [1]), ("\"dogs big\"", []),
    ("dogs is:open", [1]), ("is:closed", [3]), ("-is:closed", [1, 2, 4]), ("dogs OR stage:closed", [1, 3]),
    ("burglary OR owner:ann", [1, 2, 3]), ("(dogs OR burglary) is:open", [1, 2]), ("-is:open dogs", [3]),
    ("-(is:open OR dogs)", []), ("owner:none", [2, 3, 4]), ("owner:ann dogs OR roads", [1, 4]),
    ("theme:dogs", [1]), ("theme:none", [2, 3, 4]), ("place:saltmarsh", [1]), ("place:Môn", [1]),
    ("place:none -dogs", [2, 4]),
    ("subject:dogs", [1, 3]), ("from:dog", [2]), ("-subject:dogs", [2, 4]), ("channel:email", [3]),
    ("ref:cor-26-0002", [2]), ("cor-26-0002", [2]), ("outcome:none", [1, 2, 4]),
    ("outcome:no-reply-needed", [3]),
    ("nature:complaint", [4]), ("has:attachment", [4]), ("pothole", [4]), ("to:PCC@example", [4]),
    ("to:%", []), ("to:_", []), ("to:none", [1, 2, 3]), ("-to:none", [4]),
    ("mon", []), ("dogs &", [1, 3]), ("& dogs", [1, 3]), ("dogs -£", [1, 3]), ("(£ OR dogs)", [1, 3]),
    ("£", []), ("-£", []), ("\"\"", []), ("-", []),
    ("£50", [4]), ("under_score", [4]), ("100%", [4]), ("due:none", [3]), ("received:2026", [1, 2, 3, 4]),
    ("received:<2020", []),
    ("AND", [3]), ("NOT", []), ("\"\u{301}subject", []),
  ]

  @Test(arguments: answers)
  func aQueryFindsWhatItAsksFor(query: String, cases: [Int]) throws {
    #expect(try fixture.references(query).sorted() == cases.map { "COR-26-000\($0)" })
    let parsed = try QueryParser.parse(query, today: fixture.today, actor: "sam")
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    #expect(try fixture.store.count(parsed, today: fixture.today, for: StoreFixture.sam) == cases.count)
    let lines = try live.search(parsed, today: fixture.today)
    #expect(lines?.count == cases.count)
  }

  @Test func aLetterIsFoundByEachOfThoseItWentTo() throws {
    let office = MailAddress(name: "The Office", address: "pcc@example.org")
    let member = MailAddress(name: "Élodie Môn MP", address: "Elodie.Mon@parliament.example")
    for (id, number, recipients) in [
      ("a@x", 1, [member, office]), ("b@x", 2, [office]), ("c@x", 2, [member]),
    ] {
      var mail = letter("Re: COR-26-000\(number)", "As you asked.", id: id)
      mail.content?.recipients = recipients
      try fixture.take(mail)
    }
    let found: [(String, [Int])] = [
      ("to:Élodie", [1, 2]), ("to:ELODIE", [1, 2]), ("to:mon", [1, 2]), ("to:\"môn mp\"", [1, 2]),
      ("to:name", []),
      ("to:example", [1, 2, 4]), ("-to:elodie", [3, 4]), ("to:&", []), ("to:mp-elodie", []),
      ("to:elodie.mon", [1, 2]), ("to:parliament", [1, 2]), ("to:office", [1, 2, 4]),
      ("-to:office", [3]), ("to:office -to:parliament", [4]), ("to:council", []),
      ("to:parliament OR has:attachment", [1, 2, 4]),
    ]
    for (query, cases) in found {
      #expect(try fixture.references(query).sorted() == cases.map { "COR-26-000\($0)" }, "\(query)")
    }
  }

  @Test func aStoreOfBeforeFindsWhomLettersWentTo() throws {
    try fixture.edit(
      "DROP INDEX contact_recipients; DELETE FROM grdb_migrations WHERE identifier = 'recipients'")
    let opened = try CaseStore.open(at: fixture.path, rulebook: fixture.store.rulebook)
    let query = try QueryParser.parse("to:office", today: fixture.today, actor: "sam")
    #expect(try opened.count(query, today: fixture.today, for: StoreFixture.sam) == 1)
    #expect(try opened.verify().faults == [])
  }

  @Test(arguments: ["place:saltmarsh", "place:\"North LPA\"", "place:north-lpa", "place:north-tpa"])
  func aCaseIsFoundByEveryAreaThatItsWardLiesIn(query: String) throws {
    let places = [
      Place(name: "north-tpa", title: "North TPA", level: "tpa"),
      Place(name: "north-lpa", title: "North LPA", level: "lpa", parents: ["north-tpa"]),
      Place(name: "mon", title: "Môn", level: "ward", parents: ["saltmarsh", "north-lpa"]),
    ]
    try fixture.store.save(places, by: StoreFixture.sam, at: StoreFixture.now)
    #expect(try fixture.references(query) == ["COR-26-0001"])
  }

  /// Whatever is typed is an answer or a fault in the query, never a fault of the store.
  @Test func nothingThatIsTypedBreaksTheStore() throws {
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    var generator = Numbers(state: 11)
    let pieces = [
      "dogs", "é", " ", " ", "(", ")", "\"", "-", "*", "OR ", "AND", "NOT", "NEAR(", ":", "^", "{", "}", "+",
      ",", "'",
      "\\", "title :", "stage:open", "due:<3d", "owner:", "subject:", "from:\"", "to:", "\0", "\u{E000}",
      "\u{301}", "%", "_", ";--",
    ]
    for round in 0..<20_000 {
      let text = (0..<Int.random(in: 1..<10, using: &generator))
        .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      guard let query = try? QueryParser.parse(text, today: fixture.today, actor: "sam") else { continue }
      let rows = try fixture.store.rows(
        ListRequest(query, order: round.isMultiple(of: 2) ? .newest : .due, today: fixture.today),
        for: StoreFixture.sam)
      let lines = try live.search(.and([query, .prefix(text)]), today: fixture.today)
      #expect(rows.count <= 4 && lines != nil, "\(text)")
    }
  }

  @Test(arguments: [
    String(repeating: "(a OR ", count: 9) + "b" + String(repeating: ")", count: 9),
    String(repeating: "(a -(is:open OR ", count: 3) + "b" + String(repeating: "))", count: 3),
    String(repeating: "dogs ", count: 199), Array(repeating: "dogs", count: 199).joined(separator: " OR "),
    String(repeating: "-dogs ", count: 199), String(repeating: "is:open ", count: 199),
    Array(repeating: "is:open", count: 199).joined(separator: " OR "), String(repeating: "x", count: 300_000),
    "to:" + String(repeating: "x", count: 300_000), "\"" + String(repeating: "dogs ", count: 20_000) + "\"",
  ])
  func theLargestQueriesHaveAnAnswer(text: String) throws {
    _ = try fixture.references(text)
    _ = try fixture.references(text + " x*", order: .due)
  }
}

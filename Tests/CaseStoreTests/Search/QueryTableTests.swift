import CaseStore
import Casework
import Foundation
import Testing

/// The tables of `Queries`: what each query finds of a few records that are always the same.
@Suite struct QueryTableTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
    let settings: [any Setting] = [
      Place(name: "north-lpa", title: "North LPA", level: "lpa", parents: ["saltmarsh"]),
      Place(name: "mon", title: "Môn", level: "ward", parents: ["north-lpa"]),
      Place(name: "caer", title: "Caer ward", level: "ward", parents: ["saltmarsh"]),
      Theme(name: "parking", title: "Parking"), Theme(name: "parking/pavement", title: "Pavement parking"),
    ]
    try fixture.store.save(settings, by: StoreFixture.sam, at: StoreFixture.now)
    try makeCases()
    let event = try fixture.store.perform(
      Change(.create(.event, values: ["title": "Surgery", "type": "surgery"], text: "")),
      by: StoreFixture.sam,
      at: StoreFixture.now)
    _ = try fixture.create(
      [
        "title": "Bin lorries", "channel": "walkabout",
        "parent": .string(try #require(event.touched.first)),
      ], text: "Ei hysgol hi, yr ardd, a thref, dwy ddinas, y bont.")
    var mail = letter("Re: COR-26-0004", "See the picture.", id: "p@x")
    mail.content?.attachments = [MailAttachment(part: 1, name: "pothole.jpg", type: "image/jpeg", size: 5)]
    mail.content?.recipients = [MailAddress(name: "The Office", address: "pcc@example.org")]
    try fixture.take(mail)
    try fixture.act(.close(.noReplyNeeded), on: "COR-26-0003", reason: "thanks")
  }

  private func makeCases() throws {
    let cases: [([String: JSON], String)] = [
      (
        [
          "title": "Dogs on the path", "place": "mon", "themes": ["dogs"], "owner": "ann",
          "received": "2026-01-10", "correspondent": "Siân O'Neill", "address": "sian@llanelli.example.org",
        ], "Three big dogs by the church of Môn, yng Nghaerdydd."
      ),
      (
        [
          "title": "Burglary", "correspondent": "Rhys Dog ONeill", "received": "2026-02-28",
          "themes": ["speeding"],
        ],
        "They broke the window at CF10 3AT. Ring 029 2055 5555."
      ),
      (
        ["title": "Noise and dogs", "channel": "email", "received": "2026-03-31"],
        "After the burglary the dogs bark. I live i Gaerdydd, CF103AT. Ring 02920555555."
      ),
      (
        [
          "title": "Roads", "nature": "complaint", "received": "2026-06-15", "themes": ["parking/pavement"],
          "place": "caer",
        ], "100% of £50 is under_score. Antisocial riding. Ring +44 29 2055 5555."
      ),
      (
        ["title": "Anti-social behaviour", "received": "2025-12-31", "themes": ["parking"]],
        "It is anti social, says L'Oréal; e-mail me. A Chaerdydd."
      ),
      (
        ["title": "Tear gas", "channel": "phone", "received": "2026-09-01", "owner": "sam"],
        "Dear Sir, the town lies down the path by the bath. See COR-26-0002."
      ),
      (
        ["title": "Caerdydd", "received": "2026-11-19", "team": "north"],
        "Email: o’neill. Well-being. Y llwyth."
      ),
    ]
    for (values, text) in cases { _ = try fixture.create(values, text: text) }
  }

  // MARK: - Hits

  @Test func eachQueryFindsWhatTheTableSays() throws {
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    let lines = try Self.lines(of: "hits")
    #expect(lines.count > 200)
    for line in lines {
      let parts = line.components(separatedBy: " |")
      let query = parts[0]
      let wanted = Set(parts[1].split(separator: " ").map(String.init))
      #expect(try found(query) == wanted, "\(query)")
      let parsed = try parse(query)
      #expect(
        try fixture.store.count(parsed, today: fixture.today, for: StoreFixture.sam) == wanted.count,
        "\(query)")
      #expect(try live.search(parsed, today: fixture.today)?.count == wanted.count, "typed: \(query)")
      #expect(try found(query, order: .due) == wanted, "by due date: \(query)")
      var each = 0
      try fixture.store.eachRecord(parsed, today: fixture.today, for: StoreFixture.sam) { _ in each += 1 }
      #expect(each == wanted.count, "exported: \(query)")
      #expect(
        try fixture.store.tally(parsed, today: fixture.today, for: StoreFixture.sam).total == wanted.count,
        "queue: \(query)")
    }
  }

  /// What a query finds is found too while its last word is typed, when the word is whole.
  @Test(arguments: [
    ("caerdydd", "1 3 5 7"), ("gaerdydd", "1 3 5 7"), ("cf103at", "2 3"), ("02920555555", "2 3 4"),
    ("oneill", "1 2 7"),
    ("anti-social", "4 5"), ("antisocial", "4 5"), ("is:open caerd", "1 5 7"), ("anti soc", "4 5"),
    ("tear", "6"),
    ("cor260002", "2 6"),
  ])
  func whatIsTypedIsFoundInEverySpelling(query: String, cases: String) throws {
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    let open = Self.open(try parse(query))
    let lines = try live.search(open, today: fixture.today) ?? []
    let found = lines.map { short($0.row.reference) }.sorted().joined(separator: " ")
    #expect(found == cases)
    let count = try live.count(open, today: fixture.today)
    #expect(count == lines.count)
  }

  /// As the console asks while the last word is typed.
  private static func open(_ query: Query) -> Query {
    switch query {
    case .word(let text): .prefix(text)
    case .and(let parts): .and(parts.dropLast() + parts.suffix(1).map(open))
    default: query
    }
  }

  @Test func mutationsAreNotSearchedForByWhoDoesNotWantThem() throws {
    var sam = StoreFixture.sam
    sam.searchesMutations = false
    #expect(try fixture.references("caerdydd", for: sam) == ["COR-26-0007"])
    #expect(try fixture.references("o'neill", for: sam).count == 3)
    let live = LiveSearch(fixture.store, for: sam)
    #expect(try live.search(.prefix("caerd"), today: fixture.today)?.count == 1)
  }

  @Test func theMatchedFormIsShown() throws {
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    let line = try live.search(.word("caerdydd"), today: fixture.today)?.first {
      $0.row.title == "Noise and dogs"
    }
    let excerpt = try #require(line?.excerpt)
    let match = try #require(excerpt.matches.first)
    #expect(Array(excerpt.text)[match].map(String.init).joined() == "Gaerdydd")
  }

  @Test func theIndexAndTheValuesStayAsTheRecordsAre() throws {
    try fixture.act(.set(["nature": "enquiry"]), on: "COR-26-0004")
    #expect(try found("nature:enquiry") == ["4"] && found("nature:complaint") == [])
    try fixture.undo("COR-26-0004")
    #expect(try found("nature:complaint") == ["4"])
    try fixture.requireSound()
    try fixture.edit("DELETE FROM record_value WHERE field = 'nature'")
    #expect(try fixture.store.verify().faults.map(\.reference) == ["COR-26-0004"])
  }

  // MARK: - Faults

  @Test func eachFaultStandsUnderItsPlace() throws {
    let lines = try Self.lines(of: "faults")
    for start in stride(from: 0, to: lines.count - 1, by: 2) {
      let (query, below) = (lines[start], lines[start + 1])
      let column = below.prefix { $0 == " " }.count
      do throws(QueryFault) {
        _ = try parse(query)
        Issue.record("\(query) is understood")
      } catch {
        #expect(error.offset == column, "\(query)")
        #expect("^ " + error.message.text() == below.dropFirst(column), "\(query)")
      }
    }
  }

  // MARK: - Random text

  /// Whatever is typed is an answer or a fault in the query, and what finds records counts as many.
  @Test func anyTextIsAQueryOrAFault() throws {
    var generator = Numbers(state: 23)
    let pieces =
      QueryField.allCases.map { $0.rawValue + ":" } + QueryState.allCases.map(\.rawValue) + [
        "dogs", "caerdydd", "o'neill", "cf10 3at", "029 2055 5555", "cor26-2", "anti", "social", " ", " ",
        "  ", "(",
        ")", "((", "))", "\"", "-", "--", "*", " OR ", "OR", "AND", "NOT", "NEAR(", ":", "^", "{", "}", "+",
        ",", "'",
        "\\", ";", "--", "/*", "%", "_", "none", "me", "..", "<", ">", "<=", "3d", "5wd", "-14d", "2026",
        "2026-Q3",
        "9999-12-31", "\0", "\u{7F}", "\u{1B}[2J", "\r\n", "\u{301}", "\u{200D}", "\u{202E}", "\u{FEFF}",
        "\u{E000}",
        "👩‍👩‍👧", "ﬁ", "İ", "ß", "Ω", "犬", "\u{10FFFF}", "1234567890123456789012345678901234567890",
      ]
    let live = LiveSearch(fixture.store, for: StoreFixture.sam)
    for round in 0..<6000 {
      let text = (0..<Int.random(in: 1..<9, using: &generator))
        .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      let query: Query
      do throws(QueryFault) { query = try parse(text) } catch {
        #expect((0...text.count).contains(error.offset))
        continue
      }
      let order: ListOrder = round.isMultiple(of: 2) ? .newest : .due
      let rows = try fixture.store.rows(
        ListRequest(query, order: order, today: fixture.today), for: StoreFixture.sam)
      #expect(
        try fixture.store.count(query, today: fixture.today, for: StoreFixture.sam) == rows.count, "\(text)")
      #expect(try live.search(Self.open(query), today: fixture.today) != nil, "\(text)")
    }
  }

  // MARK: - Reading the tables

  private static func lines(of name: String) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Queries/\(name).txt"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  private func parse(_ text: String) throws(QueryFault) -> Query {
    try QueryParser.parse(
      text, today: fixture.today, actor: "sam", calendar: fixture.store.rulebook.calendars.englandAndWales)
  }

  private func found(_ query: String, order: ListOrder = .newest) throws -> Set<String> {
    let request = ListRequest(try parse(query), order: order, limit: 100, today: fixture.today)
    let references = try fixture.store.rows(request, for: StoreFixture.sam).map { short($0.reference) }
    #expect(Set(references).count == references.count)
    return Set(references)
  }

  /// `COR-26-0004` is 4 in the table, the event is e.
  private func short(_ reference: String) -> String {
    reference.hasPrefix("WLK") ? "e" : String(reference.suffix(1))
  }
}

import CaseStore
import Casework
import Foundation
import GRDB
import Synchronization
import Testing

@Suite struct LiveSearchTests {
  private let fixture: StoreFixture
  private let live: LiveSearch
  private let plain: DatabaseQueue

  init() throws {
    fixture = try StoreFixture()
    var mill = LetterMill(seed: 3)
    for _ in 0..<3 {
      _ = try fixture.store.take(in: mill.letters(700), by: StoreFixture.sam, at: StoreFixture.now)
    }
    for number in stride(from: 1, to: 900, by: 3) {
      let reference = "COR-26-\(String(repeating: "0", count: 4 - String(number).count))\(number)"
      guard try fixture.store.view(reference, for: StoreFixture.sam) != nil else { continue }
      try fixture.act(.set(["owner": "ann", "title": .string("Retitled bucaba \(number)")]), on: reference)
    }
    // The made-up words are mutations of each other, which the index knows nothing of.
    var reader = StoreFixture.sam
    reader.searchesMutations = false
    live = LiveSearch(fixture.store, for: reader)
    plain = try DatabaseQueue(path: fixture.path)
  }

  /// Every beginning of one to five letters, alone and beside other words and fields, against FTS5's own answer.
  @Test func everyBeginningFindsWhatTheIndexItselfFinds() throws {
    var beginnings: Set<String> = [
      "£5", "well-b", "well-", "IT'", "Mô", "mo", "стр", "犬", "retitled bu", "nia p",
    ]
    for word in [
      "bababa", "macmac", "interpol", "police", "llanca", "10x1in", "éñu", "example", "cor", "the", "zz",
    ] {
      for length in 1...5 { beginnings.insert(String(word.prefix(length))) }
    }
    for typed in beginnings.sorted() {
      let match = typed.contains(" ") ? "\"retitled\" AND \"bu\"*" : "\"\(typed)\"*"
      guard !typed.contains(" ") else { continue }
      try compare(.prefix(typed), match: match)
      try compare(.and([.word("police"), .prefix(typed)]), match: "\"police\" AND (\(match))")
      try compare(.and([.phrase("quad bikes"), .prefix(typed)]), match: "\"quad bikes\" AND (\(match))")
      try compare(.and([.not(.word("dogs")), .prefix(typed)]), match: "(\(match)) NOT \"dogs\"")
      try compare(
        .and([.or([.word("dogs"), .word("noise")]), .prefix(typed)]), match: "(dogs OR noise) AND (\(match))")
      try compare(
        .and([.field(.owner, .equals("ann")), .prefix(typed)]), match: match,
        filter: "AND record.owner = 'ann'")
      try compare(
        .and([.field(.stage, .equals("untriaged")), .word("the"), .prefix(typed)]),
        match: "the AND (\(match))",
        filter: "AND record.stage = 'untriaged'")
    }
  }

  private func compare(_ query: Query, match: String, filter: String = "") throws {
    for (order, sql) in [(ListOrder.newest, "search.rowid DESC"), (.due, "record.due, record.id")] {
      for limit in order == .newest ? [5, 50] : [50] {
        let expected = try plain.read { database in
          try String.fetchAll(
            database,
            sql: """
              SELECT reference FROM search JOIN record ON record.id = search.rowid
              WHERE search MATCH ? \(filter) ORDER BY \(sql) LIMIT \(limit)
              """, arguments: [match])
        }
        let lines = try live.search(query, sort: ListSort(order), today: fixture.today, limit: limit)
        #expect(lines?.map(\.row.reference) == expected, "\(query) \(order)")
      }
    }
    let count = try plain.read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM search JOIN record ON record.id = search.rowid WHERE search MATCH ? \(filter)
          """, arguments: [match])
    }
    let counted = try live.count(query, today: fixture.today)
    #expect(counted == count)
  }

  /// What FTS5 says of its own index, word by word.
  @Test func theVocabularyIsThatOfTheIndex() throws {
    try fixture.act(.note("Rang about the zzyzx."), on: "COR-26-0002")
    try fixture.undo()
    let (terms, index) = try plain.write { database in
      try database.execute(sql: "CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, search, instance)")
      return (
        try Row.fetchAll(database, sql: "SELECT t, df FROM term ORDER BY t"),
        try Row.fetchAll(
          database,
          sql: """
            SELECT term AS t, count(DISTINCT doc) AS df FROM temp.places WHERE col <> 'circle'
            GROUP BY term ORDER BY term
            """)
      )
    }
    #expect(terms == index)
    let tooOld = try plain.read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM term JOIN (SELECT term AS w, max(doc) AS newest FROM temp.places
            WHERE col <> 'circle' GROUP BY term)
          ON w = t WHERE last < newest
          """)
    }
    #expect(tooOld == 0)
  }

  // MARK: - Excerpts

  @Test func anExcerptShowsTheWordsAroundTheMatch() throws {
    let text =
      String(repeating: "Nothing here. ", count: 40) + "Then the\r\nzebras came to Ynys Môn at night."
    let reference = try fixture.create(["title": "A letter"], text: text)
    let found = try live.search(.and([.word("mon"), .prefix("zeb")]), today: fixture.today)
    let lines = try #require(found)
    #expect(lines.map(\.row.reference) == [reference])
    let excerpt = try #require(lines.first?.excerpt)
    #expect(excerpt.text.count <= 100)
    #expect(excerpt.text.split(whereSeparator: \.isNewline).count == 1)
    #expect(matched(excerpt) == ["zebras", "Môn"])
  }

  @Test func aMatchInTheSubjectNeedsNoExcerpt() throws {
    _ = try fixture.create(["title": "Zebras at night"], text: "The zebras again.")
    let found = try live.search(.prefix("zeb"), today: fixture.today)
    #expect(found?.first?.excerpt == nil)
  }

  @Test func aMatchInAnAddressIsShown() throws {
    _ = try fixture.create(["title": "A letter", "address": "zebra@example.org"])
    let excerpt = try live.search(.prefix("zeb"), today: fixture.today)?.first?.excerpt
    #expect(excerpt.map(matched) == ["zebra"])
  }

  @Test func aCharacterOfManyScalarsIsOneInAnExcerpt() throws {
    _ = try fixture.create(["title": "A letter"], text: "👩‍👩‍👧 e\u{301}\u{301}zebra 🇬🇧 zebra")
    let excerpt = try live.search(.prefix("zeb"), today: fixture.today)?.first?.excerpt
    #expect(excerpt.map(matched) == ["zebra"])
  }

  private func matched(_ excerpt: Excerpt) -> [String] {
    let characters = Array(excerpt.text)
    return excerpt.matches.map { String(characters[$0]) }
  }

  // MARK: - Interrupts

  @Test func aNewQuestionEndsTheOneBefore() async throws {
    let live = live
    let today = fixture.today
    let answered = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask {
          if number.isMultiple(of: 9) { live.interrupt() }
          return try live.search(.and([.word("the"), .prefix("b")]), today: today) != nil
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(answered <= 40)
    let last = try live.search(.prefix("b"), today: today)
    #expect(last?.isEmpty == false)
  }

  @Test func whatWasWrittenIsFoundByTheNextQuestion() throws {
    let none = try live.search(.prefix("zebr"), today: fixture.today)
    #expect(none == [])
    let reference = try fixture.create(["title": "Zebras"])
    let found = try live.search(.prefix("zebr"), today: fixture.today)
    #expect(found?.map(\.row.reference) == [reference])
  }
}

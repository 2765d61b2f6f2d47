import CaseStore
import Casework
import Foundation
import Testing

/// Who reads a record by rule and by name, and who is walled off: the same answer on every way into the store.
@Suite struct AccessTests {
  private let office: StoreFixture
  private static let roles: [String: Set<OfficeRole>] = [
    "sam": [.caseworker, .administrator], "ann": [.caseworker], "zoe": [.supervisor],
    "aud": [.auditor], "mair": [.victimsLead], "eva": [.engagementOfficer], "olaf": [.officer],
  ]

  init() throws {
    office = try StoreFixture()
    let more = ["zoe", "mair", "eva", "olaf"].map {
      Account(name: $0, fullName: $0, roles: Self.roles[$0] ?? [])
    }
    try office.store.save(more, by: StoreFixture.sam, at: StoreFixture.now)
  }

  private static func actor(_ name: String) -> Actor {
    Actor(name: name, roles: roles[name] ?? [], host: "desk")
  }

  private let zoe = actor("zoe")
  private let ann = actor("ann")

  private func restrict(_ reference: String, by actor: Actor? = nil) throws {
    try office.act(.set(["marking": "restricted"]), on: reference, by: actor ?? zoe)
  }

  private func wall(_ name: String, from reference: String, by actor: Actor? = nil) throws {
    try office.act(
      .act(AccessActs.wall, ["account": .string(name)]), on: reference, by: actor ?? zoe, reason: "His sister"
    )
  }

  private func admit(_ name: String, to reference: String) throws {
    try office.act(.act(AccessActs.admit, ["account": .string(name)]), on: reference, by: zoe)
  }

  // MARK: - One answer everywhere

  @Test func listsCountsSearchesAndSingleRecordsAgreeForEverybody() throws {
    var made: [String] = []
    for owner in [nil, "ann", "olaf"] as [String?] {
      for named in [nil, "eva"] as [String?] {
        for walled in [nil, "mair", "zoe"] as [String?] {
          let reference = try office.create(["title": "Heron"], text: "Curlew", by: zoe)
          made.append(reference)
          if let owner { try office.act(.set(["owner": .string(owner)]), on: reference, by: zoe) }
          if let named {
            try restrict(reference)
            try admit(named, to: reference)
          }
          if let walled, walled == "zoe" {
            // Somebody else walls her off.
            let boss = Actor(name: "sam", roles: [.supervisor, .administrator, .caseworker], host: "desk")
            try wall(walled, from: reference, by: boss)
          } else if let walled {
            try wall(walled, from: reference)
          }
        }
      }
    }
    let today = office.today
    for (name, roles) in Self.roles {
      for administrator in [nil, "zoe"] as [String?] where administrator != name {
        let reader = Actor(name: name, roles: roles, host: "desk", administrator: administrator)
        let expected = try made.filter { try office.store.record($0, for: reader) != nil }
        #expect(try Set(office.references("kind:case", for: reader)) == Set(expected))
        #expect(try Set(office.references("curlew", for: reader)) == Set(expected))
        for typed in ["curlew", "kind:case", "heron OR curlew", "is:open curlew"] {
          let query = try QueryParser.parse(typed, today: today, actor: name)
          #expect(
            try office.store.count(query, today: today, for: reader) == expected.count, "\(name) \(typed)")
          #expect(try office.store.tally(query, today: today, for: reader).total == expected.count)
        }
        let live = LiveSearch(office.store, for: reader)
        let hits = try live.search(.prefix("curl"), today: today, limit: 100) ?? []
        #expect(Set(hits.map(\.row.reference)) == Set(expected))
        // Of what is opened for a reason, no line is shown before that.
        #expect(hits.allSatisfy { $0.row.isRestricted == ($0.excerpt == nil) })
        var read: [String] = []
        try office.store.eachRecord(.all, today: today, for: reader) { read.append($0.reference) }
        #expect(Set(read) == Set(expected))
        for reference in made where !expected.contains(reference) {
          #expect(try office.store.view(reference, for: reader) == nil)
          #expect(try office.store.history(of: reference, for: reader).isEmpty)
          #expect(throws: StoreError.self) { try office.act(.note("x"), on: reference, by: reader) }
        }
      }
    }
    try office.requireSound()
  }

  // MARK: - What belongs to it

  @Test func whatBelongsToARecordIsKeptWithItAndIsLetGoWithIt() throws {
    let parent = try office.create()
    func action(_ title: String) throws -> String {
      let receipt = try office.store.perform(
        Change(
          .create(
            .action, values: ["title": .string(title), "type": "action", "parent": .string(parent)], text: "")
        ),
        by: zoe, at: StoreFixture.now)
      return try #require(receipt.touched.first)
    }
    let before = try action("Before")
    try restrict(parent)
    let after = try action("After")
    try wall("olaf", from: parent)
    for reference in [parent, before, after] {
      #expect(try office.store.record(reference, for: ann) == nil)
      #expect(try office.store.record(reference, for: zoe)?[Head.walled] == ["olaf"])
    }
    try office.undo(by: zoe)
    #expect(try office.store.record(after, for: zoe)?[Head.walled] == nil)
    try office.act(.set(["marking": "official"]), on: parent, by: zoe)
    #expect(try office.store.view(parent, for: ann)?.children.count == 2)
    try office.requireSound()
  }

  @Test func anotherRecordNamesNothingThatIsKeptFromItsReader() throws {
    let hidden = try office.create(["title": "Heron"])
    let other = try office.create(["title": .string("As \(hidden)")])
    try office.act(.note("See \(hidden)."), on: other)
    try office.act(
      .set(["title": .string("Again \(hidden)")]), on: other)
    try wall("ann", from: hidden)
    let view = try #require(try office.store.view(other, for: ann))
    #expect(view.record[Head.title] == "Again [withheld]")
    #expect(view.contacts.last?.text == "See [withheld].")
    let history = try office.store.history(of: other, for: ann)
    #expect(!history.contains { "\($0.entry.exported.text)\($0.detail.json.text)".contains(hidden) })
    let row = try office.store.rows(ListRequest(.all, limit: 9, today: office.today), for: ann).first
    #expect(row?.title == "Again [withheld]")
    #expect(try office.store.view(other, for: zoe)?.contacts.last?.text == "See \(hidden).")
    var log = ""
    try office.store.eachEntry(for: ann) { log += $0.exported.text }
    #expect(!log.contains(hidden) && !log.contains("sister"))
  }

  // MARK: - What the walled person did before

  @Test func whoIsWalledOffTakesNothingBackThereAndFindsNoDraft() throws {
    let reference = try office.create(by: ann)
    try office.act(.note("Rang her"), on: reference, by: ann)
    try office.store.keep(
      Draft(
        place: DraftPlace(form: "note", reference: reference), revision: 2, at: StoreFixture.now,
        texts: ["text": "Dear"], number: 0), of: ann)
    try wall("ann", from: reference)
    #expect(try office.store.drafts(of: ann).isEmpty)
    #expect(storeError { try office.undo(by: ann) } == .nothingToUndo)
    #expect(storeError { try office.undo(reference, by: ann) } == .nothingToUndo)
    let targets = [BulkTarget(reference, seen: 1)]
    let outcome = try office.store.preview(
      .each(.note("x")), on: targets, reason: nil, by: ann, at: StoreFixture.now)
    #expect(outcome.changed.isEmpty)
    #expect(outcome.leftOut.map(\.why) == [StoreError.noSuchRecord(reference).message])
  }

  // MARK: - The log and the tables

  @Test func openingIsLoggedAndStandsInNobodysWay() throws {
    let reference = try office.create(by: zoe)
    try restrict(reference)
    #expect(
      storeError { try office.store.open([reference], reason: " ", by: zoe, at: StoreFixture.now) } != nil)
    try office.store.open([reference], reason: "Her file", by: zoe, at: StoreFixture.now)
    let last = try #require(try office.entries().last)
    #expect(last.action == "open" && last.reason == nil && last.detail?.contains("Her file") == true)
    try office.undo(by: zoe)
    #expect(try office.store.record(reference, for: ann)?.isRestricted == false)
    try office.undo(by: zoe)
    #expect(try office.store.record(reference, for: zoe) == nil)
    try office.requireSound()
  }

  @Test(arguments: [
    "DELETE FROM record_reader WHERE isWalled = 1", "UPDATE record SET marking = 'official'",
    "INSERT INTO record_reader VALUES ('olaf', 0, 1)", "DROP INDEX record_restricted",
  ])
  func whoeverOpensADoorInTheFileIsFound(sql: String) throws {
    let reference = try office.create(by: zoe)
    try restrict(reference)
    try wall("ann", from: reference)
    try office.requireSound()
    try office.edit(sql)
    #expect(try !office.store.verify().isSound)
  }

  @Test func aStoreOfBeforeGetsItsMarks() throws {
    let reference = try office.create(["title": "Heron"], by: zoe)
    try restrict(reference)
    try office.edit(
      """
      INSERT INTO search(search, rowid, title, people, text, circle)
      VALUES ('delete', 1, 'Heron', '\(reference)', '', 'zzrestrictedzz');
      INSERT INTO search(rowid, title, people, text, circle) VALUES (1, 'Heron', '\(reference)', '', '');
      DROP TABLE record_reader; DROP INDEX record_restricted; DROP TABLE place_above;
      DELETE FROM grdb_migrations WHERE identifier IN ('readers', 'facets', 'months');
      """)
    let opened = try CaseStore.open(at: office.path, rulebook: office.store.rulebook)
    #expect(try opened.verify().faults == [])
    #expect(try opened.count(.word("heron"), today: office.today, for: ann) == 0)
    #expect(try opened.count(.word("heron"), today: office.today, for: zoe) == 1)
  }
}

import Casework
import GRDB
import Testing

@testable import CaseStore

/// Counts of what is open are sums of groups, which are kept in the transaction that changes a record.
@Suite struct TallyTests {
  private let office: StoreFixture

  init() throws {
    office = try StoreFixture()
  }

  private func groups() throws -> Int? { try office.integer("SELECT count(*) FROM record_tally") }

  private func open(_ typed: String = "is:open", for reader: Actor = StoreFixture.sam) throws -> Int {
    let query = try QueryParser.parse(typed, today: office.today, actor: reader.name)
    let count = try office.store.count(query, today: office.today, for: reader)
    #expect(try office.store.tally(query, today: office.today, for: reader).total == count)
    #expect(try office.references(typed, for: reader).count == count, "\(typed)")
    return count
  }

  @Test func aGroupGoesWithItsLastRecord() throws {
    #expect(try groups() == 0)
    let one = try office.create()
    _ = try office.create()
    #expect(try groups() == 1 && open() == 2)
    try office.act(.set(["owner": "ann"]), on: one)
    #expect(try groups() == 2 && open("owner:ann") == 1 && open("owner:none") == 1)
    try office.undo()
    #expect(try groups() == 1 && open("owner:none") == 2)
    try office.act(.close(.answered), on: one, reason: "Said on the telephone")
    #expect(try open() == 1 && open("is:closed") == 1)
    try office.undo()
    try office.undo()
    #expect(try groups() == 1 && open() == 1)
    try office.requireSound()
  }

  /// Two names that look alike are two: one letter of two scalars is not that letter in one.
  @Test func ownersWhoseNamesLookAlikeAreCountedApart() throws {
    let names = ["si\u{E2}n", "sia\u{302}n"]
    for name in names {
      try office.store.save(
        [Account(name: name, fullName: "", roles: [.caseworker])], by: StoreFixture.sam, at: StoreFixture.now)
    }
    let cases = try names.map { try office.create(["owner": .string($0)]) }
    #expect(try groups() == 2)
    try office.act(.set(["owner": .string(names[1])]), on: cases[0])
    #expect(try groups() == 1)
    try office.undo()
    try office.requireSound()
    _ = try office.bulk(.each(.set(["owner": "ann"])), on: cases)
    #expect(try groups() == 1 && open("owner:ann") == 2)
    try office.undo()
    #expect(try groups() == 2)
    try office.requireSound()
  }

  /// Of a hundred acts of every kind, the sums are those of the lists.
  @Test func theSumsAreThoseOfTheListsWhateverWasDone() throws {
    var numbers = Numbers(state: 4)
    var made: [String] = []
    for _ in 0..<120 {
      let reference = made.randomElement(using: &numbers)
      switch (Int.random(in: 0..<7, using: &numbers), reference) {
      case (0...1, _), (_, nil): made.append(try office.create())
      case (2, let one?): _ = try? office.act(.set(["owner": "ann"]), on: one)
      case (3, let one?): _ = try? office.act(.set(["marking": "restricted"]), on: one)
      case (4, let one?): _ = try? office.act(.close(.answered), on: one, reason: "Said")
      case (5, let one?): _ = try? office.act(.set(["received": "2026-03-02"]), on: one)
      default: _ = try? office.undo()
      }
    }
    let readers = [
      StoreFixture.sam, StoreFixture.ann, Actor(name: "zoe", roles: [.supervisor], host: "desk"),
    ]
    for reader in readers {
      for typed in ["is:open", "owner:ann", "-is:open", "is:overdue OR owner:none", "kind:case", "is:unread"]
      {
        _ = try open(typed, for: reader)
      }
    }
    try office.requireSound()
  }

  /// What a query finds is counted without reading it.
  @Test(arguments: [
    "kind:case", "kind:case is:open", "kind:case stage:untriaged", "kind:case owner:none is:open",
    "kind:case is:overdue is:open", "kind:case is:open due:today..7d", "kind:case is:paused is:open",
    "kind:complaint is:open", "kind:case is:unread", "owner:me is:open", "is:closed OR is:overdue",
  ])
  func queuesAreCountedWithoutTheirRecords(typed: String) throws {
    let query = try QueryParser.parse(typed, today: office.today, actor: "sam")
    for roles in [[.caseworker], [.supervisor]] as [Set<OfficeRole>] {
      let reader = Actor(name: "ann", roles: roles, host: "desk")
      let queue = try DatabaseQueue(path: office.path)
      let plan = try queue.read { database in
        let tallies = try #require(
          try RecordTallies(query, today: office.today, reader: reader, database))
        let (sql, arguments) = tallies.statement("total(n)")
        return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
          .map { $0["detail"] as String }
      }
      try queue.close()
      let reads = plan.filter { $0.hasPrefix("SEARCH record ") || $0.hasPrefix("SCAN record") }
      #expect(
        reads.allSatisfy {
          $0.contains("record_tally") || $0.contains("INTEGER PRIMARY KEY") || !$0.contains("USING")
        },
        "\(plan)")
    }
  }

  @Test func aStoreOfBeforeIsCountedWhenItIsOpened() throws {
    for _ in 0..<3 { _ = try office.create() }
    try office.edit(
      """
      DROP TABLE record_tally;
      CREATE INDEX record_count ON record(
        kind, isOpen, stage, due, owner, unread, paused, marking, circle) WHERE isOpen IN (0, 1);
      DELETE FROM grdb_migrations WHERE identifier = 'tallies';
      """)
    let opened = try CaseStore.open(at: office.path, rulebook: office.store.rulebook)
    #expect(try opened.verify().faults == [])
    let query = Query.field(.is, .equals("open"))
    #expect(try opened.count(query, today: office.today, for: StoreFixture.sam) == 3)
  }
}

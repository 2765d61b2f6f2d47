import CaseStore
import Casework
import Foundation
import GRDB
import TestOffice
import Testing

/// Rows in which something else stands than the tables allow: a bit that turned in the head of a row makes SQLite read a
/// null, or a number where a text was.
@Suite(.serialized) struct DamagedRowTests {
  @Test func whateverStandsInAColumnEndsNoReader() throws {
    let office = try TorturedOffice()
    let made = office.folder + "/made.sqlite"
    try office.must("--store", made, "demo", "--store-only")
    let loose = try LooseStore(made, at: office.folder + "/loose.sqlite")
    let copy = office.folder + "/copy.sqlite"
    let errors = try Reader(of: made).readEverything()
    #expect(errors == [])
    let damages = loose.columns.flatMap { column in LooseStore.Oddity.allCases.map { (column, $0) } }
      .shuffled()
    var (refused, seen) = (0, 0)
    let tried = damages.prefix(Torture.size("ODDITIES", short: 15, long: damages.count))
    for (column, oddity) in tried {
      guard let isOfOtherKind = try loose.put(oddity, in: column, into: copy) else { continue }
      let what = "\(oddity) in \(column.table).\(column.name)"
      let isSound = (try? CaseStore.open(at: copy, rulebook: shippedRules).verify().isSound) ?? false
      if isOfOtherKind { #expect(!isSound, "nobody saw \(what)") }
      seen += isSound ? 0 : 1
      // Each reader is answered, or told what is wrong with the file and not that the program is.
      let errors = try Reader(of: copy).readEverything()
      refused += errors.isEmpty ? 0 : 1
      for case .fault(let words) in errors { Issue.record("\(what): \(words)") }
    }
    #expect(seen > 0 && refused > 0)
    Torture.report(
      "\(tried.count) oddities in columns: \(seen) seen, \(refused) refused to a reader, none fatal")
  }
}

/// A copy of a store whose tables allow anything, from which damaged copies are made whose tables say otherwise.
private struct LooseStore {
  struct Column {
    let table: String
    let name: String
  }

  enum Oddity: String, CaseIterable {
    case null = "NULL"
    case text = "'x'"
    case bytes = "x'00ff'"
    case great = "9223372036854775807"
    case small = "-9223372036854775808"
    case fraction = "1e300"
  }

  let path: String
  let columns: [Column]
  /// What the tables were declared with.
  private let declared: [(name: String, sql: String)]

  init(_ store: String, at path: String) throws {
    self.path = path
    let queue = try DatabaseQueue(path: store)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    (declared, columns) = try queue.read { database in
      let tables = try Row.fetchAll(
        database,
        sql: """
          SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
            AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search_data' AND name NOT LIKE 'search_idx'
          """)
      let columns = try tables.flatMap { table in
        try database.columns(in: table["name"]).map { Column(table: table["name"], name: $0.name) }
      }
      return (tables.map { ($0["name"], $0["sql"]) }, columns)
    }
    try queue.close()
    try FileManager.default.copyItem(atPath: store, toPath: path)
    try Self.declare(declared.map { ($0.name, Self.loosened($0.sql)) }, in: path)
  }

  private static func loosened(_ sql: String) -> String {
    sql.replacing("IS NOT NULL", with: "NOTNULL").replacing("NOT NULL", with: "")
      .replacing("STRICT, ", with: "").replacing("STRICT", with: "")
  }

  /// Makes a copy with something odd in every row of a column; nil when there is no row, or none takes it.
  ///
  /// - Returns: whether something of a kind stands in the column now that did not before.
  func put(_ oddity: Oddity, in column: Column, into copy: String) throws -> Bool? {
    for suffix in ["", "-wal", "-shm", "-gate", "-damaged"] {
      try? FileManager.default.removeItem(atPath: copy + suffix)
    }
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    let queue = try DatabaseQueue(path: copy)
    let isOfOtherKind: Bool? = try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA journal_mode = DELETE")
      let kind = try String.fetchSet(
        database, sql: "SELECT DISTINCT typeof(\"\(column.name)\") FROM \"\(column.table)\"")
      do {
        try database.execute(
          sql: "UPDATE OR IGNORE \"\(column.table)\" SET \"\(column.name)\" = \(oddity.rawValue)")
      } catch is DatabaseError { return nil }
      guard database.changesCount > 0 else { return nil }
      let now = try String.fetchSet(
        database, sql: "SELECT DISTINCT typeof(\"\(column.name)\") FROM \"\(column.table)\"")
      return !now.isSubset(of: kind)
    }
    try queue.close()
    try Self.declare(declared, in: copy)
    return isOfOtherKind
  }

  private static func declare(_ tables: [(name: String, sql: String)], in path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA writable_schema = ON")
      for (name, sql) in tables {
        try database.execute(
          sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", arguments: [sql, name])
      }
      try database.execute(sql: "PRAGMA writable_schema = OFF")
    }
    try queue.close()
  }
}

/// Somebody who may see everything and looks at everything once.
private struct Reader {
  private let path: String
  private let actor = Actor(name: TorturedOffice.account, roles: Set(OfficeRole.allCases), host: "desk")
  private let today = Day(number: 20_700)

  init(of path: String) { self.path = path }

  /// The errors that were met.
  func readEverything() throws -> [StoreError] {
    var errors: [StoreError] = []
    func attempt(_ read: () throws -> Void) {
      do { try read() } catch { errors.append(error as? StoreError ?? .fault("\(error)")) }
    }
    let store: CaseStore
    do { store = try CaseStore.open(at: path, rulebook: shippedRules) } catch { return [error] }
    for read in readings(of: store) { attempt { try read(store) } }
    return errors
  }

  private func readings(of store: CaseStore) -> [(CaseStore) throws -> Void] {
    let references =
      (try? store.rows(ListRequest(limit: 6, today: today), for: actor))?.map(\.reference) ?? []
    return lists + settings + references.flatMap(records)
  }

  private func query(_ text: String) throws -> Query {
    try QueryParser.parse(text, today: today, actor: actor.name)
  }

  private var lists: [(CaseStore) throws -> Void] {
    func search(_ store: CaseStore) -> LiveSearch { LiveSearch(store, for: actor) }
    var lists: [(CaseStore) throws -> Void] = ListOrder.allCases.map { order in
      { _ = try $0.rows(ListRequest(order: order, limit: 20, today: today), for: actor) }
    }
    for text in [
      "noise", "noi*", "theme:asb", "owner:me", "is:overdue", "\"street lights\"", "nosie", "received:>-400d",
    ] {
      lists += [
        { _ = try search($0).search(query(text), today: today) },
        { _ = try search($0).search(query(text), sort: ListSort(.best), today: today) },
        { _ = try $0.count(query(text), today: today, for: actor) },
        { _ = try search($0).suggestions(for: query(text)) },
      ]
    }
    lists += TrendQuestion.Axis.allCases.map { axis in
      { _ = try $0.sheet(.trend(TrendQuestion(axis, last: Quarter(today))), for: actor, today: today) }
    }
    lists += CountAxis.allCases.map { axis in
      { _ = try $0.counts(.all, by: axis, today: today, for: actor) }
    }
    return lists + [
      { _ = try $0.tally(.all, today: today, for: actor) },
      { _ = try $0.campaigns(for: actor) },
      { _ = try $0.population("kind:complaint", by: nil, today: today, for: actor) },
      { try $0.eachRecord(.all, today: today, for: actor) { _ in } },
      { try $0.eachEntry { _ in } },
    ]
  }

  private var settings: [(CaseStore) throws -> Void] {
    [
      { _ = try $0.actor(named: actor.name, host: "desk") },
      { _ = try $0.settings(Account.self) },
      { _ = try $0.settings(Place.self) },
      { _ = try $0.settings(Theme.self) },
      { _ = try $0.settings(SavedQueue.self) },
      { _ = try $0.officeSettings() },
      { _ = try $0.retentionRules() },
      { _ = try $0.due(on: today, for: actor) },
      { _ = try $0.dueMail(on: today) },
      { _ = try $0.erasures(for: actor) },
      { _ = try $0.drafts(of: actor) },
      { _ = try $0.unfiledMail(limit: 10) },
      { _ = try $0.owesScouring() },
    ]
  }

  private func records(_ reference: String) -> [(CaseStore) throws -> Void] {
    [
      { _ = try $0.view(reference, for: actor) },
      { _ = try $0.history(of: reference, for: actor) },
      { _ = try $0.campaign(of: reference, for: actor) },
      { _ = try $0.tellingWords(of: reference, for: actor) },
      { _ = try $0.matches(of: query("the"), in: reference, today: today, for: actor) },
      { _ = try $0.retention(of: reference, today: today, for: actor) },
    ]
  }
}

import Casework
import GRDB
import Testing

@testable import CaseStore

/// Words within a place of many wards: asked for as one word, and exact whatever the office calls a place later.
@Suite struct PlaceOrderTests {
  private let office: StoreFixture
  private let live: LiveSearch

  init() throws {
    office = try StoreFixture()
    live = LiveSearch(office.store, for: StoreFixture.sam)
    try save((0..<30).map { ward($0, in: $0 < 12 ? "upper" : "lower") })
    try save([
      Place(name: "upper", title: "Upper", level: "district", parents: ["saltmarsh"]),
      Place(name: "lower", title: "Lower", level: "district", parents: ["saltmarsh"]),
    ])
    // Of the last wards nothing was ever heard.
    for number in 0..<52 {
      _ = try office.create(["title": "Zebras", "place": .string("ward\(number % 26)")])
    }
    _ = try office.create(["title": "Zebras", "place": "upper"])
    _ = try office.create(["title": "Zebras", "place": "mon"])
  }

  private func ward(_ number: Int, in parent: String) -> Place {
    Place(name: "ward\(number)", title: "Ward \(number)", level: "ward", parents: [parent])
  }

  private func save(_ places: [Place]) throws {
    try office.store.save(places, by: StoreFixture.sam, at: StoreFixture.now)
  }

  /// How many are found by the index, after a look at whether the list without words has as many.
  private func found(_ place: String) throws -> Int? {
    let query = Query.field(.place, .equals(place))
    let count = try live.count(.and([query, .prefix("zebr")]), today: office.today)
    #expect(try live.search(.and([query, .prefix("zeb")]), today: office.today, limit: 100)?.count == count)
    #expect(try office.references("place:\(place)").count == count, "\(place)")
    return count
  }

  private func words(for place: String) throws -> Int {
    let query = Query.and([.field(.place, .equals(place)), .word("zebras")])
    let queue = try DatabaseQueue(path: office.path)
    return try queue.read { database in
      guard case .and(let parts) = try Facets.named(query, database),
        case .field(_, .names(let names)) = parts[0]
      else { return 0 }
      return names.count(where: Facets.isToken)
    }
  }

  @Test func aDistrictOfManyWardsIsOneWord() throws {
    #expect(try found("upper") == 25 && words(for: "upper") == 1)
    #expect(try found("Lower") == 28 && words(for: "lower") == 1)
    #expect(try found("saltmarsh") == 54 && words(for: "saltmarsh") == 1)
    try office.requireSound()
  }

  @Test func whatIsPutElsewhereLaterIsFoundWhereItLies() throws {
    try save([ward(0, in: "lower"), ward(1, in: "lower")])
    #expect(try found("upper") == 21 && found("lower") == 32 && found("saltmarsh") == 54)
    #expect(try words(for: "saltmarsh") == 1, "all of it lies there as before")
    #expect(try words(for: "lower") == 3, "and two wards")
    try save([Place(name: "lower", title: "Lower", level: "district", parents: [])])
    #expect(try found("upper") == 21 && found("lower") == 32 && found("saltmarsh") == 22)
    // A record that comes to a place goes by what the index knows of it.
    _ = try office.create(["title": "Zebras", "place": "ward0"])
    #expect(try found("upper") == 21 && found("lower") == 33)
    try office.requireSound()
  }

  @Test func aRecordThatMovesOrGoesIsFoundThereNoMore() throws {
    let reference = try office.create(["title": "Zebras", "place": "ward3"])
    #expect(try found("upper") == 26)
    try office.act(.set(["place": "ward29"]), on: reference)
    #expect(try found("upper") == 25 && found("lower") == 29)
    try office.undo()
    try office.undo()
    #expect(try found("upper") == 25 && found("lower") == 28)
    try office.requireSound()
  }
}

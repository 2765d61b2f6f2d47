import CaseStore
import Casework
import Testing

/// Lists in any order, page by page.
@Suite struct SortedListTests {
  /// Every page begins where the one before ended: no record is left out and none comes twice, whatever stands or does
  /// not stand in the column.
  @Test(arguments: ListOrder.allCases, [false, true])
  func pagesJoinInEveryOrder(order: ListOrder, isReversed: Bool) throws {
    let office = try StoreFixture()
    let owners: [JSON] = [.null, "ann", "sam"]
    for number in 0..<17 {
      _ = try office.create([
        "title": .string(["Bins", "bins", "Árbol", "Ölpest", "zebra"][number % 5]),
        "owner": owners[number % 3],
        "correspondent": number % 4 == 0 ? .null : .string("Person \(number % 4)"),
        "received": .string("2026-0\(1 + number % 5)-11"),
      ])
    }
    let whole = try office.store.rows(
      ListRequest(order: order, isReversed: isReversed, limit: 100, today: office.today),
      for: StoreFixture.sam)
    var paged: [RecordRow] = []
    while true {
      let page = try office.store.rows(
        ListRequest(order: order, isReversed: isReversed, after: paged.last, limit: 5, today: office.today),
        for: StoreFixture.sam)
      paged += page
      if page.count < 5 { break }
    }
    #expect(whole.count == 17 && paged == whole)
    let turned = try office.store.rows(
      ListRequest(order: order, isReversed: !isReversed, limit: 100, today: office.today),
      for: StoreFixture.sam)
    #expect(turned == whole.reversed())
  }

  @Test func whatHasNobodyComesLast() throws {
    let office = try StoreFixture()
    let (none, ann) = (try office.create(), try office.create(["owner": "ann"]))
    #expect(try office.references("", order: .owner) == [ann, none])
  }
}

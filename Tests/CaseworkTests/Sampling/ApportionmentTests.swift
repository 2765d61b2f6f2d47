import Casework
import Testing

@Suite struct ApportionmentTests {
  private func shares(
    of size: Int, _ populations: [Int], capacities: [Int]? = nil, atLeastOne: Bool = false
  ) throws -> [Int] {
    let strata = populations.enumerated().map { position, population in
      Apportionment.Stratum(
        name: "\(position)", population: population, capacity: capacities?[position] ?? population)
    }
    return try Apportionment.shares(of: size, among: strata, atLeastOne: atLeastOne)
  }

  /// The bill of 1792 for 120 seats by the census of 1790, which President Washington vetoed: Virginia first, then
  /// Massachusetts, Pennsylvania, North Carolina, New York, Maryland, Connecticut, South Carolina, New Jersey, New
  /// Hampshire, Vermont, Georgia, Kentucky, Rhode Island, Delaware.
  /// Source: "For All Practical Purposes" (COMAP), chapter 14, example 6, table 14.5.
  @Test func hamiltonsBillOf1792() throws {
    let populations = [
      630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822, 85_533,
      70_835,
      68_705, 68_446, 55_540,
    ]
    #expect(
      try shares(of: 120, populations) == [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2])
  }

  /// The Alabama paradox in its smallest form: with one seat more, the third loses one.
  /// Source: Balinski and Young, "Fair Representation" (1982), on the paradox.
  @Test func theRuleIsHamiltonsWithItsParadox() throws {
    #expect(try shares(of: 10, [6, 6, 2]) == [4, 4, 2])
    #expect(try shares(of: 11, [6, 6, 2]) == [5, 5, 1])
  }

  @Test func ofEqualRemaindersTheLargerStratumGoesFirstThenTheName() throws {
    #expect(try shares(of: 2, [1, 3]) == [0, 2])
    #expect(try shares(of: 4, [10, 30, 24]) == [1, 2, 1])
    #expect(try shares(of: 4, [5, 5, 5]) == [2, 1, 1])
    let named = ["b", "B", "a"].map { Apportionment.Stratum(name: $0, population: 5, capacity: 5) }
    #expect(try Apportionment.shares(of: 4, among: named, atLeastOne: false) == [1, 2, 1])
  }

  @Test func whatAStratumCannotGiveTheOthersGive() throws {
    #expect(try shares(of: 10, [60, 30, 10], capacities: [2, 30, 10]) == [2, 6, 2])
    #expect(try shares(of: 10, [60, 30, 10], capacities: [0, 3, 10]) == [0, 3, 7])
    #expect(try shares(of: 100, [60, 30, 10], capacities: [2, 30, 10]) == [2, 30, 10])
    #expect(try shares(of: 5, []) == [])
  }

  @Test func atLeastOneOfEachIsTakenFromTheOthers() throws {
    #expect(try shares(of: 10, [60, 38, 2]) == [6, 4, 0])
    #expect(try shares(of: 10, [60, 38, 2], atLeastOne: true) == [6, 3, 1])
    #expect(try shares(of: 3, [1000, 1, 1], atLeastOne: true) == [1, 1, 1])
    #expect(try shares(of: 9, [1000, 5, 5], capacities: [1, 5, 5], atLeastOne: true) == [1, 4, 4])
    #expect(try shares(of: 2, [10, 10, 10], capacities: [0, 10, 10], atLeastOne: true) == [0, 1, 1])
    #expect(throws: SampleRefusal.sizeBelowStrata(size: 2, strata: 3)) {
      try shares(of: 2, [10, 10, 10], atLeastOne: true)
    }
  }

  @Test func whateverTheNumbersTheSharesAddUp() throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<2_000 {
      let populations = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        Int.random(in: 1...60, using: &generator)
      }
      let capacities = populations.map { Int.random(in: 0...$0, using: &generator) }
      let size = Int.random(in: 8...200, using: &generator)
      for atLeastOne in [false, true] {
        let shares = try shares(of: size, populations, capacities: capacities, atLeastOne: atLeastOne)
        // One of each may not be possible only when fewer can be drawn than there are strata.
        #expect(shares.reduce(0, +) == min(size, capacities.reduce(0, +)))
        #expect(zip(shares, capacities).allSatisfy { $0 >= (atLeastOne ? min(1, $1) : 0) && $0 <= $1 })
      }
    }
  }
}

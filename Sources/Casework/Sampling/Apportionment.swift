/// Sharing a number of files over strata in proportion to their populations.
///
/// The rule is that of the largest remainder (Hamilton's): each stratum gets the whole part of its exact share, and
/// what is left goes one by one to the largest remainders; of equal remainders to the larger stratum first, then to
/// the name that is first by its bytes. Whole numbers only, so that every machine gives the same.
/// Source: the contract of the draw; Balinski and Young, "Fair Representation" (1982).
package enum Apportionment {
  /// A stratum as the rule sees it.
  package struct Stratum: Sendable, Equatable {
    package let name: String
    /// Its files in the frame, which decide its share.
    package let population: Int
    /// How many of them can be drawn: those that are not passed over.
    package let capacity: Int

    package init(name: String, population: Int, capacity: Int) {
      self.name = name
      self.population = population
      self.capacity = capacity
    }
  }

  /// The share of each stratum, in the order of `strata`; together `size`, or all that can be drawn if that is less.
  ///
  /// A stratum whose share is more than it can give gives all, and the rest is shared by the same rule among the
  /// others. With `atLeastOne` the strata whose share would be nothing get one each, and the rest is shared by the
  /// same rule among the others, until none gets nothing. Sum of the populations: at most `Int.max`.
  /// Throws: ``SampleRefusal/sizeBelowStrata(size:strata:)``.
  package static func shares(
    of size: Int, among strata: [Stratum], atLeastOne: Bool
  ) throws(SampleRefusal) -> [Int] {
    var shares = strata.map { max(0, $0.capacity) }
    let total = min(max(0, size), shares.reduce(0, +))
    var open = strata.indices.filter { shares[$0] > 0 }
    if atLeastOne, total < open.count { throw .sizeBelowStrata(size: size, strata: open.count) }
    var left = total
    while true {
      let found = share(left, among: open, of: strata, atLeastOne: atLeastOne)
      let full = Set(zip(open, found).filter { strata[$0].capacity < $1 }.map(\.0))
      if full.isEmpty {
        for (index, share) in zip(open, found) { shares[index] = share }
        return shares
      }
      open.removeAll(where: full.contains)
      left -= full.reduce(0) { $0 + strata[$1].capacity }
    }
  }

  /// The shares of the strata at `indices` alone, however much they can give.
  private static func share(
    _ size: Int, among indices: [Int], of strata: [Stratum], atLeastOne: Bool
  ) -> [Int] {
    var large = indices
    while true {
      let found = byLargestRemainder(size - (indices.count - large.count), among: large.map { strata[$0] })
      let shares = Dictionary(uniqueKeysWithValues: zip(large, found))
      guard atLeastOne, found.contains(0) else { return indices.map { shares[$0] ?? 1 } }
      large.removeAll { shares[$0] == 0 }
    }
  }

  private static func byLargestRemainder(_ size: Int, among strata: [Stratum]) -> [Int] {
    let total = strata.reduce(0) { $0 + $1.population }
    guard total > 0 else { return strata.map { _ in 0 } }
    var shares: [Int] = []
    var remainders: [Int] = []
    for stratum in strata {
      let (share, remainder) = total.dividingFullWidth(size.multipliedFullWidth(by: stratum.population))
      shares.append(share)
      remainders.append(remainder)
    }
    let order = strata.indices.sorted { one, other in
      if remainders[one] != remainders[other] { return remainders[one] > remainders[other] }
      if strata[one].population != strata[other].population {
        return strata[one].population > strata[other].population
      }
      return strata[one].name.precedesInBytes(strata[other].name)
    }
    for index in order.prefix(size - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}

/// A small seeded generator, so that the same day always tells the same year.
///
/// Source: SplitMix64, Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct DemoRandom: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    self.state = seed
  }

  /// A generator of its own for one part of the year: a change to one letter leaves the others as they are.
  init(part: Int, of seed: UInt64) {
    self.init(seed: seed &+ UInt64(truncatingIfNeeded: part) &* 0xD134_2543_DE82_EF95)
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 up to but not with `count`; 0 when `count` is less than 1.
  mutating func below(_ count: Int) -> Int {
    let drawn = next()
    return count > 0 ? Int(drawn % UInt64(count)) : 0
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True in so many of a hundred draws.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// Nil when there is nothing to choose from.
  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    let position = below(elements.count)
    return elements.indices.contains(position) ? elements[position] : nil
  }

  /// One of the lines; empty when there is none.
  mutating func line(of lines: [String]) -> String {
    pick(lines) ?? ""
  }

  /// The position of one of the weights, drawn in proportion to them.
  mutating func position(byWeight weights: [Int]) -> Int {
    var drawn = below(weights.reduce(0, +))
    for (position, weight) in weights.enumerated() {
      if drawn < weight { return position }
      drawn -= weight
    }
    return 0
  }

  /// One of the elements, drawn in proportion to their weights; nil when there is none.
  mutating func pick<Element>(_ elements: [Element], byWeight weight: (Element) -> Int) -> Element? {
    let position = position(byWeight: elements.map(weight))
    return elements.indices.contains(position) ? elements[position] : nil
  }
}

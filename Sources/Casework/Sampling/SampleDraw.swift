/// A file that is passed over, and why: it cannot be read, or a rule of the round keeps it out.
package struct SampleExclusion: Sendable, Equatable {
  package let reference: String
  package let reason: String

  package init(reference: String, reason: String) {
    self.reference = reference
    self.reason = reason
  }
}

/// A drawn file and the ticket that won it its place.
package struct DrawnFile: Sendable, Equatable {
  package let reference: String
  /// SHA-256 in hexadecimal, as ``Ticket/hexadecimal``.
  package let ticket: String

  package init(reference: String, ticket: String) {
    self.reference = reference
    self.ticket = ticket
  }
}

/// What was drawn from one stratum.
package struct SampleStratum: Sendable, Equatable {
  /// Empty when the draw is by no field, or for files that have no value of it.
  package let name: String
  /// All its files in the frame, with those that are passed over.
  package let population: Int
  /// Its share of the sample's size.
  package let size: Int
  /// The lowest ticket first; as many as `size`.
  package let drawn: [DrawnFile]

  package init(name: String, population: Int, size: Int, drawn: [DrawnFile]) {
    self.name = name
    self.population = population
    self.size = size
    self.drawn = drawn
  }
}

/// A dip sample: the files with the lowest tickets of each stratum.
///
/// The same frame, seed, size and exclusions always give the same sample, on any machine and in any language; a file
/// that is passed over stays in the frame and in its digest. Source: the contract of the draw; requirements CP-02,
/// C11.
package struct SampleDraw: Sendable, Equatable {
  package let frame: SampleFrame
  package let seed: String
  /// As it was asked for; fewer are drawn when the frame has no more.
  package let size: Int
  /// Whether every stratum from which a file can be drawn gives one at least.
  package let atLeastOne: Bool
  /// In the order of the bytes of their names.
  package let strata: [SampleStratum]
  /// In the order of the bytes of their references.
  package let exclusions: [SampleExclusion]

  /// Draws.
  ///
  /// Throws: ``SampleRefusal`` for a blank seed, a size below 1, an exclusion that has no reason or is not in the
  /// frame, and a size that cannot give one to each stratum.
  package init(
    from frame: SampleFrame, size: Int, seed: String, atLeastOne: Bool = false,
    exclusions: [String: String] = [:]
  ) throws(SampleRefusal) {
    let listed = exclusions.map { SampleExclusion(reference: $0.key, reason: $0.value) }
    try self.init(from: frame, size: size, seed: seed, atLeastOne: atLeastOne, listed: listed)
  }

  private init(
    from frame: SampleFrame, size: Int, seed: String, atLeastOne: Bool, listed: [SampleExclusion]
  ) throws(SampleRefusal) {
    guard !seed.isBlank else { throw .seedBlank }
    guard !seed.hasControlSign else { throw .controlSign(text: seed) }
    guard size > 0 else { throw .sizeNotPositive(size) }
    for exclusion in listed {
      guard frame.member(exclusion.reference) != nil else { throw .exclusionNotInFrame(exclusion.reference) }
      guard !exclusion.reason.isBlank else { throw .reasonBlank(reference: exclusion.reference) }
    }
    let pool = LotteryPool(frame: frame, seed: seed, excluded: listed.map(\.reference))
    self.frame = frame
    self.seed = seed
    self.size = size
    self.atLeastOne = atLeastOne
    self.exclusions = listed.sorted { $0.reference.precedesInBytes($1.reference) }
    let shares = try Apportionment.shares(
      of: size, among: pool.strata.map(\.apportioned), atLeastOne: atLeastOne)
    self.strata = zip(pool.strata, shares).map { $0.drawing($1) }
  }

  /// The references of the sample, stratum by stratum, the lowest ticket first.
  package var references: [String] { strata.flatMap { $0.drawn.map(\.reference) } }

  /// The same draw without a file that cannot be read: the next ticket of its stratum takes its place. When its
  /// stratum has no other file left, the place goes to another stratum by the rule of the shares.
  ///
  /// Throws: ``SampleRefusal/notDrawn(_:)`` and ``SampleRefusal/reasonBlank(reference:)``. Source: requirements C11.
  package func replacing(_ reference: String, reason: String) throws(SampleRefusal) -> SampleDraw {
    guard references.contains(where: reference.isSpelledLike) else { throw .notDrawn(reference) }
    return try SampleDraw(
      from: frame, size: size, seed: seed, atLeastOne: atLeastOne,
      listed: exclusions + [SampleExclusion(reference: reference, reason: reason)])
  }
}

// MARK: - The tickets

/// The tickets of a frame, sorted within each stratum.
struct LotteryPool {
  /// One stratum with the tickets of the files that can be drawn.
  struct Stratum {
    let name: String
    let population: Int
    /// The lowest first.
    let entries: [Entry]

    var apportioned: Apportionment.Stratum {
      Apportionment.Stratum(name: name, population: population, capacity: entries.count)
    }

    func drawing(_ size: Int) -> SampleStratum {
      SampleStratum(
        name: name, population: population, size: size,
        drawn: entries.prefix(size).map {
          DrawnFile(reference: $0.reference, ticket: $0.ticket.hexadecimal)
        })
    }
  }

  struct Entry {
    let ticket: Ticket
    let reference: String
  }

  /// In the order of the bytes of their names.
  let strata: [Stratum]

  /// - Parameter excluded: references that get no ticket.
  init(frame: SampleFrame, seed: String, excluded: [String]) {
    let lottery = Lottery(seed: seed)
    let excluded = Set(excluded.map { Array($0.utf8) })
    // A name is known by its bytes: a string's own equality takes two spellings of one letter for the same.
    var found: [[UInt8]: (name: String, population: Int, entries: [Entry])] = [:]
    for member in frame.members {
      let isExcluded = !excluded.isEmpty && excluded.contains(Array(member.reference.utf8))
      let key = Array(member.stratum.utf8)
      found[key, default: (member.stratum, 0, [])].population += 1
      guard !isExcluded else { continue }
      let entry = Entry(ticket: lottery.ticket(of: member.reference), reference: member.reference)
      found[key]?.entries.append(entry)
    }
    strata = found.values.map { stratum in
      // Two equal tickets cannot be expected; the order of the frame would then decide.
      let entries = stratum.entries.sorted {
        $0.ticket == $1.ticket ? $0.reference.precedesInBytes($1.reference) : $0.ticket < $1.ticket
      }
      return Stratum(name: stratum.name, population: stratum.population, entries: entries)
    }.sorted { $0.name.precedesInBytes($1.name) }
  }
}

extension SampleDraw {
  /// Refuses what could not be drawn, before a population is fixed for it. No ticket is made.
  ///
  /// - Parameters:
  ///   - members: the population as it is now.
  ///   - seed: nil when it will be named later.
  /// Throws: ``SampleRefusal``; also for a size that is larger than the population, which a draw would make do with.
  package static func check(
    _ members: [SampleMember], size: Int, seed: String?, atLeastOne: Bool, exclusions: [String: String]
  ) throws(SampleRefusal) {
    if let seed {
      guard !seed.isBlank else { throw .seedBlank }
      guard !seed.hasControlSign else { throw .controlSign(text: seed) }
    }
    guard size > 0 else { throw .sizeNotPositive(size) }
    guard !members.isEmpty else { throw .frameEmpty }
    guard size <= members.count else { throw .sizeAbovePopulation(size: size, population: members.count) }
    let references = Set(members.map { Array($0.reference.utf8) })
    for (reference, reason) in exclusions {
      guard references.contains(Array(reference.utf8)) else { throw .exclusionNotInFrame(reference) }
      guard !reason.isBlank else { throw .reasonBlank(reference: reference) }
    }
    guard atLeastOne else { return }
    let strata = Set(members.filter { exclusions[$0.reference] == nil }.map { Array($0.stratum.utf8) })
    guard size >= strata.count else { throw .sizeBelowStrata(size: size, strata: strata.count) }
  }
}

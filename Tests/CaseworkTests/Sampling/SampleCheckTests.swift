import Casework
import Testing

/// What cannot be drawn is refused before a population is fixed for it.
@Suite struct SampleCheckTests {
  private func refusal(
    size: Int = 5, seed: String? = "6 2 5 1", atLeastOne: Bool = false, exclusions: [String: String] = [:],
    of members: [SampleMember] = areaMembers(20)
  ) -> SampleRefusal? {
    do throws(SampleRefusal) {
      try SampleDraw.check(
        members, size: size, seed: seed, atLeastOne: atLeastOne, exclusions: exclusions)
      return nil
    } catch { return error }
  }

  @Test func whatCanBeDrawnIsNot() {
    #expect(
      refusal() == nil && refusal(size: 20, seed: nil) == nil && refusal(size: 3, atLeastOne: true) == nil)
    #expect(refusal(exclusions: ["CO/00003/26": "Sealed."]) == nil)
  }

  @Test func theSeedIsLookedAtFirst() {
    #expect(refusal(seed: " ") == .seedBlank)
    #expect(refusal(seed: "6\t2") == .controlSign(text: "6\t2"))
  }

  @Test func theSizeFitsThePopulation() {
    #expect(refusal(size: 0) == .sizeNotPositive(0))
    #expect(refusal(size: 21) == .sizeAbovePopulation(size: 21, population: 20))
    #expect(refusal(size: 2, atLeastOne: true) == .sizeBelowStrata(size: 2, strata: 3))
    #expect(refusal(of: []) == .frameEmpty)
  }

  @Test func whatIsLeftOutIsInThePopulation() {
    #expect(refusal(exclusions: ["CO/99999/26": "Sealed."]) == .exclusionNotInFrame("CO/99999/26"))
    #expect(refusal(exclusions: ["CO/00003/26": " "]) == .reasonBlank(reference: "CO/00003/26"))
  }
}

import Casework
import Testing

@Suite struct SampleDrawTests {
  // MARK: - The frame

  @Test func theFrameIsTheReferencesInTheOrderOfTheirBytes() throws {
    let frame = try SampleFrame(query: "is:closed", references: ["é1", "b", "a2", "a10", "B"])
    #expect(frame.canonicalBytes == Array("B\na10\na2\nb\né1\n".utf8))
    #expect(frame.fileBytes == frame.canonicalBytes)
  }

  /// The digest of `abc` and a line feed, as `printf 'abc\n' | sha256sum` prints it.
  @Test func theDigestIsThatOfTheBytes() throws {
    let frame = try SampleFrame(query: "", references: ["abc"])
    #expect(frame.sha256 == "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb")
  }

  @Test(arguments: [
    ([], SampleRefusal.frameEmpty), (["a", ""], .referenceEmpty(line: 1)),
    (["a\nb"], .controlSign(text: "a\nb")), (["a\r\n"], .controlSign(text: "a\r\n")),
    (["a\tNorth"], .controlSign(text: "a\tNorth")), (["b", "a", "b"], .referenceTwice("b")),
  ])
  func aFrameThatCouldBeReadInTwoWaysIsRefused(references: [String], refusal: SampleRefusal) {
    #expect(throws: refusal) { try SampleFrame(query: "", references: references) }
  }

  @Test func theFileOfAFrameReadsBackAsTheFrame() throws {
    for members in [areaMembers(40), forceReferences(40).map { SampleMember($0) }] {
      let frame = try SampleFrame(query: "q", members: members)
      #expect(try SampleFrame(query: "q", file: frame.fileBytes) == frame)
    }
  }

  @Test(arguments: [
    ("", SampleRefusal.frameEmpty), ("a\nb", .frameWithoutEnd), ("a\n\nb\n", .referenceEmpty(line: 2)),
    ("b\na\n", .frameNotInOrder(line: 2, reference: "a")), ("a\na\n", .referenceTwice("a")),
    ("a\tNorth\nb\n", .strataOnSomeLines(line: 2)), ("a\nb\tNorth\n", .strataOnSomeLines(line: 2)),
    ("a\r\nb\r\n", .controlSign(text: "a\r")), ("a\tx\ty\n", .controlSign(text: "x\ty")),
  ])
  func aFileInAnotherFormIsRefused(text: String, refusal: SampleRefusal) {
    #expect(throws: refusal) { try SampleFrame(query: "", file: Array(text.utf8)) }
  }

  // MARK: - The draw

  @Test func theSameSeedAlwaysDrawsTheSame() throws {
    let members = areaMembers(200)
    let one = try SampleDraw(from: SampleFrame(query: "", members: members), size: 25, seed: "s")
    let again = try SampleDraw(from: SampleFrame(query: "", members: members.reversed()), size: 25, seed: "s")
    let other = try SampleDraw(from: SampleFrame(query: "", members: members), size: 25, seed: "t")
    #expect(one == again)
    #expect(one.references != other.references)
    #expect(Set(one.references).count == 25)
  }

  @Test func aSampleLargerThanThePopulationIsAllOfIt() throws {
    let frame = try SampleFrame(query: "", members: areaMembers(30))
    let draw = try SampleDraw(from: frame, size: 500, seed: "s")
    #expect(Set(draw.references) == Set(frame.references))
    #expect(draw.receipt.size == 500 && draw.strata.map(\.size).reduce(0, +) == 30)
  }

  @Test func aFilePassedOverStaysInTheFrame() throws {
    let frame = try SampleFrame(query: "", references: forceReferences(50))
    let plain = try SampleDraw(from: frame, size: 6, seed: "s")
    let draw = try SampleDraw(
      from: frame, size: 5, seed: "s", exclusions: [plain.references[0]: "Read in the last round."])
    #expect(draw.references == Array(plain.references.dropFirst()))
    #expect(draw.receipt.sha256 == plain.receipt.sha256 && draw.strata[0].population == 50)
    #expect(draw.exclusions.map(\.reason) == ["Read in the last round."])
  }

  @Test func aFileThatCannotBeReadGivesItsPlaceToTheNextTicketOfItsStratum() throws {
    let frame = try SampleFrame(query: "", members: areaMembers(50))
    let draw = try SampleDraw(from: frame, size: 10, seed: "s")
    let lost = draw.strata[1].drawn[0].reference
    let replaced = try draw.replacing(lost, reason: "The scan is blank.")
    #expect(!replaced.references.contains(lost))
    #expect(replaced.strata[1].drawn.dropLast() == draw.strata[1].drawn.dropFirst())
    #expect([0, 2].allSatisfy { replaced.strata[$0] == draw.strata[$0] })
    #expect(replaced.exclusions == [SampleExclusion(reference: lost, reason: "The scan is blank.")])
    #expect(throws: SampleRefusal.notDrawn(lost)) { try replaced.replacing(lost, reason: "Again.") }
    #expect(throws: SampleRefusal.reasonBlank(reference: draw.references[0])) {
      try draw.replacing(draw.references[0], reason: " ")
    }
  }

  @Test func whenAStratumHasNoFileLeftAnotherOneGivesIt() throws {
    let members =
      [SampleMember("a", stratum: "x")] + forceReferences(9).map { SampleMember($0, stratum: "y") }
    let draw = try SampleDraw(
      from: SampleFrame(query: "", members: members), size: 5, seed: "s", atLeastOne: true)
    #expect(draw.strata.map(\.size) == [1, 4])
    #expect(try draw.replacing("a", reason: "Lost.").strata.map(\.size) == [0, 5])
  }

  @Test func aDrawThatNobodyCouldRepeatIsRefused() throws {
    let frame = try SampleFrame(query: "", members: areaMembers(30))
    #expect(throws: SampleRefusal.seedBlank) { try SampleDraw(from: frame, size: 5, seed: " ") }
    #expect(throws: SampleRefusal.controlSign(text: "a\n")) {
      try SampleDraw(from: frame, size: 5, seed: "a\n")
    }
    #expect(throws: SampleRefusal.sizeNotPositive(0)) { try SampleDraw(from: frame, size: 0, seed: "s") }
    #expect(throws: SampleRefusal.sizeBelowStrata(size: 2, strata: 3)) {
      try SampleDraw(from: frame, size: 2, seed: "s", atLeastOne: true)
    }
    #expect(throws: SampleRefusal.exclusionNotInFrame("elsewhere")) {
      try SampleDraw(from: frame, size: 5, seed: "s", exclusions: ["elsewhere": "Why."])
    }
  }
}

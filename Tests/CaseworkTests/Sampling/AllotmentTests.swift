import Casework
import Testing

@Suite struct AllotmentTests {
  private let panel = ["nia", "owen", "priya", "sam"]

  private func loads(_ readings: [Reading], of panel: [String]) -> [Int] {
    panel.map { name in readings.count { $0.reviewer == name } + readings.count { $0.second == name } }
  }

  @Test func filesAreSharedOutEvenly() throws {
    let files = forceReferences(25).map { FileToRead($0) }
    let readings = try Allotment.share(files: files, reviewers: panel, seed: "s")
    #expect(readings.map(\.reference) == files.map(\.reference))
    #expect(loads(readings, of: panel).sorted() == [6, 6, 6, 7])
    #expect(readings.allSatisfy { $0.second == nil })
    #expect(try Allotment.share(files: files, reviewers: panel.reversed(), seed: "s") == readings)
    #expect(try Allotment.share(files: files, reviewers: panel, seed: "t") != readings)
  }

  /// Source: requirements C9.
  @Test func nobodyReadsAFileThatTheyHandled() throws {
    let files = forceReferences(24).enumerated().map { position, reference in
      FileToRead(reference, handledBy: position < 18 ? ["owen", "priya"] : [panel[position % 4]])
    }
    let readings = try Allotment.share(files: files, reviewers: panel, secondShare: 50, seed: "s")
    for (file, reading) in zip(files, readings) {
      #expect(!file.handledBy.contains(reading.reviewer))
      #expect(reading.second.map { !file.handledBy.contains($0) && $0 != reading.reviewer } ?? true)
    }
    #expect(readings.count { $0.second != nil } == 12)
  }

  /// Taken one by one the first two files could both go to the only reader of the third.
  @Test func filesArePassedOnUntilTheLoadsAreEven() throws {
    for seed in (0..<50).map(String.init) {
      let files = [
        FileToRead("a", handledBy: ["priya", "sam"]), FileToRead("b", handledBy: ["owen", "sam"]),
        FileToRead("c", handledBy: ["priya", "sam"]), FileToRead("d", handledBy: ["nia", "owen"]),
      ]
      let readings = try Allotment.share(files: files, reviewers: panel, seed: seed)
      #expect(loads(readings, of: panel) == [1, 1, 1, 1], "seed \(seed)")
    }
  }

  @Test func aShareOfTheFilesIsReadTwiceByDifferentPeople() throws {
    let files = forceReferences(25).map { FileToRead($0) }
    let readings = try Allotment.share(files: files, reviewers: panel, secondShare: 10, seed: "s")
    #expect(readings.count { $0.second != nil } == 3)
    #expect(readings.allSatisfy { $0.second != $0.reviewer })
    #expect(loads(readings, of: panel).sorted() == [7, 7, 7, 7])
  }

  @Test func whatCannotBeSharedOutIsRefused() throws {
    let own = [FileToRead("a"), FileToRead("b", handledBy: Set(panel))]
    #expect(throws: SampleRefusal.nobodyCanRead("b")) {
      try Allotment.share(files: own, reviewers: panel, seed: "s")
    }
    #expect(throws: SampleRefusal.noReviewers) { try Allotment.share(files: [], reviewers: [], seed: "s") }
    #expect(throws: SampleRefusal.reviewerTwice("nia")) {
      try Allotment.share(files: [], reviewers: ["nia", "sam", "nia"], seed: "s")
    }
    #expect(throws: SampleRefusal.tooFewForSecondReading(wanted: 1, possible: 0)) {
      try Allotment.share(files: [FileToRead("a")], reviewers: ["nia"], secondShare: 1, seed: "s")
    }
    #expect(throws: SampleRefusal.shareOutOfRange(101)) {
      try Allotment.share(files: [], reviewers: panel, secondShare: 101, seed: "s")
    }
  }
}

import Canvas
import Casework
import Foundation
import Testing

@testable import Console

/// What a round shows of itself: its population, how far the reading is, what the readers differ on.
@Suite struct RoundTextTests {
  private let rulebook: Rulebook
  private let round: Record
  private let files: [String]

  init() throws {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    rulebook = try #require(
      Rulebook { name in
        (try? Data(contentsOf: root.appending(path: "Resources/Data/\(name)"))).map { [UInt8]($0) }
      })
    let members = (1...9).map { SampleMember("CO/\($0)/26", stratum: $0 < 7 ? "North" : "South") }
    let draw = try SampleDraw(from: SampleFrame(query: "*", members: members), size: 3, seed: "6 2 5 1")
    files = draw.references
    let frame: JSON = [
      "query": "*", "count": 9, "sha256": .string(draw.frame.sha256), "file": "00",
      "frozen": "2026-11-20T09:00:00Z",
      "strata": [["name": "North", "population": 6], ["name": "South", "population": 3]],
    ]
    var round = Record(
      uid: "d", kind: .round, reference: "DSR-26-0001", revision: 4,
      values: [
        "title": "Incivility", "received": "2026-11-20", "by": "area", "seed": "6 2 5 1", "frame": frame,
      ])
    round[Head.stage] = DipSampleRound.reading
    round[DipSampleRound.receipt] = draw.receipt
    round[DipSampleRound.questions] = rulebook.questions.prefix(1).map(\.identity)
    round.values["readings"] = .array(
      files.map { ["reference": .string($0), "reviewer": "slewis", "second": "pjones"] })
    self.round = round
  }

  /// Two readings of a file, revealed or still blind.
  private func readings(of file: String, timely: [ReviewAnswer], isRevealed: Bool = true) -> [Record] {
    zip(["slewis", "pjones"], timely).enumerated().map { position, reading in
      var review = Record(
        uid: "\(file)\(position)", kind: .review, reference: "REV-\(file)-\(position)", revision: 3,
        values: [:])
      review[Head.owner] = reading.0
      review[Head.stage] = isRevealed ? FileReview.revealed : FileReview.isIn
      review[Head.circle] = isRevealed ? nil : .only(reading.0)
      review[FileReview.file] = file
      review[FileReview.turn] = position == 0 ? .first : .second
      review[FileReview.answers] = ReviewAnswers([
        "kept-informed": .yes, "timely": reading.1, "letters-clear": .yes, "outcome-right": .cannotTell,
      ])
      return review
    }
  }

  private func text(_ related: [Record]) throws -> String {
    let lists = OfficeLists(
      office: Office(title: "Gororau"),
      accounts: [
        Account(name: "slewis", fullName: "Siwan Lewis", roles: [.caseworker]),
        Account(name: "pjones", fullName: "Priya Jones", roles: [.caseworker]),
      ], teams: [], places: [], themes: [])
    let words = RecordWords(lists: lists, rulebook: rulebook, today: try #require(Day("2026-11-20")))
    let format = RecordText.Format(width: 78, words: words, showsQuoted: false)
    let view = RecordView(record: round, contacts: [], related: related)
    return RoundText(view, format: format).lines.map(\.text).joined(separator: "\n")
  }

  @Test func thePopulationStandsWithItsDigestAndEachStratum() throws {
    let text = try text([])
    #expect(
      text.contains("9 closed files") && text.contains("SHA-256 \(round[DipSampleRound.frame]?.sha256 ?? "")")
    )
    #expect(text.contains("North  2 of 6") && text.contains("South  1 of 3"))
    #expect(text.contains("3 files drawn by the seed '6 2 5 1'"))
    #expect(text.contains("[----------] 0 of 3 read") && text.contains("Siwan Lewis reads 3"))
    #expect(!text.contains("Answers"))
  }

  @Test func answersAreCountedOfWhatEverybodyMaySee() throws {
    let blind = readings(of: files[1], timely: [.no, .no], isRevealed: false)
    let text = try text(readings(of: files[0], timely: [.yes, .yes]) + blind)
    #expect(text.contains("[===-------] 1 of 3 read"))
    #expect(text.contains("yes 1 of 1 (100%); no 0, not applicable 0, cannot tell 0"))
    #expect(text.contains("yes none of none; no 0, not applicable 0, cannot tell 1"))
    #expect(!text.contains("Differences"))
  }

  @Test func whereReadersDifferBothAnswersAreShown() throws {
    let text = try text(
      readings(of: files[0], timely: [.yes, .no]) + readings(of: files[1], timely: [.yes, .yes]))
    #expect(text.contains("\(files[0])  timely: SL Yes, PJ No"))
    #expect(text.contains("1 not settled: the first answer counts"))
    #expect(text.contains("timely  1 of 2 the same, kappa 0.000"))
    #expect(text.contains("kept-informed  2 of 2 the same, kappa not defined"))
    #expect(text.contains("kappa says little"))
  }

  @Test func aRecommendationSaysSinceWhenItsAnswerIsAwaited() throws {
    let recommendation = Record(
      uid: "a", kind: .action, reference: "ACT-26-0001", revision: 2,
      values: [
        "title": "Write sooner", "type": "recommendation", "received": "2026-11-01", "sent": "2026-11-03",
        "stage": "awaited",
      ])
    let text = try text([recommendation])
    #expect(text.contains("ACT-26-0001  Write sooner"))
    #expect(text.contains("sent 2026-11-03") && text.contains("awaited since 2026-11-03"))
  }
}

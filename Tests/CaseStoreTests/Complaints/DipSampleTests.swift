import Casework
import Foundation
import Testing

@testable import CaseStore

/// A dip-sample round in a real store: the frame is kept, the log holds, readers do not see each other.
@Suite struct DipSampleTests {
  private let office: SamplingOffice

  init() throws { office = try SamplingOffice() }

  @Test func thePopulationIsWhatIsClosedAndFound() throws {
    try office.take(60)
    let round = try office.draft("area:North", size: 5)
    try office.act("freeze", on: round)
    let frame = try #require(try office.record(round)[DipSampleRound.frame])
    // Every second is in the north, and of each ten one is open.
    #expect(frame.count == 24)
    let bytes = try #require(try office.store.rawBytes(digest: frame.file, for: SamplingOffice.sam))
    let closed = (1...60).filter { $0.isMultiple(of: 2) && !$0.isMultiple(of: 10) }
    #expect(String(decoding: bytes, as: UTF8.self) == closed.map { "\(office.reference($0))\n" }.joined())
  }

  @Test func theStrataStandBesideTheReferences() throws {
    try office.take(20)
    let round = try office.draft("*", size: 5, by: "area")
    try office.act("freeze", on: round)
    let frame = try #require(try office.record(round)[DipSampleRound.frame])
    #expect(frame.strata.map(\.name) == ["North", "South"] && frame.strata.map(\.population) == [8, 10])
    let bytes = try #require(try office.store.rawBytes(digest: frame.file, for: SamplingOffice.sam))
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("\(office.reference(1))\tSouth\n"))
    #expect(try SampleFrame(query: "*", file: bytes).sha256 == frame.sha256)
  }

  @Test func aFrameThatCannotBeUnderstoodIsRefusedAndNothingIsWritten() throws {
    try office.take(5)
    let round = try office.draft("area:(", size: 5)
    let before = try office.store.lastEntry()
    #expect(throws: StoreError.self) { try office.act("freeze", on: round) }
    #expect(try office.store.lastEntry() == before)
    let none = try office.draft("area:Nowhere", size: 5)
    #expect(throws: StoreError.self) { try office.act("freeze", on: none) }
  }

  @Test func aFreezeThatWasUndoneCanBeDoneAgain() throws {
    try office.take(12)
    let round = try office.draft("*", size: 5)
    try office.act("freeze", on: round)
    let first = try office.record(round)[DipSampleRound.frame]
    try office.undo(round)
    #expect(try office.record(round)[DipSampleRound.frame] == nil)
    try office.act("freeze", on: round)
    let second = try #require(try office.record(round)[DipSampleRound.frame])
    #expect(second.sha256 == first?.sha256)
    let kept = try #require(try office.store.view(round, for: SamplingOffice.sam)).contacts
    #expect(kept.compactMap(\.rawDigest) == [second.file])
    try office.requireSound()
  }

  @Test func aWholeRoundIsReadByTwoAndTheLogHolds() throws {
    try office.take(40)
    let round = try office.round(size: 8, second: 50)
    #expect(try office.mine(SamplingOffice.sam).count + office.mine(SamplingOffice.ann).count == 12)
    // Nobody sees a reading of somebody else, not in a list, not in a count, not under its reference.
    let theirs = try #require(try office.mine(SamplingOffice.ann).first)
    #expect(try office.store.record(theirs.reference, for: SamplingOffice.sam) == nil)
    #expect(
      try office.store.view(round, for: SamplingOffice.sam)?.related.contains {
        $0.reference == theirs.reference
      } == false)
    for reader in [SamplingOffice.sam, SamplingOffice.ann] {
      for review in try office.mine(reader) { try office.read(review, by: reader) }
    }
    let view = try #require(try office.store.view(round, for: SamplingOffice.aud))
    let readings = RoundReadings(of: view.record, reviews: view.related)
    #expect(readings.unfinished == [] && readings.files.count { $0.pair != nil } == 4)
    try office.act("report", on: round)
    try office.act("close", on: round)
    #expect(try office.record(round).isClosed)
    try office.requireSound()
  }

  @Test func sharingOutIsUndoneAsOne() throws {
    try office.take(40)
    let round = try office.round(size: 8, second: 50)
    try office.undo(round)
    #expect(try office.record(round)[Head.stage] == DipSampleRound.drawn)
    #expect(try office.mine(SamplingOffice.sam) == [] && office.mine(SamplingOffice.ann) == [])
    try office.act("allot", ["reviewers": "ann"], on: round)
    #expect(try office.mine(SamplingOffice.ann).count == 8)
    try office.requireSound()
  }

  @Test func sharingOutIsNotUndoneUnderAReader() throws {
    try office.take(40)
    let round = try office.round(size: 8, second: 0)
    let review = try #require(try office.mine(SamplingOffice.ann).first)
    try office.act(
      "score", ["question": "timely", "answer": "yes"], on: review.reference, by: SamplingOffice.ann)
    #expect(throws: StoreError.self) { try office.undo(round) }
    #expect(try office.record(round)[Head.stage] == DipSampleRound.reading)
    try office.requireSound()
  }

  /// A second seed would be a chosen one.
  @Test func aDrawIsNotUndone() throws {
    try office.take(20)
    let round = try office.round(size: 3, second: 0, allotted: false)
    #expect(throws: StoreError.self) { try office.undo(round) }
    #expect(try office.record(round)[Head.stage] == DipSampleRound.drawn)
  }

  @Test func complaintsThatWereDrawnFromAreNotTakenBack() throws {
    try office.take(20)
    _ = try office.round(size: 3, second: 0, allotted: false)
    #expect(throws: StoreError.self) { try office.undo("EXT-26-0001") }
    #expect(try office.record(office.reference(1)).kind == .complaint)
  }

  @Test func aReviewerMustHaveAnAccount() throws {
    try office.take(40)
    let round = try office.round(size: 8, second: 0, allotted: false)
    #expect(throws: StoreError.noSuchSetting(kind: .account, name: "nobody")) {
      try office.act("allot", ["reviewers": "ann,nobody"], on: round)
    }
    #expect(try office.record(round)[Head.stage] == DipSampleRound.drawn)
  }
}

/// An office with a store of its own, complaints in it, and people who read them.
private final class SamplingOffice: Sendable {
  private let folder: URL
  let store: CaseStore

  static let now = Instant("2026-11-20T14:05:00Z") ?? Instant(milliseconds: 0)
  static let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk4")
  static let ann = Actor(name: "ann", roles: [.caseworker], host: "desk5")
  static let aud = Actor(name: "aud", roles: [.auditor], host: "desk6")

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let rulebook = try #require(
      Rulebook { name in
        (try? Data(contentsOf: root.appending(path: "Resources/Data/\(name)"))).map { [UInt8]($0) }
      })
    store = try CaseStore.create(
      at: folder.appending(path: "office.sqlite").path, office: Office(title: "Saltmarsh"),
      administrator: Account(name: "sam", fullName: "Sam Lloyd", roles: [.administrator, .caseworker]),
      host: "desk4", rulebook: rulebook, now: Self.now)
    let accounts: [any Setting] = [
      Account(name: "ann", fullName: "Ann Jones", roles: [.caseworker]),
      Account(name: "aud", fullName: "", roles: [.auditor]),
    ]
    try store.save(accounts, by: Self.sam, at: Self.now)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func reference(_ number: Int) -> String { "CO/\(1000 + number)/26" }

  /// Complaints as an import would file them: every second in the north, each tenth still open.
  func take(_ count: Int) throws {
    let stages = RecordKind.named(.complaint).stages
    let (open, closed) = (stages.first { !$0.isFinal }?.name, stages.first(where: \.isFinal)?.name)
    let gate = WriterGate(path: store.path + "-gate")
    try Door.open(store.pool, gate: gate, actor: Self.sam, now: Self.now) { door in
      for number in 1...count {
        var record = Casework.Record(
          uid: Identity.uid(at: Self.now.milliseconds + number), kind: .complaint,
          reference: reference(number),
          revision: 0,
          values: [
            "title": .string(reference(number)), "received": "2026-07-01",
            "area": number.isMultiple(of: 2) ? "North" : "South",
          ])
        record[Head.stage] = number.isMultiple(of: 10) ? open : closed
        if !number.isMultiple(of: 10) { record[Head.closed] = Day("2026-08-20") }
        _ = try door.save(Decision(record: record), before: nil, action: .create)
      }
    }
  }

  func draft(_ query: String, size: Int, by: String? = nil) throws -> String {
    var values: [String: JSON] = [
      "title": "Timeliness", "query": .string(query), "size": .integer(size), "owner": "sam",
    ]
    values["by"] = by.map(JSON.string)
    let receipt = try store.perform(
      Change(.create(.round, values: values, text: "")), by: Self.sam, at: Self.now)
    return try #require(receipt.touched.first)
  }

  /// A round that is being read by two.
  func round(size: Int, second: Int, allotted: Bool = true) throws -> String {
    let round = try draft("*", size: size)
    try act("freeze", on: round)
    try act("draw", ["seed": "6 2 5 1"], on: round)
    guard allotted else { return round }
    try act("allot", ["reviewers": "sam,ann", "second": .integer(second)], on: round)
    return round
  }

  func act(
    _ name: String, _ said: [String: JSON] = [:], on reference: String, by actor: Actor = sam
  ) throws {
    _ = try store.perform(
      Change(.act(.act(name, said), on: reference, seen: nil)), by: actor, at: Self.now)
  }

  func undo(_ reference: String) throws {
    _ = try store.perform(Change(.undo(reference: reference)), by: Self.sam, at: Self.now)
  }

  func record(_ reference: String) throws -> Casework.Record {
    try #require(try store.record(reference, for: Self.sam))
  }

  /// What a person still has to read.
  func mine(_ reader: Actor) throws -> [RecordRow] {
    let query = try QueryParser.parse(
      "kind:review owner:me is:open", today: Self.now.londonDay, actor: reader.name)
    return try store.rows(ListRequest(query, limit: 500, today: Self.now.londonDay), for: reader)
  }

  func read(_ review: RecordRow, by reader: Actor) throws {
    let record = try #require(try store.record(review.reference, for: reader))
    for question in try #require(store.rulebook.questions(of: record)).questions {
      try act("score", ["question": .string(question.id), "answer": "yes"], on: review.reference, by: reader)
    }
    try act("finish", on: review.reference, by: reader)
  }

  func requireSound(_ location: SourceLocation = #_sourceLocation) throws {
    #expect(try store.verify().faults == [], sourceLocation: location)
  }
}

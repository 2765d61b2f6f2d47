import CaseStore
import Casework
import Foundation
import Glibc
import TerminalHarness
import Testing

/// Sixteen colleagues at the pace of an office: nobody waits long, nobody is served less than the others.
///
/// `make torture` runs this alone, or its figures would be those of the other tests.
@Suite(.serialized) struct OfficeLoadTests {
  /// Source: reliability C7; performance, goal 17.
  @Test func sixteenColleaguesAtThePaceOfAnOfficeAreServedAlike() throws {
    let seconds = Torture.size("LOAD_SECONDS", short: 3, long: 60)
    let alone = try Self.run(1, pause: "45", seconds: max(2, seconds / 6))
    let office = try Self.run(16, pause: "45", seconds: seconds)
    let flatOut = try Self.run(16, pause: "0", seconds: max(2, seconds / 6))
    Torture.report("C7: one writer alone: \(alone.words)")
    Torture.report(
      "C7: 16 writers, \(office.perSecond) changes a second: \(office.words), 99 of 100 within \(office.share(99) / max(1, alone.share(50))) times the usual wait of one alone"
    )
    Torture.report("C7: 16 writers flat out, \(flatOut.perSecond) changes a second: \(flatOut.words)")
  }

  private struct Figures {
    /// In microseconds, sorted.
    let waits: [Int]
    let changes: [Int]
    let seconds: Int

    var perSecond: Int { changes.reduce(0, +) / max(1, seconds) }

    func share(_ percent: Int) -> Int { waits[min(waits.count - 1, waits.count * percent / 100)] }

    var words: String {
      let slowest = (changes.min() ?? 0) * 100 / max(1, changes.max() ?? 1)
      return
        "half within \(share(50)) us, 99 of 100 within \(share(99)) us, all within \(share(100)) us, the slowest did \(slowest) % of what the fastest did"
    }
  }

  private static func run(_ count: Int, pause: String, seconds: Int) throws -> Figures {
    let tortured = try TorturedStore(records: 200)
    let writers = try (0..<count).map { _ in try tortured.start("write", tortured.path, "1000000", pause) }
    usleep(UInt32(seconds) * 1_000_000)
    for writer in writers { writer.process.send(signal: SIGKILL) }
    for writer in writers { _ = try writer.end() }
    #expect(writers.flatMap(\.errors) == [])
    let acknowledged = writers.map(\.acknowledged)
    // Nobody is left out altogether, on however busy a machine.
    #expect(acknowledged.allSatisfy { !$0.isEmpty })
    try tortured.requireKept(acknowledged.flatMap(\.self), "after \(count) writers")
    return Figures(
      waits: writers.flatMap(\.waits).sorted(), changes: acknowledged.map(\.count), seconds: seconds)
  }

  /// A number that was drawn and is never used holds nobody up.
  @Test func whoDiesOrStandsStillInTheQueueIsPassedOver() throws {
    let tortured = try TorturedStore(records: 4)
    for _ in 0..<Torture.size("STOPS", short: 3, long: 30) {
      let crowd = try (0..<6).map { _ in try tortured.start("write", tortured.path, "1000000") }
      usleep(.random(in: 150_000...400_000))
      for writer in crowd.prefix(3) { writer.process.send(signal: SIGKILL) }
      for writer in crowd[3..<5] { writer.process.send(signal: SIGSTOP) }
      let before = crowd[5].acknowledged.count
      let deadline = Deadline(seconds: 8)
      // One that was stopped inside holds the gate; one that was stopped before it does not.
      while crowd[5].acknowledged.count < before + 5, !deadline.hasPassed {
        usleep(20_000)
        for writer in crowd[3..<5] where Bool.random() { writer.process.send(signal: SIGCONT) }
        usleep(5000)
        for writer in crowd[3..<5] { writer.process.send(signal: SIGSTOP) }
      }
      #expect(crowd[5].acknowledged.count >= before + 5)
      for writer in crowd.dropFirst(3) { writer.process.send(signal: SIGKILL) }
      for writer in crowd { _ = try writer.end() }
      #expect(crowd.flatMap(\.errors) == [])
      try tortured.requireKept(crowd.flatMap(\.acknowledged), "after a queue with gaps")
    }
  }
}

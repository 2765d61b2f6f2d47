import CaseStore
import Casework
import Foundation
import Glibc
import TerminalHarness
import Testing

/// Colleagues whose programs are killed, stopped, or come all at once.
@Suite(.serialized) struct SuddenDeathTests {
  /// Source: reliability C1.
  @Test func whatWasAcknowledgedOutlivesKillsInMidWrite() throws {
    let kills = Torture.size("KILLS", short: 24, long: 10_000)
    var (done, kept) = (0, 0)
    // A new store now and then, so that each check is short.
    while done < kills {
      let tortured = try TorturedStore(records: 8)
      var acknowledged: [Acknowledgement] = []
      for _ in 0..<min(10, (kills - done + 3) / 4) {
        let writers = try (0..<4).map { _ in try tortured.start("write", tortured.path, "100000") }
        // However long a slow disk takes: the first of them writes, the others may still be opening the store.
        let deadline = Deadline(seconds: 30)
        while writers.allSatisfy(\.acknowledged.isEmpty), !deadline.hasPassed { usleep(2000) }
        for writer in writers.shuffled() {
          usleep(.random(in: 20_000...100_000))
          writer.process.send(signal: SIGKILL)
        }
        for writer in writers {
          #expect(try writer.end().status == .killed(signal: SIGKILL))
          #expect(writer.errors == [])
          acknowledged += writer.acknowledged
        }
        done += 4
        try tortured.requireKept(acknowledged, "after \(done) kills")
      }
      kept += acknowledged.count
    }
    #expect(kept > kills, "the writers came to nothing")
    Torture.report("C1: \(done) kills in mid-write, \(kept) acknowledged changes, none lost")
  }

  /// Source: reliability C7.
  @Test func sixteenColleaguesOnTwentyRecordsLoseNothingAndSeeNoError() throws {
    let changes = Torture.size("CHANGES", short: 12, long: 1500)
    let tortured = try TorturedStore(records: 20)
    let start = ContinuousClock.now
    let writers = try (0..<16).map { _ in try tortured.start("write", tortured.path, "\(changes)") }
    for writer in writers {
      #expect(try writer.end(within: 1200).status == .exited(0))
      #expect(writer.errors == [])
    }
    let seconds = (ContinuousClock.now - start).components.seconds
    let acknowledged = writers.flatMap(\.acknowledged)
    #expect(acknowledged.count == 16 * changes)
    #expect(Set(acknowledged.map(\.entry)).count == acknowledged.count)
    try tortured.requireKept(acknowledged, "after sixteen writers")
    // Each record counts every change of it: none was written over another.
    let store = try tortured.open()
    let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk")
    for (reference, mine) in Dictionary(grouping: acknowledged, by: \.reference) {
      let record = try #require(try store.record(reference, for: sam))
      #expect(record[Head.title] == "\(mine.count)")
      #expect(record.revision == mine.count + 1)
    }
    let waits = writers.flatMap(\.waits).sorted()
    Torture.report(
      "C7: 16 writers, \(acknowledged.count) changes of 20 records in \(seconds) s, 99 of 100 within \(waits[waits.count * 99 / 100] / 1000) ms, none lost"
    )
  }

  /// Source: reliability C8.
  @Test func aStoppedColleagueHoldsNobodyUpForLong() throws {
    let stops = Torture.size("STOPS", short: 6, long: 200)
    let tortured = try TorturedStore(records: 8)
    let stopped = try tortured.start("write", tortured.path, "1000000", "1")
    let others = try (0..<3).map { _ in try tortured.start("write", tortured.path, "1000000", "20") }
    for _ in 0..<stops {
      usleep(.random(in: 5000...60_000))
      stopped.process.send(signal: SIGSTOP)
      usleep(150_000)
      stopped.process.send(signal: SIGCONT)
    }
    let writers = [stopped] + others
    for writer in writers { writer.process.send(signal: SIGKILL) }
    for writer in writers { _ = try writer.end() }
    #expect(writers.flatMap(\.errors) == [])
    let longest = others.flatMap(\.waits).max() ?? 0
    #expect(!others.flatMap(\.waits).isEmpty)
    try tortured.requireKept(writers.flatMap(\.acknowledged), "after \(stops) stops")
    Torture.report("C8: \(stops) stops of a writer, the others waited \(longest / 1000) ms at most")
  }

  /// Its lock died with it.
  @Test func theLockOfADeadColleagueStopsNobody() throws {
    let tortured = try TorturedStore(records: 1)
    for _ in 0..<3 {
      let writer = try tortured.start("write", tortured.path, "100000")
      while writer.acknowledged.isEmpty { usleep(2000) }
      writer.process.send(signal: SIGKILL)
      _ = try writer.end()
      let next = try tortured.start("write", tortured.path, "1").end()
      #expect(next.status == .exited(0), "\(next.text)")
    }
  }
}

import Foundation
import Glibc
import TerminalHarness
import Testing

/// Sixteen colleagues at the pace of an office: nobody is left out. How long they wait, `make bench` says.
@Suite(.serialized) struct OfficeLoadTests {
  /// Source: reliability C7.
  @Test(arguments: ["45", "0"])
  func sixteenColleaguesAreServedAlike(pause: String) throws {
    let seconds = Torture.size("LOAD_SECONDS", short: 3, long: 60)
    let tortured = try TorturedStore(records: 200)
    let writers = try (0..<16).map { _ in try tortured.start("write", tortured.path, "1000000", pause) }
    usleep(UInt32(seconds) * 1_000_000)
    for writer in writers { writer.process.send(signal: SIGKILL) }
    for writer in writers { try writer.end() }
    #expect(writers.flatMap(\.errors) == [])
    let acknowledged = writers.map(\.acknowledged)
    // On however busy a machine.
    #expect(acknowledged.allSatisfy { !$0.isEmpty })
    try tortured.requireKept(acknowledged.flatMap(\.self), "after sixteen writers")
    let changes = acknowledged.map(\.count)
    let slowest = (changes.min() ?? 0) * 100 / max(1, changes.max() ?? 1)
    Torture.report(
      "C7: 16 writers with a pause of \(pause) ms, \(changes.reduce(0, +) / seconds) changes a second, the slowest did \(slowest) % of what the fastest did"
    )
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
      let deadline = Deadline(seconds: 60)
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

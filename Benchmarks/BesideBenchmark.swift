import CaseStore
import Casework
import Dispatch
import Glibc
import TerminalHarness
import TestOffice

/// Search beside other work: while a mailbox is read by another process, and when a key ends what is being looked for.
struct BesideBenchmark {
  let ground: Ground
  private let open: OpenStore

  init(ground: Ground) throws {
    self.ground = ground
    open = try OpenStore(ground.store)
  }

  func run() throws {
    try interrupts()
    try typingWhileMailIsRead()
    print("")
  }

  /// From the interrupt to the end of a count of everything, as the next key ends it.
  private func interrupts() throws {
    let query = Query.and([.prefix("b"), .prefix("s"), .prefix("p")])
    var times: [Double] = []
    for round in 0..<60 {
      let (begun, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let (search, today) = (open.search, open.today)
      DispatchQueue.global().async {
        begun.signal()
        _ = try? search.count(query, today: today)
        ended.signal()
      }
      begun.wait()
      usleep(UInt32(1000 + round * 100))
      let start = ContinuousClock.now
      search.interrupt()
      ended.wait()
      times.append((ContinuousClock.now - start).milliseconds)
    }
    report(
      "interrupt, until it has stopped",
      "p50 \(rounded(times.percentile(0.5), 2)), worst \(rounded(times.max() ?? 0, 2)) ms")
  }

  private func typingWhileMailIsRead() throws {
    let alone = try typed()
    let letters = ground.folder + "/more.mbox"
    var mail = GeneratedMail(seed: 11)
    _ = try mail.write(max(2000, ground.messages / 4), to: letters)
    let isRead = DispatchSemaphore(value: 0)
    let ground = ground
    DispatchQueue.global().async {
      _ = try? ground.run(ground.program, ["import", "mail", letters])
      isRead.signal()
    }
    usleep(500_000)
    let beside = try typed()
    let isStillReading = isRead.wait(timeout: .now()) == .timedOut
    if isStillReading { isRead.wait() }
    report(
      "a key while another process reads mail",
      "p99 \(rounded(beside.percentile(0.99), 1)) ms",
      beside: "alone \(rounded(alone.percentile(0.99), 1)) ms, ratio "
        + "\(rounded(beside.percentile(0.99) / alone.percentile(0.99), 2))"
        + (isStillReading ? "" : " (the import ended first)"))
  }

  /// Milliseconds of each key.
  private func typed() throws -> [Double] {
    var times: [Double] = []
    for typed in GeneratedMail().typedQueries {
      for length in 1...typed.count {
        let query = try open.parse(String(typed.prefix(length))).goingOn
        times.append(try median(1) { try open.find(query) })
      }
    }
    return times
  }
}

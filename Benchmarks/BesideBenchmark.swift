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
    try typingWhileMailIsRead()
    print("")
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

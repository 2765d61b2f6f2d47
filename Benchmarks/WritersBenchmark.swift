import CaseStore
import Glibc
import TerminalHarness
import TestOffice

/// Sixteen colleagues who change records at the pace of an office, each in a program of their own: how long one of
/// them waits until a change is safe.
///
/// What the disk takes for that is no property of the store, and on a shared machine it varies a hundredfold. So the
/// disk alone is measured between the rounds, with as many bytes as often; and the same office has a store in memory,
/// where nothing is left but the store's work and their waiting for each other.
///
/// Source: performance, goal 17.
struct WritersBenchmark {
  let ground: Ground

  private static let colleagues = 16
  /// Milliseconds between two changes of one.
  private static let pause = "45"
  /// Changes a second of all of them.
  private static let pace = 320
  private static let seconds = 20
  private static let rounds = 3
  /// What a change of one field writes to the log: ten pages.
  private static let bytesOfAChange = 10 * 8216

  func run() throws {
    let alone = try work(colleagues: 1, in: ground.folder, seconds: 10)
    var (office, disk) = (Waits(), Waits())
    for _ in 0..<Self.rounds {
      office.add(try work(colleagues: Self.colleagues, in: ground.folder, seconds: Self.seconds))
      disk.add(try writeAlone(seconds: Self.seconds))
    }
    let usual = alone.milliseconds.percentile(0.5)
    report(
      "16 writers: p99 / the median of one alone",
      rounded(office.milliseconds.percentile(0.99) / usual, 1),
      beside: "\(rounded(office.milliseconds.percentile(0.99))) and \(rounded(usual)) ms; "
        + "the slowest did \(rounded(office.fairness, 2)) of what the fastest did")
    report(
      "16 writers: the longest wait", office.longest,
      beside: "of the disk alone: \(disk.longest)")
    if access("/dev/shm", W_OK) == 0 {
      let memory = try work(colleagues: Self.colleagues, in: "/dev/shm", seconds: Self.seconds)
      report(
        "16 writers, a store in memory", memory.longest,
        beside: "p99 \(rounded(memory.milliseconds.percentile(0.99))) ms")
    }
    print("")
  }

  private struct Waits {
    var milliseconds: [Double] = []
    /// Of the slowest to the fastest, the least of all rounds.
    var fairness = 1.0

    var longest: String {
      "\(rounded(milliseconds.max() ?? 0)), p99.9 \(rounded(milliseconds.percentile(0.999))) ms"
    }

    mutating func add(_ other: Waits) {
      milliseconds += other.milliseconds
      fairness = min(fairness, other.fairness)
    }
  }

  /// A new store, and colleagues who come one after the other, each to change what the others change too.
  private func work(colleagues: Int, in folder: String, seconds: Int) throws -> Waits {
    let store = folder + "/casebook-writers.sqlite"
    let program = try RunningWriter.program()
    let said = { (number: Int) in ground.folder + "/said-\(number)" }
    defer { clear([store + "*", ground.folder + "/said-*"]) }
    try ground.run(program, ["create", store, "200"])
    let writers = try (0..<colleagues).map { number in
      usleep(100_000)
      return try RunningWriter(
        program, ["write", store, "1000000", Self.pause], environment: ground.environment,
        output: said(number))
    }
    sleep(UInt32(seconds))
    for writer in writers { writer.process.send(signal: SIGKILL) }
    for writer in writers { try writer.end() }
    guard writers.allSatisfy({ $0.errors.isEmpty }) else {
      throw HarnessError(description: "a writer met an error")
    }
    // Nothing is fast that is wrong.
    guard try CaseStore.open(at: store, rulebook: shippedRules).verify().isSound else {
      throw HarnessError(description: "the log does not hold")
    }
    let changes = writers.map { Double($0.acknowledged.count) }
    return Waits(
      milliseconds: writers.flatMap(\.waits).map { Double($0) / 1000 },
      fairness: (changes.min() ?? 0) / max(1, changes.max() ?? 1))
  }

  private func clear(_ patterns: [String]) {
    _ = try? ChildProcess.run(
      "sh", ["-c", "rm -f " + patterns.joined(separator: " ")], environment: ground.environment, within: 60)
  }

  /// As many bytes as the office writes, as often, by one program that has the disk to itself: over what is there
  /// already, as a log is written.
  private func writeAlone(seconds: Int) throws -> Waits {
    let path = ground.folder + "/disk"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw HarnessError(description: "no file at \(path)") }
    defer {
      close(file)
      unlink(path)
    }
    var bytes = [UInt8](repeating: 7, count: Self.bytesOfAChange)
    let places = 100
    for place in 0..<places { pwrite(file, bytes, bytes.count, off_t(place * bytes.count)) }
    fsync(file)
    var waits = Waits()
    for change in 0..<(seconds * Self.pace) {
      let start = ContinuousClock.now
      bytes[0] &+= 1
      pwrite(file, bytes, bytes.count, off_t(change % places * bytes.count))
      fdatasync(file)
      let taken = (ContinuousClock.now - start).seconds
      waits.milliseconds.append(taken * 1000)
      usleep(UInt32(max(0, 1.0 / Double(Self.pace) - taken) * 1e6))
    }
    return waits
  }
}

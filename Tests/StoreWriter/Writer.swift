import CaseStore
import Casework
import Glibc
import TestOffice

/// A colleague without a face: opens a store, changes records, and says so on standard output only when the store has
/// acknowledged the change. The tests of the store kill it, stop it, and take its disk away.
///
/// `StoreWriter create PATH RECORDS` makes a store; `open PATH` only opens it; `write PATH CHANGES [PAUSE]` adds one
/// to the numbers in the titles of the records, whatever the others do, with a pause of so many milliseconds;
/// `backup PATH COPY` copies it.
@main
enum Writer {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else { exit(EX_USAGE) }
    do throws(StoreError) {
      switch arguments[0] {
      case "create": try create(arguments[1], records: Int(arguments[2]) ?? 1)
      case "open": _ = try open(arguments[1])
      case "write":
        try write(
          open(arguments[1]), changes: Int(arguments[2]) ?? 1,
          pause: UInt32(arguments.count > 3 ? arguments[3] : "") ?? 0)
      case "backup":
        _ = try open(arguments[1]).backUp(to: arguments[2], by: sam, at: now)
        say("ACK 0 backup")
      default: exit(EX_USAGE)
      }
    } catch {
      say("ERR \(error.message.text(in: .english))")
      exit(EX_IOERR)
    }
  }

  private static let sam = Actor(name: "sam", roles: [.caseworker, .administrator], host: "desk")

  private static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  private static var microseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }

  /// With write(2) and at once: what waits in a buffer would flatter the store.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, bytes.count) }
  }

  private static func open(_ path: String) throws(StoreError) -> CaseStore {
    try CaseStore.open(at: path, rulebook: shippedRules)
  }

  private static func create(_ path: String, records: Int) throws(StoreError) {
    let administrator = Account(name: "sam", fullName: "Sam Lloyd", roles: [.administrator, .caseworker])
    let store = try CaseStore.create(
      at: path, office: Office(title: "Saltmarsh"), administrator: administrator, host: "desk",
      rulebook: shippedRules, now: now)
    for number in 0..<records {
      let change = Change(
        .create(
          .caseFile, values: ["title": "0", "channel": "letter"], text: "Matter \(number) of the street."))
      _ = try store.perform(change, by: sam, at: now)
    }
  }

  private static func write(_ store: CaseStore, changes: Int, pause: UInt32) throws(StoreError) {
    // As the console does, before anybody waits.
    try store.open()
    let everything = ListRequest(limit: 1000, today: now.londonDay)
    let references = try store.rows(everything, for: sam).map(\.reference)
    var failures = 0
    for _ in 0..<changes {
      guard let reference = references.randomElement() else { return }
      do throws(StoreError) { try addOne(to: reference, store) } catch {
        // A disk that fails once may fail no more; a store that is refused stays refused.
        say("ERR \(error.message.text(in: .english))")
        failures += 1
        if failures >= 3 { exit(EX_IOERR) }
      }
      if pause > 0 { usleep(pause * 1000) }
    }
  }

  /// Until nobody else was quicker.
  private static func addOne(to reference: String, _ store: CaseStore) throws(StoreError) {
    while true {
      guard let record = try store.record(reference, for: sam) else { throw .noSuchRecord(reference) }
      let number = (record[Head.title].flatMap { Int($0) } ?? 0) + 1
      let change = Change(.act(.set(["title": .string("\(number)")]), on: reference, seen: record.revision))
      let start = microseconds
      defer { say("TOOK \(microseconds - start)") }
      do throws(StoreError) {
        let receipt = try store.perform(change, by: sam, at: now)
        return say("ACK \(receipt.entry) \(reference) \(number)")
      } catch {
        switch error {
        // Somebody wrote another number, or the very same one.
        case .changedMeanwhile, .refused(.nothingChanges): continue
        default: throw error
        }
      }
    }
  }
}

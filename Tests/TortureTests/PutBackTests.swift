import CaseStore
import Casework
import Foundation
import GRDB
import Glibc
import TerminalHarness
import Testing

/// Older copies that are put back, logs that grow long, words that must be gone.
@Suite struct PutBackTests {
  /// Source: reliability C14.
  @Test func anyOlderCopyThatIsPutBackIsNamedBeforeAnyWork() throws {
    let copies = Torture.size("ROLLBACKS", short: 3, long: 40)
    let office = try TorturedOffice()
    try office.receive(letters: 2)
    var days: [String] = []
    for number in 0..<copies {
      let day = office.root + "/day-\(number)"
      try FileManager.default.copyStore(office.storePath, to: day)
      days.append(day)
      try office.must("note", "COR-26-0001", "Day \(number).")
    }
    // A console has seen the newest.
    let screen = try office.console(waitingFor: "The lamp")
    try screen.send(keys: "q")
    let deadline = Deadline(seconds: 20)
    while (try? screen.capture()) != nil, !deadline.hasPassed { usleep(20_000) }
    for day in days.shuffled() {
      try FileManager.default.copyStore(day, to: office.storePath)
      let said = try office.run(["list"])
      #expect(said.errors.contains("This store was put back"), "\(day): \(said.errors)")
      let terminal = try office.terminal()
      try terminal.wait(for: "Was it restored on purpose?")
      terminal.send("no\r")
      #expect(try terminal.waitForExit() == .exited(EX_DATAERR))
    }
    Torture.report("C14: \(copies) older copies put back: each named at the next start, before any work")
  }

  /// Source: reliability C16. The figure for a million entries is one of `make bench`.
  @Test func checkingALogOfFourTimesTheLengthTakesNoMoreMemory() throws {
    let entries = Torture.size("ENTRIES", short: 300, long: 20_000)
    var peaks: [Int] = []
    var seconds = 0.0
    for count in [entries, entries * 4] {
      let office = try TorturedOffice()
      let path = office.root + "/many.mbox"
      var mbox = ""
      for number in 0..<count {
        mbox +=
          "From a Wed Nov 19 00:00:01 2025\nFrom: P <p\(number)@a.example>\nSubject: Matter \(number)\nMessage-ID: <\(number)@a.example>\n\nAbout matter \(number).\n\n"
      }
      try mbox.write(toFile: path, atomically: false, encoding: .utf8)
      try office.must("import", "mail", path)
      let start = ContinuousClock.now
      let (process, said) = try office.start(["audit", "verify"])
      var peak = 0
      while access("/proc/\(process.identifier)/exe", F_OK) == 0 {
        let status =
          (try? String(contentsOfFile: "/proc/\(process.identifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        peak = max(peak, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
        usleep(2000)
      }
      #expect(try office.outcome(of: process, said, within: 600).status == .exited(0))
      let elapsed = (ContinuousClock.now - start).components
      seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
      peaks.append(peak)
    }
    #expect(peaks[1] - peaks[0] < 64 << 10, "\(peaks) KiB")
    Torture.report(
      "C16: \(entries * 4) letters checked in \(Int(seconds * 1000)) ms with \(peaks[1] >> 10) MiB; a quarter of them took \(peaks[0] >> 10) MiB"
    )
  }

  /// Source: reliability C18.
  @Test func ofErasedRecordsNoWordStaysInAnyFile() throws {
    let records = Torture.size("ERASURES", short: 2, long: 40)
    let office = try TorturedOffice()
    try office.receive(letters: 20)
    for number in 0..<records {
      // No word of any language, and none that another record has.
      let word = "zq" + String((0..<12).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement() ?? "a" })
      let made = try office.must(
        "new", "case", "title=About \(word)", "channel=phone", "received=2016-01-0\(1 + number % 9)", "--json"
      )
      let reference = try #require(try made.objects().first?["reference"] as? String)
      try office.must("note", reference, "Rang \(word) back.")
      try office.must("move", reference, "closed", "--outcome", "no-reply-needed", "--reason", "Known.")
      #expect(try !Self.files(of: office, holding: word).isEmpty)
      let erased = try office.run(["erase", reference, "--reason", "Asked for.", "--again", reference])
      #expect(erased.status == .exited(0), "\(erased.errors)")
      #expect(try Self.files(of: office, holding: word) == [], "\(word)")
    }
    try office.requireSound("after \(records) erasures")
    Torture.report("C18: \(records) records erased: no word of them in any file of the office")
  }

  /// The files of the office that hold a word in some spelling.
  private static func files(of office: TorturedOffice, holding word: String) throws -> [String] {
    let plain = Array(word.utf8)
    let spellings: [[UInt8]] = [
      plain, plain.flatMap { [$0, 0] }, Array(plain.map { String($0, radix: 16) }.joined().utf8),
    ]
    return try FileManager.default.subpathsOfDirectory(atPath: office.folder).filter { name in
      guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: office.folder + "/" + name)) else {
        return false
      }
      return spellings.contains { bytes.range(of: Data($0)) != nil }
    }
  }
}

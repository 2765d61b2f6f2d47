import Foundation
import Glibc
import TerminalHarness
import Testing

/// Mail of any size: what the program holds of it at once does not grow with it.
@Suite(.serialized) struct BigImportTests {
  /// Source: reliability C6.
  @Test func aBigMboxIsTakenInWithLittleMemory() throws {
    let megabytes = Torture.size("MBOX", short: 4, long: 1024)
    let small = try Self.peak(mbox: 1, letter: 20_000)
    let big = try Self.peak(mbox: megabytes, letter: 20_000)
    #expect(big.peak - small.peak < 200 << 10, "\(small.peak) and \(big.peak) KiB")
    Torture.report(
      "C6: an mbox of \(megabytes) MiB in an address space of 1 GiB: \(big.letters) letters, at most \((big.peak - small.peak) >> 10) MiB more than for 1 MiB"
    )
  }

  /// Source: reliability C6.
  @Test func oneLetterOfManyMegabytesStopsNobody() throws {
    let megabytes = Torture.size("LETTER", short: 30, long: 100)
    let office = try TorturedOffice()
    let path = office.root + "/big.mbox"
    try Self.write(mbox: megabytes, letter: megabytes << 20, to: path)
    try Self.append(
      "From a Wed Nov 19 00:00:01 2025\nSubject: After it\nMessage-ID: <after@a.example>\n\nA saxifrage.\n",
      to: path)
    let (said, peak) = try Self.importing(path, office)
    // What is too large is named and left out; what comes after it is in.
    #expect([.exited(0), .exited(EX_NOINPUT)].contains(said.status), "\(said.status) \(said.errors)")
    #expect(said.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("casebook: ") }, "\(said.errors)")
    #expect(try !office.must("search", "saxifrage", "--json").output.isEmpty)
    try office.requireSound("after a letter of \(megabytes) MiB")
    Torture.report(
      "C6: a letter of \(megabytes) MiB: \(said.status), at most \(peak >> 10) MiB; the letter after it is in"
    )
  }

  private static func peak(mbox megabytes: Int, letter bytes: Int) throws -> (peak: Int, letters: Int) {
    let office = try TorturedOffice()
    let path = office.root + "/many.mbox"
    let letters = try write(mbox: megabytes, letter: bytes, to: path)
    let (said, peak) = try importing(path, office)
    #expect(said.status == .exited(0), "\(said.status) \(said.errors)")
    #expect(said.text.contains("new \(letters),"), "\(said.text)")
    try office.requireSound("after \(megabytes) MiB of mail")
    return (peak, letters)
  }

  /// - Returns: the most memory that the program had at once, in KiB.
  private static func importing(
    _ path: String, _ office: TorturedOffice
  ) throws -> (TorturedOffice.Said, peak: Int) {
    let limited = TorturedOffice.Entrance(words: ["prlimit", "--as=\(1 << 30)", "--"])
    let (process, said) = try office.start(["import", "mail", path], through: limited)
    var peak = 0
    var information = siginfo_t()
    while waitid(P_PID, id_t(process.identifier), &information, WEXITED | WNOHANG | WNOWAIT) == 0,
      information.si_signo == 0
    {
      peak = max(peak, Self.highWater(of: process.identifier))
      usleep(20_000)
    }
    return (try office.outcome(of: process, said, within: 60), peak)
  }

  private static func highWater(of process: pid_t) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  @discardableResult
  private static func write(mbox megabytes: Int, letter bytes: Int, to path: String) throws -> Int {
    let line = "This is one line of a long letter about matters in our street, of seventy.\n"
    let text = Data(String(repeating: line, count: max(1, bytes / line.utf8.count)).utf8)
    let letters = max(1, (megabytes << 20) / max(bytes, text.count))
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    for number in 0..<letters {
      let head = """
        From sender Wed Nov 19 00:00:01 2025
        From: Person \(number) <p\(number)@mail.example>
        Subject: Matter number \(number)
        Message-ID: <big-\(number)@mail.example>
        Date: Wed, 19 Nov 2025 09:00:00 +0000

        Matter \(number).

        """
      try file.write(contentsOf: Data(head.utf8) + text + Data("\n".utf8))
    }
    return letters
  }

  private static func append(_ text: String, to path: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }
}

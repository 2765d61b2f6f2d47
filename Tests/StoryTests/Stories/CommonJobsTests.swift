import Foundation
import TerminalHarness
import Testing

/// The twenty commonest jobs with the real program in a terminal of 80 by 24, over the letters of a few weeks, and
/// the table in the manual that says how many keys each takes.
@Suite(.serialized) struct CommonJobsTests {
  @Test(arguments: CommonJob.all)
  func aJobTakesTheKeysThatTheManualSays(job: CommonJob) throws {
    let office = try Office(isMade: false)
    try office.write(Array(Self.store.get()), as: "casebook.sqlite")
    let first = try #require(
      try office.must("list", "--json", "kind:case", "is:open", "--sort", "due").json().first)
    let reference = try #require(first["reference"]?.string)
    for command in job.commands {
      let words = command.map { $0 == "REF" ? reference : $0 }
      let outcome = try office.start(words).outcome()
      #expect(outcome.status == .exited(0), "\(words): \(outcome.errors)")
    }
    let editor = try office.write("#!/bin/sh\necho 'She rang twice.' > \"$1\"\n", as: "editor")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
    let screen = try office.console(adding: ["EDITOR": editor], waitingFor: "> ")
    try screen.wait(for: "Correspondence: open   1 of 37")
    try job.press(job.before, on: screen, in: office)
    try job.press(job.steps, on: screen, in: office)
    try job.expectOutcome(of: reference, in: office)
    try Self.leave(screen)
    #expect(try office.isSound)
  }

  /// Whatever was done, Esc and q lead back and out.
  private static func leave(_ screen: TmuxScreen) throws {
    for key in ["Escape", "Escape", "q", "q"] where (try? screen.capture()) != nil {
      try? screen.send(keys: key)
      usleep(100_000)
    }
    try screen.waitForEnd()
  }

  @Test func theTableInTheManualCountsTheKeysThatWerePressed() throws {
    #expect(CommonJob.all.count == 20)
    let rows = try Self.table()
    #expect(rows.map { $0[0] } == CommonJob.all.map(\.name))
    for (row, job) in zip(rows, CommonJob.all) {
      #expect(row[1] == job.notation, "\(job.name)")
      #expect(row[2] == "\(job.count)", "\(job.name)")
    }
  }

  // MARK: - The manual

  /// The rows of the table of keys in the README, each a list of cells.
  private static func table() throws -> [[String]] {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let text = String(decoding: try Data(contentsOf: root.appending(path: "README.md")), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = try #require(lines.firstIndex { $0.hasPrefix("| Job | Keys | ") })
    return lines[(head + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  // MARK: - The office

  private static let matters = [
    "A bus shelter smashed", "Burglary of a shed", "Cold case of a burglary", "Dogs off the lead",
    "Drugs by the garages", "Hedge over the path", "Litter by the weir", "Needles on the steps",
    "Noise at night", "Parking on the pavement", "Speeding past the school", "Thank you to PC Evans",
  ]

  /// The store of the office in which each job begins anew; it is made once.
  private static let store = Result {
    let office = try made()
    // Its folder goes with it.
    return try withExtendedLifetime(office) { try Data(contentsOf: URL(filePath: office.storePath)) }
  }

  /// Thirty-six letters that nobody has read, and one caller of today; two colleagues, a team, a place, a walkabout.
  private static func made() throws -> Office {
    let office = try Office()
    var mbox = ""
    for (number, street) in ["Canal Walk", "Mill Lane", "Station Road"].enumerated() {
      for (position, matter) in matters.enumerated() {
        var letter = Letter(
          "\(number)-\(position)@mail.example", from: "Writer \(number * 12 + position) <w@mail.example>",
          subject: "\(matter), \(street)", text: "Please look into it.")
        letter.second = number * 12 + position
        mbox += "From w@mail.example Wed Nov 19 00:00:01 2025\n\(letter.source)\n"
      }
    }
    try office.must("import", "mail", office.write(mbox, as: "letters.mbox"))
    try office.must(
      "new", "case", "title=A bus shelter smashed, Lock Lane", "channel=phone", "received=today")
    try office.must("team", "add", "central", "Central neighbourhood team")
    try office.must("theme", "add", "roads", "Roads")
    try office.must("place", "add", "E1", "Linthorpe")
    try office.must("account", "add", "priya", "--full-name", "Priya Jones", "--role", "caseworker")
    try office.must("new", "event", "title=Canal Walk", "type=walkabout", "place=E1")
    return office
  }
}

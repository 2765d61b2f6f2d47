import CaseStore
import Casework
import Glibc
import TerminalHarness
import TestOffice

/// Five thousand letters of a campaign among the others: taking them in, finding each other, comparing them, and one
/// reply to all.
struct CampaignBenchmark {
  let ground: Ground
  private static let letters = 5000

  func run() throws {
    let path = ground.folder + "/campaign.mbox"
    try write(path)
    let taken = try ground.run(ground.program, ["import", "mail", path])
    report("import of a campaign of \(Self.letters) letters", "\(rounded(taken.seconds, 1)) s")
    let open = try OpenStore(ground.store)
    let lines = try open.store.campaigns(for: open.reader)
    guard let reference = lines.first?.reference else { return report("  the campaign", "not found") }
    let all = try median(3) { _ = try open.store.campaigns(for: open.reader) }
    report("  the list of campaigns", "\(rounded(all, 0)) ms", beside: "\(lines.first?.cases ?? 0) cases")
    let view = try median(5) { _ = try open.store.view(reference, for: open.reader) }
    report("  opening a letter of it", "\(rounded(view, 1)) ms")
    let query = try open.parse("campaign:\(reference)")
    let rows = try median(5) { try open.find(query) }
    report("  its list, newest 50", "\(rounded(rows, 1)) ms")
    let compared = try median(3) { _ = try open.store.campaign(of: reference, for: open.reader) }
    report("  all its letters compared", "\(rounded(compared, 0)) ms")
    let whole = try open.store.rows(
      ListRequest(query, limit: Self.letters, today: open.today), for: open.reader)
    let targets = whole.map { BulkTarget($0.reference, seen: nil) }
    let verb = BulkVerb.reply("The counter stays open.")
    let now = Instant(milliseconds: 1_795_183_200_000)
    let shown = try median(1) {
      _ = try open.store.preview(verb, on: targets, reason: nil, by: open.reader, at: now)
    }
    let replied = try median(1) {
      _ = try open.store.perform(Change(.bulk(verb, on: targets)), by: open.reader, at: now)
    }
    report(
      "  one reply to \(targets.count)", "\(rounded(replied, 0)) ms",
      beside: "shown before \(rounded(shown, 0)) ms")
    print("")
  }

  /// Each third letter is the common text alone; the others have paragraphs of their own.
  private func write(_ path: String) throws {
    guard let file = fopen(path, "w") else { throw HarnessError(description: "cannot write \(path)") }
    defer { fclose(file) }
    let mail = GeneratedMail()
    for number in 0..<Self.letters {
      let own = (0..<(number % 3 * 15)).map { mail.word((number &* 131 &+ $0 &* 977) % 20_000) }
      fputs(
        """
        From p\(number)@example.org Mon Nov 16 10:00:00 2026
        From: Person \(number) <p\(number)@example.org>
        To: office@pcc.example
        Subject: The front counter
        Date: Mon, 16 Nov 2026 10:00:00 +0000
        Message-ID: <campaign\(number)@example.org>
        Content-Type: text/plain; charset=utf-8

        Dear Commissioner,

        Please keep the front counter of the police station open, for it is the last place in the town where one can
        speak to an officer without an appointment.

        \(own.joined(separator: " "))

        Older people and those without a telephone rely on it, and the nearest other counter is eleven miles away.

        We ask that the plan be withdrawn, that the figures on which it rests be published, and that those who live
        here be heard before anything is decided.

        Person \(number)


        """, file)
    }
  }
}

import CaseStore
import Casework
import GRDB
import Glibc
import TerminalHarness
import TestOffice

/// The same letters in Casebook and in notmuch, where that is installed: newest fifty of nine kinds of question, and
/// forty queries typed letter by letter.
///
/// notmuch answers as a process; what it takes to say that there is nothing is taken off. It is asked for the names of
/// messages alone, Casebook for the rows of its list with the words in their context.
struct PeerBenchmark {
  let ground: Ground
  let kept: GeneratedStore
  private let open: OpenStore

  init(ground: Ground, kept: GeneratedStore) throws {
    self.ground = ground
    self.kept = kept
    open = try OpenStore(kept.path)
  }

  func run() throws {
    guard ground.has("notmuch") else { return report("notmuch search", "not installed") }
    let mails = Maildir(ground: ground)
    try mails.make(from: kept.mail, count: kept.letters)
    let nothing = try median(9) { try notmuch("zzzznothing") }
    try askNineQuestions(nothing)
    try type(nothing)
    print("")
  }

  // MARK: - Questions

  private var questions: [(name: String, ours: String, theirs: String)] {
    let mail = GeneratedMail()
    let (middling, rare) = (mail.word(900), mail.word(59_000))
    return [
      ("a common word", "police", "police"), ("a middling word", middling, middling),
      ("a rare word", rare, rare), ("two words", "police \(middling)", "police and \(middling)"),
      ("a phrase", "\"police burglary\"", "\"police burglary\""),
      ("a sender", "from:\"Aisha Khan\"", "from:\"Aisha Khan\""),
      ("a word in a month", "police received:2025-06", "police and date:2025-06..2025-06"),
      ("the beginning of a word", "bur*", "bur*"), ("everything", "kind:case", "*"),
    ]
  }

  private func askNineQuestions(_ nothing: Double) throws {
    var product = 1.0
    for (name, typed, match) in questions {
      let query = try open.parse(typed)
      let ours = try median(15) { try open.find(query) }
      let theirs = max(0.05, try median(5) { try notmuch(match) } - nothing)
      product *= theirs / ours
      report(
        "newest 50: \(name)", "\(rounded(ours, 2)) ms",
        beside: "notmuch \(rounded(theirs, 1)) ms, \(rounded(theirs / ours, 1)) times")
    }
    var (low, high) = (0.0, product + 1)
    // The ninth root, by halving.
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if (0..<questions.count).reduce(1.0, { power, _ in power * middle }) < product {
        low = middle
      } else {
        high = middle
      }
    }
    report("geometric mean of the nine", "\(rounded(low, 1)) times")
  }

  private func type(_ nothing: Double) throws {
    var (ours, theirs): ([Double], [Double]) = ([], [])
    for (number, typed) in GeneratedMail().typedQueries.enumerated() {
      for length in 1...typed.count {
        let text = String(typed.prefix(length))
        guard !text.hasSuffix(" ") else { continue }
        let query = try open.parse(text).goingOn
        ours.append(try median(1) { try open.find(query) })
        guard number % 4 == 0 else { continue }
        let words = text.split(separator: " ").map(String.init).joined(separator: " and ")
        theirs.append(max(0, try median(1) { try notmuch(words + "*") } - nothing))
      }
    }
    let (mine, peers) = (ours.percentile(0.99), theirs.percentile(0.99))
    report(
      "a key of 40 queries, \(ours.count) keys",
      "p50 \(rounded(ours.percentile(0.5), 2)), p99 \(rounded(mine, 1)) ms",
      beside:
        "notmuch p50 \(rounded(theirs.percentile(0.5), 1)), p99 \(rounded(peers, 0)) ms, \(rounded(peers / mine, 0)) times"
    )
  }

  private func notmuch(_ query: String) throws {
    try ground.run("notmuch", ["search", "--output=messages", "--limit=50", query])
  }
}

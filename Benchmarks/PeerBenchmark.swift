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
/// messages alone. Casebook is asked for the rows of its list, with all their columns, and once more with the words in
/// their context.
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
    var (rowsAlone, inContext): ([Double], [Double]) = ([], [])
    for (name, typed, match) in questions {
      let query = try open.parse(typed)
      var rows: [Double] = []
      let ours = try median(15) { rows.append(try open.find(query)) }
      let row = rows.percentile(0.5)
      let theirs = max(0.05, try median(5) { try notmuch(match) } - nothing)
      rowsAlone.append(theirs / row)
      inContext.append(theirs / ours)
      report(
        "newest 50: \(name)", "\(rounded(row, 2)) ms, in context \(rounded(ours, 2))",
        beside:
          "notmuch \(rounded(theirs, 1)) ms, \(rounded(theirs / row, 1)) times; \(rounded(theirs / ours, 1))")
    }
    report(
      "geometric mean of the nine",
      "\(rounded(geometricMean(rowsAlone), 1)) times, in context \(rounded(geometricMean(inContext), 1))")
  }

  private func geometricMean(_ ratios: [Double]) -> Double {
    let product = ratios.reduce(1, *)
    var (low, high) = (0.0, product + 1)
    // The ninth root, by halving.
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if ratios.indices.reduce(1.0, { power, _ in power * middle }) < product {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }

  private func type(_ nothing: Double) throws {
    var (rows, ours, theirs): ([Double], [Double], [Double]) = ([], [], [])
    for (number, typed) in GeneratedMail().typedQueries.enumerated() {
      for length in 1...typed.count {
        let text = String(typed.prefix(length))
        guard !text.hasSuffix(" ") else { continue }
        let query = try open.parse(text).goingOn
        ours.append(try median(1) { rows.append(try open.find(query)) })
        guard number % 4 == 0 else { continue }
        let words = text.split(separator: " ").map(String.init).joined(separator: " and ")
        theirs.append(max(0, try median(1) { try notmuch(words + "*") } - nothing))
      }
    }
    let peers = theirs.percentile(0.99)
    for (name, mine) in [("rows", rows), ("in context", ours)] {
      let slowest = mine.percentile(0.99)
      report(
        "a key of 40 queries, \(mine.count) keys, \(name)",
        "p50 \(rounded(mine.percentile(0.5), 2)), p99 \(rounded(slowest, 1)) ms",
        beside:
          "notmuch p50 \(rounded(theirs.percentile(0.5), 1)), p99 \(rounded(peers, 0)) ms, \(rounded(peers / slowest, 0)) times"
      )
    }
  }

  private func notmuch(_ query: String) throws {
    try ground.run("notmuch", ["search", "--output=messages", "--limit=50", query])
  }
}

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
  private let store: CaseStore
  private let search: LiveSearch
  private let reader: Actor
  private let today = Instant(milliseconds: 1_795_183_200_000).londonDay

  init(ground: Ground, kept: GeneratedStore) throws {
    self.ground = ground
    self.kept = kept
    store = try CaseStore.open(at: kept.path, rulebook: shippedRules)
    let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? ""
    reader = try store.actor(named: name, host: "bench")
    search = try LiveSearch(store, for: reader)
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
      let query = try parse(typed)
      let ours = try median(15) { _ = try search.search(query, today: today, limit: 50) }
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
        let query = try parse(text).goingOn
        ours.append(try median(1) { _ = try search.search(query, today: today, limit: 50) })
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

  private func parse(_ text: String) throws -> Query {
    try QueryParser.parse(
      text, today: today, actor: reader.name, calendar: shippedRules.calendars.englandAndWales)
  }

  /// Milliseconds of the middle of several runs.
  private func median(_ times: Int, _ body: () throws -> Void) rethrows -> Double {
    var all: [Double] = []
    for _ in 0..<times {
      let start = ContinuousClock.now
      try body()
      all.append((ContinuousClock.now - start).milliseconds)
    }
    return all.percentile(0.5)
  }
}

/// Letters as files, with notmuch's index of them: made once for a kept store.
struct Maildir {
  let ground: Ground
  private var folder: String { ground.folder + "/maildir" }

  /// - Returns: the seconds that notmuch took to read them; nil when it had done so before.
  @discardableResult
  func make(from mailbox: String, count: Int) throws -> Double? {
    guard access(folder + "/made", F_OK) != 0 else { return nil }
    for name in [folder, folder + "/cur", folder + "/new", folder + "/tmp"] { mkdir(name, 0o700) }
    try write(mailbox, count)
    try configure()
    let seconds = try ground.run("notmuch", ["new", "--quiet"]).seconds
    close(creat(folder + "/made", 0o600))
    return seconds
  }

  private func write(_ mailbox: String, _ count: Int) throws {
    guard let file = fopen(mailbox, "r") else { throw HarnessError(description: "no mail") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: ground.size(of: mailbox))
    let size = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes.prefix(size), as: UTF8.self)
    for (number, message) in text.split(separator: "\nFrom ").prefix(count).enumerated() {
      let body = message.split(separator: "\n", maxSplits: 1).last ?? ""
      guard let letter = fopen("\(folder)/cur/\(number):2,", "w") else { continue }
      let bytes = Array(body.utf8)
      fwrite(bytes, 1, bytes.count, letter)
      fclose(letter)
    }
  }

  private func configure() throws {
    guard let file = fopen(ground.folder + "/.notmuch-config", "w") else { return }
    fputs("[database]\npath=\(folder)\n[user]\nname=Benchmark\nprimary_email=bench@example.org\n", file)
    fclose(file)
  }
}

extension GeneratedMail {
  /// Forty queries as people type them.
  var typedQueries: [String] {
    let words = [
      "police", "burglary", "speeding school", "the night", "council road", "aisha khan", "letter thank",
    ]
    return words
      + stride(from: 10, to: 33 * 1500, by: 1500).prefix(33).map { word($0) + " " + word($0 / 7 + 1) }
  }
}

extension Query {
  /// As the console asks it while it is typed: the last word may go on.
  var goingOn: Query {
    switch self {
    case .word(let word): .prefix(word)
    case .and(let parts): .and(parts.dropLast() + parts.suffix(1).map(\.goingOn))
    default: self
    }
  }
}

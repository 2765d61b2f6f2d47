import Glibc
import TerminalHarness

/// The console on a real pseudo-terminal.
struct ConsoleRun {
  let terminal: PseudoTerminal

  init(ground: Ground, rows: Int = 24, columns: Int = 80) throws {
    terminal = try PseudoTerminal(rows: rows, columns: columns)
    try terminal.start(ground.program, environment: ground.environment)
    while !terminal.contains("COR-") {
      guard terminal.waitForOutput(milliseconds: 10_000) else {
        throw HarnessError(description: "no first frame: \(terminal.outputText())")
      }
    }
  }

  /// Types, and returns the milliseconds to the first byte and the bytes of the answer.
  func type(_ keys: String) -> (milliseconds: Double, bytes: Int) {
    let before = terminal.output.count
    let start = ContinuousClock.now
    terminal.send(keys)
    _ = terminal.waitForOutput(milliseconds: 1000)
    let milliseconds = (ContinuousClock.now - start).milliseconds
    terminal.waitForSilence(milliseconds: 15)
    return (milliseconds, terminal.output.count - before)
  }

  func quit() throws {
    terminal.send("q")
    _ = try terminal.waitForExit(within: 10)
  }
}

/// What one key costs: time to the first byte, and bytes on the wire.
struct KeyBenchmark {
  let ground: Ground

  func run() throws {
    try measure("one line down, list only, 80x18", rows: 18, columns: 80)
    try measure("one line down, list and letter, 120x40", rows: 40, columns: 120)
    let run = try ConsoleRun(ground: ground)
    run.terminal.waitForSilence(milliseconds: 700)
    let before = run.terminal.output.count
    let start = ContinuousClock.now
    while (ContinuousClock.now - start).seconds < 5 { _ = run.terminal.waitForOutput(milliseconds: 500) }
    report("bytes in 5 s of idleness", String(run.terminal.output.count - before))
    try run.quit()
    print("")
  }

  private func measure(_ what: String, rows: Int, columns: Int) throws {
    let run = try ConsoleRun(ground: ground, rows: rows, columns: columns)
    run.terminal.waitForSilence()
    let answers = (0..<150).map { _ in run.type("j") }
    let times = answers.map(\.milliseconds)
    report(
      what, "p50 \(rounded(times.percentile(0.5), 2)) ms, p95 \(rounded(times.percentile(0.95), 2)) ms",
      beside: "\(rounded(answers.map { Double($0.bytes) }.percentile(0.5), 0)) bytes a line")
    let page = run.type("\u{1B}[6~")
    report("  one page", "\(rounded(page.milliseconds, 2)) ms", beside: "\(page.bytes) bytes")
    try run.quit()
  }
}

/// Search as one types, letter by letter, from the key to the changed rows on the glass.
struct SearchBenchmark {
  let ground: Ground

  func run() throws {
    let run = try ConsoleRun(ground: ground)
    run.terminal.waitForSilence()
    var times: [Double] = []
    for query in queries {
      run.terminal.send("/")
      run.terminal.waitForSilence(milliseconds: 30)
      for letter in query { times.append(answer(to: letter, run)) }
      run.terminal.send("\u{1B}")
      run.terminal.waitForSilence(milliseconds: 60)
    }
    try run.quit()
    report(
      "search as one types, \(times.count) keys",
      "p50 \(rounded(times.percentile(0.5))) ms, p99 \(rounded(times.percentile(0.99))) ms",
      beside: "worst \(rounded(times.max() ?? 0)) ms, key to the last byte of the answer")
    try comparePlain()
  }

  private var queries: [String] {
    let mail = GeneratedMail()
    return ["police", "burglary", "speeding school", "aisha", "the night", mail.word(50), mail.word(5000)]
  }

  /// Milliseconds until the rows for this letter are on the glass: the last output before 25 ms of silence.
  private func answer(to letter: Character, _ run: ConsoleRun) -> Double {
    let start = ContinuousClock.now
    run.terminal.send(String(letter))
    var last = start
    while run.terminal.waitForOutput(milliseconds: last == start ? 2000 : 25) { last = ContinuousClock.now }
    return (last - start).milliseconds
  }

  /// The index asked plainly, as the sqlite3 shell would, for the beginnings of the same words.
  private func comparePlain() throws {
    var times: [Double] = []
    for query in queries {
      for length in 1...query.count {
        let words = query.prefix(length).split(separator: " ").map { "\"\($0)\"" }
        guard !words.isEmpty else { continue }
        let match = words.joined(separator: " ") + "*"
        let sql = """
          SELECT record.reference, record.title FROM search CROSS JOIN record ON record.id = search.rowid
          WHERE search MATCH '\(match)' ORDER BY search.rowid DESC LIMIT 50
          """
        times.append(try ground.run("sqlite3", [ground.store, sql]).seconds * 1000)
      }
    }
    report(
      "  sqlite3 with the index's own prefix query",
      "p50 \(rounded(times.percentile(0.5))) ms, p99 \(rounded(times.percentile(0.99))) ms",
      beside: "worst \(rounded(times.max() ?? 0)) ms, whole process")
  }
}

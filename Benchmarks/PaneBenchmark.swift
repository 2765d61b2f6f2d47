import TerminalHarness

/// The other panes on a store that has letters and complaints: changing pane and view, moving, drawing a sample.
struct PaneBenchmark {
  let ground: Ground

  func run() throws {
    // The table of the benchmark before this one, now beside the letters.
    try ground.run(ground.program, ["import", "complaints", ground.folder + "/complaints.csv"])
    let run = try ConsoleRun(ground: ground, rows: 40, columns: 120)
    run.terminal.waitForSilence()
    let panes = (0..<20).flatMap { _ in ["2", "3", "4", "5", "1"].map { run.type($0).milliseconds } }
    reportTimes("to another pane, 120x40", panes)
    _ = run.type("2")
    _ = run.type("'c")
    let views = (0..<10).flatMap { _ in ["'o", "'c", "'r", "'c"].map { run.type($0).milliseconds } }
    reportTimes("to another view of the complaints", views)
    reportTimes("one line down the complaints", (0..<150).map { _ in run.type("j").milliseconds })
    try run.quit()
    try draw()
    print("")
  }

  private func draw() throws {
    let options = ["--frame", "*", "--size", "500", "--seed", "00420", "--by", "area"]
    let ours = try ground.run(ground.program, ["sample", "draw"] + options)
    let query = "SELECT reference FROM record WHERE kind = 'complaint' AND isOpen = 0 ORDER BY reference"
    let plain = try ground.run("sqlite3", [ground.store, query])
    report(
      "a stratified draw of 500 from \(ground.messages * 2) complaints", "\(rounded(ours.seconds, 2)) s",
      beside: "sqlite3 with the population alone: \(rounded(plain.seconds, 2)) s")
  }

  private func reportTimes(_ what: String, _ times: [Double]) {
    report(what, "p50 \(rounded(times.percentile(0.5), 2)) ms, p95 \(rounded(times.percentile(0.95), 2)) ms")
  }
}

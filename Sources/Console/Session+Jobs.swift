internal import Canvas
internal import Casework

// Long work beside the console: it is started here, told about here, and stopped here.
extension Session {
  // MARK: - Starting

  /// Asks for what the job needs to be told; one that needs nothing is begun at once.
  mutating func begin(_ kind: JobKind, path: String? = nil) -> [Request] {
    guard let question = kind.question else { return start(JobOrder(kind)) }
    let proposed = path ?? proposedPath(for: kind)
    return lay(
      .form(
        TextForm(
          .job(kind), title: Message("\(kind.label)"), hint: "\(question) The same: \(kind.twin)",
          verb: "Start", text: proposed, isMultiline: false)))
  }

  private func proposedPath(for kind: JobKind) -> String {
    switch kind {
    case .export: "casebook-\(today).csv"
    case .report: "findings-\(today).md"
    case .importMail, .importOldMail, .importComplaints, .checkComplaints, .verify: ""
    }
  }

  /// The form was filled in.
  mutating func start(_ kind: JobKind, path: String) -> [Request] {
    let query = kind == .export ? pane.typedQuery(actor: actor, today: today) : ""
    _ = dropLayer()
    if case .desk(.greeting)? = layers.last { _ = dropLayer() }
    return start(JobOrder(kind, path: path, query: query))
  }

  mutating func start(_ order: JobOrder) -> [Request] {
    let job = Job(id: (jobs.first?.id ?? 0) + 1, order: order, began: now)
    jobs.insert(job, at: 0)
    notice = Notice(message: "Begun: \(order.kind.label). ! lists the jobs.", isError: false)
    return [.startJob(order, id: job.id)]
  }

  // MARK: - The list

  mutating func showJobs(isLeaving: Bool = false) -> [Request] {
    seeError()
    return lay(.desk(.jobs(JobsPage(jobs, isLeaving: isLeaving))))
  }

  var runningJobs: Int { jobs.count(where: \.isRunning) }

  /// Leaves Casebook, but asks first when a job would be stopped by that.
  mutating func leave() -> [Request] {
    guard runningJobs > 0 else { return [.quit] }
    _ = showJobs(isLeaving: true)
    notice = Notice(message: "A job is running: q stops it and leaves, Esc stays.", isError: false)
    return []
  }

  mutating func handle(_ key: Key, in page: JobsPage) -> [Request] {
    var page = page
    let result = page.handle(key)
    replaceTop(.desk(.jobs(page)))
    switch result {
    case .stay: return []
    case .leave: return dropLayer()
    case .quit: return [.quit]
    case .begin(let kind): return begin(kind)
    case .again(let order): return begin(order.kind, path: order.path)
    case .stop(let job):
      change(job.id) { $0.isStopping = true }
      return [.stopJob(job.id)]
    }
  }

  // MARK: - What is heard of a job

  private mutating func change(_ id: Int, _ body: (inout Job) -> Void) {
    guard let position = jobs.firstIndex(where: { $0.id == id }) else { return }
    body(&jobs[position])
  }

  mutating func take(_ progress: JobProgress, of id: Int) {
    change(id) { if $0.isRunning { $0.progress = progress } }
  }

  /// A job that failed stays in the foot until somebody has seen it; one that is done is told quietly.
  mutating func take(_ end: JobEnd, of id: Int) -> [Request] {
    let now = now
    change(id) {
      $0.end = end
      $0.ended = now
    }
    guard let job = jobs.first(where: { $0.id == id }) else { return [] }
    let isError = end.outcome == .failed
    notice = Notice(message: "\(job.order.kind.label): \(end.message)", isError: isError, stays: isError)
    return [.lists] + refresh() + recountQueues()
  }

  // MARK: - The foot

  /// How far the newest job is, in the row of messages, as long as there is room beside what is told.
  func drawProgress(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.message, !pane.isSearching || layers.last?.tellsMessages == true,
      let job = jobs.first(where: \.isRunning)
    else { return }
    let used = frame.text(ofRow: row).reversed().drop { $0 == " " }.count
    let room = size.columns - used - (used > 0 ? 2 : 0)
    guard let text = progressWords(of: job).first(where: { CellWidth.of($0) <= room }) else { return }
    let width = CellWidth.of(text)
    frame.put(text, row: row, column: size.columns - width, width: width, style: Style(.note))
  }

  /// The longest first.
  private func progressWords(of job: Job) -> [String] {
    let others = runningJobs > 1 ? " +\(runningJobs - 1)" : ""
    let short = "\(job.order.kind.label.text()): \(job.state.text())\(others)"
    let keys = Message("! jobs").text()
    let bar = job.progress?.percent.map { percent in
      let filled = min(10, max(0, percent / 10))
      return "  [\(String(repeating: "=", count: filled))\(String(repeating: "-", count: 10 - filled))]"
    }
    return [
      "\(short), \(job.words.text())\(bar ?? "")  \(keys)", "\(short)\(bar ?? "")  \(keys)",
      "\(short)  \(keys)",
      "\(job.state.text())  !",
    ].map(displaySafe)
  }
}

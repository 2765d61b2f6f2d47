internal import Canvas
internal import Casework

/// The jobs of this console, the newest first, and the keys that start one.
struct JobsPage: Sendable, Equatable {
  private(set) var jobs: [Job]
  private(set) var cursor = ListCursor()
  /// The person wanted to leave Casebook: `q` does so once more, and stops what runs.
  let isLeaving: Bool

  /// What a key led to.
  enum Result: Equatable {
    case stay, leave, quit
    case begin(JobKind)
    /// The same again, with what was typed.
    case again(JobOrder)
    case stop(Job)
  }

  init(_ jobs: [Job], isLeaving: Bool = false) {
    self.jobs = jobs
    self.isLeaving = isLeaving
    cursor.setHeight(1)
    cursor.setCount(jobs.count)
  }

  var selected: Job? { jobs[safe: cursor.selection] }

  /// Takes newer progress in; the cursor stays on its job.
  mutating func arrange(_ jobs: [Job], height: Int) {
    // One that was just begun is the one to look at.
    let before = jobs.count > self.jobs.count ? jobs.first?.id : selected?.id
    self.jobs = jobs
    cursor.setHeight(max(1, height))
    cursor.setCount(jobs.count)
    if let position = jobs.firstIndex(where: { $0.id == before }) { cursor.select(position) }
  }

  mutating func handle(_ key: Key) -> Result {
    switch key {
    case .escape, .control("c"), .left, .character("!"): return .leave
    case .character("q"): return isLeaving ? .quit : .leave
    case .down, .character("j"): cursor.move(by: 1)
    case .up, .character("k"): cursor.move(by: -1)
    case .pageDown: cursor.page(by: 1)
    case .pageUp: cursor.page(by: -1)
    case .home: cursor.first()
    case .end, .character("G"): cursor.last()
    case .enter:
      if let job = selected, !job.isRunning { return .again(job.order) }
    case .character("x"):
      if let job = selected, job.isRunning { return .stop(job) }
    case .character(let letter):
      if let kind = JobKind.allCases.first(where: { $0.key == letter }) { return .begin(kind) }
    default: break
    }
    return .stay
  }
}

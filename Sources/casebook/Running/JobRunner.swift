import CaseStore
import Casework
import Console
import Dispatch
import Glibc
import Synchronization

/// Long work beside the console. Each job opens the store for itself, so that it lowers nobody's durability and its
/// changes are noticed like a colleague's.
final class JobRunner: Sendable {
  private let workplace: Workplace
  private let store: CaseStore
  private let arrive: @Sendable (Reply) -> Void
  private let controls = Mutex<[Int: JobControl]>([:])
  private let running = DispatchGroup()
  /// A detached task does not know in what language the person is spoken to.
  private let spoken = Catalogue.spoken

  init(_ workplace: Workplace, _ store: CaseStore, arrive: @escaping @Sendable (Reply) -> Void) {
    self.workplace = workplace
    self.store = store
    self.arrive = arrive
  }

  func start(_ order: JobOrder, id: Int) {
    let control = JobControl { [self] progress in arrive(.progress(progress, job: id)) }
    controls.withLock { $0[id] = control }
    running.enter()
    Task.detached { [self] in
      let ended = await Catalogue.$spoken.withValue(spoken) { await end(of: order, control) }
      controls.withLock { $0[id] = nil }
      arrive(.ended(ended, job: id))
      running.leave()
    }
  }

  /// Asks again until it has ended: a question to the store that began just after the first time would go on.
  func stop(_ id: Int) {
    guard let control = controls.withLock({ $0[id] }) else { return }
    control.stop()
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) { [self] in stop(id) }
  }

  /// Stops every job and waits until each has come to where it can be left.
  func finish() {
    repeat {
      for control in controls.withLock({ Array($0.values) }) { control.stop() }
    } while running.wait(timeout: .now() + .milliseconds(50)) == .timedOut
  }

  private func end(of order: JobOrder, _ control: JobControl) async -> JobEnd {
    do {
      return try await JobWork(workplace: workplace, store: store, order: order, control: control).run()
    } catch let failure as Failure {
      return JobEnd(.failed, failure.message)
    } catch {
      return JobEnd(.failed, "This cannot be done: \(String(describing: type(of: error))).")
    }
  }
}

/// What a job looks at while it works: whether it is to end, and where it tells how far it is.
final class JobControl: Sendable {
  private let wasStopped = Atomic(false)
  private let lastTold = Mutex(0)
  private let tell: @Sendable (JobProgress) -> Void
  private let interrupt = Mutex<(@Sendable () -> Void)?>(nil)

  init(tell: @escaping @Sendable (JobProgress) -> Void) {
    self.tell = tell
  }

  var isStopped: Bool { wasStopped.load(ordering: .relaxed) }

  func stop() {
    wasStopped.store(true, ordering: .relaxed)
    interrupt.withLock { $0 }?()
  }

  /// What ends a question to the store that asks nobody whether it is still wanted.
  func onStop(_ body: @escaping @Sendable () -> Void) {
    interrupt.withLock { $0 = body }
    if isStopped { body() }
  }

  /// At most four times a second: the screen of a person who works shall not flicker.
  func show(_ progress: @autoclosure () -> JobProgress) {
    let now = Workplace.now.milliseconds
    let isDue = lastTold.withLock { last in
      guard now - last >= 250 else { return false }
      last = now
      return true
    }
    if isDue { tell(progress()) }
  }
}

/// Thrown from inside a transaction that shall leave nothing.
struct JobStopped: Error {}

import CaseStore
import Casework
import Console
import Dispatch
import Synchronization

/// Counts queues with nobody waiting: one after the other, on a thread of its own, and told now and then.
final class QueueCounter: Sendable {
  private struct State {
    var newest = 0
    /// What a newer request took the place of: these are counted first next time, so that each has its turn while the
    /// store changes all the time.
    var unanswered: Set<String> = []
    /// The queries that were counted last, how long that took, and when it ended, in milliseconds.
    var last: (texts: Set<String>, took: Int, ended: Int) = ([], 0, 0)
  }

  private let store: CaseStore
  private let actor: Actor
  private let queue = DispatchQueue(label: "casebook.queues", qos: .utility)
  private let state = Mutex(State())
  private let arrive: @Sendable (Reply) -> Void

  init(store: CaseStore, actor: Actor, arrive: @escaping @Sendable (Reply) -> Void) {
    self.store = store
    self.actor = actor
    self.arrive = arrive
  }

  /// A newer request takes the place of an older one between two queues.
  ///
  /// The same queues again, because the store changed, rest for as long as they took: at most half of a core's time goes
  /// into counting, however often the store changes.
  func count(_ questions: [QueueQuestion], generation: Int) {
    let now = Workplace.now.milliseconds
    let rest = state.withLock { state in
      state.newest = generation
      guard state.last.texts == Set(questions.map(\.text)) else { return 0 }
      return max(0, min(5000, state.last.took) - max(0, now - state.last.ended))
    }
    queue.asyncAfter(deadline: .now() + .milliseconds(rest)) { [self] in run(questions, generation) }
  }

  private func run(_ questions: [QueueQuestion], _ generation: Int) {
    let began = Workplace.now.milliseconds
    let first = state.withLock { $0.unanswered }
    var left = questions.filter { first.contains($0.text) } + questions.filter { !first.contains($0.text) }
    var known: [String: QueueTally] = [:]
    var told = began
    while let question = left.first, state.withLock({ $0.newest == generation }) {
      left.removeFirst()
      known[question.text] = try? store.tally(question.query, today: Workplace.now.londonDay, for: actor)
      guard Workplace.now.milliseconds - told > 100 else { continue }
      arrive(.tallied(known))
      known = [:]
      told = Workplace.now.milliseconds
    }
    if !known.isEmpty { arrive(.tallied(known)) }
    let unanswered = Set(left.map(\.text))
    let ended = Workplace.now.milliseconds
    state.withLock { state in
      state.unanswered = unanswered
      // A request that was overtaken before it began says nothing of how long counting takes.
      if left.count < questions.count {
        state.last = (Set(questions.map(\.text)), ended - began, ended)
      }
    }
  }
}

/// Where answers wait until the loop fetches them.
final class ReplyBox: Sendable {
  private let replies = Mutex<[Reply]>([])
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  func put(_ reply: Reply) {
    replies.withLock { $0.append(reply) }
    wake()
  }

  /// What has arrived since the last call.
  func take() -> [Reply] {
    replies.withLock { replies in
      defer { replies.removeAll() }
      return replies
    }
  }
}

import CaseStore
import Casework
import Console
import Dispatch
import Glibc
import Synchronization
import Terminal

/// Carries out what the console asks for. What is quick (a page, a record) is answered at once; what may wait or
/// take its time (a change, a search, a count, a file) runs elsewhere, and its answer arrives later.
final class RequestRunner: Sendable {
  let store: CaseStore
  let actor: Actor
  private let watch = Mutex<ChangeWatch?>(nil)
  /// The newest entry of the log before anything was read.
  private let entryAtStart: Int
  let search: LiveSearch
  /// Changes happen one after the other, in the order of the keys.
  let changes = DispatchQueue(label: "casebook.changes")
  let searches = DispatchQueue(label: "casebook.searches")
  private let sheets = DispatchQueue(label: "casebook.sheets")
  private let answers: ReplyBox
  /// The vault's key, while a person looks into it.
  private let key = Mutex<VaultKey?>(nil)
  /// What is bound to the person's task does not reach the queues by itself.
  private let spoken = Catalogue.spoken
  /// The newest generation of rows asked for: a count or search for an older one is not begun.
  let newest = Mutex(0)
  /// The restricted records that were opened for a reason since the console was.
  let opened = Mutex<Set<String>>([])

  /// What was asked for before the first screen was shown; nil since then.
  private let held = Mutex<[@Sendable () -> Void]?>([])
  private let jobs: JobRunner
  private let counter: QueueCounter

  init(_ workplace: Workplace, store: CaseStore, actor: Actor, waker: Waker) throws {
    let answers = ReplyBox { waker.wake() }
    self.answers = answers
    jobs = JobRunner(workplace, store) { answers.put($0) }
    counter = QueueCounter(store: store, actor: actor) { answers.put($0) }
    self.store = store
    self.actor = actor
    entryAtStart = try store.head()?.entries ?? 0
    search = LiveSearch(store, for: actor)
  }

  /// To be called when the first screen is shown, for which nothing of this is needed: opens what notices changes and
  /// what writes, and begins what was asked for meanwhile. Work in other threads would delay that screen.
  ///
  /// - Parameter first: done before anything else.
  func begin(_ first: @escaping @Sendable () -> Void = {}) {
    guard
      let waiting = held.withLock({ held in
        defer { held = nil }
        return held
      })
    else { return }
    later(changes) { [self] in
      first()
      do throws(StoreError) {
        let watch = try ChangeWatch(store, since: entryAtStart)
        self.watch.withLock { $0 = watch }
        try store.open()
      } catch {
        arrive(.failed(error.message))
      }
    }
    for begin in waiting { begin() }
  }

  /// The answer, or nil when it arrives later.
  func run(_ request: Request) -> Reply? {
    switch request {
    case .rows(let page, let generation):
      return answering { .rows(try store.rows(page, for: actor), generation: generation) }
    case .view(let reference):
      return answering { try view(reference) }
    case .open(let reference, let reason): open(reference, reason)
    // Read from the whole register: nobody waits for it.
    case .sheet(.trend(let question)): later(sheets) { [self] in arrive(answer(.trend(question))) }
    case .sheet(let request): return answer(request)
    case .lists: return answering { .lists(try OfficeLists(store)) }
    case .search(let query, let sort, let place, let limit, let generation):
      find(query, sort, from: place, limit: limit, generation: generation)
    case .count(let query, let generation):
      count(generation) { [search] in
        try search.count(query, today: Workplace.now.londonDay).map { .counted($0, generation: generation) }
      }
    case .countBefore(let page, let generation):
      count(generation) { [search] in
        try search.count(before: page).map { .countedBefore($0, generation: generation) }
      }
    case .ask(let question): return answer(question)
    case .perform(let change): perform(change)
    case .preview(let change): preview(change)
    case .rowsToTag(let query, let mode): find(query, toTag: mode)
    case .save(let digest, let part, let path): save(digest: digest, part: part, path: path)
    case .openIdentity(let reference, let passphrase): openIdentity(of: reference, passphrase)
    case .seal(let identity, let reference): seal(identity, of: reference)
    case .closeVault: later(changes) { [self] in key.withLock { $0 = nil } }
    case .tally(let questions, let generation): counter.count(questions, generation: generation)
    case .saveQueue(let queue):
      change(queue) {
        try $0.save(queue, by: $1, at: Workplace.now)
        return .queueSaved(queue)
      }
    case .deleteQueue(let queue):
      change(queue) {
        try $0.delete(queue, by: $1, at: Workplace.now)
        return .queueDeleted(queue)
      }
    case .startJob(let order, let id): jobs.start(order, id: id)
    case .stopJob(let id): jobs.stop(id)
    case .drafts, .draft, .keepDraft, .dropDraft: return runDrafts(request)
    case .redraw, .suspend, .compose, .mouse, .quit, .demo: break
    }
    return nil
  }

  /// What has arrived since the last call, with word of other people's changes.
  func arrived() -> [Reply] {
    var replies = answers.take()
    if watch.withLock({ $0?.hasChanged() }) ?? false { replies.append(.changedElsewhere) }
    return replies
  }

  /// Stops the jobs, and waits for the changes that are under way.
  func finish() {
    begin()
    newest.withLock { $0 = -1 }
    search.interrupt()
    jobs.finish()
    changes.sync {}
  }

  // MARK: - Later

  func later(_ queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) {
    let begin: @Sendable () -> Void = { [spoken] in
      queue.async { Catalogue.$spoken.withValue(spoken, operation: body) }
    }
    let isHeld = held.withLock { held in
      held?.append(begin)
      return held != nil
    }
    if !isHeld { begin() }
  }

  private func answer(_ request: SheetRequest) -> Reply {
    answering { .sheet(try store.sheet(request, for: actor, today: Workplace.now.londonDay)) }
  }

  func arrive(_ reply: Reply) { answers.put(reply) }

  func answering(_ body: () throws -> Reply) -> Reply {
    do {
      return try failing(body)
    } catch let failure as Failure {
      return .failed(failure.message)
    } catch {
      return .failed("This cannot be done: \(String(describing: type(of: error))).")
    }
  }

  private func perform(_ change: Change) {
    answering(change) { () throws(StoreError) in
      .done(change, try self.store.perform(change, by: self.actor, at: Workplace.now))
    }
  }

  private func preview(_ change: Change) {
    guard case .bulk(let verb, let targets) = change.what else { return }
    answering(change) { () throws(StoreError) in
      let outcome = try self.store.preview(
        verb, on: targets, reason: change.reason, by: self.actor, at: Workplace.now)
      return .previewed(change, outcome)
    }
  }

  /// Waits with the changes, so that what was just done is seen.
  private func find(_ query: Query, toTag mode: TaggingMode) {
    later(changes) { [self] in
      arrive(
        answering {
          let request = ListRequest(query, limit: Reply.mostRowsToTag + 1, today: Workplace.now.londonDay)
          return .rowsToTag(try store.rows(request, for: actor), query, mode)
        })
    }
  }

  private func answering(
    _ change: Change, _ body: @escaping @Sendable () throws(StoreError) -> Reply
  ) {
    later(changes) { [self] in
      do throws(StoreError) { arrive(try body()) } catch {
        if let reply = overtaken(change, error) { return arrive(reply) }
        var yields = false
        if case .refused(let refusal) = error { yields = refusal.yieldsToReason }
        arrive(.refused(change, error.message, yieldsToReason: yields))
      }
    }
  }

  // MARK: - The vault

  /// Slow on purpose. The key is kept until the console asks to forget it, which happens after this, in order.
  private func openIdentity(of reference: String, _ passphrase: Passphrase) {
    later(changes) { [self] in
      arrive(
        answeringForVault {
          guard let header = try store.vaultHeader() else { throw StoreError.noVault }
          let opened = try VaultKey(
            opening: header, as: actor.name, passphrase: Array(passphrase.text.utf8))
          let identity = try store.openIdentity(of: reference, with: opened, by: actor, at: Workplace.now)
          key.withLock { $0 = opened }
          return .identity(identity, reference: reference)
        })
    }
  }

  private func seal(_ identity: ParticipantIdentity, of reference: String) {
    later(changes) { [self] in
      arrive(
        answeringForVault {
          guard let key = key.withLock({ $0 }) else {
            throw Failure("The vault is closed: open it again.", status: EX_NOPERM)
          }
          try store.seal(identity, of: reference, with: key, by: actor, at: Workplace.now)
          return .sealed(reference: reference)
        })
    }
  }

  private func answeringForVault(_ body: () throws -> Reply) -> Reply {
    let reply = answering(body)
    guard case .failed(let message) = reply else { return reply }
    return .vaultRefused(message)
  }

  private func save(digest: String, part: Int, path: String) {
    later(changes) { [self] in
      arrive(
        answering {
          try AttachmentFile.save(part: part, digest: digest, store: store, for: actor, to: path)
          return .saved(path: path)
        })
    }
  }

  /// A new search ends the one before: nobody waits for an answer that nobody will see.
  private func find(
    _ query: Query, _ sort: ListSort, from place: PagePlace, limit: Int, generation: Int
  ) {
    newest.withLock { $0 = generation }
    search.interrupt()
    later(searches) { [self] in
      guard newest.withLock({ $0 == generation }) else { return }
      do throws(StoreError) {
        guard
          let hits = try search.search(
            query, sort: sort, from: place, today: Workplace.now.londonDay, limit: limit)
        else {
          return
        }
        arrive(.hits(hits, generation: generation))
      } catch {
        arrive(.failed(error.message))
      }
    }
  }

  private func change(
    _ queue: SavedQueue, _ body: @escaping @Sendable (CaseStore, Actor) throws -> Reply
  ) {
    later(changes) { [self] in arrive(answering { try body(store, actor) }) }
  }

  /// A page of the same list comes before its count, and interrupts it: then it is counted once more.
  private func count(_ generation: Int, _ question: @escaping @Sendable () throws -> Reply?) {
    newest.withLock { $0 = generation }
    later(searches) { [self] in
      guard newest.withLock({ $0 == generation }) else { return }
      do {
        if let reply = try question() { return arrive(reply) }
        if newest.withLock({ $0 == generation }) { count(generation, question) }
      } catch {
        // A number that cannot be had is not shown: the list says what is wrong.
      }
    }
  }
}

extension OfficeLists {
  /// As the store has them now.
  init(_ store: CaseStore) throws {
    let kept = try store.officeSettings()
    self.init(
      office: kept.office ?? Office(title: ""), accounts: kept.accounts, teams: kept.teams,
      places: kept.places, themes: kept.themes, programmes: kept.programmes, queues: kept.queues,
      retention: kept.retention)
  }
}

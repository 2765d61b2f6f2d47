import Canvas
import Casework
import Testing

@testable import Console

/// A person at the console, with a register by hand behind it: keys go in, requests are answered at once by
/// the rules of the trade, and what was asked for is remembered.
struct Desk {
  private(set) var session: Session
  var files: [ExampleFile]
  /// What is kept as queues.
  private(set) var queues: [SavedQueue] = []
  /// All that the console has asked for.
  private(set) var asked: [Request] = []
  /// What waits for an answer while ``answersChanges`` or ``answersSearches`` is false.
  private(set) var waiting: [Request] = []
  /// The restricted records that were opened.
  private var opened: Set<String> = []
  /// What is unfinished in the register.
  var drafts: [Draft] = []
  /// What the person's editor makes of a text; nil when there is none.
  var editor: (@Sendable (String) -> String)?
  var answersChanges = true
  var answersSearches = true

  init(
    _ files: [ExampleFile] = ConsoleExamples.files, columns: Int = 80, rows: Int = 24,
    actor: Actor = ConsoleExamples.actor, banner: Message? = nil,
    preferences: Preferences = Preferences(), drafts: [Draft] = []
  ) {
    self.files = files
    self.drafts = drafts
    session = Session(
      size: Size(rows: rows, columns: columns), actor: actor, lists: ConsoleExamples.lists,
      rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now, banner: banner,
      preferences: preferences)
    carryOut(session.start())
  }

  // MARK: - What the person does

  mutating func press(_ keys: Key...) {
    for key in keys { send(.key(key)) }
  }

  /// Types letters, one key each.
  mutating func type(_ text: String) {
    for character in text { send(.key(character == "\n" ? .enter : .character(character))) }
  }

  mutating func send(_ event: Event) { carryOut(session.handle(event)) }

  mutating func resize(columns: Int, rows: Int) { send(.resized(Size(rows: rows, columns: columns))) }

  /// Does nothing for so long, while the clock goes on.
  mutating func wait(milliseconds: Int) {
    session.now = Instant(milliseconds: session.now.milliseconds + milliseconds)
    send(.tick)
  }

  // MARK: - What happens outside

  mutating func receive(_ reply: Reply) { carryOut(session.receive(reply)) }

  /// Answers what waits, the oldest first.
  mutating func answerAll() {
    let requests = waiting
    waiting = []
    for request in requests { if let reply = answer(to: request) { receive(reply) } }
  }

  // MARK: - What is seen

  var frame: Frame { session.draw() }

  var screen: [String] {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var foot: String { screen.last ?? "" }

  /// The row on which the hardware cursor stands.
  var cursorRow: String { frame.text(ofRow: frame.cursor.row) }

  /// The changes that were asked for.
  var changes: [Change] {
    asked.compactMap { request in
      guard case .perform(let change) = request else { return nil }
      return change
    }
  }

  var hasQuit: Bool { asked.contains(.quit) }

  func shows(_ text: String) -> Bool { frame.text.contains(text) }

  func file(_ number: Int64) -> ExampleFile? { files.first { $0.id == number } }

  // MARK: - The register

  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      asked.append(request)
      guard !mustWait(request) else {
        waiting.append(request)
        continue
      }
      if let reply = answer(to: request) { receive(reply) }
      // The page of a change of many is looked at before it is answered.
      if case .preview = request {
        session.now = Instant(milliseconds: session.now.milliseconds + 1000)
      }
    }
  }

  private func mustWait(_ request: Request) -> Bool {
    switch request {
    case .perform, .save, .saveQueue, .preview, .rowsToTag, .open: !answersChanges
    case .search: !answersSearches
    default: false
    }
  }

  private mutating func answer(to request: Request) -> Reply? {
    switch request {
    case .rows(let page, let generation):
      let found = files.filter { page.query.fits($0) }
      return .rows(page.place.page(of: found, page.limit).map(\.row), generation: generation)
    case .search(let query, _, let place, let limit, let generation):
      let hits = place.page(of: files.filter { query.fits($0) }, limit)
      return .hits(hits.map { ListLine(row: $0.row, excerpt: query.excerpt(of: $0)) }, generation: generation)
    case .ask(let question): return answer(to: question).map(Reply.answered)
    case .count(let query, let generation):
      return .counted(files.count { query.fits($0) }, generation: generation)
    case .countBefore(let page, let generation):
      guard case .from(let row) = page.place else { return nil }
      return .countedBefore(
        files.filter { page.query.fits($0) }.firstIndex { $0.id == row.id } ?? 0, generation: generation)
    case .view(let reference):
      let file = files.first { $0.record.reference == reference }
      guard let file, file.record.isRestricted, !opened.contains(reference) else {
        return .view(file?.view, history: file?.history ?? [])
      }
      return .view(file.view.unopened, history: [])
    case .perform(let change): return perform(change)
    case .preview(let change): return preview(change)
    case .rowsToTag(let query, let mode):
      return .rowsToTag(files.filter { query.fits($0) }.map(\.row), query, mode)
    case .save(_, _, let path): return .saved(path: path)
    case .tally(let questions, _):
      return .tallied(
        Dictionary(questions.map { ($0.text, tally(of: $0.query)) }) { first, _ in first })
    case .saveQueue(let queue):
      queues.append(queue)
      return .queueSaved(queue)
    case .deleteQueue(let queue):
      queues.removeAll { $0.name == queue.name }
      return .queueDeleted(queue)
    case .lists:
      var lists = session.lists
      lists.queues = queues
      return .lists(lists)
    case .drafts: return .drafts(drafts)
    case .draft(let place):
      let draft = drafts.first { $0.place == place } ?? drafts.first { $0.place.main == place }
      return .draft(draft, place)
    case .keepDraft(let draft):
      drafts.removeAll { $0.place == draft.place }
      drafts.append(draft)
      return .draftKept(draft.place, at: draft.at)
    case .dropDraft(let place):
      drafts.removeAll { $0.place == place }
      return nil
    case .compose(let text, _): return editor.map { .composed($0(text)) } ?? .notComposed("No editor.")
    case .open(let reference, _):
      opened.insert(reference)
      return .opened(reference: reference)
    case .sheet, .openIdentity, .seal, .closeVault, .redraw, .suspend, .mouse, .quit: return nil
    case .startJob, .stopJob, .demo: return nil
    }
  }

  private func answer(to question: SearchQuestion) -> SearchAnswer? {
    switch question {
    case .matches(let query, let reference):
      let file = files.first { $0.record.reference == reference }
      return .matches(file.map { query.writings(in: $0) } ?? [], reference: reference)
    case .suggestions(let query, let generation):
      guard case .prefix(let typed) = query else { return .suggestions([], generation: generation) }
      let words = files.flatMap { $0.contacts.flatMap { $0.text.split { !$0.isLetter } } }
      let near = words.map { $0.lowercased() }.first {
        DidYouMean.distance(Array(typed.unicodeScalars), Array($0.unicodeScalars), most: 2) != nil
      }
      let offers = [DidYouMean(missing: typed, near: near.map { [$0] } ?? [])].compactMap(\.self)
      return .suggestions(offers, generation: generation)
    case .tellingWords(let reference):
      let file = files.first { $0.record.reference == reference }
      let words = file.map { ($0.record[Head.title] ?? "").split(separator: " ").map { $0.lowercased() } }
      return .tellingWords(words ?? [], reference: reference)
    }
  }

  private func tally(of query: Query) -> QueueTally {
    let found = files.filter { query.fits($0) }.map(\.row)
    let open = found.filter(\.isOpen)
    let today = session.now.londonDay
    let late = open.count { $0.due.map { $0 < today } ?? false }
    let soon = open.count { $0.due.map { (0...QueueTally.soonDays).contains($0 - today) } ?? false }
    let later = open.count { $0.due.map { $0 - today > QueueTally.soonDays } ?? false }
    return QueueTally(total: found.count, late: late, soon: soon, later: later)
  }

  /// What would become of each, by the rules.
  private func preview(_ change: Change) -> Reply {
    guard case .bulk(let verb, let targets) = change.what else { return .failed("no bulk change") }
    var outcome = BulkOutcome()
    for file in files where targets.contains(where: { $0.reference == file.record.reference }) {
      let facts = Facts(
        actor: session.actor, now: session.now, rulebook: ConsoleExamples.rulebook, reason: change.reason,
        newUID: { "uid-new" })
      let record = file.record
      do throws(RuleRefusal) {
        let decision = try record.decision(on: verb.action(for: record), facts: facts)
        outcome.changed.append(
          BulkOutcome.Line(
            reference: record.reference, kind: record.kind, title: record[Head.title] ?? "",
            revision: record.revision,
            detail: ChangeDetail(from: record.values, to: decision.record.values)))
      } catch {
        outcome.leftOut.append(
          BulkOutcome.LeftOut(
            reference: record.reference, why: error.message, yieldsToReason: error.yieldsToReason))
      }
    }
    return .previewed(change, outcome)
  }

  private mutating func performBulk(_ verb: BulkVerb, on targets: [BulkTarget], of change: Change) -> Reply {
    var touched: [String] = []
    for target in targets {
      guard let position = files.firstIndex(where: { $0.record.reference == target.reference }) else {
        continue
      }
      let action = verb.action(for: files[position].record)
      let single = Change(.act(action, on: target.reference, seen: target.seen), reason: change.reason)
      if case .done = perform(single) { touched.append(target.reference) }
    }
    return .done(change, Receipt(entry: 2, touched: touched))
  }

  private mutating func perform(_ change: Change) -> Reply {
    if case .bulk(let verb, let targets) = change.what { return performBulk(verb, on: targets, of: change) }
    guard case .act(let action, let reference, _) = change.what,
      let position = files.firstIndex(where: { $0.record.reference == reference })
    else { return .done(change, Receipt(entry: 1, touched: ["COR-26-0001"])) }
    let facts = Facts(
      actor: session.actor, now: session.now, rulebook: ConsoleExamples.rulebook, reason: change.reason,
      newUID: { "uid-new" })
    do throws(RuleRefusal) {
      let before = files[position].record
      let decision = try before.decision(on: action, facts: facts)
      files[position].record = decision.record
      files[position].record.revision += 1
      files[position].contacts += decision.contacts
      files[position].history.append(
        .example(
          "change", reference: reference, reason: change.reason, decision.record.values, from: before.values))
      return .done(change, Receipt(entry: 1, touched: [reference]))
    } catch {
      return .refused(change, error.message, yieldsToReason: error.yieldsToReason)
    }
  }
}

extension PagePlace {
  /// The files of a page, from all that a list has.
  func page(of found: [ExampleFile], _ limit: Int) -> ArraySlice<ExampleFile> {
    func position(_ row: RecordRow) -> Int { found.firstIndex { $0.id == row.id } ?? 0 }
    return switch self {
    case .first: found.prefix(limit)
    case .after(let row): found[(position(row) + 1)...].prefix(limit)
    case .from(let row): found[position(row)...].prefix(limit)
    case .before(let row): found[..<position(row)].suffix(limit)
    case .last: found.suffix(limit)
    case .number(let count, false): found.dropFirst(count).prefix(limit)
    case .number(let count, true): found.dropLast(count).suffix(limit)
    }
  }
}

extension Query {
  /// As much of the query language as the examples need.
  func fits(_ file: ExampleFile) -> Bool {
    let record = file.record
    return switch self {
    case .all: true
    case .prefix(let word), .word(let word), .phrase(let word):
      ([record[Head.title] ?? ""] + file.contacts.map(\.text)).contains {
        $0.lowercased().contains(word.lowercased())
      }
    case .field(.is, .equals("open")): !record.isClosed
    case .field(.is, .equals("closed")): record.isClosed
    case .field(.stage, .equals(let stage)): record[Head.stage] == stage
    case .field(.owner, .equals(let owner)): record[Head.owner] == owner
    case .field(.owner, .none): record[Head.owner] == nil
    case .field(.kind, _): true
    case .field(.ref, .equals(let reference)): record.reference == reference
    case .field: false
    case .not(let query): !query.fits(file)
    case .and(let parts): parts.allSatisfy { $0.fits(file) }
    case .or(let parts): parts.contains { $0.fits(file) }
    }
  }

  /// The line of a letter in which the word stands.
  func excerpt(of file: ExampleFile) -> Excerpt? {
    guard case .prefix(let word) = self else { return nil }
    for line in file.contacts.flatMap({ $0.text.split(separator: "\n") }) {
      guard let found = line.lowercased().firstRange(of: word.lowercased()) else { continue }
      let lower = line.lowercased()
      let start = lower.distance(from: lower.startIndex, to: found.lowerBound)
      return Excerpt(text: String(line), matches: [start..<(start + word.count)])
    }
    return nil
  }
}

extension Desk: CustomTestStringConvertible {
  /// What is on the screen, for a test that fails.
  var testDescription: String { "\n\(frame.text)\n" }
}

extension Query {
  /// How a beginning is written in the texts of a file.
  fileprivate func writings(in file: ExampleFile) -> [[String]] {
    switch self {
    case .prefix(let word), .word(let word):
      let words = Set(file.contacts.flatMap { $0.text.split { !$0.isLetter } }.map(String.init))
      return words.filter { $0.lowercased().hasPrefix(word.lowercased()) }.sorted().map { [$0] }
    case .and(let parts), .or(let parts): return parts.flatMap { $0.writings(in: file) }
    default: return []
    }
  }
}

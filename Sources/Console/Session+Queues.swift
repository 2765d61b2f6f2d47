internal import Canvas
internal import Casework

// Queues: opening them, keeping what is shown as one, and the start page, where all of them stand.
extension Session {
  /// The queues of a pane as this person sees them, with what is known of their counts.
  func queueLines(of name: PaneName) -> [QueueLine] {
    ListedQueue.all(of: name.queuePane, ships: name.views, saved: lists.queues, for: actor).map {
      QueueLine(pane: name, queue: $0.queue, kept: $0.kept, tally: tallies[$0.queue.query])
    }
  }

  private var startRows: [StartPage.Row] {
    PaneName.allCases.flatMap { name in
      [.heading(name)] + queueLines(of: name).map(StartPage.Row.queue)
    }
  }

  // MARK: - Opening

  mutating func showQueues() -> [Request] {
    let shown = pane.view.query
    _ = lay(.desk(.queues(QueueMenu(queueLines(of: paneName), shown: shown))))
    return countQueues()
  }

  mutating func showStart() -> [Request] {
    layers = [.desk(.start(StartPage(startRows)))]
    subject = nil
    return countQueues()
  }

  /// Whether the start page is on the screen, whatever lies over it.
  var isAtStart: Bool {
    if case .desk(.start)? = layers.first { true } else { false }
  }

  mutating func open(_ line: QueueLine) -> [Request] {
    layers = []
    subject = nil
    paneName = line.pane
    return show(line.queue)
  }

  /// Whether the keys so far begin chords that all open queues: then the menu is what shows them.
  func isQueuePrefix(_ keys: [Key]) -> Bool {
    let next = keymap.continuations(of: keys, in: paneName)
    return !next.isEmpty
      && next.allSatisfy { if case .view = $0.action.intent { true } else { $0.action.intent == .queues } }
  }

  // MARK: - Keys

  mutating func handle(_ key: Key, in layer: DeskLayer) -> [Request] {
    switch layer {
    case .queues(var menu):
      let result = menu.handle(key)
      replaceTop(.desk(.queues(menu)))
      return take(result)
    case .saving(var form):
      let result = form.handle(key)
      replaceTop(.desk(.saving(form)))
      return take(result, of: form)
    case .start(var page): return handle(key, in: &page)
    case .jobs(let page): return handle(key, in: page)
    case .greeting(let greeting): return handle(key, in: greeting)
    case .trend(var page): return handle(key, in: &page)
    }
  }

  private mutating func take(_ result: QueueMenu.Result) -> [Request] {
    switch result {
    case .stay: return []
    case .leave: return dropLayer() + stopCounting()
    case .open(let line): return open(line) + stopCounting()
    case .delete(let kept): return [.deleteQueue(kept)]
    case .save:
      _ = dropLayer()
      return beginSavingQueue()
    }
  }

  private mutating func handle(_ key: Key, in page: inout StartPage) -> [Request] {
    switch key {
    case .enter, .right: return page.selected.map { open($0) } ?? []
    case .escape, .control("c"): return dropLayer()
    default: break
    }
    pending.append(key)
    switch keymap.meaning(of: pending, in: paneName) {
    case .pending: return []
    case .none:
      pending = []
      notice = Notice(
        message: "The key does nothing here: Enter opens a queue, Esc goes back.", isError: true)
      return []
    case .intent(let intent):
      pending = []
      notice = nil
      guard page.move(intent) else { return act(onStartPage: intent) }
      replaceTop(.desk(.start(page)))
      return []
    }
  }

  /// What makes sense where no record is shown; all else waits for a list.
  private mutating func act(onStartPage intent: Intent) -> [Request] {
    switch intent {
    case .pane:
      _ = dropLayer()
      let requests = act(on: intent)
      return requests.isEmpty ? showSelected() : requests
    case .quit: return leave()
    case .start: return countQueues()
    case .refresh: return countQueues() + reload()
    case .help: return handleInLayer(.function(1))
    case .palette, .messages, .trend, .redraw, .suspend, .undo, .create, .jobs, .job: return act(on: intent)
    default: return act(leavingStart: intent)
    }
  }

  /// From the start page, what needs a list is done in the pane beneath.
  mutating func act(leavingStart intent: Intent) -> [Request] {
    switch intent {
    case .help, .palette, .messages, .start, .jobs, .job, .quit: return act(on: intent)
    default:
      if isAtStart { _ = dropLayers() }
      return act(on: intent)
    }
  }

  /// A press chooses a row of a list of queues; on the row that is chosen it opens the queue.
  mutating func press(on point: Point, in layer: DeskLayer, _ layout: Layout) -> [Request] {
    switch layer {
    case .queues(var menu):
      let top = size.rows - DeskLayer.menuHeight(of: menu.lines.count, in: size) + 1
      let before = menu.cursor.selection
      guard menu.select(line: point.row - top) else { return [] }
      if menu.cursor.selection == before { return handle(.enter, in: layer) }
      replaceTop(.desk(.queues(menu)))
    case .start(var page):
      let before = page.cursor.selection
      guard page.select(line: point.row - DeskLayer.pageArea(layout).row) != nil else { return [] }
      if page.cursor.selection == before { return handle(.enter, in: layer) }
      replaceTop(.desk(.start(page)))
    case .saving(let form): return press(on: point, in: form)
    case .jobs, .greeting, .trend: break
    }
    return []
  }

  // MARK: - Keeping what is shown

  mutating func beginSavingQueue() -> [Request] {
    let query = pane.typedQuery(actor: actor, today: today)
    let taken = Set(queueLines(of: paneName).map(\.queue.key))
    return lay(
      .desk(
        .saving(
          QueueForm(
            pane: paneName.queuePane, query: query, sort: pane.listSort, columns: pane.listColumns,
            taken: taken))))
  }

  private mutating func take(_ result: QueueForm.Result, of form: QueueForm) -> [Request] {
    switch result {
    case .stay: return []
    case .leave: return dropLayer()
    case .submit:
      let queue = form.queue(by: actor.name)
      do throws(QueueRefusal) {
        try queue.check(
          ships: paneName.views, others: lists.queues.filter { $0.isFor(actor) },
          days: DayReader(today: today, rulebook: rulebook))
      } catch {
        var refused = form
        refused.refusal = error.message
        replaceTop(.desk(.saving(refused)))
        return []
      }
      return [.saveQueue(queue)]
    }
  }

  // MARK: - Counts

  /// Asks for all counts that may be looked at. They come one after the other; nothing waits for them.
  mutating func countQueues() -> [Request] {
    tallyGeneration += 1
    var seen: Set<String> = []
    let questions = (isAtStart ? PaneName.allCases : [paneName]).flatMap { queueLines(of: $0) }
      .filter { seen.insert($0.queue.query).inserted }
      .compactMap { line in
        (try? QueryParser.parse(
          line.queue.query, today: today, actor: actor.name, calendar: rulebook.calendars.englandAndWales))
          .map {
            QueueQuestion(text: line.queue.query, query: $0)
          }
      }
    return [.tally(questions, generation: tallyGeneration)]
  }

  /// Nobody looks at counts any more: a fast hand must not leave work behind with every queue that it opens.
  private mutating func stopCounting() -> [Request] {
    tallyGeneration += 1
    return [.tally([], generation: tallyGeneration)]
  }

  /// Counts are kept up to date as long as they are on the screen.
  mutating func recountQueues() -> [Request] {
    let isShown = layers.contains { layer in
      switch layer {
      case .desk(.start), .desk(.queues): true
      default: false
      }
    }
    return isShown ? countQueues() : []
  }

  mutating func take(_ tallies: [String: QueueTally]) {
    // Whatever the generation: the newest count of a queue is better than none.
    self.tallies.merge(tallies) { $1 }
  }

  mutating func finishQueue(_ message: Message, isAwaited: Bool) -> [Request] {
    if isAwaited { _ = dropLayer() }
    notice = Notice(message: message, isError: false)
    return [.lists] + recountQueues()
  }

  /// Gives the layer the size of the screen and what is known now.
  func arranged(_ layer: DeskLayer, in layout: Layout) -> DeskLayer {
    switch layer {
    case .queues(var menu):
      let lines = queueLines(of: paneName)
      menu.arrange(lines, height: max(1, DeskLayer.menuHeight(of: lines.count, in: size) - 3))
      return .queues(menu)
    case .saving, .greeting: return layer
    case .jobs(var page):
      page.arrange(jobs, height: LayerDrawing.jobRows(of: DeskLayer.pageArea(layout).rows))
      return .jobs(page)
    case .start(var page):
      page.arrange(startRows, height: DeskLayer.pageArea(layout).rows)
      return .start(page)
    case .trend(var page):
      // Between the headings and the cell in words.
      page.arrange(height: DeskLayer.pageArea(layout).rows - 2)
      return .trend(page)
    }
  }
}

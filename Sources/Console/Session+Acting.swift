internal import Canvas
internal import Casework

// What each intent does in the pane. What changes the register only asks for it; the answer says what became
// of it.
extension Session {
  mutating func act(on intent: Intent) -> [Request] {
    switch intent {
    case .down, .up, .pageDown, .pageUp, .first, .last: return move(intent)
    case .nextRecord, .previousRecord:
      pane.step(intent)
      return showSelected() + pane.moreIfNeeded(actor: actor, today: today)
    case .nextNeeding, .previousNeeding: return moveToNeeding(intent)
    case .otherPart: return switchPart()
    case .open: return open()
    case .back: return back()
    case .quit: return pane.isBare ? leave() : back()
    case .search:
      if pane.search == nil { visited.leave(place) }
      pane.search = pane.search ?? TextEntry()
      pane.isSearching = true
      pane.focus = .list
      return showSelected()
    case .view(let key): return show(key)
    case .pane(let number): return go(to: number)
    case .history: return showHistory()
    case .deadlines: return showDeadlines()
    case .retention: return showRetention()
    case .attendance: return askAttendance()
    case .children: return showChildren()
    case .parent: return showParent()
    case .campaign: return showCampaign()
    case .coverage: return askCoverage()
    case .trend: return showTrend()
    case .togglePreview:
      pane.showsPreview.toggle()
      return []
    case .drafts:
      drafting.isListWanted = true
      return [.drafts]
    case .zoom: return zoom()
    case .quotedText:
      pane.showsQuoted.toggle()
      return []
    case .columns: return chooseColumns()
    case .sort: return lay(.picker(Pickers.sort(pane.listSort, isSearch: pane.search != nil)))
    case .bestFirst: return turnBestFirst()
    case .similar: return askForSimilar()
    case .goBack: return turnPage(back: true)
    case .goForward: return turnPage(back: false)
    case .count:
      count = ""
      return []
    case .refresh:
      pane.pinned = nil
      return reload()
    case .largerPreview, .smallerPreview, .turnPreview, .mouse: return shareScreen(intent)
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .help: return lay(.help(HelpPage(actions)))
    case .palette:
      return lay(.picker(palette()))
    case .undo: return undo()
    case .repeatLast: return repeatLast()
    case .tag, .tagOrPage, .tagRange, .tagAll, .tagNone, .tagInvert, .tagByQuery, .tagList, .tagAgain:
      return tag(intent)
    case .queues: return showQueues()
    case .saveQueue: return beginSavingQueue()
    case .start: return showStart()
    case .messages: return showMessages()
    case .jobs: return showJobs()
    case .job(let kind): return begin(kind)
    case .create: return beginCreating()
    case .assign, .stage, .themes, .place, .note, .saveAttachment, .edit, .acts, .log, .act, .nextStep,
      .score, .identity:
      return actOnRecord(intent)
    }
  }

  /// Only what was done in this console: a slip of the finger must not take back yesterday's work.
  private mutating func undo() -> [Request] {
    guard let last = deeds.last else {
      notice = Notice(
        message: "You have changed nothing here yet; 'casebook undo' takes back what was done before.",
        isError: true)
      return []
    }
    return [.perform(Change(.undoEntry(last.entry)))]
  }

  // MARK: - Moving

  mutating func move(_ intent: Intent) -> [Request] {
    if let requests = pane.jump(intent, actor: actor, today: today) { return requests }
    pane.move(intent)
    guard pane.focus == .list else { return [] }
    return showSelected() + pane.moreIfNeeded(actor: actor, today: today)
  }

  private mutating func moveToNeeding(_ intent: Intent) -> [Request] {
    if let requests = moveToMatch(intent == .nextNeeding ? 1 : -1) { return requests }
    guard pane.moveToNeeding(intent == .nextNeeding ? 1 : -1, today: today) else {
      notice = Notice(message: "Nothing in this list is new or late.", isError: false)
      return []
    }
    return showSelected()
  }

  private mutating func switchPart() -> [Request] {
    guard pane.focus != .reading else { return back() }
    guard pane.opened != nil else { return takeOffers() ?? [] }
    guard layout?.preview != nil else { return open() }
    pane.focus = pane.focus == .list ? .preview : .list
    return []
  }

  /// Gives the whole screen to what has the keys, or takes it away again.
  private mutating func zoom() -> [Request] {
    switch pane.focus {
    case .list: pane.showsPreview.toggle()
    case .preview: pane.focus = .reading
    case .reading: pane.focus = layout?.preview == nil || !pane.showsPreview ? .list : .preview
    }
    return showSelected()
  }

  private mutating func open() -> [Request] {
    guard pane.selected != nil else { return [] }
    if let requests = beginOpening() { return requests }
    pane.focus = .reading
    return showSelected()
  }

  /// Takes off one layer: the letter, then the search, then the tags.
  private mutating func back() -> [Request] {
    switch pane.focus {
    case .reading, .preview:
      pane.focus = .list
      return showSelected()
    case .list:
      guard pane.search != nil || pane.tags.isEmpty else { return dropTags() }
      guard pane.search != nil else {
        notice = Notice(message: "This is the list: \(keys(of: .quit)) leaves Casebook.", isError: false)
        return []
      }
      return clearSearch()
    }
  }

  private mutating func show(_ key: Character) -> [Request] {
    guard let view = paneName.views.first(where: { $0.key == key }) else { return [] }
    return show(view)
  }

  mutating func show(_ view: SavedView) -> [Request] {
    visited.leave(place)
    pane.show(view)
    asked = nil
    return pane.reload(actor: actor, today: today)
  }

  /// Another pane, as it was left.
  private mutating func go(to number: Int) -> [Request] {
    guard let name = PaneName(rawValue: number), name != paneName else { return [] }
    visited.leave(place)
    paneName = name
    asked = nil
    return reload()
  }

  // MARK: - Looking around a record

  private mutating func showHistory() -> [Request] {
    guard let record = pane.opened?.record else { return [] }
    if let requests = beginOpening() { return requests }
    return lay(
      .page(TextPage("History of \(record.reference)", .history(pane.history, record.kind))))
  }

  private mutating func showDeadlines() -> [Request] {
    guard let record = pane.opened?.record else { return [] }
    if let requests = beginOpening() { return requests }
    let clocks = record.clocks(rulebook)
    guard !clocks.isEmpty else {
      notice = Notice(message: "No clock runs on \(record.reference).", isError: false)
      return []
    }
    return lay(.page(TextPage("How the due dates of \(record.reference) are made", .deadlines(clocks))))
  }

  private mutating func showChildren() -> [Request] {
    guard let view = pane.opened else { return [] }
    guard !view.children.isEmpty else {
      notice = Notice(message: "Nothing belongs to \(view.record.reference).", isError: false)
      return []
    }
    return show(.children(of: view.record.reference))
  }

  private mutating func showParent() -> [Request] {
    guard let parent = pane.opened?.parent else {
      notice = Notice(message: "This record belongs to no other.", isError: false)
      return []
    }
    return show(.one(parent.reference))
  }

  // MARK: - The search line

  mutating func handleInSearch(_ key: Key) -> [Request] {
    switch key {
    case .tab: return takeOffers() ?? completeSearch() ?? keepSearch()
    case .control("r"): return turnBestFirst()
    case .control("n"): return turnNarrowed()
    case .enter, .down: return keepSearch()
    case .escape, .control("c"): return clearSearch()
    case .function(1): return act(on: .help)
    default:
      guard pane.type(key) else { return [] }
      return pane.reload(actor: actor, today: today)
    }
  }

  /// The list stays as it was found while typing. What is not understood stays to be mended.
  private mutating func keepSearch() -> [Request] {
    guard let typed = pane.search?.text, !typed.isBlank else { return clearSearch() }
    guard pane.searchFault == nil else { return [] }
    pane.remember(search: typed)
    pane.isSearching = false
    return []
  }

  private mutating func clearSearch() -> [Request] {
    pane.isSearching = false
    pane.search = nil
    pane.finding.isNarrowed = false
    if pane.sort?.order == .best { pane.sort = nil }
    return pane.reload(actor: actor, today: today)
  }
}

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
    case .quit: return pane.focus == .list && pane.search == nil ? [.quit] : back()
    case .search:
      pane.search = pane.search ?? TextEntry()
      pane.isSearching = true
      pane.focus = .list
      return showSelected()
    case .viewOpen, .viewUntriaged, .viewMine, .viewUnassigned, .viewLate, .viewThisWeek, .viewAwaiting,
      .viewReplyOwed, .viewAll, .viewClosed:
      return show(intent)
    case .history: return showHistory()
    case .togglePreview:
      pane.showsPreview.toggle()
      return []
    case .quotedText:
      pane.showsQuoted.toggle()
      return []
    case .refresh:
      pane.pinned = nil
      return reload()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .help: return lay(.help(HelpPage()))
    case .palette: return lay(.picker(Pickers.palette()))
    case .undo: return undo()
    case .assign, .stage, .themes, .place, .note, .refer, .answer, .reply, .close, .saveAttachment:
      return actOnCase(intent)
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

  private mutating func move(_ intent: Intent) -> [Request] {
    pane.move(intent)
    guard pane.focus == .list else { return [] }
    let reach = intent == .last ? Self.longReach : RegisterPane.reach
    let more = pane.moreIfNeeded(actor: actor, today: today, reach: reach)
    return pane.isGoingToEnd && !more.isEmpty ? more : showSelected() + more
  }

  private mutating func moveToNeeding(_ intent: Intent) -> [Request] {
    guard pane.moveToNeeding(intent == .nextNeeding ? 1 : -1, today: today) else {
      notice = Notice(message: "Nothing in this list is new or late.", isError: false)
      return []
    }
    return showSelected()
  }

  private mutating func switchPart() -> [Request] {
    guard pane.focus != .reading else { return back() }
    guard pane.opened != nil else { return [] }
    guard layout?.preview != nil else { return open() }
    pane.focus = pane.focus == .list ? .preview : .list
    return []
  }

  private mutating func open() -> [Request] {
    guard pane.selected != nil else { return [] }
    pane.focus = .reading
    return showSelected()
  }

  /// Takes off one layer: the letter, then the search.
  private mutating func back() -> [Request] {
    switch pane.focus {
    case .reading, .preview:
      pane.focus = .list
      return showSelected()
    case .list:
      guard pane.search != nil else {
        notice = Notice(message: "This is the list: q leaves Casebook.", isError: false)
        return []
      }
      return clearSearch()
    }
  }

  private mutating func show(_ intent: Intent) -> [Request] {
    guard let view = SavedView.all.first(where: { $0.intent == intent }) else { return [] }
    pane.show(view)
    asked = nil
    return pane.reload(actor: actor, today: today)
  }

  private mutating func showHistory() -> [Request] {
    guard let opened = pane.opened else { return [] }
    return lay(.history(HistoryPage(reference: opened.record.reference, history: pane.history)))
  }

  // MARK: - The search line

  mutating func handleInSearch(_ key: Key) -> [Request] {
    switch key {
    case .enter, .down, .tab: return keepSearch()
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
    return pane.reload(actor: actor, today: today)
  }

  // MARK: - Acting on the case under the cursor

  private mutating func actOnCase(_ intent: Intent) -> [Request] {
    guard let record = pane.opened?.record, record.reference == pane.shownReference else {
      notice = Notice(message: "There is no case here to act on.", isError: true)
      return []
    }
    subject = record
    switch intent {
    case .assign: push(Pickers.assign(record, lists: lists, actor: actor))
    case .stage: push(Pickers.stage(record, facts: facts))
    case .themes: push(Pickers.themes(record, lists: lists))
    case .place: push(Pickers.place(record, lists: lists))
    case .refer: push(Pickers.refer(record, lists: lists))
    case .close: push(Pickers.close(record))
    case .note:
      push(
        TextForm(
          .note, title: "Note on \(record.reference)", hint: "For colleagues only; nobody else is sent it.",
          verb: "Write"))
    case .reply:
      let hint: Message =
        "Type or paste the reply as it went to \(words.correspondent(record)). Nothing is sent."
      push(TextForm(.reply, title: "Reply on \(record.reference)", hint: hint, verb: "Record the reply"))
    case .answer: pushAnswer(record)
    case .saveAttachment: pushAttachments()
    default: break
    }
    return []
  }

  /// The rules may ask for facts before the store does.
  private var facts: Facts {
    Facts(actor: actor, now: now, rulebook: rulebook, newUID: { "" })
  }

  private mutating func push(_ picker: Picker) { layers.append(.picker(picker)) }

  private mutating func push(_ form: TextForm) { layers.append(.form(form)) }

  private mutating func pushAnswer(_ record: Record) {
    guard let referral = record.awaitedReferral else {
      notice = Notice(
        message: RuleRefusal.noAnswerAwaited(reference: record.reference).message, isError: true)
      return
    }
    push(
      TextForm(
        .answer, title: "Answer on \(record.reference)",
        hint: "What \(lists.title(ofTeam: referral.team)) answered.", verb: "Record the answer"))
  }

  private mutating func pushAttachments() {
    let picker = Pickers.attachments(pane.opened?.contacts ?? [])
    guard !picker.items.isEmpty else {
      notice = Notice(message: "There is no attachment on this case.", isError: true)
      return
    }
    push(picker)
  }
}

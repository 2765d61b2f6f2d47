internal import Canvas
internal import Casework

// What the answers from outside do.
extension Session {
  /// What an answer means, drafts apart: ``receive(_:)`` sees to those.
  mutating func respond(to reply: Reply) -> [Request] {
    defer { arrange() }
    let requests = take(reply)
    guard !requests.contains(where: \.hasAnswer) else { return requests }
    return requests + takeHeld()
  }

  private mutating func take(_ reply: Reply) -> [Request] {
    switch reply {
    case .rows(let rows, let generation):
      return take(rows.map { ListLine(row: $0) }, generation: generation)
    case .hits(let hits, let generation): return take(hits, generation: generation)
    case .counted(let count, let generation): pane.take(count: count, generation: generation)
    case .countedBefore(let count, let generation): pane.take(countBefore: count, generation: generation)
    case .identity(let identity, let reference): show(identity, of: reference)
    case .sealed(let reference): return finishSealing(reference)
    case .vaultRefused(let message): refuseIdentity(message)
    case .view(let view, let history):
      if let requests = takeForScoring(view) { return requests }
      guard view == nil || view?.record.reference == asked else { return [] }
      pane.take(view, history: history)
      warnOfChange(history)
      layMinutesBesideLog()
      return beginAwaitedDraft()
    case .opened(let reference): return finishOpening(reference)
    case .previewed(let change, let outcome):
      shelveIfLeft(.preview(change))
      return isAwaited { $0 == .preview(change) } ? lay(outcome, of: change) : []
    case .rowsToTag(let rows, let query, let mode):
      if isAwaited({ $0 == .rowsToTag(query, mode) }) { take(rows, mode) }
    case .sheet(.trend(let grid)): take(grid)
    case .sheet(let sheet): return lay(.page(TextPage(sheet.title, .sheet(sheet))))
    case .done(let change, let receipt): return finish(change, receipt)
    case .refused(let change, let message, let yieldsToReason):
      refuse(change, message, yieldsToReason: yieldsToReason)
    case .overtaken(let change, let record, let by, let at): overtake(change, record, by: by, at: at)
    case .composed(let text): compose(text)
    case .notComposed(let message): fail(message, isOfLayer: true)
    case .drafts(let drafts): return show(drafts)
    case .draft(let draft, let place): offer(draft, at: place)
    case .draftKept(let place, let moment): noteKept(place, at: moment)
    case .draftNotKept(let place, let message): refuseDraft(at: place, message)
    case .saved(let path):
      notice = Notice(message: "Saved as \(path).", isError: false)
      return isAwaited { if case .save = $0 { true } else { false } } ? dropLayers() : []
    case .failed(let message):
      held = []
      pane.stopAsking()
      let isSave: (Request) -> Bool = {
        switch $0 {
        case .save, .saveQueue, .open: true
        default: false
        }
      }
      bringBack(isSave)
      _ = isAwaited(\.holdsKeys)
      fail(message, isOfLayer: isAwaited(isSave))
    case .answered(let answer): return take(answer)
    case .lists(let lists): self.lists = lists
    case .tallied(let tallies): take(tallies)
    case .progress(let progress, let id): take(progress, of: id)
    case .ended(let end, let id): return take(end, of: id)
    case .queueSaved(let queue):
      return finishQueue(
        "'\(queue.key) opens '\(queue.title)'.",
        isAwaited: isAwaited { if case .saveQueue = $0 { true } else { false } })
    case .queueDeleted(let queue):
      return finishQueue("The queue '\(queue.title)' is deleted.", isAwaited: false)
    case .changedElsewhere: return [.lists] + refresh() + recountQueues()
    }
    return []
  }

  private mutating func take(_ lines: [ListLine], generation: Int) -> [Request] {
    guard pane.take(lines, generation: generation) else { return [] }
    if let made = pane.missedGoal { return showAlone(made) }
    guard !pane.isScreenful else { return [] }
    let again = pane.isStale ? refresh() : pane.moreIfNeeded(actor: actor, today: today)
    return showSelected() + again + pane.questionsBehindHits(actor: actor, today: today)
  }

  /// Shows a record that was just made and that the list has not, so that the next key acts on it.
  private mutating func showAlone(_ reference: String) -> [Request] {
    pane.missedGoal = nil
    notice = Notice(
      message:
        "\(reference): recorded, and shown alone, for '\(pane.view.name)' does not hold it. u takes it back.",
      isError: false)
    return show(.one(reference))
  }

  /// Asks anew for the list and the case that is shown.
  mutating func reload() -> [Request] {
    asked = nil
    let requests = pane.reload(actor: actor, today: today)
    // A search that cannot be understood asks for no list; the case is shown anew all the same.
    return requests.isEmpty ? showSelected() : requests
  }

  /// Whether a layer waits for such an answer; if so, it waits no longer.
  mutating func isAwaited(_ fits: (Request) -> Bool) -> Bool {
    if let left = leftBehind, fits(left.request) { leftBehind = nil }
    guard let request = underWay, fits(request) else { return false }
    underWay = nil
    return true
  }

  /// Lays what was left without waiting over the pane again, unless something else lies there.
  mutating func bringBack(_ fits: (Request) -> Bool) {
    guard let left = leftBehind, fits(left.request) else { return }
    // Something else is being written: what was refused is offered again when it is begun again.
    guard layers.isEmpty else { return shelve(left) }
    layers = left.layers
    subject = left.subject
    many = left.many
    underWay = left.request
  }

  private mutating func finish(_ change: Change, _ receipt: Receipt) -> [Request] {
    let kind = kind(of: change)
    let file = scoredReview?[FileReview.file]
    // A text that was begun meanwhile stays, and so does a log, for the next line.
    var more: [Request] = []
    if isAwaited({ $0 == .perform(change) }), !logTook() {
      if let requests = scoringTook(change) { more = requests } else { _ = dropLayers() }
    }
    let reference = receipt.touched.first ?? ""
    if scoredReview == nil { lastVerb = change.what.repeatable ?? lastVerb }
    if change.what.isUndo {
      let undone = deeds.popLast()?.what ?? Message("the last change")
      let count = Set(receipt.touched).count
      let what = count > 1 ? Self.countOfRecords(count).text() : reference
      notice = Notice(message: "\(what): taken back (\(undone)).", isError: false)
    } else if change.what.isErasure {
      finishErasing(change, receipt)
    } else if case .bulk(_, let asked) = change.what {
      let done = change.what.done(lists, kind: kind)
      // What changed nothing has no entry of its own to be taken back.
      if !receipt.touched.isEmpty { deeds.append(Deed(entry: receipt.entry, what: done)) }
      pane.pinned = receipt.touched.first { $0 == pane.selected?.reference }
      finishMany(done, receipt, asked: asked)
    } else {
      let done = change.what.loggedLine(kind) ?? change.what.done(lists, kind: kind)
      deeds.append(Deed(entry: receipt.entry, what: done))
      if case .create = change.what {
        pane.goal = reference
        pane.awaitsGoal = true
      } else {
        pane.pinned = reference
      }
      // Who reads knows the file and not the number of the reading.
      let name =
        scoredReview == nil ? file.map { Message("\(reference) of \($0)").text() } ?? reference : reference
      notice = Notice(message: "\(name): \(done). u takes it back.", isError: false)
    }
    return reload() + more + recountQueues()
  }

  /// The kind of the record that was changed; nil when it is not on the screen.
  private func kind(of change: Change) -> KindName? {
    switch change.what {
    case .create(let kind, _, _): return kind
    case .undo, .undoEntry: return nil
    case .bulk(_, let targets):
      let kinds = Set(targets.compactMap { pane.tags.rows[$0.reference]?.kind })
      return kinds.count == 1 ? kinds.first : nil
    case .act(_, let reference, _):
      let records = [subject, leftBehind?.subject, scoredReview, pane.opened?.record]
      let record = records.lazy.compactMap { $0 }.first { $0.reference == reference }
      return record?.kind ?? pane.lines.first { $0.row.reference == reference }?.row.kind
    }
  }

  /// Whether a log lies over the pane; it then takes the line as logged.
  private mutating func logTook() -> Bool {
    guard case .log(var log)? = layers.last else { return false }
    log.took(lists)
    replaceTop(.log(log))
    return true
  }

  mutating func refuse(_ change: Change, _ message: Message, yieldsToReason: Bool) {
    shelveIfLeft(.preview(change))
    bringBack { $0 == .perform(change) }
    let isOfLayer = isAwaited { $0 == .perform(change) || $0 == .preview(change) }
    held = []
    if layers.isEmpty { many = nil }
    guard isOfLayer, yieldsToReason, change.reason == nil else {
      return fail(message, isOfLayer: isOfLayer)
    }
    layers.append(
      .form(
        TextForm(
          .reason(for: change), title: "A reason is needed", hint: message, verb: "Do it for this reason")))
  }

  /// A refusal stands where the person is looking; what was typed stays.
  mutating func fail(_ message: Message, isOfLayer: Bool) {
    switch layers.last {
    case .form(var form)? where isOfLayer:
      form.refusal = message
      replaceTop(.form(form))
    case .conflict(var conflict)? where isOfLayer:
      conflict.refusal = message
      replaceTop(.conflict(conflict))
    case .record(var form)? where isOfLayer:
      form.refuse(message)
      replaceTop(.record(form))
    case .log(var log)? where isOfLayer:
      log.refusal = message
      replaceTop(.log(log))
    case .scoring(var scoring)? where isOfLayer:
      scoring.refusal = message
      replaceTop(.scoring(scoring))
    case .picker(var picker)? where isOfLayer:
      picker.refusal = message
      replaceTop(.picker(picker))
    case .desk(.saving(var form))? where isOfLayer:
      form.refusal = message
      replaceTop(.desk(.saving(form)))
    default: notice = Notice(message: message, isError: true, stays: true)
    }
  }
}

extension Change.What {
  /// What `.` does again; nil for what is of one record alone: what is made, taken back, or logged line by line.
  fileprivate var repeatable: BulkVerb? {
    switch self {
    case .bulk(.each(.act(Erasing.act, _)), _): nil
    case .bulk(let verb, _): verb
    case .act(.act(LineLog.act, _), _, _), .act(.act(Erasing.act, _), _, _): nil
    case .act(let action, _, _): .each(action)
    case .create, .undo, .undoEntry: nil
    }
  }

  /// A line that was logged, as it was typed; nil for any other change.
  fileprivate func loggedLine(_ kind: KindName?) -> Message? {
    guard case .act(.act(LineLog.act, let said), _, _) = self, let kind,
      let input = RecordKind.named(kind).act(named: LineLog.act)?.inputs.first,
      let line = said[input.name]?.string
    else { return nil }
    return "'\(line)' recorded"
  }

  /// What was done, for the message row, in the words of the kind of record to which it was done.
  func done(_ lists: OfficeLists, kind: KindName?) -> Message {
    switch self {
    case .create: "recorded"
    case .undo, .undoEntry: "taken back"
    case .bulk(.reply, _): Self.done(act: "reply", kind)
    case .bulk(.addThemes(let names), _):
      "themes added: \(names.map(lists.title(ofTheme:)).joined(separator: ", "))"
    case .bulk(.each(let action), _), .act(let action, _, _):
      switch action {
      case .set(let values): Self.done(values, lists)
      case .move(let stage): "moved to '\(Self.label(ofStage: stage, kind))'"
      case .note: "note written"
      case .act(let name, let said):
        if let team = said[CaseActs.team.name]?.string, name == "refer" {
          Message("referred to \(lists.title(ofTeam: team)), whose answer is awaited")
        } else {
          Self.done(act: name, kind)
        }
      }
    }
  }

  private static func label(ofStage name: String, _ kind: KindName?) -> Message {
    kinds(kind).lazy.compactMap { $0.stage(named: name)?.label }.first ?? Message("\(name)")
  }

  private static func done(act name: String, _ kind: KindName?) -> Message {
    kinds(kind).lazy.compactMap { $0.act(named: name)?.done }.first ?? Message("\(name)")
  }

  /// Several kinds have a stage or an act of one name: the kind at hand says what it is called there.
  private static func kinds(_ kind: KindName?) -> [RecordKind] {
    kind.map { [RecordKind.named($0)] } ?? RecordKind.all
  }

  private static func done(_ values: [String: JSON], _ lists: OfficeLists) -> Message {
    guard let (name, value) = values.first, values.count == 1 else { return "changed" }
    switch name {
    case Head.owner.name:
      guard let owner = value.string else { return "given to nobody" }
      return "assigned to \(lists.fullName(of: owner))"
    case Head.team.name: return "given to \(lists.title(ofTeam: value.string ?? ""))"
    case Head.themes.name: return "themes set"
    case Head.place.name:
      guard let place = value.string else { return "place taken away" }
      return "place set to \(lists.title(ofPlace: place))"
    default: return "changed"
    }
  }
}

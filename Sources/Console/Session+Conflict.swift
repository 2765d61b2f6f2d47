internal import Canvas
internal import Casework

// What to do when a colleague was faster: both versions are shown, and nothing is lost.
extension Session {
  /// Lays both versions over the form whose change was refused.
  mutating func overtake(_ change: Change, _ record: Record, by: String, at moment: Instant) {
    bringBack { $0 == .perform(change) }
    let isOfLayer = isAwaited { $0 == .perform(change) }
    held = []
    let name = lists.fullName(of: by)
    guard isOfLayer, let subject, subject.reference == record.reference else {
      notice = Notice(
        message:
          "\(record.reference) was changed meanwhile by \(name): nothing was written, look and do it again.",
        isError: true)
      return
    }
    if case .conflict = layers.last { layers.removeLast() }
    layers.append(
      .conflict(
        Conflict(
          change, record: record, before: subject, by: name,
          moment: DayWords.moment(moment, today: today), words: words)))
  }

  /// Says while a record is being edited that a colleague has changed it: the person may want to look first.
  mutating func warnOfChange(_ history: [HistoryLine]) {
    guard let subject, let now = pane.opened?.record, now.reference == subject.reference,
      now.revision > max(subject.revision, drafting.told), let last = history.last?.entry,
      case .record(var form)? = layers.last, case .edit = form.purpose, underWay == nil
    else { return }
    drafting.told = now.revision
    form.refusal =
      "\(lists.fullName(of: last.actor)) has changed \(now.reference) meanwhile: where you differ, saving shows both."
    replaceTop(.record(form))
  }

  mutating func handle(_ key: Key, in conflict: inout Conflict) -> [Request] {
    let isTaken = conflict.handle(key)
    replaceTop(.conflict(conflict))
    guard isTaken else { return [] }
    switch conflict.choice {
    case .edit: goBack(from: conflict)
    case .mine: return conflict.change(takesTheirs: false).map { [.perform($0)] } ?? []
    case .theirs:
      if let rest = conflict.change(takesTheirs: true) { return [.perform(rest)] }
      notice = Notice(
        message:
          "\(conflict.record.reference) stays as \(conflict.by) left it; nothing of yours was written.",
        isError: false)
      return dropLayers()
    }
    return []
  }

  /// Back to the form, which is now about the record as it stands: what one typed is still there, and what the
  /// colleague made of the same field stands beneath it.
  private mutating func goBack(from conflict: Conflict) {
    layers.removeLast()
    subject = conflict.record
    drafting.told = conflict.record.revision
    if case .form(let form)? = layers.last, let change = conflict.change(takesTheirs: false) {
      replaceTop(.form(form.rebased(on: change)))
    }
    guard case .record(let form)? = layers.last, case .edit = form.purpose else { return }
    var fresh = Forms.edit(conflict.record, lists: lists)
    fresh.take(form.draft)
    for row in conflict.rows where row.isContested {
      guard let position = fresh.lines.firstIndex(where: { $0.field.name == row.name }) else { continue }
      fresh.lines[position].theirs = row.theirs
    }
    fresh.refusal = "'theirs' is what \(conflict.by) saved; what stands in the field is yours."
    fresh.days = days
    replaceTop(.record(fresh))
  }
}

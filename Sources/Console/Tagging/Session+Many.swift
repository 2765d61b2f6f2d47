internal import Canvas
internal import Casework

extension Intent {
  /// Whether it can be done to many records at once.
  var takesMany: Bool {
    switch self {
    case .assign, .stage, .themes, .place, .note, .edit, .acts: true
    case .act(let name): name != LineLog.act
    default: false
    }
  }
}

// One verb for all that is tagged. What is asked is asked once; then a page shows what would become of each.
extension Session {
  mutating func actOnTagged(_ intent: Intent) -> [Request] {
    pane.settleRange()
    let rows = pane.tags.rows.values.sorted { $0.reference < $1.reference }
    guard intent.takesMany else {
      notice = Notice(
        message: .counted(
          rows.count, one: "This is done to one record at a time: Esc lets the tag go.",
          other: "This is done to one record at a time: Esc lets the \(rows.count) go that are tagged."),
        isError: true)
      return []
    }
    many = rows
    let name = Self.countOfRecords(rows.count).text()
    switch intent {
    case .assign: push(Pickers.assign(name, offersNobody: true, lists: lists, actor: actor))
    case .stage: push(Pickers.stage(name, after: rows))
    case .themes: push(Pickers.themes(addedTo: name, lists: lists))
    case .place: push(Pickers.place(name, offersNone: true, lists: lists))
    case .note: push(TextForm.note(on: name))
    case .acts: push(Pickers.acts(name, of: commonActs(of: rows)))
    case .edit: return editMany(rows, name)
    case .act(let act): return beginOnMany(act)
    default: break
    }
    return []
  }

  static func countOfRecords(_ count: Int) -> Message {
    .counted(count, one: "1 record", other: "\(count) records")
  }

  /// Acts that the kinds of all of them have. Whether each may be done is for the rules, record by record.
  private func commonActs(of rows: [RecordRow]) -> [Act] {
    let kinds = Set(rows.map(\.kind))
    guard let first = kinds.min(by: { $0.rawValue < $1.rawValue }) else { return [] }
    return RecordKind.named(first).acts.filter { act in
      act.name != LineLog.act && kinds.allSatisfy { RecordKind.named($0).act(named: act.name) != nil }
    }
  }

  private mutating func editMany(_ rows: [RecordRow], _ name: String) -> [Request] {
    let kinds = Set(rows.map(\.kind))
    guard let kind = kinds.first, kinds.count == 1 else {
      many = nil
      notice = Notice(
        message: "Records of different kinds have no common form: tag those of one kind.", isError: true)
      return []
    }
    layers.append(.record(Forms.edit(many: name, of: kind, lists: lists)))
    return []
  }

  /// Asks for what an act needs to be told, once for all of them.
  mutating func beginOnMany(_ name: String) -> [Request] {
    guard let rows = many, let act = commonActs(of: rows).first(where: { $0.name == name }) else {
      many = nil
      notice = Notice(
        message: "Not every record that is tagged can be told '\(name)': tag those of one kind.",
        isError: true)
      return []
    }
    let count = Self.countOfRecords(rows.count).text()
    if rows.allSatisfy({ $0.kind == .caseFile }), beginOnCases(name, count) { return [] }
    guard let form = Forms.act(act, on: count, lists: lists) else { return perform(.act(name, [:])) }
    layers.append(.record(form))
    return []
  }

  /// What cases ask in their own way.
  private mutating func beginOnCases(_ act: String, _ count: String) -> Bool {
    switch act {
    case "refer": push(Pickers.refer(count, lists: lists))
    case "close": push(Pickers.close(count))
    case "reply":
      push(
        TextForm(
          .reply, title: "Reply on \(count)", hint: "The same reply, as it went to each. Nothing is sent.",
          verb: "Record the reply"))
    case "answer":
      push(
        TextForm(
          .answer, title: "Answer on \(count)", hint: "What was answered, the same for each.",
          verb: "Record the answer"))
    default: return false
    }
    return true
  }

  // MARK: - Doing it

  /// Asks for a verb on what the layers are about: on one record at once, on many after they were shown.
  ///
  /// A reading is changed by its reviewer alone, key by key, so that there no revision needs to be compared.
  mutating func perform(_ verb: BulkVerb) -> [Request] {
    if let many {
      let targets = many.map { BulkTarget($0.reference, seen: nil) }
      return [.preview(Change(.bulk(verb, on: targets)))]
    }
    guard let subject else { return [] }
    let seen = scoredReview == nil ? subject.revision : nil
    return [.perform(Change(.act(verb.action(for: subject), on: subject.reference, seen: seen)))]
  }

  mutating func perform(_ action: RecordAction) -> [Request] { perform(.each(action)) }

  /// Does what was done last to another record, or to all that are tagged.
  mutating func repeatLast() -> [Request] {
    guard let verb = lastVerb else {
      notice = Notice(message: "Nothing was done yet that could be done again.", isError: false)
      return []
    }
    guard pane.tags.isEmpty else {
      pane.settleRange()
      many = pane.tags.rows.values.sorted { $0.reference < $1.reference }
      return perform(verb)
    }
    guard let record = pane.opened?.record, record.reference == pane.shownReference else {
      notice = Notice(message: "There is no record here to act on.", isError: true)
      return []
    }
    subject = record
    defer { subject = nil }
    return perform(verb)
  }

  /// Lays the page over the pane that shows what would become of each.
  mutating func lay(_ outcome: BulkOutcome, of change: Change) -> [Request] {
    guard !outcome.changed.isEmpty || !outcome.leftOut.isEmpty else {
      fail("All of them are so already: nothing would change.", isOfLayer: !layers.isEmpty)
      if layers.isEmpty { many = nil }
      return []
    }
    // What was typed ahead is no answer to a page that nobody has seen.
    let isTypedAhead = !held.isEmpty
    held = []
    let shown = Set(pane.lines.map(\.row.reference))
    let done = change.what.done(lists, kind: many?.first?.kind)
    var preview = BulkPreview(change, done: done, outcome, at: now, isShown: { shown.contains($0) })
    if isTypedAhead { preview.tellOfKeysTypedAhead() }
    return lay(.bulk(preview))
  }

  mutating func handle(_ key: Key, in preview: inout BulkPreview) -> [Request] {
    let result = preview.handle(key, at: now)
    replaceTop(.bulk(preview))
    switch result {
    case .stay: return []
    case .leave:
      if layers.count == 1 { many = nil }
      return dropLayer()
    case .submit: return [.perform(preview.confirmed)]
    case .giveReason:
      push(
        TextForm(
          .reason(for: preview.change), title: "A reason for those that need one",
          hint: "It stands in the audit log beside each of them.", verb: "Show what then happens"))
      return []
    }
  }

  /// The sentence after many were changed. What was left out stays tagged, to be looked at.
  mutating func finishMany(_ done: Message, _ receipt: Receipt, asked: [BulkTarget]) {
    let left = Set(receipt.leftOut.map(\.reference))
    pane.tags.remove(asked.map(\.reference).filter { !left.contains($0) })
    let changed = Self.countOfRecords(Set(receipt.touched).count)
    let remaining = pane.tags.rows.count
    guard !receipt.touched.isEmpty else {
      notice = Notice(
        message: "Nothing was changed: colleagues were faster on all of them, and they are still tagged.",
        isError: true)
      return
    }
    notice = Notice(
      message: remaining == 0
        ? "\(changed): \(done). u takes all of it back."
        : "\(changed): \(done). \(remaining) left as before, and still tagged. u takes all of it back.",
      isError: !left.isEmpty)
  }
}

internal import Canvas
internal import Casework

// Acting on the record under the cursor, and making new ones. What is asked first lies over the pane as a layer.
extension Session {
  mutating func actOnRecord(_ intent: Intent) -> [Request] {
    many = nil
    guard pane.tags.isEmpty else { return actOnTagged(intent) }
    guard let record = pane.opened?.record, record.reference == pane.shownReference else {
      notice = Notice(message: "There is no record here to act on.", isError: true)
      return []
    }
    if let requests = beginOpening() { return requests }
    subject = record
    switch intent {
    case .assign:
      push(Pickers.assign(record, lists: lists, actor: actor))
    case .stage: push(Pickers.stage(record, facts: facts))
    case .themes: push(Pickers.themes(record, lists: lists))
    case .place:
      push(Pickers.place(record, lists: lists))
    case .acts:
      let acts = RecordKind.named(record.kind).acts.filter { $0.isOffered(record) }
      push(Pickers.acts(record.reference, of: acts + AccessActs.offered(on: record, to: actor)))
    case .edit: layers.append(.record(Forms.edit(record, lists: lists)))
    case .log: pushLog(record)
    case .identity: return pushIdentity(record)
    case .act(let name): return begin(name, on: record)
    case .nextStep: return beginNextStep(of: record)
    case .score: return beginScoring(record)
    case .note:
      push(TextForm.note(on: record.reference))
    case .saveAttachment: pushAttachments()
    default: break
    }
    return []
  }

  /// The rules may ask for facts before the store does.
  var facts: Facts {
    Facts(
      actor: actor, now: now, rulebook: rulebook, register: OpenedRegister(view: pane.opened), newUID: { "" })
  }

  /// Asks for what an act needs to be told; an act that needs nothing is done at once.
  mutating func begin(_ name: String, on record: Record) -> [Request] {
    guard let act = RecordKind.named(record.kind).act(named: name) else {
      notice = Notice(message: RuleRefusal.actUnknown(name, kind: record.kind).message, isError: true)
      subject = nil
      return []
    }
    if record.kind == .caseFile, beginOnCase(name, record) { return [] }
    guard let form = Forms.act(act, on: record.reference, lists: lists, offered: offered(by: name)) else {
      defer { subject = nil }
      return perform(.act(name, [:]))
    }
    layers.append(.record(form))
    return []
  }

  /// Makes a new record of a kind of this pane. What the cursor stands on, or what the list belongs to, is what the
  /// new one belongs to where that makes sense.
  mutating func beginCreating() -> [Request] {
    let kinds = paneName.makes
    guard let first = kinds.first else {
      notice = Notice(message: "Nothing is made by hand in this pane.", isError: true)
      return []
    }
    guard kinds.count > 1 else {
      layers.append(.record(newForm(first)))
      return []
    }
    push(Pickers.kinds(kinds, listedBy: pane.view.query))
    return []
  }

  func newForm(_ kind: KindName) -> RecordForm {
    let above = [pane.opened?.record.reference, pane.opened?.record[Head.parent]]
    let parents = RecordKind.named(kind).parents
    let fits = [pane.opened?.record.kind, pane.opened?.parent?.kind].map { $0.map(parents.contains) ?? false }
    let parent = zip(above, fits).first { $0.1 }?.0
    return Forms.create(kind, parent: parent, today: today, lists: lists)
  }

  /// What the record that is shown lets the inputs of an act choose from, by their names.
  private func offered(by act: String) -> [String: [RecordForm.Option]] {
    guard let view = pane.opened else { return [:] }
    guard view.record.kind == .session else { return view.groupOptions(for: act, today: today) }
    return Dictionary(uniqueKeysWithValues: SessionActs.people.map { ($0, view.people) })
  }

  mutating func push(_ picker: Picker) { layers.append(.picker(picker)) }

  mutating func push(_ form: TextForm) { layers.append(.form(form)) }

  private mutating func pushLog(_ record: Record) {
    guard let log = LineLog(record, lists: lists) else {
      notice = Notice(message: "No lines are logged on this record.", isError: true)
      subject = nil
      return
    }
    layers.append(.log(log))
    layMinutesBesideLog()
  }

  private mutating func pushAttachments() {
    let picker = Pickers.attachments(pane.opened?.contacts ?? [])
    guard !picker.items.isEmpty else {
      notice = Notice(message: "There is no attachment on this record.", isError: true)
      return
    }
    push(picker)
  }
}

/// The register as far as it is on the screen: what belongs to the record that is shown.
private struct OpenedRegister: RegisterLookup {
  let view: RecordView?

  func record(_ reference: String) -> Record? {
    ([view?.record].compactMap { $0 } + (view?.related ?? [])).first { $0.reference == reference }
  }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    view?.record.reference == reference ? view?.related.filter { $0.kind == kind } ?? [] : []
  }

  func isTaken(_ reference: String) -> Bool { false }

  func newReference(_ kind: KindName) -> String { "" }
}

package import Canvas
internal import Casework

// Keeping what is being written, so that no crash, cut line or closed window loses it.
extension Session {
  /// Takes an event in and says what to ask for next.
  package mutating func handle(_ event: Event) -> [Request] {
    if case .key = event {
      drafting.awaited = nil
      drafting.chosen = nil
    }
    return keepingDrafts(respond(to: event))
  }

  /// Takes an answer in and says what to ask for next.
  package mutating func receive(_ reply: Reply) -> [Request] {
    keepingDrafts(respond(to: reply))
  }

  /// The requests with those about drafts: before what ends or stops the program, everything is kept at once.
  private mutating func keepingDrafts(_ requests: [Request]) -> [Request] {
    let isAtOnce = requests.contains { request in
      switch request {
      case .quit, .suspend, .compose: true
      default: false
      }
    }
    return keepDrafts(isAtOnce: isAtOnce) + requests
  }

  /// Keeps what is being written without waiting for a pause.
  package mutating func keepDraftsNow() -> [Request] { keepDrafts(isAtOnce: true) }

  mutating func keepDrafts(isAtOnce: Bool) -> [Request] {
    let unfinished = self.unfinished
    guard !unfinished.isEmpty || !drafting.open.isEmpty || !drafting.shelved.isEmpty else { return [] }
    var requests = drafting.shelved.filter { !$0.texts.isEmpty }.map(Request.keepDraft)
    drafting.shelved = []
    // A form that is gone was filed or thrown away.
    for (place, open) in drafting.open where !unfinished.contains(where: { $0.place == place }) {
      drafting.open[place] = nil
      if !open.kept.isEmpty { requests.append(.dropDraft(place)) }
    }
    for text in unfinished {
      guard drafting.open[text.place] != nil else {
        drafting.open[text.place] = Drafting.Open()
        if text.texts.isEmpty { requests.append(.draft(chosenDraft(at: text.place))) }
        continue
      }
      // What had to make room is in the store before anything can happen to it.
      requests += keep(text, isAtOnce: isAtOnce || text.place.main != text.place)
    }
    return requests
  }

  /// The draft that was chosen from the list, when it is one of several at this place.
  private mutating func chosenDraft(at place: DraftPlace) -> DraftPlace {
    defer { drafting.chosen = nil }
    guard let chosen = drafting.chosen, chosen.main == place else { return place }
    return chosen
  }

  private mutating func keep(_ text: Unfinished, isAtOnce: Bool) -> [Request] {
    guard var open = drafting.open[text.place] else { return [] }
    defer { drafting.open[text.place] = open }
    guard text.texts != open.kept else {
      open.waits = nil
      return []
    }
    guard !text.texts.isEmpty else {
      // A line that was logged must not be offered again.
      open = Drafting.Open()
      return [.dropDraft(text.place)]
    }
    let since = open.waits ?? now
    open.waits = since
    guard isAtOnce || now.milliseconds - since.milliseconds >= Drafting.patience else { return [] }
    open.waits = nil
    open.kept = text.texts
    return [
      .keepDraft(Draft(place: text.place, revision: text.revision, at: now, texts: text.texts))
    ]
  }

  /// What is being written, also in forms that were left without waiting for their answer; of two in one place, the
  /// one that is on the screen has it, and the other is kept beside it.
  private var unfinished: [Unfinished] {
    var texts = layers.compactMap { $0.unfinished(subject) }
    for layer in leftBehind?.layers ?? [] {
      guard var text = layer.unfinished(leftBehind?.subject) else { continue }
      if texts.contains(where: { $0.place == text.place }) {
        guard !text.texts.isEmpty else { continue }
        text = Unfinished(place: text.place.beside("left"), revision: text.revision, texts: text.texts)
      }
      texts.append(text)
    }
    return texts
  }

  /// Keeps the texts of a form that was refused and has no place on the screen any more. Where the same form is open
  /// again, they are kept beside what is written there: neither text is lost.
  mutating func shelve(_ left: LeftBehind) {
    let open = Set(layers.compactMap { $0.unfinished(subject)?.place })
    for text in left.layers.compactMap({ $0.unfinished(left.subject) }) where !text.texts.isEmpty {
      var place = text.place
      if open.contains(place) {
        place = place.beside("\(now.milliseconds)-\(drafting.shelved.count)")
      } else {
        drafting.open[place] = nil
      }
      drafting.shelved += [Draft(place: place, revision: text.revision, at: now, texts: text.texts)]
    }
  }

  mutating func noteKept(_ place: DraftPlace, at moment: Instant) {
    drafting.open[place]?.keptAt = moment
    if let failure = drafting.open[place]?.failure { say(nil, insteadOf: failure, over: place) }
    drafting.open[place]?.failure = nil
  }

  /// A text has its own place for sentences, for it lies over that of the others.
  private mutating func say(_ message: Message?, insteadOf before: Message?, over place: DraftPlace) {
    guard case .form(var form)? = layers.last, layers.last?.unfinished(subject)?.place == place,
      form.refusal == before
    else { return }
    form.refusal = message
    replaceTop(.form(form))
  }

  /// It is tried again after a while.
  mutating func refuseDraft(at place: DraftPlace, _ message: Message) {
    say(message, insteadOf: drafting.open[place]?.failure, over: place)
    drafting.open[place]?.failure = message
    drafting.open[place]?.keptAt = nil
    drafting.open[place]?.kept = [:]
    drafting.open[place]?.waits = now
    notice = Notice(message: message, isError: true)
  }

  // MARK: - Taking up

  /// Lays what was left unfinished over the form that was begun anew, unless something is typed there already.
  mutating func offer(_ draft: Draft?, at place: DraftPlace) {
    guard let draft, !draft.texts.isEmpty, let text = layers.last?.unfinished(subject),
      text.place == place.main,
      text.texts.isEmpty
    else { return }
    layers.append(.offer(DraftOffer(draft, today: today, now: now)))
  }

  mutating func handle(_ key: Key, in offer: DraftOffer) -> [Request] {
    switch key {
    case .enter: return takeUp(offer.draft)
    case .character("d"):
      // The first letter of a text that was typed ahead is no answer to a question that nobody has read.
      guard now.milliseconds - offer.laid.milliseconds >= 300 else { return [] }
      layers.removeLast()
      return [.dropDraft(offer.draft.place)]
    case .escape, .control("c"):
      // The form goes too, so that nothing is written over what is kept.
      layers.removeLast()
      return dropLayer()
    default: break
    }
    return []
  }

  private mutating func takeUp(_ draft: Draft) -> [Request] {
    layers.removeLast()
    let isOld = draft.revision < subject?.revision ?? 0
    let warning: Message? =
      isOld ? "\(draft.place.reference) was changed since this was written: compare before you save." : nil
    switch layers.last {
    case .form(var form)?:
      form.take(draft.texts[Draft.loneText] ?? "")
      form.refusal = warning
      replaceTop(.form(form))
    case .record(var form)?:
      form.take(draft.texts)
      form.refusal = warning
      replaceTop(.record(form))
    case .log(var log)?:
      log.take(draft.texts[Draft.loneText] ?? "")
      replaceTop(.log(log))
    default: return []
    }
    let place = draft.place.main
    drafting.open[place] = Drafting.Open(kept: draft.texts, keptAt: draft.at)
    guard place != draft.place else { return [] }
    let moved = Draft(place: place, revision: draft.revision, at: draft.at, texts: draft.texts)
    return [.keepDraft(moved), .dropDraft(draft.place)]
  }

  // MARK: - The list

  /// At the start what is unfinished is said; when it was asked for, it is there to choose from.
  mutating func show(_ drafts: [Draft]) -> [Request] {
    guard drafting.isListWanted else {
      if let message = Self.reminder(of: drafts, today: today) {
        notice = Notice(message: message, isError: false)
      }
      return []
    }
    drafting.isListWanted = false
    guard !drafts.isEmpty else {
      notice = Notice(message: "Nothing of yours is unfinished.", isError: false)
      return []
    }
    return lay(.picker(Pickers.drafts(drafts, today: today)))
  }

  private static func reminder(of drafts: [Draft], today: Day) -> Message? {
    guard let first = drafts.first else { return nil }
    let title = Pickers.title(of: first, today: today)
    return drafts.count == 1
      ? "Unfinished: \(title). g u takes it up."
      : "Unfinished: \(title), and \(drafts.count - 1) more. g u lists them."
  }

  /// Goes to the record of a draft and begins its form there; the text is then offered.
  mutating func take(up chosen: DraftPlace) -> [Request] {
    drafting.chosen = chosen
    let place = chosen.main
    if let kind = place.word(after: "new").flatMap(KindName.init(rawValue:)) {
      if let name = PaneName.allCases.first(where: { $0.makes.contains(kind) }) { paneName = name }
      asked = nil
      return reload() + lay(.record(newForm(kind)))
    }
    guard !place.reference.isEmpty else {
      notice = Notice(
        message: "It was begun on several records: tag them and begin it again; the text is offered then.",
        isError: false)
      return []
    }
    let kind = RecordKind.all.first { place.reference.hasPrefix($0.prefix + "-") }?.name
    let name = PaneName.allCases.first { name in kind.map(name.kinds.contains) ?? false }
    if let name, !paneName.kinds.contains(where: { $0 == kind }) { paneName = name }
    pane.search = nil
    pane.isSearching = false
    pane.focus = .list
    // It is about the one record; T r tags the others again.
    pane.settleRange()
    pane.tags.dropAll()
    drafting.awaited = place
    return show(.one(place.reference))
  }

  /// The record of the draft is on the screen: its form is begun.
  mutating func beginAwaitedDraft() -> [Request] {
    guard let place = drafting.awaited, let record = pane.opened?.record, record.reference == place.reference,
      layers.isEmpty
    else { return [] }
    drafting.awaited = nil
    switch place.form {
    case "note": return act(on: .note)
    case "edit": return act(on: .edit)
    case "log": return act(on: .log)
    case "reply", "answer", "refer":
      return act(on: .act(place.form))
    default:
      if let act = place.word(after: "act"), RecordKind.named(record.kind).act(named: act) != nil {
        return self.act(on: .act(act))
      }
    }
    notice = Notice(message: "Begin it again on this record: the text is offered then.", isError: false)
    return []
  }

  // MARK: - The editor

  /// What came out of the editor goes where the keys were.
  mutating func compose(_ text: String) {
    switch layers.last {
    case .form(var form)?:
      form.take(text)
      replaceTop(.form(form))
    case .record(var form)?:
      form.compose(text)
      replaceTop(.record(form))
    default: break
    }
  }
}

extension Pickers {
  static func drafts(_ drafts: [Draft], today: Day) -> Picker {
    let items = drafts.map { draft in
      Picker.Item(
        title: title(of: draft, today: today).text(), detail: draft.beginning, choice: .draft(draft))
    }
    return Picker(.drafts, title: "Unfinished: Enter goes on with it", items: items)
  }

  /// `note of 10:42 on COR-26-0001`.
  static func title(of draft: Draft, today: Day) -> Message {
    let moment = DraftOffer.moment(of: draft, today: today)
    guard !draft.place.reference.isEmpty else { return "\(draft.place.label) of \(moment)" }
    return "\(draft.place.label) of \(moment) on \(draft.place.reference)"
  }
}

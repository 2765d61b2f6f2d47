package import Canvas
package import Casework

/// The whole state of the console, as a value: what is shown is made from it, what keys mean changes it.
///
/// Events go in through ``handle(_:)``, answers from outside through ``receive(_:)``; both say what to ask
/// for next. ``draw()`` makes the frame. Nothing here reads a clock, a file or the store.
package struct Session: Sendable {
  /// The size of the screen.
  package internal(set) var size: Size
  /// Who sits at the console.
  package let actor: Actor
  /// The office's people, places and lists.
  package internal(set) var lists: OfficeLists
  let rulebook: Rulebook
  /// A line that stands in the view row: that this is a demo, for example.
  let banner: Message?
  /// How the person likes the console.
  let preferences: Preferences
  /// The present moment; the loop sets it before each event.
  package var now: Instant
  /// One for each pane, in their order.
  var panes = PaneName.allCases.map(RegisterPane.init)
  /// How the screen is shared, and what the mouse is doing.
  var use: ScreenUse
  /// Which of them is on the screen.
  var paneName = PaneName.correspondence
  var layers: [Layer] = []
  /// The case that the layers are about, as it was when the first of them was laid. What is typed goes to
  /// this case, whatever becomes of the list meanwhile.
  var subject: Record?
  /// The records that the layers are about when several were tagged; nil for one.
  var many: [RecordRow]?
  /// Where the person was before.
  var visited = VisitedPlaces()
  /// What was done last, to be done again.
  var lastVerb: BulkVerb?
  var notice: Notice? { didSet { if notice != oldValue { keep(notice) } } }
  /// What was told, the newest last.
  var told: [Told] = []
  /// What failed and was not seen yet.
  var unseen: Notice?
  /// How many records each queue holds, by its query, as far as it is known.
  var tallies: [String: QueueTally] = [:]
  /// Long work of this console, the newest first.
  var jobs: [Job] = []
  /// Of the newest request for counts.
  var tallyGeneration = 0
  /// Keys of a chord that is not complete yet.
  var pending: [Key] = []
  /// The digits typed after `;`; nil when no number is being typed.
  var count: String?
  /// The reference of the case whose text was asked for last.
  var asked: String?
  /// What a layer asked for and waits for. It is asked for once, however often Enter is pressed.
  var underWay: Request? { didSet { if underWay != oldValue { underWaySince = now } } }
  /// Since when.
  var underWaySince: Instant?
  /// What a person left without waiting for its answer. A refusal brings it back, with what was typed.
  var leftBehind: LeftBehind?
  /// What was typed while a layer waits.
  var held: [Event] = []

  /// What the person changed since the console was opened, the last at the end; `u` takes it back in this order.
  var deeds: [Deed] = []
  /// What is unfinished, and how much of it is kept.
  var drafting = Drafting()
  /// Whether only the rows that fit are asked for until ``shown()``: the first screen waits for nothing else.
  private let isScreenful: Bool

  struct Deed: Sendable, Equatable {
    /// Its entry of the log.
    let entry: Int
    /// As the message row told it.
    let what: Message
  }

  /// What stands in the message row.
  struct Notice: Sendable, Equatable {
    let message: Message
    let isError: Bool
    /// Whether it stands in the foot until it is seen.
    var stays = false
  }

  /// Layers that were left while something was under way.
  struct LeftBehind: Sendable {
    let request: Request
    let layers: [Layer]
    let subject: Record?
    let many: [RecordRow]?
  }

  /// A console that has not asked for anything yet: ``start()`` says what to ask for first.
  ///
  /// - Parameters:
  ///   - banner: a line for the whole time, such as that nothing is kept.
  ///   - preferences: how the person likes the console.
  ///   - lists: where it opens with its list, the people suffice until ``shown()``.
  ///   - isScreenful: the first screen has the rows that fit, and nothing else, until ``shown()``.
  package init(
    size: Size, actor: Actor, lists: OfficeLists, rulebook: Rulebook, now: Instant,
    banner: Message? = nil, preferences: Preferences = Preferences(), isScreenful: Bool = false
  ) {
    self.isScreenful = isScreenful
    self.size = size
    self.actor = actor
    self.lists = lists
    self.rulebook = rulebook
    self.now = now
    self.banner = banner
    self.preferences = preferences
    use = ScreenUse(preferences)
    if preferences.preview == .off || preferences.isForEar {
      for position in panes.indices { panes[position].showsPreview = false }
    }
    for position in panes.indices { panes[position].calendar = rulebook.calendars.englandAndWales }
  }

  /// The pane on the screen.
  var pane: RegisterPane {
    get { panes[paneName.rawValue] }
    set { panes[paneName.rawValue] = newValue }
  }

  /// What keys mean, with the person's own.
  var keymap: Keymap { preferences.keymap }

  /// All that can be done in the pane on the screen.
  var actions: ActionList { keymap.actions(in: paneName) }

  /// How an action is typed, for a sentence that names its key.
  func keys(of intent: Intent) -> String { actions.action(intent)?.keys ?? "" }

  /// The day in London.
  var today: Day { now.londonDay }

  /// How days are typed here and now.
  var days: DayReader { DayReader(today: today, rulebook: rulebook) }

  var words: RecordWords {
    RecordWords(lists: lists, rulebook: rulebook, today: today, isForEar: preferences.isForEar)
  }

  var layout: Layout? {
    Layout(
      size, showsPreview: pane.showsPreview, isReading: pane.focus == .reading, share: use.share,
      isForEar: preferences.isForEar)
  }

  /// What to ask for first.
  package mutating func start() -> [Request] {
    arrange()
    let list = pane.reload(actor: actor, today: today, isScreenful: isScreenful)
    return isScreenful ? list : list + [.drafts]
  }

  /// What to ask for when the first screen is shown, which waited for its rows alone.
  package mutating func shown() -> [Request] {
    defer { arrange() }
    let rest = pane.restOfScreenful(actor: actor, today: today)
    return [.lists] + showSelected() + rest + [.drafts]
  }

  /// A sentence from outside, such as what the terminal lacks.
  package mutating func tell(_ message: Message) {
    notice = Notice(message: message, isError: false)
  }

  // MARK: - Events

  /// What an event means, drafts apart: ``handle(_:)`` sees to those.
  mutating func respond(to event: Event) -> [Request] {
    defer { arrange() }
    switch event {
    case .key(.control("c")) where isWaiting: return stopWaiting()
    case .key, .paste:
      guard !isWaiting, held.isEmpty else { return hold(event) }
      return take(event)
    case .mouse(let mouse): return handle(mouse)
    case .resized(let size):
      self.size = size
      return []
    case .resumed: return [.redraw]
    case .hangUp, .terminate: return [.quit]
    case .tick:
      // A search that is never answered must not stop the keys for good.
      pane.awaitsHits = false
      pane.awaitsGoal = false
      return closeIdentityWhenLeftAlone() + takeHeld()
    // While something reports all the time there is no tick.
    case .arrived: return closeIdentityWhenLeftAlone()
    case .focused: return []
    }
  }

  mutating func take(_ event: Event) -> [Request] {
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text): return paste(text)
    default: return []
    }
  }

  /// Text that was pasted is never a command.
  private mutating func paste(_ text: String) -> [Request] {
    pending = []
    switch layers.last {
    case .picker(var picker)?:
      picker.paste(text.beginning)
      replaceTop(.picker(picker))
    case .form(var form)?:
      form.paste(text)
      replaceTop(.form(form))
    case .record(var form)?:
      form.paste(text)
      replaceTop(.record(form))
    case .log(var log)?:
      log.paste(text)
      replaceTop(.log(log))
    case .desk(let layer)?: replaceTop(.desk(layer.pasting(text)))
    case .identity(var layer)?:
      layer.paste(text)
      replaceTop(.identity(layer))
    case .help(var page)?:
      page.paste(text.beginning)
      replaceTop(.help(page))
    case nil where pane.isSearching:
      pane.search?.paste(text.beginning)
      return pane.reload(actor: actor, today: today)
    default:
      notice = Notice(message: "Pasted text has no place here: open a note or a reply first.", isError: true)
    }
    return []
  }

  private mutating func handle(_ key: Key) -> [Request] {
    if isAnywhere(.suspend, key) { return closeIdentity() + [.suspend] }
    if isAnywhere(.redraw, key) { return [.redraw] }
    if key == .escape, layers.last?.tellsMessages ?? true { seeError() }
    if !layers.isEmpty {
      let requests = handleInLayer(key)
      underWay = requests.first { layers.isEmpty ? $0.holdsKeys : $0.isLasting }
      return requests
    }
    if pane.isSearching { return handleInSearch(key) }
    if key == .escape || key == .control("c"), !pending.isEmpty {
      pending = []
      return []
    }
    let requests = handleInPane(key)
    underWay = requests.first(where: \.holdsKeys)
    return requests
  }

  /// Whether the key means this wherever one is: also over the pane, unless it is a letter that one types there.
  private func isAnywhere(_ intent: Intent, _ key: Key) -> Bool {
    if case .character = key { return false }
    return keymap.meaning(of: [key], in: paneName) == .intent(intent)
  }

  mutating func handleInPane(_ key: Key) -> [Request] {
    if takeDigit(key) { return [] }
    pending.append(key)
    if isQueuePrefix(pending) {
      pending = []
      notice = nil
      return showQueues()
    }
    switch keymap.meaning(of: pending, in: paneName) {
    case .pending: return []
    case .intent(let intent):
      pending = []
      notice = nil
      guard let typed = count else { return act(on: intent) }
      count = nil
      return act(on: intent, times: typed)
    case .none:
      let keys = pending.map(\.label).joined(separator: " ")
      pending = []
      count = nil
      let message: Message =
        key == .control("c")
        ? "Ctrl-C ends nothing here: \(self.keys(of: .quit)) leaves Casebook."
        : "The key \(keys) does nothing here: \(self.keys(of: .help)) lists the keys."
      notice = Notice(message: message, isError: true)
      return []
    }
  }
}

extension String {
  /// As much of a pasted text as one looks for; a whole letter would make each key slow.
  fileprivate var beginning: String { String(unicodeScalars.prefix(500)) }
}

package import Canvas
package import Casework

/// The whole state of the console, as a value: what is shown is made from it, what keys mean changes it.
///
/// Events go in through ``handle(_:)``, answers from outside through ``receive(_:)``; both say what to ask for
/// next. ``draw()`` makes the frame. Nothing here reads a clock, a file or the store.
package struct Session: Sendable {
  package internal(set) var size: Size
  package let actor: Actor
  package internal(set) var lists: OfficeLists
  let calendar: WorkingCalendar
  /// A line that stands in the view row: that this is a demo, for example.
  let banner: Message?
  package var now: Instant
  var pane = CorrespondencePane()
  var layers: [Layer] = []
  var notice: Notice?
  /// Keys of a chord that is not complete yet.
  var pending: [Key] = []
  /// The reference of the case whose text was asked for last.
  var asked: String?

  /// What stands in the message row.
  struct Notice: Sendable, Equatable {
    let message: Message
    let isError: Bool
  }

  package init(
    size: Size, actor: Actor, lists: OfficeLists, calendar: WorkingCalendar, now: Instant,
    banner: Message? = nil
  ) {
    self.size = size
    self.actor = actor
    self.lists = lists
    self.calendar = calendar
    self.now = now
    self.banner = banner
  }

  /// The day in London.
  var today: Day { now.londonDay }

  var words: CaseWords { CaseWords(lists: lists, calendar: calendar, today: today) }

  var layout: Layout? {
    Layout(size, showsPreview: pane.showsPreview, isReading: pane.focus == .reading)
  }

  /// What to ask for first.
  package mutating func start() -> [Request] {
    arrange()
    return pane.reload(actor: actor, today: today)
  }

  /// A sentence from outside, such as what the terminal lacks.
  package mutating func tell(_ message: Message) {
    notice = Notice(message: message, isError: false)
  }

  // MARK: - Events

  package mutating func handle(_ event: Event) -> [Request] {
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text): return paste(text)
    case .mouse(let mouse): return handle(mouse)
    case .resized(let size): return resize(to: size)
    case .resumed: return [.redraw]
    case .hangUp, .terminate: return [.quit]
    case .focused, .arrived, .tick: return []
    }
  }

  private mutating func resize(to size: Size) -> [Request] {
    self.size = size
    arrange()
    pane.makeText(width: textWidth, words: words)
    return []
  }

  /// Text that was pasted is never a command.
  private mutating func paste(_ text: String) -> [Request] {
    defer { arrange() }
    switch layers.last {
    case .picker(var picker)?:
      picker.paste(text)
      replaceTop(.picker(picker))
    case .form(var form)?:
      form.paste(text)
      replaceTop(.form(form))
    case nil where pane.isSearching:
      pane.search?.paste(text)
      return pane.reload(actor: actor, today: today)
    default:
      notice = Notice(message: "Pasted text has no place here: open a note or a reply first.", isError: true)
    }
    return []
  }

  private mutating func handle(_ key: Key) -> [Request] {
    defer { arrange() }
    if key == .control("z") { return [.suspend] }
    if key == .control("l") { return [.redraw] }
    if !layers.isEmpty { return handleInLayer(key) }
    if pane.isSearching { return handleInSearch(key) }
    if key == .escape, !pending.isEmpty {
      pending = []
      return []
    }
    pending.append(key)
    switch Keymap.meaning(of: pending) {
    case .pending: return []
    case .intent(let intent):
      pending = []
      notice = nil
      return act(on: intent)
    case .none:
      let keys = pending.map(\.label).joined(separator: " ")
      pending = []
      notice = Notice(message: "The key \(keys) does nothing here: ? lists the keys.", isError: true)
      return []
    }
  }

  private mutating func handle(_ mouse: Mouse) -> [Request] {
    guard layers.isEmpty, let layout else { return [] }
    defer { arrange() }
    let isOverText = layout.preview?.contains(mouse.point) ?? false
    switch mouse.kind {
    case .wheelDown, .wheelUp:
      let isDown = mouse.kind == .wheelDown
      if isOverText {
        for _ in 0..<3 { pane.scrollText(isDown ? .down : .up, height: layout.preview?.rows ?? 1) }
        return []
      }
      pane.scrollList(by: isDown ? 3 : -3)
      return showSelected()
    case .press where layout.list.contains(mouse.point):
      pane.focus = .list
      let line = (mouse.point.row - layout.list.row) / (layout.isTwoLine ? 2 : 1)
      pane.select(pane.cursor.offset + line)
      return showSelected()
    case .press where isOverText:
      if pane.focus == .list { pane.focus = .preview }
      return []
    default: return []
    }
  }

  // MARK: - Answers

  package mutating func receive(_ reply: Reply) -> [Request] {
    defer { arrange() }
    switch reply {
    case .rows(let rows, let generation):
      pane.take(rows.map { ListLine(row: $0) }, limit: CorrespondencePane.pageSize, generation: generation)
      return showSelected()
    case .hits(let hits, let generation):
      pane.take(hits, limit: .max, generation: generation)
      return showSelected()
    case .counted(let count, let generation):
      pane.take(count: count, generation: generation)
    case .view(let view, let history):
      pane.take(view, history: history, width: textWidth, words: words)
    case .done(let change, let receipt): return finish(change, receipt)
    case .refused(let change, let message, let yieldsToReason):
      refuse(change, message, yieldsToReason: yieldsToReason)
    case .saved(let path):
      layers.removeAll()
      notice = Notice(message: "Saved as \(path).", isError: false)
    case .failed(let message): fail(message)
    case .changedElsewhere:
      asked = nil
      return pane.reload(actor: actor, today: today)
    }
    return []
  }

  private mutating func finish(_ change: Change, _ receipt: Receipt) -> [Request] {
    layers.removeAll()
    let reference = receipt.touched.first ?? ""
    let done = change.what.done
    notice = Notice(
      message: change.what.isUndo ? "Taken back on \(reference)." : "\(reference): \(done). u takes it back.",
      isError: false)
    asked = nil
    return pane.reload(actor: actor, today: today)
  }

  private mutating func refuse(_ change: Change, _ message: Message, yieldsToReason: Bool) {
    if yieldsToReason, change.reason == nil {
      layers.append(
        .form(
          TextForm(
            .reason(for: change), title: "A reason is needed", hint: message, verb: "Do it for this reason")))
      return
    }
    fail(message)
  }

  /// A refusal stands where the person is looking; what was typed stays.
  private mutating func fail(_ message: Message) {
    switch layers.last {
    case .form(var form)?:
      form.refusal = message
      replaceTop(.form(form))
    case .picker(var picker)?:
      picker.refusal = message
      replaceTop(.picker(picker))
    default: notice = Notice(message: message, isError: true)
    }
  }

  // MARK: - Upkeep

  mutating func replaceTop(_ layer: Layer) {
    guard !layers.isEmpty else { return }
    layers[layers.count - 1] = layer
  }

  /// Asks for the case under the cursor when another one is shown.
  mutating func showSelected() -> [Request] {
    guard let reference = pane.selected?.reference else {
      pane.take(nil, history: [], width: textWidth, words: words)
      asked = nil
      return []
    }
    guard reference != asked else { return [] }
    asked = reference
    return [.view(reference: reference)]
  }

  var textWidth: Int {
    max(10, (layout?.preview?.columns ?? size.columns) - 1)
  }

  /// Gives every list the height that it has on the screen.
  mutating func arrange() {
    guard let layout else { return }
    pane.setHeight(layout.listHeight)
    if case .picker(var picker)? = layers.last {
      picker.setHeight(LayerDrawing.pickerHeight(in: size))
      replaceTop(.picker(picker))
    }
  }
}

extension Change.What {
  var isUndo: Bool {
    if case .undo = self { return true }
    return false
  }

  /// What was done, for the message row.
  var done: Message {
    switch self {
    case .create: "recorded"
    case .undo: "taken back"
    case .act(let action, _, _):
      switch action {
      case .set: "changed"
      case .move(let stage): "moved to \(stage)"
      case .close: "closed"
      case .note: "note written"
      case .refer: "referred, awaiting the answer"
      case .answer: "answer recorded, reply owed"
      case .reply: "reply recorded"
      }
    }
  }
}

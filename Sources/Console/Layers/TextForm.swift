internal import Canvas
internal import Casework

/// A text to be written: a note, a reply, a reason. Nothing typed is lost by a refusal.
struct TextForm: Sendable, Equatable {
  /// What becomes of the text.
  enum Purpose: Sendable, Equatable {
    case note, answer, reply
    case refer(team: String)
    /// A reason that opens the gate which refused this change.
    case reason(for: Change)
    /// Where to save an attachment.
    case path(digest: String, part: Int)
    /// The file of a job that is to begin.
    case job(JobKind)
    /// What an act of a record asks for as its one text.
    case said(act: String, input: String, on: String)
    /// Which records to tag.
    case tagQuery
    /// Why a restricted record is opened.
    case opening(reference: String)
  }

  enum Focus: Sendable, Equatable {
    case text, save, leave
  }

  /// What a key led to.
  enum Result: Equatable {
    case stay, submit, leave
    /// The text is to be written in the person's own editor.
    case compose
  }

  let purpose: Purpose
  let title: Message
  /// What the person should know, such as the refusal that asks for a reason.
  let hint: Message
  /// What the button says.
  let verb: Message
  private(set) var entry: TextEntry
  /// What stood there before anything was typed.
  private let original: String
  private(set) var focus = Focus.text
  /// Why the text was not taken.
  var refusal: Message?

  init(
    _ purpose: Purpose, title: Message, hint: Message, verb: Message, text: String = "",
    isMultiline: Bool = true
  ) {
    self.purpose = purpose
    self.title = title
    self.hint = hint
    self.verb = verb
    self.original = text
    self.entry = TextEntry(text, isMultiline: isMultiline)
  }

  /// - Parameter name: a reference, or how many records.
  static func note(on name: String) -> TextForm {
    TextForm(
      .note, title: "Note on \(name)", hint: "For colleagues only; nobody else is sent it.", verb: "Write")
  }

  var text: String { entry.text }

  /// Whether leaving would lose something.
  var isChanged: Bool { !text.isBlank && text != original }

  /// The same text as the reason for a change of the record as it stands now; any other text is about no revision.
  func rebased(on change: Change) -> TextForm {
    guard case .reason = purpose else { return self }
    var form = TextForm(
      .reason(for: Change(change.what)), title: title, hint: hint, verb: verb, text: original)
    form.take(text)
    return form
  }

  /// Takes what was written elsewhere in place of what stands here: in an editor, or before, as a draft.
  mutating func take(_ text: String) {
    entry = TextEntry(text, isMultiline: entry.isMultiline)
    focus = .text
    refusal = nil
  }

  /// Goes into the text, also from the buttons: what was pasted is never lost.
  mutating func paste(_ text: String) {
    focus = .text
    refusal = nil
    entry.paste(text)
  }

  /// Goes to the place in the text that was pointed at: a line and column of ``TextEntry/layout(width:height:)``.
  mutating func point(to place: Point, width: Int, height: Int) {
    focus = .text
    refusal = nil
    entry.point(to: place, width: width, height: height)
  }

  mutating func handle(_ key: Key) -> Result {
    let key = key == .control("c") ? .escape : key
    if key == .control("s") { return .submit }
    if key == .control("e"), entry.isMultiline { return .compose }
    if focus == .text { return handleInText(key) }
    refusal = nil
    switch key {
    case .tab, .right, .down: focus = focus == .save ? .leave : .text
    case .backTab, .left, .up: focus = focus == .leave ? .save : .text
    case .enter: return focus == .save ? .submit : .leave
    case .escape: focus = .text
    default: break
    }
    warnOfLoss()
    return .stay
  }

  /// Says what the button would do before it is pressed.
  private mutating func warnOfLoss() {
    guard focus == .leave, isChanged else { return }
    refusal = "Enter throws the text away; Esc goes back to it."
  }

  private mutating func handleInText(_ key: Key) -> Result {
    switch key {
    case .tab: focus = .save
    case .backTab:
      focus = .leave
      warnOfLoss()
    case .enter where !entry.isMultiline: return .submit
    // Leaving asks only when something would be lost: the choice then stands on "leave".
    case .escape:
      guard isChanged else { return .leave }
      focus = .leave
      warnOfLoss()
    default:
      if entry.handle(key) { refusal = nil }
    }
    return .stay
  }
}

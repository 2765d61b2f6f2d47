internal import Canvas
internal import Casework

/// What opens the vault. Printing it shows nothing of it.
package struct Passphrase: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package var description: String { "passphrase" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Who a participant is: a passphrase is asked, the identity is shown, and with `e` it can be changed.
///
/// What stands here is in no draft, no list and no log, and goes when the layer is left.
struct IdentityLayer: Sendable, Equatable {
  enum Stage: Sendable, Equatable {
    case asking
    /// The vault is being opened, or a change sealed.
    case waiting(before: Before)
    case shown
    case editing
  }

  /// Where a refusal leads back to.
  enum Before: Sendable, Equatable {
    case asking, editing
  }

  /// What a key led to.
  enum Result: Equatable {
    case stay, leave
    case open(Passphrase)
    case seal(ParticipantIdentity)
  }

  let reference: String
  /// The pseudonym.
  let title: String
  private(set) var stage = Stage.asking
  private(set) var passphrase = TextEntry()
  private(set) var identity = ParticipantIdentity([:])
  /// One for each part, while it is changed.
  private(set) var entries: [TextEntry] = []
  /// Which part has the keys.
  private(set) var focus = 0
  var refusal: Message?
  /// Whether it was said that leaving throws away what was typed.
  private var isWarned = false
  /// When the person last pressed a key: an open vault that is left alone closes.
  var touched: Instant

  init(_ record: Record, now: Instant) {
    reference = record.reference
    title = record[Head.title] ?? ""
    touched = now
  }

  static let parts = ParticipantIdentity.Part.allCases

  // MARK: - Keys

  mutating func handle(_ key: Key) -> Result {
    refusal = nil
    let key = key == .control("c") ? .escape : key
    switch stage {
    case .asking: return handleAsking(key)
    case .waiting: return key == .escape ? .leave : .stay
    case .shown:
      if key == .character("e") { edit() }
      return [.escape, .enter, .character("q"), .left].contains(key) ? .leave : .stay
    case .editing: return handleEditing(key)
    }
  }

  private mutating func handleAsking(_ key: Key) -> Result {
    switch key {
    case .escape: return .leave
    case .enter:
      guard !passphrase.text.isEmpty else { return .stay }
      let typed = Passphrase(passphrase.text)
      passphrase = TextEntry()
      stage = .waiting(before: .asking)
      return .open(typed)
    default: _ = passphrase.handle(key)
    }
    return .stay
  }

  private mutating func edit() {
    stage = .editing
    entries = Self.parts.map { TextEntry(identity.texts[$0] ?? "") }
    focus = 0
  }

  private mutating func handleEditing(_ key: Key) -> Result {
    defer { if key != .escape { isWarned = false } }
    switch key {
    case .escape:
      // It is kept nowhere else: what was typed goes only when that was said before.
      guard typed == identity || isWarned else {
        isWarned = true
        refusal = "Ctrl-S seals what you typed; Esc again throws it away."
        return .stay
      }
      stage = .shown
      entries = []
    case .control("s"): return send()
    case .enter where focus == entries.count - 1: return send()
    case .enter, .tab, .down: focus = (focus + 1) % entries.count
    case .backTab, .up: focus = (focus + entries.count - 1) % entries.count
    default: _ = entries[focus].handle(key)
    }
    return .stay
  }

  /// What stands in the entries now.
  private var typed: ParticipantIdentity {
    let texts = zip(Self.parts, entries).map { ($0, $1.text) }
    return ParticipantIdentity(Dictionary(texts) { first, _ in first })
  }

  private mutating func send() -> Result {
    let changed = typed
    guard changed != identity else {
      stage = .shown
      return .stay
    }
    stage = .waiting(before: .editing)
    return .seal(changed)
  }

  mutating func paste(_ text: String) {
    let line = text.replacing("\n", with: " ")
    switch stage {
    case .asking: passphrase.paste(line)
    case .editing: entries[focus].paste(line)
    case .waiting, .shown: break
    }
  }

  // MARK: - Answers

  mutating func show(_ identity: ParticipantIdentity) {
    self.identity = identity
    stage = .shown
  }

  /// What was typed is sealed, and is shown again.
  mutating func finishSealing() {
    identity = typed
    entries = []
    stage = .shown
  }

  mutating func refuse(_ message: Message) {
    refusal = message
    guard case .waiting(let before) = stage else { return }
    stage = before == .asking ? .asking : .editing
  }
}

package import Canvas
package import Casework

// The console line by line, for who listens, reads by touch, or has no screen: a line in is keys, the name of an
// action, or text; what comes back is read by ``PlainReader``.
extension Session {
  /// What lies over the pane, by its title; nil in the pane.
  package var dialog: Message? {
    switch layers.last {
    case .picker(let picker)?: picker.title
    case .form(let form)?: form.title
    case .record(let form)?: form.title
    case .log(let log)?: "Log on \(log.reference) \(log.title)"
    case .scoring(let scoring)?: "Questions about \(scoring.fileReference)"
    case .help?: "Keys"
    case .page(let page)?: page.title
    case .identity(let layer)?: "Identity of \(layer.title)"
    case .bulk(let preview)?: preview.heading
    case .desk(let layer)?: layer.title
    case .offer(let offer)?: offer.title
    case .conflict(let conflict)?: conflict.title
    case nil: nil
    }
  }

  /// The pane on the screen, by name.
  package var placeName: Message { isAtStart ? "Start" : paneName.title }

  /// Whether what is typed must not be shown: a passphrase.
  package var isTypingSecret: Bool {
    if case .identity(let layer)? = layers.last { return layer.stage == .asking }
    return false
  }

  /// The keys that make sense now, as the foot has them.
  package var footLine: String {
    let text = draw().text(ofRow: size.rows - 1)
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// Whether all that was asked for is answered, as far as the next line depends on it.
  package var isSettled: Bool {
    if case .identity(let layer)? = layers.last, case .waiting = layer.stage { return false }
    return !isWaiting
  }

  /// Whether letters are text here and not keys.
  private var isTyping: Bool {
    switch layers.last {
    case .picker?, .form?, .record?, .log?, .help?: true
    case .identity(let layer)?: layer.stage != .shown
    case .bulk(let preview)?: preview.asksForNumber
    case .desk(.saving)?: true
    case .scoring?, .page?, .desk?, .offer?, .conflict?: false
    case nil: pane.isSearching
    }
  }

  /// What a line means, key by key; nil when it means nothing here. No line of words is ever taken for single keys.
  ///
  /// Where one types, the line is the text; one that begins with a full stop names keys (`.Ctrl-S`), with two it is
  /// text that begins with one; an empty line is Enter. Elsewhere the line is the name of an action, keys with
  /// blanks between them, or a search after `/`.
  package func keys(forLine line: String) -> [Key]? {
    isTyping ? keysWhereOneTypes(line) : keysOfCommand(line)
  }

  private func keysWhereOneTypes(_ line: String) -> [Key]? {
    if line.isEmpty { return [.enter] }
    if line.hasPrefix(".."), line != ".." { return typed(String(line.dropFirst())) }
    if line.hasPrefix("."), line.count > 1 { return named(String(line.dropFirst())) }
    return typed(line)
  }

  /// In a text of several lines, each comes on a line of its own.
  private func typed(_ text: String) -> [Key] {
    let letters = text.map { Key.character($0) }
    guard case .form(let form)? = layers.last, form.entry.isMultiline, !form.text.isEmpty else {
      return letters
    }
    return [.enter] + letters
  }

  private func keysOfCommand(_ line: String) -> [Key]? {
    if line.hasPrefix("/"), layers.isEmpty, let search = actions.action(.search)?.chords.first {
      return search + line.dropFirst().map { Key.character($0) } + [.enter]
    }
    let slug = Action.slug(of: line)
    if layers.isEmpty, slug.count > 1, let action = actions.all.first(where: { $0.slug == slug }) {
      return action.chords.first
    }
    return named(line.hasPrefix(".") && line.count > 1 ? String(line.dropFirst()) : line)
  }

  private func named(_ line: String) -> [Key]? {
    let names = line.split(separator: " ")
    let keys = names.compactMap { Key(named: String($0)) }
    return keys.count == names.count ? keys : nil
  }
}

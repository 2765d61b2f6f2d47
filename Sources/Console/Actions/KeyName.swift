internal import Canvas
internal import Casework

extension Key {
  /// The key that a person calls so: a letter or sign, or a name as the console shows it, in any case of letters.
  init?(named name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    let small = name.lowercased()
    if let named = Self.named.first(where: { $0.label.lowercased() == small }) {
      self = named
    } else if let character = Self.last(of: small, after: ["ctrl-", "control-", "^"]) {
      self = .control(character)
    } else if let character = Self.last(of: name, after: ["Alt-", "alt-", "ALT-"]) {
      self = .alt(character)
    } else if small.hasPrefix("f"), let number = Int(small.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [Key] = [
    .character(" "), .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp,
    .pageDown, .backspace, .delete, .insert, .shiftUp, .shiftDown,
  ]

  private static func last(of name: String, after prefixes: [String]) -> Character? {
    guard let prefix = prefixes.first(where: { name.hasPrefix($0) }) else { return nil }
    let rest = name.dropFirst(prefix.count)
    return rest.count == 1 ? rest.first : nil
  }

  /// Whether nothing else can be put on it: it always leaves, or terminals send the same for another key.
  var isKept: Bool {
    switch self {
    case .control("c"), .control("h"), .control("i"), .control("j"), .control("m"), .control("["): true
    // The terminal makes a signal of it.
    case .control("\\"): true
    default: false
    }
  }
}

/// The nearest of a set of names to one that is misspelt.
enum Spelling {
  /// Nil when none is near: more than a third of the letters would have to be others.
  static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let typed = Array(name)
    let ranked = names.map { (distance(typed, Array($0)), $0) }
    guard let best = ranked.min(by: { $0 < $1 }), best.0 * 3 <= max(3, typed.count) else { return nil }
    return best.1
  }

  /// How many letters must be put in, taken out or changed (Levenshtein 1966).
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (position, letter) in one.enumerated() {
      var before = row[0]
      row[0] = position + 1
      for column in other.indices {
        let kept = before + (letter == other[column] ? 0 : 1)
        before = row[column + 1]
        row[column + 1] = min(kept, before + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}

extension Key {
  /// What the key is called on screen.
  var label: String {
    if case .character(let character) = self, character != " " { return String(character) }
    return name.text()
  }

  private var name: Message {
    switch self {
    case .character(" "): Message("Space", context: "key")
    case .character(let character): "\(character)"
    case .enter: Message("Enter", context: "key")
    case .escape: Message("Esc", context: "key")
    case .tab: Message("Tab", context: "key")
    case .backTab: "Shift-Tab"
    case .up: Message("Up", context: "key")
    case .down: Message("Down", context: "key")
    case .left: Message("Left", context: "key")
    case .right: Message("Right", context: "key")
    case .home: Message("Home", context: "key")
    case .end: Message("End", context: "key")
    case .pageUp: Message("PgUp", context: "key")
    case .pageDown: Message("PgDn", context: "key")
    case .backspace: Message("Backspace", context: "key")
    case .delete: Message("Del", context: "key")
    case .insert: Message("Ins", context: "key")
    case .function(let number): "F\(number)"
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    case .shiftUp: "Shift-Up"
    case .shiftDown: "Shift-Down"
    case .other: "?"
    }
  }
}

internal import Canvas
package import Casework

/// The keys that a person gave to an action, as they were written down.
package struct OwnKeys: Sendable, Equatable {
  /// The pane by its name, such as `complaints`; nil for every pane that has the action.
  package let pane: String?
  /// The action by its name; blanks may be hyphens.
  package let action: String
  /// Each way of typing it, with a blank between two keys: `g h`. They replace the program's; none takes them away.
  package let ways: [String]
  /// Where it was written, to begin a sentence with: `Line 12 of config.toml`.
  package let place: Message

  package init(pane: String?, action: String, ways: [String], place: Message) {
    self.pane = pane
    self.action = action
    self.ways = ways
    self.place = place
  }
}

/// Lays a person's own keys over the program's, pane by pane, and finds what is wrong.
struct KeySettling {
  /// What was found. A conflict in several panes is one sentence.
  var faults: [Message] { wrong + conflicts.map { $0.sentence } }

  private var wrong: [Message] = []
  private var conflicts: [KeyConflict] = []
  private var chosen: [Chosen] = []

  /// Own keys that were understood.
  private struct Chosen {
    let pane: PaneName?
    let slug: String
    let chords: [[Key]]
    let place: Message
  }

  init(_ own: [OwnKeys]) {
    // Those of one pane come first: they are meant more closely.
    for keys in own.filter({ $0.pane != nil }) + own.filter({ $0.pane == nil }) {
      guard let understood = understand(keys) else { continue }
      chosen.append(understood)
    }
  }

  /// The actions of a pane with the keys that are in force there.
  mutating func list(of pane: PaneName) -> ActionList {
    let list = ActionList.of(pane)
    var taken: [(chord: [Key], action: Action, place: Message)] = []
    var chords: [Intent: [[Key]]] = [:]
    for own in chosen where own.pane == nil || own.pane == pane {
      guard let action = list.all.first(where: { $0.slug == own.slug }), chords[action.intent] == nil else {
        continue
      }
      chords[action.intent] = []
      for chord in own.chords {
        if let other = taken.first(where: { Self.collide($0.chord, chord) }) {
          clash(chord, winner: other.action, loser: action, at: own.place, in: pane)
        } else {
          taken.append((chord, action, own.place))
          chords[action.intent]?.append(chord)
        }
      }
    }
    for action in list.all where chords[action.intent] == nil {
      chords[action.intent] = action.chords.filter { chord in
        guard let other = taken.first(where: { Self.collide($0.chord, chord) }) else { return true }
        clash(chord, winner: other.action, loser: action, at: other.place, in: pane)
        return false
      }
    }
    return list.with(chords)
  }

  /// Whether only one of two ways of typing can be in force: the same, or one begins the other.
  private static func collide(_ one: [Key], _ other: [Key]) -> Bool {
    one.starts(with: other) || other.starts(with: one)
  }

  private mutating func clash(
    _ chord: [Key], winner: Action, loser: Action, at place: Message, in pane: PaneName
  ) {
    let found = KeyConflict(chord: chord, winner: winner.slug, loser: loser.slug, place: place, panes: [pane])
    if let position = conflicts.firstIndex(where: { $0.isAlike(found) }) {
      conflicts[position].panes.append(pane)
    } else {
      conflicts.append(found)
    }
  }

  // MARK: - Understanding

  private mutating func understand(_ own: OwnKeys) -> Chosen? {
    var pane: PaneName?
    if let name = own.pane {
      pane = PaneName.allCases.first { $0.nameInSettings == Action.slug(of: name) }
      guard pane != nil else {
        let names = PaneName.allCases.map(\.nameInSettings).joined(separator: ", ")
        wrong.append("\(own.place): '\(name)' is no pane: write one of \(names).")
        return nil
      }
    }
    let slug = Action.slug(of: own.action)
    let panes = pane.map { [$0] } ?? PaneName.allCases
    let slugs = Set(panes.flatMap { ActionList.of($0).all.map(\.slug) })
    guard slugs.contains(slug) else {
      wrong.append(unknown(own.action, among: slugs, at: own.place))
      return nil
    }
    let chords = own.ways.compactMap { chord($0, at: own.place) }
    // What was written is wrong altogether: the program's own keys are better than none.
    if chords.isEmpty, !own.ways.isEmpty { return nil }
    if chords.isEmpty, Action.indispensable.contains(slug) {
      wrong.append("\(own.place): '\(slug)' must keep a key.")
      return nil
    }
    return Chosen(pane: pane, slug: slug, chords: chords, place: own.place)
  }

  private func unknown(_ name: String, among slugs: Set<String>, at place: Message) -> Message {
    guard let near = Spelling.nearest(to: Action.slug(of: name), among: slugs) else {
      return "\(place): '\(name)' is no action: 'casebook keys' lists them."
    }
    return "\(place): '\(name)' is no action: did you mean '\(near)'?"
  }

  private mutating func chord(_ way: String, at place: Message) -> [Key]? {
    let names = way.split(separator: " ").map(String.init)
    guard (1...2).contains(names.count) else {
      wrong.append("\(place): '\(way)' is not one key, or two with a blank between them.")
      return nil
    }
    var keys: [Key] = []
    for name in names {
      guard let key = Key(named: name) else {
        wrong.append("\(place): '\(name)' is no key: write a letter or a name such as Esc, F5, Ctrl-X.")
        return nil
      }
      guard !key.isKept else {
        wrong.append("\(place): '\(name)' cannot be given away: terminals or Casebook need it.")
        return nil
      }
      keys.append(key)
    }
    return keys
  }
}

/// A key that was meant for two things.
private struct KeyConflict {
  let chord: [Key]
  let winner: String
  let loser: String
  let place: Message
  var panes: [PaneName]

  func isAlike(_ other: KeyConflict) -> Bool {
    chord == other.chord && winner == other.winner && loser == other.loser && place == other.place
  }

  var sentence: Message {
    let keys = chord.map(\.label).joined(separator: " ")
    let fault: Message = "\(place): \(keys) is both '\(winner)' and '\(loser)'"
    if panes.count == PaneName.allCases.count {
      return "\(fault) in every pane; '\(winner)' has it: give '\(loser)' another."
    }
    let names = panes.map(\.nameInSettings).joined(separator: ", ")
    return "\(fault) in \(names); '\(winner)' has it: give '\(loser)' another."
  }
}

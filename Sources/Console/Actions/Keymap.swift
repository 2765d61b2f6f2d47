internal import Canvas
package import Casework

/// From keys to what is meant by them: the program's own keys and a person's, for every pane.
package struct Keymap: Sendable, Equatable {
  /// One for each pane, in their order; nil where the program's own keys hold.
  private let lists: [ActionList]?
  /// What is wrong with the person's own keys, or in conflict, a sentence each.
  package let faults: [Message]

  /// The keys of the program alone.
  package static let standard = Keymap(own: [])

  /// The program's keys, with a person's own over them.
  ///
  /// What cannot be used is left out and told in ``faults``; nothing is ever left without a keymap.
  package init(own: [OwnKeys]) {
    guard !own.isEmpty else {
      lists = nil
      faults = []
      return
    }
    var settling = KeySettling(own)
    lists = PaneName.allCases.map { settling.list(of: $0) }
    faults = settling.faults
  }

  /// All that can be done in a pane, with its keys.
  func actions(in pane: PaneName) -> ActionList { lists?[pane.rawValue] ?? ActionList.of(pane) }

  enum Meaning: Equatable {
    case intent(Intent)
    /// The keys so far begin one or more chords.
    case pending
    case none
  }

  func meaning(of keys: [Key], in pane: PaneName) -> Meaning {
    var isPending = false
    for action in actions(in: pane).all {
      for chord in action.chords {
        if chord == keys { return .intent(action.intent) }
        if chord.starts(with: keys) { isPending = true }
      }
    }
    return isPending ? .pending : .none
  }

  /// What may follow keys that are pending: the next key and the action.
  func continuations(of keys: [Key], in pane: PaneName) -> [(key: Key, action: Action)] {
    actions(in: pane).all.flatMap { action in
      action.chords.filter { $0.count == keys.count + 1 && $0.starts(with: keys) }
        .compactMap { $0.last.map { ($0, action) } }
    }
  }
}

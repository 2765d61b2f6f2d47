internal import Canvas

/// From keys to what is meant by them.
enum Keymap {
  enum Meaning: Equatable {
    case intent(Intent)
    /// The keys so far begin one or more chords.
    case pending
    case none
  }

  static func meaning(of keys: [Key], in pane: PaneName) -> Meaning {
    var isPending = false
    for action in ActionList.of(pane).all {
      for chord in action.chords {
        if chord == keys { return .intent(action.intent) }
        if chord.starts(with: keys) { isPending = true }
      }
    }
    return isPending ? .pending : .none
  }

  /// What may follow keys that are pending: the next key and the action.
  static func continuations(of keys: [Key], in pane: PaneName) -> [(key: Key, action: Action)] {
    ActionList.of(pane).all.flatMap { action in
      action.chords.filter { $0.count == keys.count + 1 && $0.starts(with: keys) }
        .compactMap { $0.last.map { ($0, action) } }
    }
  }
}

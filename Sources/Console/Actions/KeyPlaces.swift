internal import Canvas
package import Casework

/// One line of a list of keys.
package struct KeyLine: Sendable, Equatable {
  /// All ways of typing it, with two blanks between them.
  package let keys: String
  /// What settings call the action; empty for keys that cannot be given to anything else.
  package let name: String
  /// What it does, in a sentence without a full stop.
  package let sentence: Message
}

extension Keymap {
  /// Every place in which keys mean something, with its keys: the panes, then what lies over them.
  package var places: [(title: Message, keys: [KeyLine])] {
    let panes = PaneName.allCases.map { pane in
      (
        title: pane.title,
        keys: actions(in: pane).all.map {
          KeyLine(keys: $0.allKeys, name: $0.slug, sentence: $0.sentence)
        }
      )
    }
    let fixed = Self.fixed.map { title, keys in
      (title: title, keys: keys.map { KeyLine(keys: $0.key.text(), name: "", sentence: $0.what) })
    }
    return panes + fixed
  }

  /// Where one types or chooses, keys are the same for everybody: they are those of every line of text.
  private static let fixed: [(title: Message, keys: [(key: Message, what: Message)])] = [
    (
      "The search line",
      [
        ("Enter", "keep what is found"),
        ("Tab", "complete a field or its value, or take the word that is offered"),
        ("Esc", "clear the search"), ("Up", "an earlier search"),
        ("Ctrl-R", "what fits best first, or the newest first again"),
        ("Ctrl-N", "search in this view alone, or everywhere again"),
        ("F1", "help"),
      ]
    ),
    (
      "A list to choose from",
      [
        ("Enter", "take the marked one"), ("Up  Down", "choose"), ("PgUp  PgDn", "one page on or back"),
        ("Tab", "mark, where several may be chosen"), ("Esc", "leave"), ("F1", "help"),
      ]
    ),
    ("A form", LayerHelp.form),
    (
      "A text",
      [("Ctrl-S", "save the text"), ("Tab", "to the buttons and back"), ("Esc", "leave"), ("F1", "help")]
    ),
  ]
}

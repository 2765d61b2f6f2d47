internal import Canvas
package import Casework

/// One thing that a person can do in the console: the foot, the help, the palette and the keys all read this.
package struct Action: Sendable, Equatable {
  /// What it means to the console.
  package let intent: Intent
  /// What the palette and the manual call it: `assign`.
  package let name: Message
  /// One or two words for the foot.
  package let short: Message
  /// What it does, in a sentence without a full stop.
  package let sentence: Message
  /// Each way of typing it; a way may take two keys.
  private(set) var chords: [[Key]]
  /// Where the help lists it.
  package let group: ActionGroup

  init(
    _ intent: Intent, _ name: Message, _ short: Message, _ sentence: Message, _ group: ActionGroup,
    _ chords: [Key]...
  ) {
    self.intent = intent
    self.name = name
    self.short = short
    self.sentence = sentence
    self.group = group
    self.chords = chords
  }

  /// The first way of typing it, for people.
  package var keys: String {
    chords.first.map { $0.map(\.label).joined(separator: " ") } ?? ""
  }

  /// The same thing to do with other keys.
  func with(chords: [[Key]]) -> Action {
    var action = self
    action.chords = chords
    return action
  }

  /// All ways of typing it.
  package var allKeys: String {
    chords.map { $0.map(\.label).joined(separator: " ") }.joined(separator: "  ")
  }
}

extension Action {
  /// What settings call it, whatever the language of the screen: its English name in small letters with hyphens.
  package var slug: String { Self.slug(of: name.text(in: .english)) }

  /// A name as settings write it, from one with blanks.
  static func slug(of name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  /// What may not be left without a key: without them one could neither find out anything nor leave.
  static let indispensable: Set<String> = ["help", "commands", "quit", "back", "open"]
}

/// How the help groups what one can do.
package enum ActionGroup: Int, Sendable, CaseIterable {
  case acting, tagging, moving, views, showing, panes, program

  /// The heading in the help.
  package var title: Message {
    switch self {
    case .acting: "Act on the record"
    case .tagging: "Tag several"
    case .moving: "Move"
    case .views: "Views"
    case .showing: "Show"
    case .panes: "Panes"
    case .program: "Program"
    }
  }
}

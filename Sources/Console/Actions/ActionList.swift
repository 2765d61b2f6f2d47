internal import Canvas
internal import Casework

/// The one list of all that can be done in a pane.
package struct ActionList: Sendable, Equatable {
  /// In the order of the help and the palette.
  package private(set) var all: [Action]
  /// What the foot offers, the most wanted first; what finds no room is left out from the end.
  private(set) var foot: [Action]
  /// The same while a text has the keys: first how one comes back, and on.
  private(set) var readingFoot: [Action]

  /// With the program's own keys; ``Keymap/actions(in:)`` has those in force.
  static func of(_ pane: PaneName) -> ActionList {
    switch pane {
    case .correspondence: correspondence
    case .complaints: complaints
    case .victims: victims
    case .groups: groups
    case .walkabouts: walkabouts
    }
  }

  // Each is made when its pane is first shown: the start of the console waits for one of them alone.
  private static let correspondence = ActionList(.correspondence)
  private static let complaints = ActionList(.complaints)
  private static let victims = ActionList(.victims)
  private static let groups = ActionList(.groups)
  private static let walkabouts = ActionList(.walkabouts)

  /// The same actions with other keys. An action without a key is in the palette and the help, not in the foot.
  func with(_ chords: [Intent: [[Key]]]) -> ActionList {
    func changed(_ actions: [Action]) -> [Action] {
      actions.map { action in chords[action.intent].map(action.with(chords:)) ?? action }
    }
    var list = self
    list.all = changed(all)
    list.foot = changed(foot).filter { !$0.chords.isEmpty }
    list.readingFoot = changed(readingFoot).filter { !$0.chords.isEmpty }
    return list
  }

  private init(_ pane: PaneName) {
    let all =
      Self.ownActing(pane) + Self.sampling(pane) + Self.acting + Self.tagging + Self.moving + Self.views(pane)
      + Self.ownShowing(pane) + Self.showing + Self.panes
      + Self.desk + Self.program
    self.all = all
    func chosen(_ intents: [Intent]) -> [Action] {
      intents.indices.filter { !intents[..<$0].contains(intents[$0]) }
        .compactMap { place in all.first { $0.intent == intents[place] } }
    }
    foot = chosen(
      [.open] + pane.footIntents + [
        .search, .queues, .create, .tag, .note, .assign, .themes, .undo, .acts, .stage, .place, .nextNeeding,
        .otherPart,
        .history, .palette,
      ])
    readingFoot = chosen([.back, .nextRecord]) + foot
  }

  /// The action that an intent belongs to.
  package func action(_ intent: Intent) -> Action? {
    all.first { $0.intent == intent }
  }

  static func letter(_ character: Character) -> Key { .character(character) }

  /// Acts of the pane's kinds that have a key of their own.
  private static func ownActing(_ pane: PaneName) -> [Action] {
    let acts = pane.kinds.flatMap { RecordKind.named($0).acts }
    let identity = Action(
      .identity, "identity", "identity", "open the vault and show who a participant is; this is logged",
      .acting, [letter("I")])
    let own = pane.actKeys.compactMap { own in
      acts.first { $0.name == own.act }.map { act in
        Action(.act(act.name), act.label, act.label, act.sentence, .acting, [letter(own.key)])
      }
    }
    return own + (pane == .victims ? [identity] : [])
  }

  /// What only this pane shows.
  private static func ownShowing(_ pane: PaneName) -> [Action] {
    if pane == .correspondence {
      return [
        Action(
          .campaign, "same text", "same text", "list the cases that came with the same text", .showing,
          [letter("g"), letter("e")])
      ]
    }
    guard pane == .groups else { return [] }
    return [
      Action(
        .attendance, "attendance of the year", "attendance",
        "which required seat was empty at which meeting of the year", .showing, [letter("g"), letter("a")])
    ]
  }

  /// What only the pane of complaints knows.
  private static func sampling(_ pane: PaneName) -> [Action] {
    guard pane == .complaints else { return [] }
    return [
      Action(
        .nextStep, "next step", "next step", "freeze, draw, share out, report or close the round", .acting,
        [letter("D")]),
      Action(.score, "score", "score", "answer the questions about a file", .acting, [letter("S")]),
    ]
  }
}

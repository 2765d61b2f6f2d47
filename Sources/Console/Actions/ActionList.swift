internal import Canvas
package import Casework

/// One thing that a person can do in the console: the foot, the help, the palette and the keys all read this.
package struct Action: Sendable, Equatable {
  /// What it means to the console.
  package let intent: Intent
  /// What the palette and the manual call it: `case assign`.
  package let name: Message
  /// One or two words for the foot.
  package let short: Message
  /// What it does, in a sentence without a full stop.
  package let sentence: Message
  /// Each way of typing it; a way may take two keys.
  let chords: [[Key]]
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

  /// All ways of typing it.
  package var allKeys: String {
    chords.map { $0.map(\.label).joined(separator: " ") }.joined(separator: "  ")
  }
}

/// How the help groups what one can do.
package enum ActionGroup: Int, Sendable, CaseIterable {
  case acting, moving, views, showing, program

  /// The heading in the help.
  package var title: Message {
    switch self {
    case .acting: "Act on the case"
    case .moving: "Move"
    case .views: "Views"
    case .showing: "Show"
    case .program: "Program"
    }
  }
}

/// The one list of all that can be done.
package enum ActionList {
  /// In the order of the help and the palette.
  package static let all: [Action] = acting + moving + views + showing + program

  /// What the foot offers, the most wanted first; what finds no room is left out from the end.
  static let foot = [
    Intent.open, .assign, .reply, .refer, .answer, .close, .search, .note, .themes, .undo, .stage, .place,
    .nextNeeding, .otherPart, .history, .palette,
  ].compactMap(action)

  /// The same while a letter has the keys: first how one comes back, and on.
  static let readingFoot = [Intent.back, .nextRecord].compactMap(action) + foot

  /// The action that an intent belongs to.
  package static func action(_ intent: Intent) -> Action? {
    all.first { $0.intent == intent }
  }

  private static func letter(_ character: Character) -> Key { .character(character) }

  private static let acting = [
    Action(
      .assign, "case assign", "assign", "give the case to a colleague or a team", .acting, [letter("a")]),
    Action(.reply, "case reply", "reply", "record the reply to the correspondent", .acting, [letter("r")]),
    Action(.refer, "case refer", "refer", "ask a neighbourhood team or a partner", .acting, [letter("f")]),
    Action(
      .answer, "case answer", "answer", "record the answer of the team that was asked", .acting, [letter("F")]
    ),
    Action(.close, "case close", "close", "close the case with an outcome", .acting, [letter("x")]),
    Action(.note, "case note", "note", "write a note for colleagues", .acting, [letter("w")]),
    Action(.stage, "case stage", "stage", "move the case to another stage", .acting, [letter("s")]),
    Action(.themes, "case themes", "themes", "choose the case's themes", .acting, [letter("#")]),
    Action(.place, "case place", "place", "choose the place that the case is about", .acting, [letter("@")]),
    Action(
      .saveAttachment, "attachment save", "attachment", "save an attachment as a file", .acting, [letter("o")]
    ),
    Action(.undo, "undo", "undo", "take back my last change", .acting, [letter("u")]),
  ]

  private static let moving = [
    Action(.down, "down", "down", "one line down", .moving, [letter("j")], [.down]),
    Action(.up, "up", "up", "one line up", .moving, [letter("k")], [.up]),
    Action(.pageDown, "page down", "page", "one page down", .moving, [.pageDown], [.control("f")]),
    Action(.pageUp, "page up", "page up", "one page up", .moving, [.pageUp], [.control("u")]),
    Action(.first, "first", "first", "to the first line", .moving, [letter("g"), letter("g")], [.home]),
    Action(.last, "last", "last", "to the last line", .moving, [letter("G")], [.end]),
    Action(
      .nextNeeding, "next needing me", "next", "to the next case that is new or late", .moving,
      [letter("n")]),
    Action(
      .previousNeeding, "previous needing me", "previous", "to the one before that is new or late",
      .moving,
      [letter("N")]),
    Action(
      .nextRecord, "next case", "next case", "the next case of the list, from wherever one reads", .moving,
      [letter("]")]),
    Action(
      .previousRecord, "previous case", "previous case", "the case before it in the list", .moving,
      [letter("[")]),
    Action(
      .otherPart, "other part", "list/letter", "from the list to the letter and back", .moving,
      [.tab], [.backTab]),
    Action(.open, "open", "open", "read the case on the whole screen", .moving, [.enter], [.right]),
    Action(.back, "back", "back", "one layer back", .moving, [.escape], [.left]),
  ]

  private static let views = [
    view(.viewOpen, "open", "all open cases, the soonest due first", "o"),
    view(.viewUntriaged, "untriaged", "cases that nobody has triaged", "u"),
    view(.viewMine, "mine", "my open cases", "m"),
    view(.viewUnassigned, "unassigned", "open cases without an owner", "n"),
    view(.viewLate, "late", "cases whose reply is late", "l"),
    view(.viewThisWeek, "due this week", "cases due within seven days", "t"),
    view(.viewAwaiting, "awaiting force", "cases that wait for an answer", "w"),
    view(.viewReplyOwed, "reply owed", "cases whose answer is in and whose reply is not", "r"),
    view(.viewClosed, "closed", "closed cases, the newest first", "x"),
    view(.viewAll, "all", "all cases, the newest first", "a"),
  ]

  private static func view(_ intent: Intent, _ name: Message, _ sentence: Message, _ key: Character) -> Action
  {
    Action(intent, "view \(name)", name, sentence, .views, [letter("'"), letter(key)])
  }

  private static let showing = [
    Action(.search, "search", "search", "narrow the list while typing", .showing, [letter("/")]),
    Action(
      .history, "case history", "history", "who did what to the case, and when", .showing,
      [letter("g"), letter("h")]),
    Action(
      .quotedText, "quoted text", "quoted text", "unfold or fold earlier letters quoted in this one",
      .showing, [letter("z"), letter("q")]),
    Action(
      .togglePreview, "preview", "preview", "show or hide the letter beside the list", .showing,
      [letter("z"), letter("p")]),
    Action(.refresh, "refresh", "refresh", "bring in what is new, now", .showing, [letter("R")]),
    Action(.palette, "commands", "commands", "choose from all commands by name", .showing, [letter(":")]),
    Action(.help, "help", "help", "all keys of this place", .showing, [letter("?")], [.function(1)]),
  ]

  private static let program = [
    Action(.redraw, "redraw", "redraw", "draw the screen anew", .program, [.control("l")]),
    Action(.suspend, "suspend", "suspend", "back to the shell; fg returns", .program, [.control("z")]),
    Action(
      .quit, "quit", "quit", "one layer back; from the bare list, leave Casebook", .program, [letter("q")]),
  ]
}

extension Key {
  /// What the key is called on screen.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    case .shiftUp: "Shift-Up"
    case .shiftDown: "Shift-Down"
    case .other: "?"
    }
  }
}

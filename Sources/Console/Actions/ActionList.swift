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

/// The one list of all that can be done in a pane.
package struct ActionList: Sendable, Equatable {
  /// In the order of the help and the palette.
  package private(set) var all: [Action]
  /// What the foot offers, the most wanted first; what finds no room is left out from the end.
  private(set) var foot: [Action]
  /// The same while a text has the keys: first how one comes back, and on.
  private(set) var readingFoot: [Action]

  private static let lists = PaneName.allCases.map(ActionList.init)

  /// With the program's own keys; ``Keymap/actions(in:)`` has those in force.
  static func of(_ pane: PaneName) -> ActionList { lists[pane.rawValue] }

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
      var seen: Set<Intent> = []
      return intents.filter { seen.insert($0).inserted }
        .compactMap { intent in all.first { $0.intent == intent } }
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

  private static func letter(_ character: Character) -> Key { .character(character) }

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

  private static let acting = [
    Action(.assign, "assign", "assign", "give the record to a colleague or a team", .acting, [letter("a")]),
    Action(.note, "note", "note", "write a note for colleagues", .acting, [letter("w")]),
    Action(.stage, "stage", "stage", "move the record to another stage", .acting, [letter("s")]),
    Action(.themes, "themes", "themes", "choose the record's themes", .acting, [letter("#")]),
    Action(.place, "place", "place", "choose the place that the record is about", .acting, [letter("@")]),
    Action(.acts, "do", "do", "choose from all that can be done to this record", .acting, [letter("d")]),
    Action(.create, "new", "new", "make a new record in this pane", .acting, [letter("c")]),
    Action(.edit, "edit", "edit", "change the record's fields in a form", .acting, [letter("e")]),
    Action(.log, "log lines", "log", "log one line after the other", .acting, [letter("L")]),
    Action(
      .saveAttachment, "attachment save", "attachment", "save an attachment as a file", .acting, [letter("o")]
    ),
    Action(.undo, "undo", "undo", "take back my last change", .acting, [letter("u")]),
    Action(
      .repeatLast, "again", "again", "do what was done last to this record too", .acting, [letter(".")]),
  ]

  private static let tagging = [
    Action(
      .tag, "tag", "tag", "tag the record and move on; the next verb is for all that are tagged", .tagging,
      [letter("t")]),
    Action(
      .tagOrPage, "tag, or page", "tag", "tag the record; in a text, one page down", .tagging,
      [letter(" ")]),
    Action(.tagRange, "tag range", "range", "tag from here to where one goes", .tagging, [letter("v")]),
    Action(
      .tagAll, "tag all", "all", "tag all that the list finds, also what is further down", .tagging,
      [letter("T"), letter("a")]),
    Action(
      .tagByQuery, "tag by query", "by query", "tag what a query finds in this pane", .tagging,
      [letter("T"), letter("q")]),
    Action(
      .tagInvert, "tag the others", "the others", "tag what is not tagged, and the other way round",
      .tagging, [letter("T"), letter("i")]),
    Action(
      .tagList, "list what is tagged", "list", "show the tagged alone", .tagging, [letter("T"), letter("l")]),
    Action(.tagNone, "tag none", "none", "let all tags go", .tagging, [letter("T"), letter("n")]),
    Action(
      .tagAgain, "tag again", "again", "tag those again that were let go last", .tagging,
      [letter("T"), letter("r")]),
  ]

  private static let moving = [
    Action(.down, "down", "down", "one line down", .moving, [letter("j")], [.down]),
    Action(.up, "up", "up", "one line up", .moving, [letter("k")], [.up]),
    Action(.pageDown, "page down", "page", "one page down", .moving, [.pageDown], [.control("f")]),
    Action(.pageUp, "page up", "page up", "one page up", .moving, [.pageUp], [.control("u")]),
    Action(.first, "first", "first", "to the first line", .moving, [letter("g"), letter("g")], [.home]),
    Action(.last, "last", "last", "to the last line", .moving, [letter("G")], [.end]),
    Action(
      .nextNeeding, "next needing me", "needing", "to the next record that is new or late", .moving,
      [letter("n")]),
    Action(
      .previousNeeding, "previous needing me", "previous", "to the one before that is new or late",
      .moving,
      [letter("N")]),
    Action(
      .count, "number", "number", "then a number and a movement or t: so many at once", .moving, [letter(";")]
    ),
    Action(
      .nextRecord, "next record", "next", "the next record of the list, from wherever one reads", .moving,
      [letter("]")]),
    Action(
      .previousRecord, "previous record", "previous", "the record before it in the list", .moving,
      [letter("[")]),
    Action(
      .otherPart, "other part", "list/text", "from the list to the text and back", .moving,
      [.tab], [.backTab]),
    Action(.open, "open", "open", "read the record on the whole screen", .moving, [.enter], [.right]),
    Action(.back, "back", "back", "one layer back", .moving, [.escape], [.left]),
    Action(
      .goBack, "go back", "go back", "to the list or record where I was before", .moving, [letter("<")]),
    Action(.goForward, "go forward", "forward", "and on again", .moving, [letter(">")]),
  ]

  private static func views(_ pane: PaneName) -> [Action] {
    pane.views.map { view in
      Action(
        .view(view.key), "view \(view.name)", view.name, view.sentence, .views,
        [letter("'"), letter(view.key)])
    }
  }

  /// What is about queues and messages, in every pane.
  private static let desk = [
    Action(
      .queues, "queues", "queues", "the queues of this pane, with how many each holds; a letter opens one",
      .views, [letter("'"), letter("'")]),
    Action(
      .saveQueue, "keep as queue", "keep", "keep what is shown as a queue, for me or for everybody", .views,
      [letter("\"")]),
    Action(
      .start, "start page", "start", "the queues of all panes, with how many each holds", .panes,
      [letter("0")]),
    Action(
      .messages, "messages", "messages", "what was told, the newest first", .showing,
      [letter("g"), letter("m")]),
    Action(
      .jobs, "jobs", "jobs", "imports, exports and checks: how far they are, what came of them", .showing,
      [letter("!")]),
  ]

  private static let panes = PaneName.allCases.map { pane in
    Action(
      .pane(pane.rawValue), "pane \(pane.title)", pane.title, "go to the pane \(pane.title)", .panes,
      [letter(pane.digit)])
  }

  private static let showing = [
    Action(.search, "search", "search", "narrow the list while typing", .showing, [letter("/")]),
    Action(
      .history, "history", "history", "who did what to the record, and when", .showing,
      [letter("g"), letter("h")]),
    Action(
      .deadlines, "deadlines", "deadlines", "how each of its due dates is made, day by day", .showing,
      [letter("g"), letter("d")]),
    Action(
      .children, "what belongs to it", "belonging", "list what belongs to this record", .showing,
      [letter("g"), letter("l")]),
    Action(
      .parent, "what it belongs to", "above", "go to the record that this one belongs to", .showing,
      [letter("g"), letter("p")]),
    Action(
      .coverage, "coverage", "coverage", "how a programme stands: what is done and what is missing", .showing,
      [letter("g"), letter("c")]),
    Action(
      .drafts, "drafts", "drafts", "choose from what I began to write and have not finished", .showing,
      [letter("g"), letter("u")]),
    Action(
      .quotedText, "quoted text", "quoted text", "unfold or fold earlier letters quoted in this one",
      .showing, [letter("z"), letter("q")]),
    Action(
      .togglePreview, "preview", "preview", "show or hide the text beside the list", .showing,
      [letter("z"), letter("p")]),
    Action(
      .sort, "sort", "sort", "choose by what the list is sorted; the same again turns it round", .showing,
      [letter("z"), letter("s")]),
    Action(
      .columns, "columns", "columns", "choose the columns of the list, and how wide each is", .showing,
      [letter("z"), letter("c")]),
    Action(
      .zoom, "zoom", "zoom", "the list or the text, whichever one is in, on the whole screen, and back",
      .showing, [letter("+")]),
    Action(
      .largerPreview, "larger preview", "larger", "give the text more of the screen", .showing,
      [letter("z"), letter("+")]),
    Action(
      .smallerPreview, "smaller preview", "smaller", "give the list more of the screen", .showing,
      [letter("z"), letter("-")]),
    Action(
      .turnPreview, "preview place", "beside/below", "the text beside the list or below it", .showing,
      [letter("z"), letter("l")]),
    Action(
      .mouse, "mouse", "mouse", "give the mouse to the terminal, to select text, and back", .showing,
      [letter("z"), letter("m")]),
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

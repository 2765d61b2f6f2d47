internal import Canvas
internal import Casework

// What can be done in every pane, in the order of the help.
extension ActionList {
  static let acting = [
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

  static let tagging = [
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

  static let moving = [
    Action(.down, "down", "down", "one line down", .moving, [letter("j")], [.down]),
    Action(.up, "up", "up", "one line up", .moving, [letter("k")], [.up]),
    Action(.pageDown, "page down", "page", "one page down", .moving, [.pageDown], [.control("f")]),
    Action(.pageUp, "page up", "page up", "one page up", .moving, [.pageUp], [.control("u")]),
    Action(.first, "first", "first", "to the first line", .moving, [letter("g"), letter("g")], [.home]),
    Action(.last, "last", "last", "to the last line", .moving, [letter("G")], [.end]),
    Action(
      .nextNeeding, "next needing me", "needing",
      "to the next record that is new or late; in a text, to the next match", .moving,
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

  static func views(_ pane: PaneName) -> [Action] {
    pane.views.map { view in
      Action(
        .view(view.key), "view \(view.name)", view.name, view.sentence, .views,
        [letter("'"), letter(view.key)])
    }
  }

  /// What is about queues and messages, in every pane.
  static let desk = [
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

  static let panes = PaneName.allCases.map { pane in
    Action(
      .pane(pane.rawValue), "pane \(pane.title)", pane.title, "go to the pane \(pane.title)", .panes,
      [letter(pane.digit)])
  }

  static let showing = [
    Action(.search, "search", "search", "narrow the list while typing", .showing, [letter("/")]),
    Action(
      .history, "history", "history", "who did what to the record, and when", .showing,
      [letter("g"), letter("h")]),
    Action(
      .deadlines, "deadlines", "deadlines", "how each of its due dates is made, day by day", .showing,
      [letter("g"), letter("d")]),
    Action(
      .retention, "retention", "retention",
      "how long the record is kept, under which rule, and what stops it",
      .showing, [letter("g"), letter("r")]),
    Action(
      .children, "what belongs to it", "belonging", "list what belongs to this record", .showing,
      [letter("g"), letter("l")]),
    Action(
      .parent, "what it belongs to", "above", "go to the record that this one belongs to", .showing,
      [letter("g"), letter("p")]),
    Action(
      .similar, "similar", "similar", "list what is like this record, by its most telling words", .showing,
      [letter("g"), letter("s")]),
    Action(
      .coverage, "coverage", "coverage", "how a programme stands: what is done and what is missing", .showing,
      [letter("g"), letter("c")]),
    Action(
      .trend, "trend", "trend", "how many records each theme or place had in each quarter", .showing,
      [letter("g"), letter("t")]),
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
      .bestFirst, "best first", "best first",
      "what fits the search best first, or the newest first again", .showing,
      [letter("z"), letter("b")]),
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

  static let program = [
    Action(.redraw, "redraw", "redraw", "draw the screen anew", .program, [.control("l")]),
    Action(.suspend, "suspend", "suspend", "back to the shell; fg returns", .program, [.control("z")]),
    Action(
      .quit, "quit", "quit", "one layer back; from the bare list, leave Casebook", .program, [letter("q")]),
  ]
}

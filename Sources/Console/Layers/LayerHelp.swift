internal import Canvas
internal import Casework

/// What F1 shows over a form or a log: its keys, and the signs that mean something in a line.
enum LayerHelp {
  typealias Meaning = (key: Message, what: Message)

  /// The help of a layer in which one types; nil for those that have the help of the pane.
  ///
  /// - Parameter kind: of the record on which lines are logged.
  /// - Parameter width: of the screen, in columns.
  static func page(of layer: Layer, kind: KindName?, width: Int) -> TextPage? {
    switch layer {
    case .record(let record):
      TextPage("Keys of a form", .lines(FieldHelp.lines(record, width: width) + lines(form, width)))
    case .form(let form): TextPage("Keys of a text", .lines(lines(text(form), width)))
    case .log(let log):
      TextPage(
        "Keys and signs of the log",
        .lines(
          lines(keys(of: log), width) + [StyledLine(Message("Signs in a line").text(), .heading)]
            + lines(signs(of: kind), width)))
    case .scoring: TextPage("Keys of a reading", .lines(lines(reading, width)))
    case .picker(let picker):
      TextPage("Keys of a choice", .lines(lines(choice(isMultiple: picker.isMultiple), width)))
    case .desk(let desk): page(of: desk, width: width)
    default: nil
    }
  }

  /// Lists of queues and of jobs are about no record: the keys that act on one are no help there.
  private static func page(of layer: DeskLayer, width: Int) -> TextPage? {
    switch layer {
    case .start: TextPage("Keys of the start page", .lines(lines(start, width)))
    case .queues: TextPage("Keys of the queues", .lines(lines(queues, width)))
    case .saving: TextPage("Keys of a form", .lines(lines(saving, width)))
    case .jobs: TextPage("Keys of the jobs", .lines(lines(jobs, width)))
    case .greeting: nil
    case .trend: TextPage("Keys of the trend grid", .lines(lines(trend, width)))
    }
  }

  private static let start: [Meaning] = [
    ("Enter", "open the queue"), ("Up  Down", "choose a queue; so do j and k"),
    ("n  N", "to the next queue in which something is late, and to the one before"),
    ("1 2 3 4 5", "to a pane"), (":", "all commands by name"), ("!", "jobs: imports, exports, checks"),
    ("R", "count anew"), ("q", "leave Casebook"), ("Esc", "back to the list"),
    ("?", "once more: all keys of the pane"),
  ]

  private static let queues: [Meaning] = [
    ("a letter", "open the queue that has it"), ("Enter", "open the queue under the cursor"),
    ("Up  Down", "choose a queue"), ("\"", "keep what is shown as a queue of one's own"),
    ("Del", "delete a queue that was kept; asks once"), ("Esc", "back to the list"),
  ]

  private static let trend: [Meaning] = [
    ("Left  Right", "to another quarter; so do h and l"), ("Up  Down", "to another row; so do j and k"),
    ("Enter", "the records behind the number"),
    ("x", "turn: the places of this theme, or the themes of this place"),
    ("+", "on a place: what lies in it"), ("-", "out again: one narrowing less"),
    ("<  >", "a year earlier, a year later"), ("R", "count anew"), ("Esc", "back to the list"),
  ]

  private static let saving: [Meaning] = [
    ("Tab", "to the next field"), ("Space", "at 'For': me alone, or everybody"),
    ("Ctrl-S", "save, from any field"), ("Esc", "leave; nothing is kept"),
  ]

  private static var jobs: [Meaning] {
    JobKind.allCases.map { kind in ("\(String(kind.key))", kind.sentence) } + [
      ("x", "stop the job under the cursor, while it runs"),
      ("Enter", "the same job again, with what was typed"), ("Up  Down", "choose a job"),
      ("Esc", "back to the list; jobs go on"),
    ]
  }

  private static func choice(isMultiple: Bool) -> [Meaning] {
    let typed: [Meaning] = [
      ("letters", "only what has a word that begins so stays"),
      ("Up  Down", "choose; PgUp and PgDn go further"),
    ]
    let marks: [Meaning] = isMultiple ? [("Tab", "mark it, or take its mark away")] : []
    return typed + marks + [
      ("Enter", isMultiple ? "take what is marked" : "take the one under the cursor"),
      ("Esc", "leave; nothing is changed"),
    ]
  }

  private static let reading: [Meaning] = [
    ("1 2 3 4", "yes, no, not applicable, cannot tell; each answer is saved at once"),
    ("0", "takes an answer away"),
    ("Tab  j", "to the next question"),
    ("Shift-Tab  k", "to the question before"),
    ("PgDn  Space", "further down in the file; PgUp goes up"),
    ("]  [", "to the next of the files that are mine; to the one before"),
    ("w", "what the answers do not say, in words"),
    ("#", "the themes of the file"),
    ("U", "the file cannot be read: says why, and hands it in"),
    ("F", "hands the reading in, when every question is answered"),
    ("Esc  q", "back to the list; nothing is lost"),
  ]

  static let form: [Meaning] = [
    ("Tab  Enter", "to the next field; takes what was begun; in a long text Enter is a new line"),
    ("Shift-Tab", "to the field before"),
    (
      "Up  Down",
      "choose among what is listed beneath; move in a long text; elsewhere the field above or below"
    ),
    ("Ctrl-S", "save, from any field"),
    ("Ctrl-E", "in a long text: write it in your own editor, $VISUAL or $EDITOR"),
    ("a day", "27/11/2026, 27 nov, fri, last fri, today, +5wd (working days), -2w, +1m"),
    ("Esc", "leave; asks first when something was changed"),
    ("*", "a field that cannot be empty"),
    (",", "between several places or themes"),
  ]

  private static func text(_ form: TextForm) -> [Meaning] {
    let first: Meaning =
      form.entry.isMultiline
      ? ("Ctrl-E", "write it in your own editor, $VISUAL or $EDITOR") : ("Enter", "take it")
    return [
      first, ("Ctrl-S", "save the text"), ("Tab", "to the buttons and back"),
      ("Esc", "leave; asks first when something was typed"),
    ]
  }

  private static func keys(of log: LineLog) -> [Meaning] {
    [("Enter", "log the line")]
      + log.slots.enumerated().map { position, slot in
        ("F\(position + 2)", "\(slot.field.label): stays as it is until it is changed")
      } + [("Esc", "done: back to the list")]
  }

  /// What ``QuickLine`` understands, and what the kind's own act adds to it.
  private static func signs(of kind: KindName?) -> [Meaning] {
    let everywhere: [Meaning] = [
      ("#theme", "a theme, or the beginning of its name"),
      ("@place", "a place, or the beginning of its name"),
      ("by DAY", "the day by which it is due, such as 'by friday' or 'by 3 dec'"),
      ("^DAY", "the same, in one word"),
    ]
    return own(kind) + everywhere
  }
}

extension LayerHelp {
  /// The leading signs of a kind: ``QuickLine/minuteMarks`` and ``QuickLine/groupMarks``.
  private static func own(_ kind: KindName?) -> [Meaning] {
    switch kind {
    case .meeting:
      [
        ("!", "first in the line: an action"), ("?", "first in the line: advice"),
        (">", "first in the line: an answer"), ("=", "first in the line: a decision"),
      ]
    case .session: [("+", "first in the line: good practice"), ("-", "first in the line: an improvement")]
    default: []
    }
  }

  /// Each key with its meaning wrapped beside it.
  private static func lines(_ meanings: [Meaning], _ width: Int) -> [StyledLine] {
    let column = meanings.reduce(14) { max($0, $1.key.text().count + 3) }
    return meanings.flatMap { key, what in
      wrap(displaySafe(what.text()), width: max(8, width - column)).enumerated().map { position, text in
        let start = position == 0 ? "  " + key.text() : ""
        return StyledLine(start + String(repeating: " ", count: max(1, column - start.count)) + text)
      }
    }
  }
}

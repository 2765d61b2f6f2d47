import Testing

extension CommonJob {
  /// In the order of the table in the manual.
  static let all = finding + giving + writing + settling + looking + making

  private static let assignFive: [Step] =
    Array(repeating: .key("t"), count: 5) + [
      .sees("a assign 5"), .key("a"), .sees("Assign 5 records to"), .key("Down"), .key("Enter"),
      .sees("5 records would be: assigned to Priya Jones"), .nothingWritten, .key("Enter"),
      .sees("5 records: assigned to Priya Jones."),
    ]

  private static let narrow: [Step] = [.key("/"), .text("canal"), .sees("Search: canal   13 of 13")]

  private static let finding = [
    CommonJob(
      name: "Open the next case that needs me",
      // By subject, the caller of today comes second: nothing about it is new or late.
      before: [
        .key("z"), .key("s"), .sees("Sort the list"), .text("subject"), .key("Enter"), .sees("by subject"),
        .key("g"), .key("g"), .sees("   1 of 37"), .sees("From       Writer 0 <w"),
      ],
      steps: [.key("n"), .key("Enter"), .sees("Esc back"), .sees("A bus shelter smashed, Mill Lane")]),
    CommonJob(name: "Narrow the list to *canal*, live", steps: narrow),
    CommonJob(
      name: "Show the whole list again", before: narrow,
      steps: [.key("Escape"), .sees("Correspondence: open"), .sees("of 37")]),
  ]

  private static let giving = [
    CommonJob(
      name: "Assign to a colleague",
      steps: [
        .key("a"), .sees("Assign COR-"), .key("Down"), .key("Enter"), .sees("assigned to Priya Jones"),
      ],
      outcome: [.field("owner", .string("priya")), .found(1, by: ["owner:priya"])]),
    CommonJob(
      name: "Assign five at once, seen before", steps: assignFive,
      outcome: [.field("owner", .string("priya")), .found(5, by: ["owner:priya"])]),
    CommonJob(
      name: "Undo that, all five", before: assignFive,
      steps: [.key("u"), .sees("5 records: taken back")],
      outcome: [.field("stage", .string("untriaged")), .found(0, by: ["owner:priya"])]),
  ]

  private static let writing = [
    CommonJob(
      name: "Write a note",
      steps: [
        .key("w"), .sees("Note on"), .text("Rang her"), .sees("| Rang her"), .key("C-s"),
        .sees("note written"),
      ],
      outcome: [.text("Rang her", kind: "note")]),
    CommonJob(
      name: "Write a note in my editor",
      steps: [
        .key("w"), .sees("Note on"), .key("C-e"), .sees("| She rang twice."), .key("C-s"),
        .sees("note written"),
      ],
      outcome: [.text("She rang twice.", kind: "note")]),
    CommonJob(
      name: "Choose a theme",
      steps: [
        .key("#"), .sees("Themes of"), .text("roads"), .sees("Find: roads"), .key("Enter"),
        .sees("themes set"),
      ],
      outcome: [.field("themes", .array([.string("roads")]))]),
    CommonJob(
      name: "Choose the place",
      steps: [
        .key("@"), .sees("Place of"), .text("lin"), .sees("Find: lin"), .key("Enter"),
        .sees("place set to Linthorpe"),
      ],
      outcome: [.field("place", .string("E1"))]),
  ]

  private static let refer = ["refer", "REF", "--to", "central", "Please look."]

  private static let reply: [Step] = [
    .key("r"), .sees("Reply on"), .text("Dear Ms Ellis"), .sees("| Dear Ms Ellis"), .key("C-s"),
    .sees("reply recorded"),
  ]

  private static let settling = [
    CommonJob(
      name: "Ask a team",
      steps: [
        .key("f"), .sees("Refer COR-"), .key("Enter"), .sees("What is asked of them"), .text("Please look"),
        .sees("| Please look"), .key("C-s"), .sees("whose answer is awaited"),
      ],
      outcome: [.field("stage", .string("awaiting-force")), .text("Please look", kind: "referral")]),
    CommonJob(
      name: "Record its answer", commands: [refer],
      steps: [
        .key("F"), .sees("Answer on"), .text("Done"), .sees("| Done"), .key("C-s"), .sees("answer recorded"),
      ],
      outcome: [.field("stage", .string("reply-owed")), .text("Done", kind: "answer")]),
    CommonJob(
      name: "Record the reply that was sent", steps: reply,
      outcome: [.field("stage", .string("replied")), .text("Dear Ms Ellis", kind: "reply")]),
    CommonJob(
      name: "Close as answered", before: reply,
      steps: [.key("x"), .sees("Close COR-"), .key("Enter"), .sees(": closed. u takes it back")],
      outcome: [.field("stage", .string("closed")), .field("outcome", .string("answered"))]),
  ]

  private static let looking = [
    CommonJob(
      name: "Open the queue *untriaged*",
      steps: [.key("'"), .key("u"), .sees("Correspondence: untriaged   1 of 37")]),
    CommonJob(
      name: "Go to a case by its number",
      steps: [
        .key(":"), .sees("Commands"), .text("12"), .sees("> go to COR-"), .key("Enter"),
        .sees("-0012   1 of 1"),
      ]),
    CommonJob(
      name: "See who did what to it",
      steps: [.key("g"), .key("h"), .sees("History of COR-"), .sees("arrived")]),
    CommonJob(
      name: "See how its due dates are made",
      steps: [
        .key("g"), .key("d"), .sees("How the due dates of"), .sees("the day of the event, not counted"),
      ]),
  ]

  private static let making = [
    CommonJob(
      name: "Write down a caller's matter",
      steps: [
        .key("c"), .sees("-- New: Case"), .text("Loud fan"), .key("Tab"), .key("Tab"), .text("ph"),
        .sees("> Phone call"), .key("C-s"), .sees("Correspondence: open   38 of 38"),
      ],
      outcome: [.found(1, by: ["loud", "fan", "channel:phone", "stage:untriaged"])]),
    CommonJob(
      name: "Log three issues of a walkabout",
      steps: [
        .key("5"), .sees("Canal Walk"), .key("L"), .sees("Log on WLK-"), .text("lamp out"), .key("Enter"),
        .sees("'lamp out' is recorded"), .text("litter"), .key("Enter"), .sees("'litter' is recorded"),
        .text("needles"), .key("Enter"), .sees("'needles' is recorded"),
      ],
      outcome: [.found(3, by: ["kind:case", "channel:walkabout", "place:E1"])]),
  ]
}

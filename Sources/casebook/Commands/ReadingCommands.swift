import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook list [QUERY]`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the records that fit a query, the newest first.",
    discussion: UsageHelp.query)
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ListOptions
  @Flag(help: "The automatic replies and bounces that belong to no record, in place of records.")
  var unfiled = false
  @Option(help: "The records of this queue; words narrow it further.") var queue: String?
  // A word may begin with a hyphen: it is one that must not stand there.
  @Argument(parsing: .allUnrecognized, help: "Words and fields, such as: stage:open owner:me pothole")
  var query: [String] = []

  func run() throws {
    let listing = Listing(casebook: casebook, query: query, options: options, queue: queue)
    try unfiled ? listing.runUnfiled() : listing.run()
  }
}

/// `casebook search QUERY`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find records by words and fields, the newest first, or the best first with --sort best.",
    discussion: UsageHelp.query)
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var options: ListOptions
  @Argument(parsing: .allUnrecognized, help: "Words, \"phrases\", prefix*, -not, OR, ( ) and fields.")
  var query: [String]

  func run() throws {
    try Listing(casebook: casebook, query: query, options: options, offersWords: true).run()
  }
}

struct ListOptions: ParsableArguments {
  @Option(help: "At most so many records.") var limit = 50
  @Option(help: "newest, due, received, title, party, owner, stage, place, reference or best.")
  var sort: ListOrder?
  @Flag(help: "The last of that order first.") var reverse = false
  @Flag(help: "One JSON object a line.") var json = false
}

extension ListOrder: ExpressibleByArgument {}

/// What `list` and `search` do.
private struct Listing {
  let casebook: CasebookCommand
  let query: [String]
  let options: ListOptions
  var queue: String?
  /// Whether a word that nothing has is told, with one that was perhaps meant.
  var offersWords = false

  func run() throws {
    let workplace = try Workplace(storePath: casebook.store)
    let (store, actor) = try workplace.enter()
    let queue = try queue.map { try QueueBook(store, actor).named($0).queue }
    let request = try request(narrowing: queue, days: Workplace.days(store), actor: actor)
    try failing {
      var left = max(0, options.limit)
      var page = request
      while left > 0 {
        page.limit = min(left, 1000)
        let rows = try store.rows(page, for: actor)
        if rows.isEmpty, page.place == .first, offersWords {
          for offer in try store.suggestions(for: page.query, reader: actor) {
            Output.complain(Output.safe(offer.sentence.text()))
          }
        }
        for row in rows { try Self.print(row, isJSON: options.json, store: store, actor: actor) }
        left -= rows.count
        guard rows.count == page.limit, let last = rows.last else { return }
        page.place = .after(last)
      }
    }
  }

  /// Machines' mail that answers no record, the newest first.
  func runUnfiled() throws {
    let (store, _) = try Workplace(storePath: casebook.store).enter()
    for contact in try failing({ try store.unfiledMail(limit: max(0, options.limit)) }) {
      guard !options.json else {
        Output.line(RecordOutput.json(contact))
        continue
      }
      let line =
        "\(contact.at)  \(contact.mailNature.rawValue)  \(contact.sender.address)  \(contact.subject)"
      Output.write(Output.safe(line) + "\n")
    }
  }

  private func request(narrowing queue: Queue?, days: DayReader, actor: Actor) throws -> ListRequest {
    if let option = query.first(where: { $0.hasPrefix("--") }) {
      throw Failure(
        "There is no option '\(option)': 'casebook help list' has those there are.", status: EX_USAGE)
    }
    let text = query.joined(separator: " ")
    do throws(QueryFault) {
      func parse(_ text: String) throws(QueryFault) -> Query {
        try QueryParser.parse(text, today: days.today, actor: actor.name, calendar: days.calendar)
      }
      var parsed = try parse(text)
      if let queue { parsed = .and([try parse(queue.query), parsed]) }
      return ListRequest(
        parsed, order: options.sort ?? queue?.order ?? .newest,
        isReversed: options.reverse != (options.sort == nil && queue?.isReversed ?? false), today: days.today)
    } catch {
      throw Failure(error, in: text)
    }
  }

  static func print(_ row: RecordRow, isJSON: Bool, store: CaseStore, actor: Actor) throws {
    guard isJSON else { return Output.write(RecordOutput.line(row)) }
    guard let record = try store.record(row.reference, for: actor) else { return }
    Output.line(.object(RecordOutput.json(record.isRestricted ? record.unopened : record)))
  }
}

/// `casebook like REF`
struct LikeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "like", abstract: "List the records that are most like one, by its most telling words.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var opening: OpeningOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Option(help: "At most so many records.") var limit = 20
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let text = try failing {
      guard let record = try store.record(reference, for: actor),
        let telling = try store.tellingWords(of: reference, for: actor)
      else { throw try store.missing(reference, for: actor) }
      try opening.open([record], store, actor)
      return AlikeQuery(words: telling.words, without: telling.reference).text
    }
    // Of a record whose words are all its own there is nothing like it.
    guard let text else { return }
    let days = Workplace.days(store)
    let rows = try failing {
      let query = try QueryParser.parse(text, today: days.today, actor: actor.name, calendar: days.calendar)
      return try store.rows(
        ListRequest(query, order: .best, limit: max(0, limit), today: days.today), for: actor)
    }
    for row in rows { try failing { try Listing.print(row, isJSON: json, store: store, actor: actor) } }
  }
}

/// `casebook show REF`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a record with all that was received, sent and noted on it.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var opening: OpeningOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Flag(help: "One JSON object.") var json = false
  @Flag(help: "The messages as they came, byte for byte.") var raw = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      guard let view = try store.view(reference, for: actor) else {
        throw try store.missing(reference, for: actor)
      }
      try opening.open([view.record], store, actor)
      if raw {
        try writeRaw(view, store, actor)
      } else if json {
        Output.line(RecordOutput.json(view))
      } else {
        Output.write(RecordOutput.text(view))
      }
    }
  }

  private func writeRaw(_ view: RecordView, _ store: CaseStore, _ reader: Actor) throws {
    guard !Output.isTerminal else {
      throw Failure(
        "A message as it came may hold anything and is not for a terminal: send it to a file.",
        status: EX_USAGE)
    }
    for digest in view.contacts.compactMap(\.rawDigest) {
      Output.write(try store.rawBytes(digest: digest, for: reader) ?? [])
    }
  }
}

/// `casebook history REF`
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show who did what to a record, and when, the oldest first.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var opening: OpeningOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      try store.record(reference, for: actor).map { try opening.open([$0], store, actor) }
      let history = try store.history(of: reference, for: actor)
      guard !history.isEmpty else { throw try store.missing(reference, for: actor) }
      for line in history {
        json ? Output.line(line.entry.exported) : Output.write(text(line))
      }
    }
  }

  private func text(_ line: HistoryLine) -> String {
    let names = line.detail.fields.keys.sorted().joined(separator: ", ")
    let reason = line.entry.statedReason.map { " (\($0))" } ?? ""
    let actor = line.entry.behalf.map { "\(line.entry.actor) for \($0)" } ?? line.entry.actor
    return Output.safe(
      "\(line.entry.seq)  \(line.entry.at)  \(actor)  \(line.entry.action)  \(names)\(reason)")
      + "\n"
  }
}

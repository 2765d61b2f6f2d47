import ArgumentParser
import CaseStore
import Casework
import Console
import Glibc

/// `casebook queue list|save|delete`
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Lists under a name: those that ship, and those that you or colleagues saved.",
    subcommands: [List.self, Save.self, Delete.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the queues with how many records each holds, and how many are late or due soon.")
    @ParentCommand var parent: QueueCommand
    @Option(help: "Of this pane alone: correspondence, complaints, victims, groups or walkabouts.")
    var pane: String?
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      let book = try QueueBook(store, actor)
      let today = Workplace.now.londonDay
      let panes = try pane.map { [try QueueBook.pane($0)] } ?? QueuePane.allCases
      try failing {
        for pane in panes {
          for listed in book.queues(of: pane) {
            let query = try? QueryParser.parse(
              listed.queue.query, today: today, actor: actor.name, calendar: store.calendar)
            let tally = try query.map { try store.tally($0, today: today, for: actor) } ?? QueueTally()
            print(listed, tally)
          }
        }
      }
    }

    private func print(_ listed: ListedQueue, _ tally: QueueTally) {
      let (queue, pane, kept) = (listed.queue, listed.pane, listed.kept)
      guard !json else {
        return Output.line([
          "pane": .string(pane.rawValue), "name": .string(queue.name.text()),
          "key": .string(String(queue.key)), "query": .string(queue.query),
          "order": .string(queue.order.rawValue), "reversed": .bool(queue.isReversed),
          "columns": queue.columns.map { .string($0.text) } ?? .null,
          "keeper": kept.map { .string($0.keeper) } ?? .null,
          "shared": .bool(kept?.isShared ?? true), "total": .integer(tally.total),
          "late": .integer(tally.late), "soon": .integer(tally.soon), "later": .integer(tally.later),
        ])
      }
      let whose = kept.map { $0.isShared ? "shared by \($0.keeper)" : "mine" } ?? "ships"
      Output.write(
        Output.safe(
          "\(pane.rawValue)  '\(queue.key)  \(queue.name.text())  \(tally.total)  late \(tally.late)  soon \(tally.soon)  \(whose)  \(queue.query)"
        ) + "\n")
    }
  }

  struct Save: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep a query as a queue, in place of one of the same name.",
      discussion: "Such as: casebook queue save \"Roads, late\" --shared kind:case theme:roads is:overdue")
    @ParentCommand var parent: QueueCommand
    @Option(help: "Where it stands: correspondence, complaints, victims, groups or walkabouts.")
    var pane = QueuePane.correspondence.rawValue
    @Option(help: "What is typed after ' to open it: a letter or a digit; else a free one is taken.")
    var key: String?
    @Option(help: "newest, due, received, title, party, owner, stage, place or reference.") var sort =
      ListOrder.due
    @Flag(help: "The last of that order first.") var reverse = false
    @Option(help: "Columns with their widths, such as due,owner,party:22; else as many as the screen allows.")
    var columns: String?
    @Flag(help: "For the whole office, not for me alone.") var shared = false
    @Argument(help: "What it is called.") var name: String
    @Argument(parsing: .allUnrecognized, help: "Words and fields, such as: stage:open owner:me pothole")
    var query: [String]

    func run() throws {
      if let option = query.first(where: { $0.hasPrefix("--") }) {
        throw Failure(
          "There is no option '\(option)': 'casebook help queue save' has those there are.", status: EX_USAGE)
      }
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      let book = try QueueBook(store, actor)
      let pane = try QueueBook.pane(pane)
      let columns = columns.map(ListColumns.init(text:))
      if case .some(nil) = columns {
        let names = ListColumn.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure(
          "--columns takes names with commas between them, each with a width from 3 to 60 if wanted: \(names).",
          status: EX_USAGE)
      }
      if let key, key.count != 1 { throw Failure(StoreError.queue(.badKey(key))) }
      let taken = Set(book.queues(of: pane).map(\.queue).filter { $0.name.text() != name }.map(\.key))
      let queue = SavedQueue(
        pane: pane, title: name, key: key?.first ?? SavedQueue.freeKey(for: name, taken: taken),
        query: query.joined(separator: " "), order: sort, isReversed: reverse, columns: columns ?? nil,
        keeper: actor.name, isShared: shared)
      try book.check(queue)
      try failing { try store.save(queue, by: actor, at: Workplace.now) }
      Output.line("'\(queue.key) opens '\(name)' in \(pane.rawValue).")
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a queue that was saved.")
    @ParentCommand var parent: QueueCommand
    @Argument(help: "Its name, or PANE/NAME.") var name: String

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      let book = try QueueBook(store, actor)
      let listed = try book.named(name)
      guard let kept = listed.kept else {
        throw Failure(StoreError.queue(.ships(listed.queue.name.text())))
      }
      try failing { try store.delete(kept, by: actor, at: Workplace.now) }
      Output.line("The queue '\(kept.title)' is deleted.")
    }
  }
}

/// The queues that one person sees: those that ship and those that are kept.
struct QueueBook {
  private let saved: [SavedQueue]
  private let actor: Actor
  private let days: DayReader

  init(_ store: CaseStore, _ actor: Actor) throws {
    saved = try failing { try store.settings(SavedQueue.self) }.filter { $0.isFor(actor) }
    self.actor = actor
    days = Workplace.days(store)
  }

  /// In the order of the console's menu.
  func queues(of pane: QueuePane) -> [ListedQueue] {
    ListedQueue.all(of: pane, ships: ShippedQueues.of(pane), saved: saved, for: actor)
  }

  func check(_ queue: SavedQueue) throws {
    do throws(QueueRefusal) {
      try queue.check(ships: ShippedQueues.of(queue.pane), others: saved, days: days)
    } catch { throw Failure(.queue(error)) }
  }

  /// The queue of this name, `late` or `walkabouts/untriaged`: a person's own first, then the office's, then those
  /// that ship, in the order of the panes.
  ///
  /// Throws: ``Failure`` when there is none.
  func named(_ name: String) throws -> ListedQueue {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let pane = parts.count == 2 ? QueuePane(rawValue: parts[0]) : nil
    let title = (pane == nil ? name : parts[1]).lowercased()
    let found = (pane.map { [$0] } ?? QueuePane.allCases).flatMap { queues(of: $0) }
      .filter { $0.queue.name.text().lowercased() == title }
    let own = found.first { $0.kept?.isShared == false } ?? found.first { $0.kept != nil }
    guard let queue = own ?? found.first else { throw Failure(.queue(.unknown(name))) }
    return queue
  }

  static func pane(_ name: String) throws -> QueuePane {
    guard let pane = QueuePane(rawValue: name) else {
      let names = QueuePane.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("There is no pane '\(name)': use one of \(names).", status: EX_USAGE)
    }
    return pane
  }
}

/// A queue that somebody keeps: their own, or for the whole office.
package struct SavedQueue: Setting {
  package static let kind = SettingKind.queue
  package let pane: QueuePane
  /// As people call it; see ``QueueRefusal`` for what it may be.
  package let title: String
  /// What is typed after `'`: a letter or a digit.
  package let key: Character
  package let query: String
  package let order: ListOrder
  /// The last of that order first.
  package let isReversed: Bool
  /// Nil for as many as the screen allows.
  package let columns: ListColumns?
  /// The account that saved it.
  package let keeper: String
  package let isShared: Bool

  package init(
    pane: QueuePane, title: String, key: Character, query: String, order: ListOrder, isReversed: Bool = false,
    columns: ListColumns? = nil, keeper: String, isShared: Bool
  ) {
    self.pane = pane
    self.title = title
    self.key = key
    self.query = query
    self.order = order
    self.isReversed = isReversed
    self.columns = columns
    self.keeper = keeper
    self.isShared = isShared
  }

  /// Under which the store keeps it: one of each title for the office, and one for each person.
  package var name: String { isShared ? "\(pane.rawValue)/\(title)" : "\(pane.rawValue)/\(title)/\(keeper)" }

  package init?(name: String, json: JSON) {
    guard let pane = json["pane"]?.string.flatMap(QueuePane.init(rawValue:)),
      let title = json["title"]?.string, let key = json["key"]?.string, key.count == 1,
      let query = json["query"]?.string, let order = json["order"]?.string.flatMap(ListOrder.init(rawValue:)),
      let keeper = json["keeper"]?.string, let shared = json["shared"]
    else { return nil }
    self.init(
      pane: pane, title: title, key: key.first ?? "-", query: query, order: order,
      isReversed: json["reversed"] == true,
      columns: json["columns"]?.string.flatMap(ListColumns.init(text:)), keeper: keeper,
      isShared: shared == true)
  }

  package var json: JSON {
    [
      "pane": .string(pane.rawValue), "title": .string(title), "key": .string(String(key)),
      "query": .string(query), "order": .string(order.rawValue), "keeper": .string(keeper),
      "shared": .bool(isShared), "reversed": .bool(isReversed),
      "columns": columns.map { .string($0.text) } ?? .null,
    ]
  }

  /// As it is opened.
  package var queue: Queue {
    let whose: Message = isShared ? "shared by \(keeper)" : "mine"
    return Queue(
      key, Message("\(title)"), "\(whose): \(query)", query, order: order, isReversed: isReversed,
      columns: columns)
  }

  /// Whether this person sees it.
  package func isFor(_ actor: Actor) -> Bool { isShared || keeper == actor.name }
}

/// Why a queue cannot be saved or deleted.
package enum QueueRefusal: Error, Equatable, Sendable {
  case badTitle(String)
  case badKey(String)
  case titleShips(String)
  case keyTaken(Character, by: String)
  case badQuery(QueryFault)
  case unknown(String)
  case ships(String)
  case keptBy(String, title: String)

  /// What is wrong, where, and what to do.
  package var message: Message {
    switch self {
    case .badTitle(let title):
      "A queue cannot be called '\(title)': take 1 to \(SavedQueue.longestTitle) signs on one line, without '/'."
    case .badKey(let key): "A queue's key cannot be '\(key)': take one letter or digit."
    case .titleShips(let title): "A queue '\(title)' ships with Casebook in this pane: take another name."
    case .keyTaken(let key, let title): "The key '\(key)' opens '\(title)' in this pane: take another."
    case .badQuery(let fault): "The query is not understood: \(fault.message)."
    case .unknown(let name): "There is no queue '\(name)': 'casebook queue list' names them."
    case .ships(let title): "The queue '\(title)' ships with Casebook and stays."
    case .keptBy(let keeper, let title):
      "The shared queue '\(title)' is kept by \(keeper): ask \(keeper), or an administrator."
    }
  }
}

extension SavedQueue {
  /// In signs.
  package static let longestTitle = 40

  /// Checks the queue against the queues that stand in its pane for its keeper already.
  ///
  /// - Parameter ships: those of its pane that ship.
  /// - Parameter others: those that are kept, of any pane; one of the same name is the one that this replaces.
  package func check(
    ships: [Queue], others: [SavedQueue], days: DayReader
  ) throws(QueueRefusal) {
    let isOneLine = title.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" }
    guard !title.isBlank, title.count <= Self.longestTitle, isOneLine else { throw .badTitle(title) }
    guard key.isASCII, key.isLetter || key.isNumber else { throw .badKey(String(key)) }
    if ships.contains(where: { $0.name.text().lowercased() == title.lowercased() }) {
      throw .titleShips(title)
    }
    if let taken = ships.first(where: { $0.key == key }) { throw .keyTaken(key, by: taken.name.text()) }
    let near = others.filter {
      $0.pane == pane && $0.name != name && ($0.isShared == isShared || $0.isShared)
        && ($0.isShared || $0.keeper == keeper)
    }
    if let taken = near.first(where: { $0.key == key }) { throw .keyTaken(key, by: taken.title) }
    do throws(QueryFault) {
      _ = try QueryParser.parse(query, today: days.today, actor: keeper, calendar: days.calendar)
    } catch {
      throw .badQuery(error)
    }
  }

  /// The first key that is free: a letter of the title, then any letter or digit.
  package static func freeKey(for title: String, taken: Set<Character>) -> Character {
    let own = Array(title.lowercased()) + Array(title.uppercased())
    let all = own + Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return all.first { $0.isASCII && ($0.isLetter || $0.isNumber) && !taken.contains($0) } ?? "0"
  }
}

/// A queue as one person sees it in a pane.
package struct ListedQueue: Sendable, Equatable {
  package let pane: QueuePane
  package let queue: Queue
  /// What is kept; nil when the queue ships.
  package let kept: SavedQueue?

  /// The queues that ship and then those that are saved, each under a key of its own: a person's own before those of
  /// the office, and what finds its key taken gets another.
  package static func all(
    of pane: QueuePane, ships: [Queue], saved: [SavedQueue], for actor: Actor
  ) -> [ListedQueue] {
    var taken = Set(ships.map(\.key))
    let here = saved.filter { $0.pane == pane && $0.isFor(actor) }
    let kept = (here.filter { !$0.isShared } + here.filter(\.isShared)).map { kept in
      let key = taken.contains(kept.key) ? SavedQueue.freeKey(for: kept.title, taken: taken) : kept.key
      taken.insert(key)
      return ListedQueue(pane: pane, queue: kept.queue.keyed(key), kept: kept)
    }
    return ships.map { ListedQueue(pane: pane, queue: $0, kept: nil) } + kept
  }
}

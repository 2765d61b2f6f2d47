internal import Canvas
internal import Casework

// The window of loaded rows follows the cursor, and jumps with it to the ends of the list.
extension RegisterPane {
  /// Whether there may be rows after those that are loaded.
  var hasMore: Bool { part.hasMore }

  /// The number of the first loaded row in the whole list, counted from 0; nil while it is not known.
  var firstNumber: Int? { part.first(loaded: lines.count, count: count) }

  /// The first row that stands where the list has it.
  var firstRow: RecordRow? { lines.first { $0.row.reference != pinned }?.row }
  private var lastRow: RecordRow? { lines.last { $0.row.reference != pinned }?.row }

  /// How near to the edge of the loaded rows the cursor comes before more are asked for. Rows.
  private var reach: Int { max(50, 2 * cursor.height) }

  /// The whole first page, where no more was asked for than the screen shows.
  mutating func restOfScreenful(actor: Actor, today: Day) -> [Request] {
    defer { isScreenful = false }
    guard isScreenful, part.hasMore, loading == nil, let query = query(actor: actor, today: today)
    else { return [] }
    return ask(.replace(.first), query, limit: max(Self.pageSize, 2 * cursor.height), today)
  }

  /// The next page, or the one before, when the cursor comes near the edge of what is loaded.
  mutating func moreIfNeeded(actor: Actor, today: Day) -> [Request] {
    guard loading == nil, !isScreenful, let query = query(actor: actor, today: today) else { return [] }
    if part.hasMore, cursor.selection + reach >= lines.count, let last = lastRow {
      return ask(.after(last, goesToEnd: false), query, limit: Self.pageSize, today)
    }
    guard part.hasEarlier, cursor.selection < reach else { return [] }
    guard let first = firstRow else {
      // All that was loaded has gone, and what stands before it is the end now.
      return askElsewhere(.jump(.last, number: nil), query, today)
    }
    return ask(.before(first, goesToTop: false), query, limit: Self.pageSize, today)
  }

  /// What Home and End ask for when the end of the list is not among the loaded rows; nil when it is.
  ///
  /// A range that is being drawn must not lose its other end: it goes as far as can be tagged at once.
  mutating func jump(_ intent: Intent, actor: Actor, today: Day) -> [Request]? {
    guard focus == .list, intent == .last ? part.hasMore : intent == .first && part.hasEarlier,
      let query = query(actor: actor, today: today)
    else { return nil }
    guard tags.anchor != nil else {
      return askElsewhere(.jump(intent == .last ? .last : .first, number: nil), query, today)
    }
    guard loading == nil, let row = intent == .last ? lastRow : firstRow else { return [] }
    let piece: ListPiece =
      intent == .last ? .after(row, goesToEnd: true) : .before(row, goesToTop: true)
    return ask(piece, query, limit: Tags.most, today)
  }

  /// Moves by many rows or pages when that leads out of what is loaded; nil when it does not.
  mutating func goFar(_ intent: Intent, times: Int, actor: Actor, today: Day) -> [Request]? {
    guard focus == .list, let firstNumber else { return nil }
    let rows = [.pageDown, .pageUp].contains(intent) ? max(1, cursor.height - 1) : 1
    let isUp = intent == .up || intent == .pageUp
    let target = cursor.selection + (isUp ? -rows : rows) * times
    guard target < 0 && part.hasEarlier || target >= lines.count && part.hasMore else { return nil }
    return go(to: max(0, firstNumber + target), actor: actor, today: today)
  }

  /// Goes to the row of a number, counted from 0 in the whole list.
  ///
  /// A row that is not loaded is reached from the nearer end of the list, past all that stand between.
  /// - Returns: what to ask for; nil when the row is loaded.
  mutating func go(to number: Int, actor: Actor, today: Day) -> [Request]? {
    let number = count.map { min(number, max(0, $0 - 1)) } ?? number
    let position = number - (firstNumber ?? 0)
    let isLoaded = firstNumber != nil && (lines.indices.contains(position) || position >= 0 && !part.hasMore)
    guard !isLoaded, tags.anchor == nil, let query = query(actor: actor, today: today) else {
      cursor.select(position)
      return nil
    }
    let start = max(0, number - Self.pageSize / 2)
    guard start > 0 else { return askElsewhere(.jump(.first, number: number), query, today) }
    if let count, count - number < number {
      let behind = max(0, count - number - Self.pageSize / 2)
      guard behind > 0 else { return askElsewhere(.jump(.last, number: number), query, today) }
      return askElsewhere(.jump(.number(behind, isFromEnd: true), number: number), query, today)
    }
    return askElsewhere(.jump(.number(start, isFromEnd: false), number: number), query, today)
  }
}

internal import Canvas
internal import Casework

/// The records that the next verb is for, when it is not for the one under the cursor alone.
struct Tags: Sendable, Equatable {
  private(set) var rows: [String: RecordRow] = [:]
  /// The record at which a range was begun; the cursor stands at its other end.
  var anchor: String?
  /// What was tagged before the tags were let go, to be brought back.
  private var dropped: [String: RecordRow] = [:]

  /// More are not tagged at once: nobody looks through more than that. Records.
  static let most = 10_000
  /// More are not listed alone: a query has so many terms at most. Records.
  static let mostListed = 150

  var isEmpty: Bool { rows.isEmpty && anchor == nil }

  func contains(_ row: RecordRow) -> Bool { rows[row.reference] != nil }

  mutating func add(_ row: RecordRow) {
    guard rows.count < Self.most else { return }
    rows[row.reference] = row
  }

  mutating func toggle(_ row: RecordRow) {
    if rows.removeValue(forKey: row.reference) == nil { add(row) }
  }

  mutating func remove(_ references: some Sequence<String>) {
    for reference in references { rows[reference] = nil }
  }

  mutating func dropAll() {
    anchor = nil
    guard !rows.isEmpty else { return }
    dropped = rows
    rows = [:]
  }

  /// - Returns: whether there was anything to bring back.
  mutating func bringBack() -> Bool {
    guard !dropped.isEmpty else { return false }
    rows.merge(dropped) { now, _ in now }
    dropped = [:]
    return true
  }
}

extension RegisterPane {
  /// The rows of the range that is being drawn.
  private var range: ClosedRange<Int>? {
    guard let anchor = tags.anchor, let start = lines.firstIndex(where: { $0.row.reference == anchor }) else {
      return nil
    }
    return min(start, cursor.selection)...max(start, cursor.selection)
  }

  /// How many records the next verb is for.
  var tagCount: Int {
    let more = range?.count { lines.indices.contains($0) && !tags.contains(lines[$0].row) } ?? 0
    return tags.rows.count + more
  }

  /// Which of the rows on the screen are tagged, or lie in the range.
  func isTagged(_ position: Int) -> Bool {
    guard !tags.isEmpty, let row = lines[safe: position]?.row else { return false }
    return tags.contains(row) || tags.anchor != nil && range?.contains(position) ?? false
  }

  /// What the range holds is tagged as each of its records would be.
  mutating func settleRange() {
    if let range { for position in range { tags.add(lines[position].row) } }
    tags.anchor = nil
  }

  mutating func beginRange() {
    guard let selected else { return }
    tags.anchor = selected.reference
  }

  /// Tags so many records from the cursor on, and goes behind them.
  /// - Returns: how many there were.
  mutating func tagNext(_ count: Int) -> Int {
    let positions = cursor.selection..<min(lines.count, cursor.selection + count)
    for position in positions { tags.add(lines[position].row) }
    cursor.move(by: positions.count)
    return positions.count
  }

  /// Tags the record under the cursor, or takes its tag away, and moves on.
  mutating func toggleTag() {
    guard let selected else { return }
    tags.toggle(selected)
    cursor.move(by: 1)
  }
}

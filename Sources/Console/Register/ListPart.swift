internal import Casework

/// Where the loaded rows stand in their list, which may be of a million: they are a window that moves with the cursor.
///
/// How many rows stand before it is known from the beginning, or from the end and the count of all.
struct ListPart: Sendable, Equatable {
  /// Whether there may be more rows before the first, and after the last.
  private(set) var hasEarlier = false
  private(set) var hasMore = false
  /// How many rows stand before the first, and after the last; nil while it is not known.
  private(set) var before: Int? = 0
  private var behind: Int?
  /// How far the first row has moved since it was asked how many stand before it.
  private var shift = 0

  /// So many rows are kept at most, of which the cursor stands in the middle.
  static let most = 1200

  /// The number of the first row, counted from 0; nil while it is not known.
  func first(loaded: Int, count: Int?) -> Int? {
    if let before { return before }
    guard let behind, let count else { return nil }
    return max(0, count - behind - loaded)
  }

  // MARK: - What came

  mutating func replaced(at place: PagePlace, isFull: Bool) {
    hasMore = isFull
    behind = isFull ? nil : 0
    shift = 0
    hasEarlier = true
    guard place == .first else { return }
    hasEarlier = false
    before = 0
  }

  mutating func jumped(to place: PagePlace, count: Int, isFull: Bool) {
    hasMore = isFull && !place.isBackwards || place.passedOver > 0 && place.isBackwards
    hasEarlier = isFull && place.isBackwards || place.passedOver > 0 && !place.isBackwards
    if place.isBackwards {
      behind = place.passedOver
      before = isFull ? nil : 0
    } else {
      before = place.passedOver
      behind = isFull ? nil : 0
    }
  }

  mutating func appended(_ count: Int, isFull: Bool) {
    hasMore = isFull
    behind = isFull ? behind.map { max(0, $0 - count) } : 0
  }

  mutating func prepended(_ count: Int, isFull: Bool) {
    hasEarlier = isFull
    shift -= count
    before = isFull ? before.map { max(0, $0 - count) } : 0
  }

  mutating func trimmed(first: Int, last: Int) {
    if first > 0 { hasEarlier = true }
    if last > 0 { hasMore = true }
    shift += first
    before = before.map { $0 + first }
    behind = behind.map { $0 + last }
  }

  mutating func counted(before: Int) { if hasEarlier { self.before = max(0, before + shift) } }
}

/// A piece of a list that was asked for, and what is done with it.
enum ListPiece: Sendable, Equatable {
  /// In place of what is loaded, of which it is the newer state.
  case replace(PagePlace)
  /// In place of what is loaded, from elsewhere; the cursor goes to the row of this number, or to the end itself.
  case jump(PagePlace, number: Int?)
  case after(RecordRow, goesToEnd: Bool)
  case before(RecordRow, goesToTop: Bool)

  var place: PagePlace {
    switch self {
    case .replace(let place), .jump(let place, _): place
    case .after(let row, _): .after(row)
    case .before(let row, _): .before(row)
    }
  }
}

/// What a list is of: rows of another list are no newer state of these.
struct ListIdentity: Sendable, Equatable {
  let query: Query
  let sort: ListSort
}

import CaseStore
import Casework
import Glibc
import TestOffice

/// A store as the console has it open, to be asked in this process by the person who made it.
struct OpenStore {
  let store: CaseStore
  let search: LiveSearch
  let reader: Actor
  /// Right after the newest of the generated records.
  let today = Instant(milliseconds: 1_795_183_200_000).londonDay

  /// A store that an older program made is brought up to date by being opened.
  init(_ path: String) throws {
    store = try CaseStore.open(at: path, rulebook: shippedRules)
    let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? ""
    reader = try store.actor(named: name, host: "bench")
    search = LiveSearch(store, for: reader)
    // As the console does after its first screen.
    try store.open()
  }

  func parse(_ text: String) throws -> Query {
    try QueryParser.parse(
      text, today: today, actor: reader.name, calendar: shippedRules.calendars.englandAndWales)
  }

  /// The newest fifty, as the list shows them.
  ///
  /// - Returns: milliseconds until the rows were there, of the words in their context none yet.
  @discardableResult
  func find(_ query: Query) throws -> Double {
    let start = ContinuousClock.now
    var rows = 0.0
    _ = try search.search(query, today: today, limit: 50) { step in
      if step == .rows { rows = (ContinuousClock.now - start).milliseconds }
    }
    return rows
  }
}

extension Query {
  /// As the console asks it while it is typed: the last word may go on.
  var goingOn: Query {
    switch self {
    case .word(let word): .prefix(word)
    case .and(let parts): .and(parts.dropLast() + parts.suffix(1).map(\.goingOn))
    default: self
    }
  }
}

/// Milliseconds of the middle of several runs.
func median(_ times: Int = 15, _ body: () throws -> Void) rethrows -> Double {
  var all: [Double] = []
  for _ in 0..<times {
    let start = ContinuousClock.now
    try body()
    all.append((ContinuousClock.now - start).milliseconds)
  }
  return all.percentile(0.5)
}

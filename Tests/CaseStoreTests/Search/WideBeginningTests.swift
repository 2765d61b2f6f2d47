import Casework
import GRDB
import Testing

@testable import CaseStore

/// A beginning of many words is asked for as several longer ones, and finds the same.
@Suite struct WideBeginningTests {
  @Test func theLongerBeginningsFindWhatTheShortOneFinds() throws {
    let fixture = try StoreFixture()
    var mill = LetterMill(seed: 3)
    _ = try fixture.store.take(in: mill.letters(400), by: StoreFixture.sam, at: StoreFixture.now)
    let queue = try DatabaseQueue(path: fixture.path)
    try queue.read { database in
      let wide = WideBeginnings(splitter: try WordSplitter(database), database: database, most: 20)
      for typed in ["b", "ba", "p", "10", "c", "M"] {
        let split = try wide.split(.and([.prefix(typed), .not(.prefix("zz"))]))
        guard case .and(let parts) = split, case .or(let longer) = parts[0] else {
          Issue.record("\(typed) was not split")
          continue
        }
        #expect(longer.count > 1 && parts[1] == .not(.prefix("zz")))
        func count(_ query: Query) throws -> Int? {
          let match = QuerySQL(query, today: fixture.today, reader: StoreFixture.sam).match()
          return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM search WHERE search MATCH ?", arguments: [match])
        }
        #expect(try count(split) == count(.prefix(typed)), "\(typed)")
      }
      // What is several words to the index, or few records have, is asked for as it is.
      for query in [Query.prefix("well-b"), .prefix("llanllanll"), .word("b")] {
        #expect(try wide.split(query) == query)
      }
    }
  }
}

import GRDB
import Testing

@testable import CaseStore

@Suite struct WordSplitterTests {
  /// Each scalar between and inside letters, as FTS5 itself indexes it and as the splitter folds it.
  @Test func everyScalarIsSplitAndFoldedAsByTheIndex() throws {
    let database = try DatabaseQueue()
    try database.write { database in
      try database.execute(
        sql: "CREATE VIRTUAL TABLE f USING fts5(x, content='', tokenize='unicode61 remove_diacritics 2')")
      try database.execute(sql: "CREATE VIRTUAL TABLE v USING fts5vocab(f, instance)")
      let splitter = try WordSplitter(database)
      var expected: Set<String> = []
      for start in stride(from: 1, to: 0x1_1000, by: 64) {
        let text = (start..<start + 64).compactMap { number -> String? in
          Unicode.Scalar(UInt32(number)).map { "q\($0)Z \($0)" }
        }.joined(separator: " ")
        try database.execute(sql: "INSERT INTO f(rowid, x) VALUES (?, ?)", arguments: [start, text])
        for (position, word) in splitter.words(of: text).enumerated() {
          expected.insert("\(start) \(position) \(word.text)")
        }
      }
      let indexed = try String.fetchSet(database, sql: "SELECT doc || ' ' || offset || ' ' || term FROM v")
      #expect(indexed == expected)
    }
  }

  @Test func placesAreThoseOfTheTextInBytes() throws {
    try DatabaseQueue().read { database in
      var places: [Range<Int>] = []
      try WordSplitter(database).eachWord(of: "Ynys Môn, £5") { _, place in
        places.append(place)
        return places.count < 3
      }
      #expect(places == [0..<4, 5..<9, 13..<14])
    }
  }
}

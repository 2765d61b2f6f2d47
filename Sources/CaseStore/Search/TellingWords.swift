internal import Casework
internal import GRDB

/// The words of a record that tell it from others: often in it, and in few others.
enum TellingWords {
  private static let shortest = 3
  /// Of a long thread so many different words are weighed.
  private static let mostWeighed = 5000
  /// A word in the subject counts as so many in a text.
  private static let ofTitle = 3

  /// The most telling first. What stands in no other record, or in every third, tells nothing; nor do numbers.
  static func of(_ text: SearchText, limit: Int, _ database: Database) throws -> [String] {
    let splitter = try WordSplitter(database)
    let weights = try PhraseWeights(splitter: splitter, database)
    var often: [Word: Int] = [:]
    func take(_ piece: String, as count: Int) {
      splitter.eachWord(of: piece) { bytes, _ in
        let word = TermTable.term(bytes)
        if often[word] != nil || often.count < mostWeighed { often[word, default: 0] += count }
        return true
      }
    }
    take(text.title, as: ofTitle)
    for part in text.parts { take(part, as: 1) }
    let records = try Int.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM record")) ?? 0
    var telling: [(word: String, weight: Double)] = []
    for (word, often) in often {
      let scalars = word.text.unicodeScalars
      guard scalars.count >= shortest, word.text.utf8.count < TermTable.longest - 4,
        !scalars.contains(where: { $0.properties.numericType != nil })
      else { continue }
      let count = try weights.count(of: word)
      // In a register of a few records every word is in every third.
      guard count >= 2, count <= max(3, records / 3) else { continue }
      // A word that comes ten times says less than ten words.
      let frequency = Double(often).squareRoot()
      telling.append((word.text, frequency * weights.weight(ofCount: count)))
    }
    telling.sort { one, other in (-one.weight, one.word) < (-other.weight, other.word) }
    return telling.prefix(limit).map(\.word)
  }
}

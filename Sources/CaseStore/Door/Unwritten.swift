internal import Casework

/// What a change of many records still owes the index of words, the numbers by which letters are found and the counts of
/// records: it is written in pieces and at the end, so that each word and each count is touched a few times and not once
/// for each record.
struct Unwritten {
  /// The records that came to groups of the counts, and left them.
  var tallies = TallyTable.Moves()
  /// By record: the words that the index knows it under, and those it shall.
  private var texts: [Int64: (old: SearchText?, new: SearchText?)] = [:]
  /// Letters that can not yet be found by their text.
  private var sketches: [Int64: LetterSketch] = [:]
  /// The first letters of new cases, of which the sketches are made together.
  private var unsketched: [Int64: String] = [:]

  /// More at once save little time and take memory.
  private static let most = 5000

  /// Takes in what was owed by a trial that is to stand.
  mutating func add(_ other: Unwritten, _ pass: WritePass) throws {
    for (id, words) in other.texts where words.new == nil { forgetLetter(of: id) }
    tallies.add(other.tallies)
    sketches.merge(other.sketches) { $1 }
    unsketched.merge(other.unsketched) { $1 }
    try index(other.texts.map { ($0.key, $0.value.old, $0.value.new) }, pass)
  }

  /// Writes all of it.
  mutating func write(_ pass: WritePass) throws {
    try writeTexts(pass)
    try writeSketches(pass)
    try tallies.write(pass)
  }

  // MARK: - Words

  mutating func index(
    _ changes: [(id: Int64, old: SearchText?, new: SearchText?)], _ pass: WritePass
  ) throws {
    for change in changes {
      let old = texts[change.id].map(\.old) ?? change.old
      texts[change.id] = (old, change.new)
    }
    if texts.count >= Self.most { try writeTexts(pass) }
  }

  private mutating func writeTexts(_ pass: WritePass) throws {
    guard !texts.isEmpty else { return }
    var table = try SearchTable(pass)
    try table.replace(texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.old, $0.value.new) })
    try table.finish()
    texts = [:]
  }

  // MARK: - Letters with the same text

  /// Sees to it that a case is found by the text of its first letter, and by no other.
  mutating func sketch(
    _ record: Record, id: Int64, isNew: Bool, _ added: [Contact], isLess: Bool, _ pass: WritePass
  ) throws {
    guard record.kind == .caseFile else { return }
    if isLess {
      try LetterTable.delete(id: id, pass)
      unsketched[id] = nil
      sketches[id] = try LetterTable.sketch(of: id, pass.database)
    } else if let letter = added.first(where: \.isLetterToCompare) {
      if isNew {
        unsketched[id] = letter.text
      } else if unsketched[id] == nil {
        sketches[id] = try sketches[id] ?? LetterTable.missingSketch(of: id, pass.database)
      }
    }
    try writeManySketches(pass)
  }

  /// Of a new case whose first letter was sketched beside.
  mutating func take(_ sketch: LetterSketch?, of id: Int64, _ pass: WritePass) throws {
    sketches[id] = sketch
    try writeManySketches(pass)
  }

  /// For a record that goes: it is found by no letter any more.
  mutating func forgetLetter(of id: Int64) {
    (sketches[id], unsketched[id]) = (nil, nil)
  }

  private mutating func writeManySketches(_ pass: WritePass) throws {
    if sketches.count + unsketched.count >= Self.most { try writeSketches(pass) }
  }

  /// In the order of the numbers by which they are found, so that each page of the table is touched once.
  private mutating func writeSketches(_ pass: WritePass) throws {
    let letters = Array(unsketched)
    for (letter, sketch) in zip(letters, letters.mappedInParallel { LetterSketch($0.value) }) {
      sketches[letter.key] = sketch
    }
    try LetterTable.insert(sketches, pass)
    (sketches, unsketched) = ([:], [:])
  }
}

internal import Casework
internal import GRDB

/// Which cases came with the same text. What the reader may not see is in no group, and leads to no other.
enum CampaignReading {
  /// Letters that are looked at through one number: a phrase that everybody writes must not make a group slow to find.
  private static let mostCandidates = 20_000
  /// Different sketches through which others are looked for.
  private static let mostSketches = 64

  // MARK: - Queries

  /// The query with `campaign:` as the rows of the group.
  static func applied(_ query: Query, for reader: Actor, _ database: Database) throws -> Query {
    switch query {
    case .field(.campaign, .equals(let reference)):
      return .field(.campaign, .rows(try group(of: reference, for: reader, database).map(\.0)))
    case .not(let part): return .not(try applied(part, for: reader, database))
    case .and(let parts): return .and(try parts.map { try applied($0, for: reader, database) })
    case .or(let parts): return .or(try parts.map { try applied($0, for: reader, database) })
    case .all, .word, .prefix, .phrase, .field: return query
    }
  }

  // MARK: - Groups

  /// The rows of the cases with the same text as one, that one with them, in order of arrival; the record alone when it
  /// has no other. Empty when there is no such record, and when the reader may not see it.
  private static func group(
    of reference: String, for reader: Actor, _ database: Database
  ) throws -> [(Int64, LetterSketch?)] {
    guard let (id, record) = try RecordReading.record(reference, for: reader, database),
      record.kind == .caseFile
    else { return [] }
    return try group(of: id, for: reader, database)
  }

  /// Follows what is alike from letter to letter, so that the group is the same from each of them.
  static func group(
    of id: Int64, for reader: Actor, _ database: Database
  ) throws -> [(Int64, LetterSketch?)] {
    guard let first = try LetterTable.sketchKept(of: id, database) else { return [(id, nil)] }
    let near = try first.keys.map { try LetterTable.records(of: $0, limit: mostCandidates, database) }
    // Most letters are like no other.
    guard near.contains(where: { $0.contains { $0 != id } }) else { return [(id, first)] }
    var group = LetterGroup(id, first)
    var asked: Set<UInt64> = []
    var met: Set<Int64> = [id]
    let sketch = try LetterTable.sketches(for: reader, database)
    var next = 0
    while next < min(group.sketches.count, mostSketches) {
      let member = group.sketches[next]
      next += 1
      for key in member.keys where asked.insert(key).inserted {
        let found = try LetterTable.records(of: key, limit: mostCandidates, database)
        // Most are met again through each of their numbers, and are read once.
        for record in found where met.insert(record).inserted {
          guard let sketch = try sketch(record) else { continue }
          group.offer(record, sketch, most: mostSketches)
        }
      }
    }
    return group.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  // MARK: - One campaign

  /// What the text of a case says of the others; nil when there are none.
  static func note(of id: Int64, for reader: Actor, _ database: Database) throws -> CampaignNote? {
    let group = try group(of: id, for: reader, database)
    guard group.count > 1, let letter = try LetterTable.firstLetter(of: id, database) else { return nil }
    let common = CommonText(
      of: try letters(group.map(\.0), with: id, HiddenReferences([]), for: reader, database))
    let difference = LetterDifference(of: LetterPassages(letter.text), from: common)
    return CampaignNote(
      cases: group.count, letter: letter.uid, commonKeys: common.keys, ownWords: difference.ownWords)
  }

  /// Nil when there is no such case, when the reader may not see it, and when it has no letter to compare.
  static func campaign(
    of reference: String, for reader: Actor, _ database: Database
  ) throws -> Campaign? {
    let ids = try group(of: reference, for: reader, database).map(\.0)
    guard let first = ids.first, try LetterTable.sketchKept(of: first, database) != nil else { return nil }
    let hidden = try HiddenReferences(for: reader, database)
    let common = CommonText(of: try letters(ids, with: nil, hidden, for: reader, database))
    let members = try ids.compactMap { id -> Campaign.Member? in
      guard let row = try ListReading.row(id: id, database) else { return nil }
      let text = row.marking == .restricted ? nil : try LetterTable.firstLetter(of: id, database)?.text
      let difference = text.map {
        LetterDifference(of: LetterPassages(hidden.cleaned($0)), from: common)
      }
      return Campaign.Member(row: hidden.cleaned(row), difference: difference)
    }
    return Campaign(common: common, members: members, senders: try senders(of: ids, database).count)
  }

  /// The paragraphs of some of the letters; those of restricted records are nobody's common text.
  private static func letters(
    _ ids: [Int64], with one: Int64?, _ hidden: HiddenReferences, for reader: Actor, _ database: Database
  ) throws -> [LetterPassages] {
    let step = max(1, (ids.count + Campaign.mostRead - 1) / Campaign.mostRead)
    let chosen = ids.indices.filter { $0 % step == 0 || ids[$0] == one }.map { ids[$0] }
    return try chosen.compactMap { id in
      guard try ListReading.row(id: id, database)?.marking != .restricted else { return nil }
      return try LetterTable.firstLetter(of: id, database).map { LetterPassages(hidden.cleaned($0.text)) }
    }
  }

  /// Addresses, and names where there are none. Whoever gave neither is somebody else each time.
  private static func senders(of ids: [Int64], _ database: Database) throws -> Set<String> {
    let sql = """
      SELECT coalesce(body ->> '$.\(CaseFile.address.name)', body ->> '$.\(CaseFile.correspondent.name)')
      FROM record_body WHERE id = ?
      """
    let statement = try database.cachedStatement(sql: sql)
    return Set(
      try ids.map { id in
        try String.fetchOne(statement, arguments: [id])?.lowercased() ?? "\u{0}\(id)"
      })
  }

  // MARK: - All campaigns

  /// Those with the most cases first.
  ///
  /// - Parameter newest: only groups with a case after this row, as far as such a case leads to them; 0 for all.
  static func campaigns(
    for reader: Actor, withCasesAfter newest: Int64 = 0, _ database: Database
  ) throws -> [CampaignLine] {
    var groups = LetterGroups()
    for key in try LetterTable.keys(ofAtLeast: 2, after: newest, database) {
      let found = try LetterTable.candidates(of: key, for: reader, limit: mostCandidates, database)
      groups.join(found, most: mostSketches)
    }
    let hidden = try HiddenReferences(for: reader, database)
    var lines: [CampaignLine] = []
    for found in groups.all where found.contains(where: { $0 > newest }) {
      // What the new ones lead to may be a part of the group.
      let ids = newest > 0 ? try group(of: found[0], for: reader, database).map(\.0) : found
      guard ids.count >= Campaign.fewest else { continue }
      let senders = try senders(of: ids, database).count
      guard senders >= Campaign.fewest else { continue }
      let rows = try ids.compactMap { try ListReading.row(id: $0, database) }
      let common = CommonText(of: try letters(ids, with: nil, hidden, for: reader, database))
      let days = rows.compactMap(\.received)
      lines.append(
        CampaignLine(
          reference: rows.first?.reference ?? "", opening: common.opening, cases: rows.count,
          open: rows.count(where: \.isOpen), senders: senders, first: days.min(), last: days.max()))
    }
    return lines.sorted { ($1.cases, $0.reference) < ($0.cases, $1.reference) }
  }
}

/// A group in the making.
private struct LetterGroup {
  private(set) var members: [Int64: LetterSketch]
  /// The different sketches of the members, as many as are looked at.
  private(set) var sketches: [LetterSketch]
  private var known: Set<LetterSketch>
  /// Letters that shared a number and too little of the text; a later member may be closer to them.
  private var waiting: [Int64: LetterSketch] = [:]

  init(_ id: Int64, _ sketch: LetterSketch) {
    members = [id: sketch]
    sketches = [sketch]
    known = [sketch]
  }

  mutating func offer(_ id: Int64, _ sketch: LetterSketch, most: Int) {
    guard members[id] == nil else { return }
    guard known.contains(sketch) || sketches.contains(where: sketch.isSameText(as:)) else {
      waiting[id] = sketch
      return
    }
    members[id] = sketch
    waiting[id] = nil
    guard sketches.count < most, known.insert(sketch).inserted else { return }
    sketches.append(sketch)
    for (other, theirs) in waiting where theirs.isSameText(as: sketch) {
      offer(other, theirs, most: most)
    }
  }
}

/// All groups at once: letters that share a number are compared, and what is alike is joined.
private struct LetterGroups {
  private var parents: [Int64: Int64] = [:]

  mutating func join(_ found: [(record: Int64, sketch: LetterSketch)], most: Int) {
    var firsts: [(record: Int64, sketch: LetterSketch)] = []
    for letter in found {
      var isKnown = false
      for first in firsts where first.sketch.isSameText(as: letter.sketch) {
        join(first.record, letter.record)
        isKnown = isKnown || first.sketch == letter.sketch
      }
      if !isKnown, firsts.count < most { firsts.append(letter) }
    }
  }

  private mutating func join(_ one: Int64, _ other: Int64) {
    let (root, other) = (root(of: one), root(of: other))
    if root != other { parents[max(root, other)] = min(root, other) }
    parents[min(root, other)] = min(root, other)
  }

  private mutating func root(of id: Int64) -> Int64 {
    var root = id
    while let parent = parents[root], parent != root { root = parent }
    var place = id
    while let parent = parents[place], parent != root, place != root {
      parents[place] = root
      place = parent
    }
    return root
  }

  /// Each in order of arrival.
  var all: [[Int64]] {
    var copy = self
    var groups: [Int64: [Int64]] = [:]
    for id in parents.keys.sorted() { groups[copy.root(of: id), default: []].append(id) }
    return groups.values.sorted { $0[0] < $1[0] }
  }
}

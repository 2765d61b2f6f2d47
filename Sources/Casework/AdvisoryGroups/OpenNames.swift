/// Who may be named in minutes for the public, and how the others are called there.
///
/// Only a member who agreed to it is named. Everybody else of whom the minutes know stays unnamed, also where a text
/// speaks of them. The name of a seat, an office or a side of the table is no name of a
/// person.
/// Source: requirements D7: members' names may be public or not, by consent.
struct OpenNames: Sendable {
  private let hidesNames: Bool
  /// In small letters.
  private var named: Set<String> = []
  /// The names to be hidden in texts, the longest first, and what stands for each.
  private var hidden: [(name: String, words: String)] = []
  private let members: [GroupMember]

  init(_ meeting: Record, of group: Record, hidesNames: Bool) {
    self.hidesNames = hidesNames
    members = group[AdvisoryGroup.members] ?? []
    guard hidesNames else { return }
    let seats = group[AdvisoryGroup.seats] ?? []
    let offices = group[AdvisoryGroup.offices] ?? []
    let roles = seats.map(\.name) + offices.map(\.office) + GroupSide.allCases.map(\.rawValue)
    // Whoever left and came back is named as they said last.
    var consents: [String: Bool] = [:]
    for member in members { consents[member.name.trimmed.lowercased()] = member.mayBeNamed }
    named = Set(consents.filter(\.value).map(\.key) + roles.map { $0.trimmed.lowercased() })
    let attendance = meeting[Meeting.attendance] ?? []
    // What was typed after `@` may be a word such as "council", which is no name unless it is written like one.
    let owners =
      (meeting[Meeting.items] ?? []).compactMap(\.owner) + (meeting[Meeting.agenda] ?? []).compactMap(\.owner)
    let people =
      members.map(\.name) + attendance.map(\.who) + offices.map(\.holder) + seats.compactMap(\.holder)
      + owners.flatMap(Self.parted).filter { $0.contains(where: \.isUppercase) }
    for person in Set(people.map(\.trimmed)) where !person.isEmpty && !named.contains(person.lowercased()) {
      let side = attendance.first { $0.who.isSameName(as: person) }?.side ?? side(of: person)
      hide(person, Self.words(for: side))
    }
    hidden.sort { ($1.name.count, $0.name) < ($0.name.count, $1.name) }
  }

  /// The whole name, and its first and last word by themselves.
  private mutating func hide(_ person: String, _ words: String) {
    hidden.append((person, words))
    let parts = person.split(separator: " ").map(String.init)
    guard parts.count > 1 else { return }
    let alone = [parts[0], parts[parts.count - 1]].filter { part in
      part.count > 2 && !Self.titles.contains(part.lowercased().filter { $0 != "." })
    }
    hidden += alone.map { ($0, words) }
  }

  /// Words before a name that are none.
  private static let titles: Set<String> = [
    "mrs", "miss", "sir", "dame", "lady", "lord", "rev", "revd", "imam", "rabbi", "cllr", "councillor",
    "prof",
    "chief", "supt", "superintendent", "inspector", "insp", "sergeant", "sgt", "constable", "commissioner",
    "deputy",
  ]

  private func side(of person: String) -> GroupSide? {
    members.last { $0.name.isSameName(as: person) }?.side
  }

  // MARK: - Using

  /// A name as it may stand in the document.
  func name(_ person: String, orElse side: GroupSide?) -> String {
    guard hidesNames, !named.contains(person.trimmed.lowercased()) else { return person }
    return Self.words(for: side ?? self.side(of: person))
  }

  /// The names of who has an action, each as it may stand there.
  func owners(_ text: String) -> String {
    guard hidesNames else { return text }
    return Self.parted(text).map { name($0, orElse: nil) }.joined(separator: ", ")
  }

  /// A text without the names that may not stand in it.
  func hidden(in text: String) -> String {
    hidden.reduce(text) { text, entry in
      Self.replace(entry.name, by: entry.words, in: text)
    }
  }

  private static func parted(_ owners: String) -> [String] {
    owners.split(separator: ",").map { String($0).trimmed }
  }

  private static func words(for side: GroupSide?) -> String {
    let words: Message =
      switch side {
      case .community: "a member"
      case .force: "an officer of the force"
      case .office: "a member of the office"
      case .partner: "a partner"
      case nil: "somebody"
      }
    return words.text(in: .english)
  }

  /// Replaces whole words only. A name of several words is found however it is written, one word as it is written,
  /// for "Young" must not take "young people" with it.
  private static func replace(_ name: String, by words: String, in text: String) -> String {
    let isExact = !name.contains(where: \.isWhitespace)
    let characters = Array(text)
    let wanted = Array(name)
    guard !wanted.isEmpty, characters.count >= wanted.count else { return text }
    func fits(at start: Int) -> Bool {
      let end = start + wanted.count
      guard end <= characters.count, start == 0 || !characters[start - 1].isWordPart,
        end == characters.count || !characters[end].isWordPart
      else { return false }
      return zip(characters[start..<end], wanted).allSatisfy { here, there in
        here == there || (!isExact && here.lowercased() == there.lowercased())
      }
    }
    var result = ""
    var position = 0
    while position < characters.count {
      if fits(at: position) {
        result += words
        position += wanted.count
      } else {
        result.append(characters[position])
        position += 1
      }
    }
    return result
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}

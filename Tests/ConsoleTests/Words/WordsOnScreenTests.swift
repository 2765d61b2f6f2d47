import Canvas
import Casework
import TestOffice
import Testing

@testable import Console

/// Every screen in a language of other letters: what is still written in Latin ones is data, or was forgotten.
///
/// The letters are changed and not framed by signs, so that no wrapping or cutting hides where a sentence ends.
@Suite struct WordsOnScreenTests {
  @Test func everyWordOfThePanesGoesThroughTheCatalogue() throws {
    let other = try OtherLetters.catalogue()
    var found: [String: String] = [:]
    Catalogue.$spoken.withValue(other) {
      for name in PaneName.allCases {
        var kinds: Set<Substring> = []
        for view in name.views {
          let kind = view.query.split(separator: " ").first { $0.hasPrefix("kind:") }
          if let kind, kinds.insert(kind).inserted { EveryScreen(name, view).look(&found) }
        }
      }
    }
    let list = found.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    #expect(found.isEmpty, "\(list.joined(separator: "\n"))")
  }

  @Test func everyWordOfTheCasesGoesThroughTheCatalogue() throws {
    let other = try OtherLetters.catalogue()
    var found: [String: String] = [:]
    Catalogue.$spoken.withValue(other) {
      for action in ActionList.of(.correspondence).all {
        var desk = Desk(columns: 120, rows: 40, actor: EveryScreen.actor)
        desk.press(.down)
        for key in action.chords.first ?? [] {
          desk.press(key)
          LatinWords.look(at: desk.frame, after: action, &found)
        }
        for key in [Key.function(1), .escape, .enter, .function(1), .escape, .escape] {
          desk.press(key)
          LatinWords.look(at: desk.frame, after: action, &found)
        }
      }
    }
    let list = found.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    #expect(found.isEmpty, "\(list.joined(separator: "\n"))")
  }
}

/// The words of the source in Cyrillic letters.
enum OtherLetters {
  static func catalogue() throws -> Catalogue {
    var text = ""
    for word in SourceTree.words {
      let one = changed(word.entry.template)
      let forms = word.entry.plural.map { [one, changed($0)] } ?? [one]
      text += SourceTree.lines(of: word.entry, forms: forms) + "\n"
    }
    return Catalogue(try CatalogueFile(Array(text.utf8), name: "other"))
  }

  private static let letters = Array("абвгдежзийклмнопрстуфхцчшщ".unicodeScalars)

  static func changed(_ template: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in template.unicodeScalars {
      switch scalar {
      case "a"..."z": result.append(letters[Int(scalar.value) - 0x61])
      case "A"..."Z":
        result.append(contentsOf: String(letters[Int(scalar.value) - 0x41]).uppercased().unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

/// A pane with a record of each of its kinds, at which every key is tried.
struct EveryScreen {
  private let pane: PaneName
  private let view: SavedView

  init(_ pane: PaneName, _ view: SavedView) {
    self.pane = pane
    self.view = view
  }

  static let actor = Actor(name: "slewis", roles: Set(OfficeRole.allCases), host: "desk-4")

  func look(_ found: inout [String: String]) {
    for action in ActionList.of(pane).all where action.group == .acting || action.group == .showing {
      var desk = PaneDesk(pane.digit, Self.records, sheet: Self.sheet, columns: 120, rows: 40)
      desk.press(.character("'"), .character(view.key))
      for key in action.chords.first ?? [] {
        desk.press(key)
        LatinWords.look(at: desk.frame, after: action, &found)
      }
      for key in [Key.function(1), .escape, .enter, .function(1), .escape] {
        desk.press(key)
        LatinWords.look(at: desk.frame, after: action, &found)
      }
    }
  }

  private static var sheet: Sheet? {
    guard let programme = PaneDesk.programmes.first else { return nil }
    let events = [CoverageEvent(reference: "WLK-26-0001", day: PaneDesk.today - 3, places: ["abbey"])]
    let owed = ["abbey", "mon"].map { TitledName(name: $0, title: $0) }
    return .coverage(programme, programme.report(on: events, owed: owed, today: PaneDesk.today))
  }

  private static var records: [Record] {
    let consent = ConsentEntry(
      .focusGroup, .given, on: PaneDesk.today - 30, takenBy: "slewis", wording: "2026-04")
    return [
      .byHand(
        .event, "WLK-26-0001",
        ["title": "Ω", "type": "walkabout", "place": "abbey", "wards": ["hafod"], "stage": "held"]),
      .byHand(.caseFile, "COR-26-0001", ["title": "Ω", "channel": "walkabout", "parent": "WLK-26-0001"]),
      .byHand(
        .complaint, "CO/00217/26",
        [
          "title": "Ω", "received": "2026-04-01", "closed": "2026-06-20", "stage": "closed", "area": "Ω",
          "track": "outside-schedule-3", "category": "Ω", "result": "Ω", "updates": ["2026-04-20"],
          "allegations": [["category": "Ω", "result": ""]],
        ]),
      .byHand(.round, "DSR-26-0001", ["title": "Ω", "size": 25, "by": "area", "owner": "zoneill"]),
      .byHand(
        .extract, "EXT-26-0001",
        [
          "title": "Ω", "problemCount": 2,
          "problems": [["line": 2, "what": "Ω"], ["line": 3, "what": "Ω"]],
        ]),
      .byHand(.review, "REV-26-0001", ["title": "Ω", "parent": "DSR-26-0001", "owner": "slewis"]),
      .byHand(
        .participant, "VIC-26-0001",
        ["title": "Ω", "contactBy": "phone", "noVoicemail": true, "consents": [consent].json]),
      .byHand(.session, "VFG-26-0001", ["title": "Ω", "place": "abbey"]),
      .byHand(.contribution, "VCN-26-0001", ["title": "Ω", "parent": "VFG-26-0001"]),
      .byHand(.group, "IAG-26-0001", ["title": "Ω", "level": "strategic"]),
      .byHand(.meeting, "MTG-26-0001", ["title": "Ω", "type": "ordinary", "parent": "IAG-26-0001"]),
      .byHand(.action, "ACT-26-0001", ["title": "Ω", "type": "finding", "due": "2026-11-24"]),
      .byHand(.action, "ACT-26-0002", ["title": "Ω", "type": "advice", "due": "2026-11-10"]),
      .byHand(.action, "ACT-26-0003", ["title": "Ω", "type": "recommendation"]),
      .byHand(.action, "ACT-26-0004", ["title": "Ω", "type": "action", "stage": "done"]),
    ]
  }
}

/// Words in Latin letters that are no data.
enum LatinWords {
  static func look(at frame: Frame, after action: Action, _ found: inout [String: String]) {
    for line in frame.text.split(separator: "\n") {
      for word in words(of: line.withoutCommand) where found[word] == nil {
        // A layer may name what is typed on the command line, beside or within a sentence.
        if isData(word) || action.opensLayers && typed.contains(word) { continue }
        found[word] = "\(line.trimmingBlanks)  [\(action.intent)]"
      }
    }
  }

  private static func words(of line: Substring) -> [String] {
    line.split(separator: " ").filter { !$0.isQueryTerm }
      .flatMap { $0.split { !($0.isASCII && $0.isLetter || $0 == "-") } }.map(String.init)
      .filter { $0.count { $0 != "-" } > 1 }
  }

  private static func isData(_ word: String) -> Bool {
    // What is cut at the edge of a column is still data.
    data.contains { $0.hasPrefix(word) } || word.wholePrefixIsReference
  }

  /// The names of kinds, stages, acts, choices and places as they are stored and typed.
  private static let typed: Set<String> = {
    let kinds = KindName.allCases.map(RecordKind.named)
    var names = kinds.flatMap { kind in
      [kind.name.rawValue] + kind.stages.map(\.name) + kind.acts.map(\.name)
    }
    names += Outcome.allCases.map(\.rawValue) + ConsoleExamples.lists.places.map(\.level)
    return Set(names)
  }()

  /// What the office, its people and their letters say, what the questions ask, and from where a rule is.
  private static let data: Set<String> = {
    let lists = ConsoleExamples.lists
    var texts = lists.accounts.flatMap { [$0.name, $0.fullName, lists.initials(of: $0.name)] }
    texts += lists.teams.flatMap { [$0.name, $0.title] } + lists.places.flatMap { [$0.name, $0.title] }
    texts +=
      lists.themes.flatMap { [$0.name, $0.title] } + PaneDesk.programmes.flatMap { [$0.name, $0.title] }
    for file in ConsoleExamples.files {
      texts += [
        file.record[Head.title] ?? "", file.record[CaseFile.correspondent] ?? "", "writer example org",
      ]
      texts += file.contacts.flatMap { [$0.text] + $0.attachments.map(\.name) }
    }
    let clocks = ConsoleExamples.rulebook.clocks
    texts += clocks.names.compactMap { clocks.rule($0, on: PaneDesk.today)?.source }
    // The office that a group has from the beginning, units, and the mark of a sign that turns the writing round.
    texts += ["Chair", "kB", "RLO"]
    return Set(texts.flatMap { words(of: $0[...]) })
  }()
}

extension String {
  /// `COR-` and the like; the numbers after it are no letters.
  fileprivate var wholePrefixIsReference: Bool {
    let letters = filter { $0 != "-" }
    return letters == "CO" || KindName.allCases.contains { RecordKind.named($0).prefix == letters }
  }
}

extension Action {
  fileprivate var opensLayers: Bool { group == .acting || intent == .palette }
}

extension Substring {
  /// `kind:case`, which is typed alike in all languages; a sentence has a blank after its colon.
  fileprivate var isQueryTerm: Bool {
    if self == "OR" { return true }
    guard let colon = firstIndex(of: ":") else { return false }
    return colon > startIndex && index(after: colon) < endIndex
  }

  /// Without what is typed in a shell, which stands at the end of a line: a sentence of the console has other letters
  /// here, even where it names the program.
  fileprivate var withoutCommand: Substring {
    let starts = ["casebook ", "--sort "].compactMap { firstRange(of: $0)?.lowerBound }
    return starts.min().map { self[..<$0] } ?? self
  }

  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

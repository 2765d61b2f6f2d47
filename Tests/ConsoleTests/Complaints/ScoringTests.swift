import Canvas
import Casework
import Foundation
import Testing

@testable import Console

/// Reading sampled files at the console: one key an answer, each saved at once.
@Suite struct ScoringTests {
  @Test func eachKeyAnswersOneQuestionAndIsSaved() throws {
    var desk = try ReadingDesk()
    desk.press(.character("S"))
    #expect(desk.shows("CO/00001/26  question 1 of 6") && desk.shows("Late and rude"))
    desk.type("1243")
    #expect(
      desk.changes == [
        .score("kept-informed", .yes), .score("timely", .no), .score("letters-clear", .cannotTell),
        .score("outcome-right", .notApplicable),
      ])
    #expect(desk.cursorRow.hasPrefix("> 5"))
    #expect(desk.shows("1 Yes") && desk.shows("2 No") && desk.shows("4 Not applicable"))
  }

  @Test func zeroTakesAnAnswerAwayAndStaysOnTheQuestion() throws {
    var desk = try ReadingDesk()
    desk.press(.character("S"), .character("1"), .backTab, .character("0"))
    #expect(desk.changes.last == .score("kept-informed", nil))
    #expect(desk.cursorRow.hasPrefix("> 1 --"))
  }

  @Test func anUnfinishedFormIsNotHandedInAndSaysWhatIsMissing() throws {
    var desk = try ReadingDesk()
    desk.type("S1F")
    #expect(desk.shows("lacks timely, letters-clear"))
    #expect(desk.shows("question 2 of 6"))
  }

  @Test func handingInGoesOnToTheNextFileThatIsMine() throws {
    var desk = try ReadingDesk()
    desk.type("S111111F")
    #expect(desk.records["REV-26-0001"]?[Head.stage] == FileReview.revealed)
    #expect(desk.shows("CO/00002/26  question 1 of 6"))
    desk.type("111111F")
    #expect(!desk.shows("question"))
  }

  @Test func bracketsGoFromFileToFile() throws {
    var desk = try ReadingDesk()
    desk.type("S]")
    #expect(desk.shows("CO/00002/26  question 1 of 6"))
    desk.type("]")
    #expect(desk.shows("This is the last of your files."))
    desk.type("[2")
    #expect(desk.records["REV-26-0001"]?[FileReview.answers]?["kept-informed"] == .no)
  }

  @Test func aCommentIsWrittenWithoutLeavingTheForm() throws {
    var desk = try ReadingDesk()
    desk.type("S1wThree weeks late.")
    desk.press(.tab, .enter)
    #expect(desk.records["REV-26-0001"]?[FileReview.comment] == "Three weeks late.")
    #expect(desk.shows("CO/00001/26  question 2 of 6"))
  }

  /// Source: requirements CP-04, "theme codes per file".
  @Test func themesAreGivenWithoutLeavingTheForm() throws {
    var desk = try ReadingDesk()
    desk.type("S#")
    desk.press(.tab, .enter)
    #expect(desk.records["REV-26-0001"]?[Head.themes] == ["delay"])
    #expect(desk.shows("CO/00001/26  question 1 of 6") && desk.shows("# Delay"))
  }

  /// One's own first change must not stand in the way of the second.
  @Test func themesAreGivenTwiceInARow() throws {
    var desk = try ReadingDesk()
    desk.type("S#")
    desk.press(.tab, .enter)
    desk.type("#")
    desk.press(.tab, .enter)
    #expect(desk.changes.count == 2)
    #expect(desk.records["REV-26-0001"]?[Head.themes] == nil)
  }

  @Test func theFormSaysWhichFileWasHandedIn() throws {
    var desk = try ReadingDesk()
    desk.type("S111111F")
    #expect(desk.shows("CO/00001/26 is handed in."))
    desk.type("1")
    #expect(!desk.shows("is handed in."))
    desk.type("11111F")
    #expect(desk.shows("REV-26-0002 of CO/00002/26: "))
  }

  @Test func aFileThatTheRegisterLacksCanStillBeAnswered() throws {
    var desk = try ReadingDesk(withFiles: false)
    desk.type("S1")
    #expect(desk.shows("The register does not have this file"))
    #expect(desk.changes.count == 1)
  }

  @Test func aReadingOfSomebodyElseIsNotAnswered() throws {
    var desk = try ReadingDesk(reviewer: "pjones")
    desk.type("S")
    #expect(desk.shows("Only a reading of your own") && desk.changes == [])
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 10)])
  func theCursorStandsOnTheQuestion(columns: Int, rows: Int) throws {
    var desk = try ReadingDesk(columns: columns, rows: rows)
    desk.press(.character("S"), .tab)
    #expect(desk.cursorRow.hasPrefix("> 2"))
  }
}

/// A person with two files to read, and a register of records by hand that the rules of the trade change.
private struct ReadingDesk {
  private var session: Session
  var records: [String: Record] = [:]
  private var references: [String] = []
  private(set) var changes: [RecordAction] = []
  private let rulebook: Rulebook

  init(
    columns: Int = 80, rows: Int = 24, reviewer: String = "slewis", withFiles: Bool = true
  ) throws {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    rulebook = try #require(
      Rulebook { name in
        (try? Data(contentsOf: root.appending(path: "Resources/Data/\(name)"))).map { [UInt8]($0) }
      })
    let now = try #require(Instant("2026-11-20T14:05:00Z"))
    let lists = OfficeLists(
      office: Office(title: "Gororau"),
      accounts: [Account(name: "slewis", fullName: "Siwan Lewis", roles: [.caseworker])], teams: [],
      places: [],
      themes: [Theme(name: "delay", title: "Delay")])
    session = Session(
      size: Size(rows: rows, columns: columns),
      actor: Actor(name: "slewis", roles: [.caseworker], host: "desk"), lists: lists, rulebook: rulebook,
      now: now)
    for number in 1...2 {
      let file = "CO/0000\(number)/26"
      var review = Record(
        uid: "r\(number)", kind: .review, reference: "REV-26-000\(number)", revision: 1,
        values: ["title": .string(file), "received": "2026-11-01", "parent": "DSR-26-0001"])
      review[Head.stage] = FileReview.allotted
      review[Head.owner] = reviewer
      review[FileReview.file] = file
      review[FileReview.turn] = .first
      review[DipSampleRound.questions] = rulebook.questions.prefix(2).map(\.identity)
      records[review.reference] = review
      references.append(review.reference)
      guard withFiles else { continue }
      records[file] = Record(
        uid: "c\(number)", kind: .complaint, reference: file, revision: 1,
        values: ["title": "Late and rude", "received": "2026-07-01", "owner": "Late and rude"])
    }
    carryOut(session.start())
    press(.character("2"), .character("'"), .character("m"))
  }

  mutating func press(_ keys: Key...) {
    for key in keys { carryOut(session.handle(.key(key))) }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  var frame: Frame { session.draw() }

  var cursorRow: String { frame.text(ofRow: frame.cursor.row) }

  func shows(_ text: String) -> Bool { frame.text.contains(text) }

  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      guard let reply = answer(to: request) else { continue }
      carryOut(session.receive(reply))
    }
  }

  private mutating func answer(to request: Request) -> Reply? {
    switch request {
    case .rows(_, let generation):
      let open = references.compactMap { records[$0] }.filter { !$0.isClosed }
      return .rows(open.enumerated().map { RecordRow(id: Int64($0 + 1), $1) }, generation: generation)
    case .view(let reference):
      return .view(records[reference].map { RecordView(record: $0, contacts: []) }, history: [])
    case .count(_, let generation): return .counted(references.count, generation: generation)
    case .perform(let change): return perform(change)
    default: return nil
    }
  }

  private mutating func perform(_ change: Change) -> Reply {
    guard case .act(let action, let reference, let seen) = change.what, let record = records[reference] else {
      return .failed("no such record")
    }
    guard seen == nil || seen == record.revision else {
      return .refused(change, "somebody changed it", yieldsToReason: false)
    }
    let facts = Facts(actor: session.actor, now: session.now, rulebook: rulebook, newUID: { "uid" })
    do throws(RuleRefusal) {
      records[reference] = try record.decision(on: action, facts: facts).record
      records[reference]?.revision += 1
      changes.append(action)
      return .done(change, Receipt(entry: changes.count, touched: [reference]))
    } catch {
      return .refused(change, error.message, yieldsToReason: error.yieldsToReason)
    }
  }
}

extension ReadingDesk: CustomTestStringConvertible {
  /// What is on the screen, for a test that fails.
  var testDescription: String { "\n\(frame.text)\n" }
}

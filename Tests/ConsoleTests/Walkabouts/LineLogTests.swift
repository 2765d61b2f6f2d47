import Canvas
import Casework
import Foundation
import Testing

@testable import Console

/// Logging lines in the console: what stays for the next line, and slots that are typed (WE-07).
@Suite struct LineLogTests {
  private static let lists = OfficeLists(
    office: Office(title: "Saltmarsh"), accounts: [], teams: [Team(name: "north", title: "North team")],
    places: [
      Place(name: "E1", title: "North Ormesby", level: "ward"),
      Place(name: "E2", title: "Castle", level: "ward"),
    ],
    themes: [Theme(name: "lighting", title: "Street lighting"), Theme(name: "litter", title: "Litter")])

  private static func event() -> Record {
    var event = Record(uid: "uid", kind: .event, reference: "WLK-26-0001", revision: 1, values: [:])
    event[Head.title] = "Canal Walk"
    event[Head.stage] = "held"
    event[Head.place] = "E1"
    return event
  }

  private static func log() throws -> LineLog { try #require(LineLog(event(), lists: lists)) }

  private static func values(_ log: LineLog) -> [String: JSON] {
    guard case .act(_, let values) = log.action else { return [:] }
    return values
  }

  @Test func theLogBeginsWhereTheEventIs() throws {
    let log = try Self.log()
    #expect(log.slots.map(\.shown) == ["North Ormesby", "", ""])
    #expect(Self.values(log)["place"] == "E1")
  }

  @Test func theWardAndTheThemeOfALineStayForTheNext() throws {
    var log = try Self.log()
    log.paste("Light out @castle #light")
    log.took(Self.lists)
    #expect(log.isEmpty)
    #expect(log.logged == ["Light out @castle #light"])
    #expect(log.slots.map(\.shown) == ["Castle", "", "Street lighting"])
    log.paste("Lamp flickers")
    let values = Self.values(log)
    #expect(values["line"] == "Lamp flickers")
    #expect(values["place"] == "castle")
    #expect(values["themes"] == ["light"])
  }

  @Test func theStreetIsTypedInTheLineWhichWaits() throws {
    var log = try Self.log()
    log.paste("Light out")
    log.edit(slot: 1)
    #expect(log.isEditingSlot && log.isEmpty)
    #expect(log.label.text() == "Street")
    log.paste("Lock Lane")
    log.takeSlot(days: DayReader(today: Day(number: 20_000)))
    #expect(!log.isEditingSlot)
    let values = Self.values(log)
    #expect(values["line"] == "Light out" && values["street"] == "Lock Lane")
    log.edit(slot: 1)
    log.paste(" East")
    log.leaveSlot()
    #expect(log.slots[1].shown == "Lock Lane")
    #expect(Self.values(log)["line"] == "Light out")
  }

  @Test func theLogIsDrawnWithItsKeysAndTheCursorOnTheLine() throws {
    var log = try Self.log()
    log.paste("Light out")
    var frame = Frame(size: Size(rows: 24, columns: 80))
    LayerDrawing(size: frame.size).draw(.log(log), on: &frame)
    let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[23].hasPrefix("Enter log it  F2 Ward  F3 Street  F4 Themes  Esc done  F1 help"))
    #expect(rows[22].hasPrefix("Issue: Light out"))
    #expect(frame.cursor == Point(row: 22, column: 16))
    #expect(rows.contains { $0.hasPrefix("F2 Ward       North Ormesby") })
    log.edit(slot: 1)
    LayerDrawing(size: frame.size).draw(.log(log), on: &frame)
    #expect(frame.text(ofRow: 23).hasPrefix("Enter take it  Esc back to the line  F1 help"))
    #expect(frame.cursor == Point(row: 22, column: 8))
  }

  // MARK: - The event's text

  @Test func theIssuesOfAnEventAreGroupedByWhoHasThem() {
    func row(_ number: Int64, stage: String, awaited: Bool = false) -> RecordRow {
      var issue = Record(
        uid: "uid", kind: .caseFile, reference: "COR-26-000\(number)", revision: 1, values: [:])
      issue[Head.title] = "Issue \(number)"
      issue[Head.stage] = stage
      issue[Head.parent] = "WLK-26-0001"
      if awaited {
        issue[Head.team] = "north"
        issue[CaseFile.referrals] = [Referral(team: "north", asked: Instant(milliseconds: 0), by: "ola")]
      }
      return RecordRow(id: number, issue)
    }
    let issues = [
      row(1, stage: "awaiting-force", awaited: true), row(2, stage: "untriaged"), row(3, stage: "closed"),
    ]
    #expect(WalkaboutsText.summary(issues).text() == "3 issues: 1 with others, 1 ours, 1 closed")
    #expect(WalkaboutsText.summary([issues[2]]).text() == "1 issue: 1 closed")
  }
}

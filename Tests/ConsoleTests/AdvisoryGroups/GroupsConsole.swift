import Canvas
import Casework
import Testing

@testable import Console

/// An engagement officer at the console on Friday 20 November 2026, with a group and its meetings behind it.
struct GroupsConsole {
  private(set) var session: Session
  private(set) var records: [Record]
  private(set) var asked: [Request] = []
  private let officer: Actor

  static let today = Day("2026-11-20") ?? Day(number: 0)

  init(_ records: [Record] = [Self.autumn(), Self.agm(), Self.group()], columns: Int, rows: Int) {
    self.records = records
    officer = Actor(name: "sian", roles: [.engagementOfficer], host: "desk4")
    let calendar = WorkingCalendar(holidays: [Day(number: 22_000): "A holiday"])
    let lists = OfficeLists(
      office: Office(title: "Saltmarsh"),
      accounts: [Account(name: "sian", fullName: "Siân Llwyd", roles: [.engagementOfficer])], teams: [],
      places: [], themes: [])
    session = Session(
      size: Size(rows: rows, columns: columns), actor: officer, lists: lists,
      rulebook: Rulebook(
        calendars: Calendars(englandAndWales: calendar, unitedKingdom: calendar), clocks: ClockRules([])),
      now: Instant(day: Self.today, secondsUTC: 51_300))
    carryOut(session.start())
    press(.character("4"))
  }

  mutating func press(_ keys: Key...) {
    for key in keys { carryOut(session.handle(.key(key))) }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  var frame: Frame { session.draw() }

  func shows(_ text: String) -> Bool { frame.text.contains(text) }

  // MARK: - The register

  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      asked.append(request)
      if let reply = answer(to: request) { carryOut(session.receive(reply)) }
    }
  }

  private mutating func answer(to request: Request) -> Reply? {
    switch request {
    case .rows(let page, let generation):
      let kind: KindName = page.query == Self.query("kind:group is:open") ? .group : .meeting
      let found = records.enumerated().filter { $1.kind == kind }
      return .rows(found.map { RecordRow(id: Int64($0 + 1), $1) }, generation: generation)
    case .view(let reference):
      return .view(view(reference), history: [])
    case .perform(let change): return perform(change)
    case .sheet: return .sheet(.attendance(AttendanceGrid.of(records[2], year: 2026, self)))
    default: return nil
    }
  }

  private func view(_ reference: String) -> RecordView? {
    record(reference).map { record in
      RecordView(
        record: record, contacts: [],
        parent: record[Head.parent].flatMap(self.record).map { RecordRow(id: 9, $0) },
        agenda: record.kind == .meeting ? Agenda.entries(of: record, self) : [],
        related: [record[Head.parent]].compactMap { $0.flatMap(self.record) })
    }
  }

  private mutating func perform(_ change: Change) -> Reply {
    guard case .act(let action, let reference, _) = change.what,
      let position = records.firstIndex(where: { $0.reference == reference })
    else { return .failed("no such record") }
    let facts = Facts(
      actor: officer, now: session.now, rulebook: session.rulebook, register: self, newUID: { "uid-new" })
    do throws(RuleRefusal) {
      let decision = try records[position].decision(on: action, facts: facts)
      records[position] = decision.record
      records += decision.further
      return .done(change, Receipt(entry: 1, touched: [reference]))
    } catch {
      return .refused(change, error.message, yieldsToReason: error.yieldsToReason)
    }
  }

  private static func query(_ text: String) -> Query? {
    try? QueryParser.parse(text, today: today, actor: "sian")
  }
}

extension GroupsConsole: CustomTestStringConvertible {
  /// What is on the screen, for a test that fails.
  var testDescription: String { "\n\(frame.text)\n" }
}

extension GroupsConsole: RegisterLookup {
  func record(_ reference: String) -> Record? { records.first { $0.reference == reference } }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    records.filter { $0.kind == kind && $0[Head.parent] == reference }
  }

  func isTaken(_ reference: String) -> Bool { record(reference) != nil }

  func newReference(_ kind: KindName) -> String { "ACT-26-0009" }
}

// MARK: - Examples

extension GroupsConsole {
  /// A strategic group whose Chair was appointed over a year ago.
  static func group() -> Record {
    var group = Record(uid: "uid-g", kind: .group, reference: "IAG-25-0001", revision: 1, values: [:])
    group[Head.title] = "Strategic IAG"
    group[Head.stage] = "active"
    group[Head.received] = Day("2024-01-15")
    group[AdvisoryGroup.level] = .strategic
    let agm = Day("2025-07-10") ?? today
    group[AdvisoryGroup.offices] = [
      OfficeTerm(office: "Chair", holder: "Grace Okafor", from: agm, meeting: "MTG-25-0003", item: "2")
    ]
    group[AdvisoryGroup.members] = [
      GroupMember(name: "Grace Okafor", side: .community, from: agm, mayBeNamed: true),
      GroupMember(name: "Łukasz Nowak", side: .community, from: agm),
      GroupMember(name: "Supt Rees", side: .force, from: agm),
    ]
    group[AdvisoryGroup.seats] = [
      RequiredSeat(name: "PCC", holder: "Commissioner Hughes"), RequiredSeat(name: "Chair"),
    ]
    group[Head.due] = Day("2026-07-10")
    return group
  }

  /// A meeting that is to come.
  static func autumn() -> Record {
    var meeting = Record(uid: "uid-2", kind: .meeting, reference: "MTG-26-0002", revision: 1, values: [:])
    meeting[Head.title] = "Autumn meeting"
    meeting[Head.stage] = "planned"
    meeting[Head.parent] = "IAG-25-0001"
    meeting[Head.received] = Day("2026-11-20")
    meeting[Meeting.type] = .ordinary
    return meeting
  }

  /// A meeting whose minutes are agreed and corrected.
  static func agm() -> Record {
    var meeting = Record(uid: "uid-1", kind: .meeting, reference: "MTG-26-0001", revision: 9, values: [:])
    meeting[Head.title] = "Summer meeting"
    meeting[Head.stage] = "agreed"
    meeting[Head.parent] = "IAG-25-0001"
    meeting[Head.received] = Day("2026-06-18")
    meeting[Meeting.type] = .ordinary
    meeting[Meeting.venue] = "Civic Hall"
    meeting[Meeting.attendance] = [
      Attendance("Grace Okafor", .present, seat: "Chair", side: .community),
      Attendance("PCC", .apologies, seat: "PCC"),
    ]
    meeting[Meeting.agenda] = [AgendaEntry("1", "Welcome and apologies")]
    meeting[Meeting.items] = [
      MinuteItem("1", .item, "Stop and search, quarter 2: members asked for the body-worn video sample"),
      MinuteItem(
        "1.A1", .action, "Send a sample of 20", reference: "ACT-26-0004", owner: "Supt Rees",
        due: Day("2026-12-11")),
      MinuteItem("2", .item, "A family in Abbey Road", isRestricted: true),
    ]
    meeting[Meeting.amendments] = [
      Amendment(on: Day("2026-09-30") ?? today, by: "sian", item: "1", text: "It was quarter 1.")
    ]
    meeting[Meeting.circulated] = Day("2026-07-01")
    meeting[Meeting.agreed] = Day("2026-09-17")
    meeting[Head.closed] = Day("2026-09-17")
    return meeting
  }
}

import CasebookResources
import Casework
import Testing

@testable import CaseDemo

@Suite struct DemoYearTests {
  private let resources: ResourceFolder
  private let words: DemoWords
  private let today: Day
  private let year: DemoYear

  init() throws {
    resources = try #require(ResourceFolder.ofThisProgram)
    words = try DemoWords(resources)
    today = try #require(Day("2026-11-20"))
    year = try DemoYear(today: today, resources: resources)
  }

  private var mails: [DemoMessage] { DemoMessage.all(in: year) }

  private var letters: [DemoMessage] { mails.filter { $0.messageID.hasPrefix("letter-") } }

  // MARK: - The year

  @Test func theSameDayTellsTheSameYear() throws {
    let again = try DemoYear(today: today, resources: resources)
    #expect(again.events == year.events)
    #expect(DemoYear(today: today).events == year.events)
  }

  /// Another process has another seed for its hashes: the order of a dictionary or a set would show.
  @Test func theYearIsTheSameInEveryRun() async {
    let digest = Self.digest(of: year)
    await #expect(processExitsWith: .success) { [digest = digest as UInt64, number = today.number as Int] in
      let again = DemoYear(today: Day(number: number))
      try #require(DemoYearTests.digest(of: again) == digest)
    }
  }

  /// FNV-1a.
  private static func digest(of year: DemoYear) -> UInt64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for event in year.events {
      for byte in bytes(of: event) { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return digest
  }

  private static func bytes(of event: DemoEvent) -> [UInt8] {
    let head = Array("\(event.at) \(event.actor) ".utf8)
    switch event.what {
    case .mail(let bytes): return head + bytes
    case .new(_, let marker, let values, let text):
      return head + Array("\(marker) \(JSON.object(values).text) \(text)".utf8)
    case .act(let name, .set(let values), _, _), .act(let name, .act(_, let values), _, _):
      return head + Array("\(name) \(JSON.object(values).text)".utf8)
    case .act(let name, let action, let reason, _):
      return head + Array("\(name) \(action) \(reason ?? "")".utf8)
    case .complaints(let file, let csv): return head + Array(file.utf8) + csv
    case .read(let round, let count, let differs, let comments):
      return head + Array("\(round) \(count) \(differs) \(comments)".utf8)
    }
  }

  @Test func eventsComeInOrderWithinTheYear() throws {
    let instants = year.events.map(\.at)
    #expect(instants == instants.sorted())
    #expect(try #require(instants.first).londonDay >= today - 364)
    #expect(try #require(instants.last) < Instant(day: today, secondsUTC: 8 * 3600))
  }

  @Test func sixHundredLettersOpenCasesAndSomeComeByOtherRoutes() {
    let logged = year.events.filter { if case .new(.caseFile, _, _, _) = $0.what { true } else { false } }
    #expect(letters.count + logged.count == 600)
    #expect(logged.count == 72)
    #expect(mails.contains { $0.messageID.hasPrefix("again-") && !$0.references.isEmpty })
  }

  // MARK: - The office

  @Test func theForceHasFourAreasAndSeventyNineWards() {
    let areas = year.places.filter { $0.level == PlaceLevel.policingArea }
    let wards = year.places.filter { $0.level == "ward" }
    #expect(year.places.filter { $0.level == "force" }.map(\.name) == ["saltmarsh"])
    #expect(areas.map(\.parents) == Array(repeating: ["saltmarsh"], count: 4))
    #expect(wards.count == 79)
    #expect(wards.allSatisfy { ward in areas.contains { [$0.name] == ward.parents } })
    #expect(Set(year.places.map(\.name)).count == year.places.count)
    #expect(year.places.allSatisfy { $0.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } })
  }

  @Test func everyNameInTheActsIsKnownToTheOffice() {
    let places = Set(year.places.map(\.name))
    let themes = Set(year.themes.map(\.name))
    let teams = Set(year.teams.map(\.name))
    for event in year.events {
      switch event.what {
      case .new(_, _, let values, _), .act(_, .set(let values), _, _):
        #expect(values["place"]?.string.map(places.contains) ?? true)
        #expect(values["themes"]?.array?.compactMap(\.string).allSatisfy(themes.contains) ?? true)
      case .act(_, .act("refer", let said), _, _): #expect(said["team"]?.string.map(teams.contains) ?? false)
      default: break
      }
    }
    #expect(year.teams.allSatisfy { $0.place.isEmpty || places.contains($0.place) })
    #expect(year.accounts.count == 5 && year.accounts.contains { $0.roles.contains(.supervisor) })
  }

  // MARK: - The acts

  @Test(arguments: ["2026-11-20", "2026-01-05", "2027-03-30", "2026-08-31"])
  func theRulesAllowEveryActAndTheStagesAreSpread(day: String) throws {
    let day = try #require(Day(day))
    let replay = DemoReplay(try DemoYear(today: day, resources: resources))
    #expect(replay.refusals == [])
    #expect(replay.records.count == 600)
    #expect((405...470).contains(replay.count(inStage: "closed")))
    #expect((8...40).contains(replay.count(inStage: "untriaged")))
    #expect((30...80).contains(replay.count(inStage: "awaiting-force")))
    #expect((8...45).contains(replay.count(inStage: "reply-owed")))
    #expect((15...60).contains(replay.count(inStage: "replied")))
    let open = replay.records.values.filter { !$0.isClosed }
    #expect(open.count { ($0[Head.due] ?? day) < day } >= 15)
    #expect(open.contains { ($0.awaitedReferral?.asked.londonDay ?? day) < day - 100 })
    #expect(open.contains { $0[Head.stage] == "open" && $0[Head.owner] == nil })
    #expect(Set(open.compactMap { $0[Head.owner] }).count == 3)
  }

  @Test func nobodyActsAtAWeekendOrOnABankHoliday() {
    for event in year.events {
      if case .mail = event.what { continue }
      #expect(words.calendar.isWorkingDay(event.at.londonDay))
      #expect(event.at.londonTime >= "09:00" && event.at.londonTime < "17:30" && event.at.londonDay < today)
    }
  }

  @Test func noBraceIsLeftUnfilled() {
    for event in year.events {
      let text = String(decoding: Self.bytes(of: event), as: UTF8.self)
      for name in ["{name}", "{ward}", "{street}", "{matter}", "{team}", "{heol}", "{count}", "{area}"] {
        #expect(!text.contains(name))
      }
    }
  }
}

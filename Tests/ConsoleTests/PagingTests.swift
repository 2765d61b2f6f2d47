import Canvas
import Casework
import Testing

@testable import Console

/// A list that is longer than what is loaded of it: the cursor goes as if all were there.
@Suite struct PagingTests {
  /// Keys at random, and changes underneath, against a plain array.
  @Test(arguments: 1...12, [false, true])
  func theCursorGoesAsIfAllWereLoaded(seed: Int, isSearch: Bool) {
    var random = SeededNumbers(state: UInt64(seed))
    var book = LongBook(count: [0, 7, 230, 3000, 5000][seed % 5], rows: [24, 60][seed % 2])
    if isSearch { book.type("/line\n") }
    for step in 0..<250 {
      let model = book.numbers
      let before = book.selected
      let position = before.flatMap { model.firstIndex(of: $0) }
      let height = book.session.pane.cursor.height
      let target: (Int) -> Int = { max(0, min(model.count - 1, $0)) }
      switch Int.random(in: 0..<11, using: &random) {
      case 0, 1:
        book.type("j")
        book.expect(position.map { model[target($0 + 1)] }, "j \(step)")
      case 2:
        book.type("k")
        book.expect(position.map { model[target($0 - 1)] }, "k \(step)")
      case 3, 4:
        book.press(.pageDown)
        book.expect(position.map { model[target($0 + height - 1)] }, "PgDn \(step)")
      case 5, 6:
        book.press(.pageUp)
        book.expect(position.map { model[target($0 - height + 1)] }, "PgUp \(step)")
      case 7:
        book.type("G")
        book.expect(model.last, "G \(step)")
      case 8:
        book.press(.home)
        book.expect(model.first, "Home \(step)")
      case 9:
        let number = Int.random(in: 1...6000, using: &random)
        book.type(";\(number)G")
        book.expect(model.isEmpty ? nil : model[target(number - 1)], ";\(number)G \(step)")
      default:
        book.change(&random, keeping: before)
        book.expect(before, "changed underneath \(step)")
      }
      #expect(book.session.pane.lines.count <= ListPart.most + RegisterPane.pageSize)
    }
  }

  @Test func theFirstScreenWaitsForItsOwnRowsAlone() throws {
    let rows = ConsoleExamples.manyFiles(500).map(\.row)
    var session = Session(
      size: Size(rows: 24, columns: 80), actor: ConsoleExamples.actor, lists: ConsoleExamples.lists,
      rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now, isScreenful: true)
    var asked = session.start()
    let first = try #require(Self.page(in: asked))
    #expect(first.limit == session.pane.cursor.height && !asked.contains(.drafts))
    asked = session.receive(.rows(Array(rows.prefix(first.limit)), generation: session.pane.generation))
    #expect(asked.isEmpty)
    #expect(session.draw().text.contains(rows[first.limit - 1].reference))

    asked = session.shown()
    let whole = try #require(Self.page(in: asked))
    #expect(whole.limit == RegisterPane.pageSize)
    #expect(asked.first == .lists, "before the record, which names places and themes")
    #expect(asked.contains(.drafts) && asked.contains(.view(reference: rows[0].reference)))
    _ = session.receive(.rows(Array(rows.prefix(whole.limit)), generation: session.pane.generation))
    #expect(session.pane.lines.count == RegisterPane.pageSize && session.pane.cursor.selection == 0)
    #expect(Self.page(in: session.shown()) == nil)
  }

  @Test(
    arguments: [Size(rows: 24, columns: 80), Size(rows: 50, columns: 160), Size(rows: 20, columns: 40)],
    [false, true])
  func theFirstScreenNamesNothingOfTheOfficeButItsPeople(size: Size, isForEar: Bool) {
    let office = ConsoleExamples.lists
    let rows = ConsoleExamples.manyFiles(60).map { file in
      var record = file.record
      record[Head.owner] = "zoneill"
      record[Head.place] = "abbey"
      record[Head.themes] = ["noise"]
      record[Head.team] = "abbey"
      return RecordRow(id: file.id, record)
    }
    var preferences = Preferences()
    preferences.isForEar = isForEar
    let screens = [office, OfficeLists(people: office.accounts)].map { lists in
      var session = Session(
        size: size, actor: ConsoleExamples.actor, lists: lists, rulebook: ConsoleExamples.rulebook,
        now: ConsoleExamples.now, preferences: preferences, isScreenful: true)
      _ = session.start(with: .list)
      _ = session.receive(.rows(rows, generation: session.pane.generation))
      return session.draw().text
    }
    #expect(screens[0] == screens[1])
    #expect(screens[0].contains(rows[0].reference) && (isForEar || screens[0].contains("ZO")))
  }

  private static func page(in requests: [Request]) -> ListRequest? {
    requests.lazy.compactMap { if case .rows(let page, _) = $0 { page } else { nil } }.first
  }

  @Test func theEndOfAMillionIsOnePage() {
    var book = LongBook(count: 1_000_000)
    book.asked = []
    book.type("G")
    #expect(book.asked.count { if case .rows = $0 { true } else { false } } == 1)
    #expect(book.read < 1000 && book.screen.contains("1,000,000 of 1,000,000"))
    book.type("k")
    #expect(book.screen.contains("999,999 of 1,000,000"))
    book.type(";300000k")
    #expect(book.screen.contains("699,999 of 1,000,000"))
    book.press(.home)
    #expect(book.screen.contains("1 of 1,000,000"))
  }

  /// While it is not known how many there are, the end is called the end.
  @Test func theEndOfWhatIsNotCountedIsCalledTheEnd() {
    var book = LongBook(count: 5000)
    book.counts = false
    book.type("/line\nG")
    #expect(book.screen.contains("end of 200+"))
    book.receive(.counted(5000, generation: book.session.pane.generation))
    #expect(book.screen.contains("5,000 of 5,000"))
  }

  @Test func aRangeGoesAsFarAsCanBeTagged() {
    var book = LongBook(count: 5000)
    book.type("jjvG")
    #expect(book.session.pane.tagCount == 4998)
    var longer = LongBook(count: 50_000)
    longer.type("vG")
    #expect(longer.session.pane.tagCount == Tags.most + RegisterPane.pageSize)
  }

  @Test func whatIsTaggedStaysTaggedWhereverOneGoes() {
    var book = LongBook(count: 5000)
    book.type("tGtgg")
    #expect(book.session.pane.tagCount == 2 && book.session.pane.isTagged(0))
    book.type("G")
    #expect(book.session.pane.isTagged(book.session.pane.lines.count - 1))
  }
}

/// A register of numbered records, the newest first, behind a console: as plain as can be.
private struct LongBook {
  private(set) var session: Session
  private(set) var numbers: [Int]
  var asked: [Request] = []
  /// Whether counts are answered.
  var counts = true
  /// How many rows were read in the last page.
  private(set) var read = 0
  private var next: Int

  init(count: Int, rows: Int = 24) {
    numbers = Array((0..<count).reversed())
    next = count
    session = Session(
      size: Size(rows: rows, columns: 80), actor: ConsoleExamples.actor, lists: ConsoleExamples.lists,
      rulebook: ConsoleExamples.rulebook, now: ConsoleExamples.now)
    carryOut(session.start())
    // The view that is the newest first.
    type("'a")
  }

  var selected: Int? { session.pane.selected.map { Int($0.id) } }
  var screen: String { session.draw().text }

  mutating func press(_ key: Key) { carryOut(session.handle(.key(key))) }
  mutating func type(_ text: String) {
    for character in text { press(character == "\n" ? .enter : .character(character)) }
  }
  mutating func receive(_ reply: Reply) { carryOut(session.receive(reply)) }

  func expect(_ number: Int?, _ what: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(selected == number, "\(what)", sourceLocation: location)
    guard let number, let position = numbers.firstIndex(of: number) else { return }
    let pane = session.pane
    #expect(
      pane.firstNumber.map { $0 + pane.cursor.selection } == position, "\(what)", sourceLocation: location)
  }

  /// Some go, some come; the one under the cursor stays.
  mutating func change(_ random: inout SeededNumbers, keeping kept: Int?) {
    for _ in 0..<Int.random(in: 0..<40, using: &random) where !numbers.isEmpty {
      let position = Int.random(in: 0..<numbers.count, using: &random)
      if numbers[position] != kept { numbers.remove(at: position) }
    }
    if kept != nil {
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        numbers.insert(next, at: 0)
        next += 1
      }
    }
    receive(.changedElsewhere)
  }

  private mutating func carryOut(_ requests: [Request]) {
    for request in requests {
      asked.append(request)
      switch request {
      case .rows(let page, let generation):
        receive(.rows(rows(page.place, page.limit), generation: generation))
      case .search(_, _, let place, let limit, let generation):
        receive(.hits(rows(place, limit).map { ListLine(row: $0) }, generation: generation))
      case .count(_, let generation):
        if counts { receive(.counted(numbers.count, generation: generation)) }
      case .countBefore(let page, let generation):
        guard case .from(let row) = page.place else { continue }
        receive(.countedBefore(position(of: row), generation: generation))
      default: continue
      }
    }
  }

  /// How many stand before a row, or before where it stood.
  private func position(of row: RecordRow) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] > Int(row.id) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func rows(_ place: PagePlace, _ limit: Int) -> [RecordRow] {
    func isThere(_ row: RecordRow) -> Int {
      let position = position(of: row)
      return numbers.indices.contains(position) && numbers[position] == Int(row.id) ? 1 : 0
    }
    let found: ArraySlice<Int> =
      switch place {
      case .first: numbers.prefix(limit)
      case .after(let row): numbers[(position(of: row) + isThere(row))...].prefix(limit)
      case .from(let row): numbers[position(of: row)...].prefix(limit)
      case .before(let row): numbers[..<position(of: row)].suffix(limit)
      case .last: numbers.suffix(limit)
      case .number(let count, false): numbers.dropFirst(count).prefix(limit)
      case .number(let count, true): numbers.dropLast(count).suffix(limit)
      }
    read = found.count
    return found.map(Self.row)
  }

  private static func row(_ number: Int) -> RecordRow {
    RecordRow(
      id: Int64(number), kind: .caseFile, reference: "COR-26-\(number)", revision: 1, title: "Line \(number)",
      stage: "open", owner: nil, team: nil, place: nil, channel: nil, party: nil, parent: nil, received: nil,
      due: nil, closed: nil, awaitedSince: nil, marking: .official, circle: nil, isUnread: false,
      isOpen: true,
      isPaused: false)
  }
}

/// Numbers that look random and are the same each time: SplitMix64.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

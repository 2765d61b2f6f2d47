import Canvas
import Casework
import Testing

@testable import Console

/// What somebody sees whose console speaks Welsh.
@Suite struct WelshPictureTests {
  private func inWelsh(_ body: () throws -> Void) throws {
    let welsh = try Catalogue(CatalogueFile(SourceTree.bytes(of: "cy.po"), name: "cy.po"))
    try Catalogue.$spoken.withValue(welsh) { try body() }
  }

  @Test func theFirstScreenIsWelsh() throws {
    try inWelsh {
      var desk = Desk()
      desk.press(.down)
      try GoldenFrame.expect(desk.frame, "welsh/list-80x24")
    }
  }

  @Test func theHelpIsWelsh() throws {
    try inWelsh {
      var desk = Desk()
      desk.type("?")
      try GoldenFrame.expect(desk.frame, "welsh/help-80x24")
      // Who types without accents finds what has them.
      desk.type("themau")
      #expect(desk.shows("dewis themâu'r cofnod"), desk.testDescription.comment)
    }
  }

  @Test func aFormIsWelsh() throws {
    try inWelsh {
      var desk = PaneDesk("5", [], columns: 80, rows: 24)
      desk.type("c")
      desk.press(.enter)
      desk.type("Taith y gamlas")
      desk.press(.tab, .tab)
      try GoldenFrame.expect(desk.frame, "welsh/event-form-80x24")
    }
  }

  @Test func theStartPageIsWelsh() throws {
    try inWelsh {
      var desk = Desk()
      desk.type("0")
      try GoldenFrame.expect(desk.frame, "welsh/start-80x24")
      desk.resize(columns: 160, rows: 50)
      try GoldenFrame.expect(desk.frame, "welsh/start-160x50")
    }
  }

  @Test func aChangeOfThreeIsShownBeforeInWelsh() throws {
    try inWelsh {
      var desk = Desk()
      desk.type("ttta")
      #expect(desk.shows("Neilltuo 3 chofnod i"))
      desk.press(.down, .enter)
      try GoldenFrame.expect(desk.frame, "welsh/preview-80x24")
      // What Enter does has room on the smallest screen too.
      desk.resize(columns: 30, rows: 8)
      #expect(desk.foot.contains("Enter gwneud (3)"), desk.foot.comment)
      desk.resize(columns: 80, rows: 24)
      desk.press(.escape, .escape, .escape)
      #expect(desk.shows("Gollyngwyd 3; mae T r yn eu tagio eto."))
    }
  }

  @Test func recordsAreCountedAndSortedByWelshRules() throws {
    try inWelsh {
      let counts = [1, 2, 3, 4, 6, 155].map { Session.countOfRecords($0).text() }
      #expect(counts == ["1 cofnod", "2 gofnod", "3 chofnod", "4 cofnod", "6 chofnod", "155 cofnod"])
      // English says both with one word: sorted by the place, and due by a day.
      #expect(ListSort(.place).label.text() == "yn ôl lle")
    }
  }

  @Test func countsAndDaysFollowWelshRules() throws {
    try inWelsh {
      let day = ConsoleExamples.day("2026-02-06")
      #expect(DayWords.long(day) == "Gwe 6 Chwef 2026")
      let due = DayWords.due(day + 5, today: day, calendar: ConsoleExamples.calendar).text.text()
      #expect(due == "3 dg")
      #expect(TimeSpan(2, .workingDays)?.label.text() == "2 ddiwrnod gwaith")
      #expect(TimeSpan(20, .workingDays)?.label.text() == "20 diwrnod gwaith")
    }
  }
}

extension String {
  fileprivate var comment: Comment { Comment(rawValue: self) }
}

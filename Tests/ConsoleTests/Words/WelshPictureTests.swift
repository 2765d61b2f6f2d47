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

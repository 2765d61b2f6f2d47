import Canvas
import Casework
import Testing

@testable import Console

/// Searching on the screen: the order, the place of the match in the letter, near words, what is alike.
@Suite struct FindingTests {
  private static let long = ExampleFile(
    9, "Ann Rees", "Letter about much", due: nil,
    text: (1...60).map { "Line \($0) of it.\n" }.joined() + "Here is the kestrel, and again:\nkestrel.\n"
      + (61...120).map { "Line \($0) of it.\n" }.joined() + "The last kestrel.\n")

  private static func lastSearch(_ desk: Desk) -> (Query, ListSort)? {
    for case .search(let query, let sort, _, _, _) in desk.asked.reversed() { return (query, sort) }
    return nil
  }

  // MARK: - The order

  @Test func aKeyTurnsBetweenNewestAndBestFirst() throws {
    var desk = Desk()
    desk.type("/light")
    #expect(desk.shows("Search: light   1 of 1   newest first") && desk.foot.contains("Ctrl-R best first"))
    desk.press(.control("r"))
    #expect(desk.shows("Search: light   1 of 1   best first") && desk.foot.contains("Ctrl-R newest first"))
    #expect(Self.lastSearch(desk)?.1 == ListSort(.best))
    // While a search is kept, two letters do the same.
    desk.type("\nzb")
    #expect(Self.lastSearch(desk)?.1 == ListSort(.newest))
    desk.press(.escape)
    desk.type("zb")
    #expect(desk.shows("begins a search"))
  }

  /// Who asks for the best looks at the best, and not at the record that was newest.
  @Test func theBestStandsUnderTheCursor() throws {
    var desk = Desk(ConsoleExamples.manyFiles(30))
    desk.type("/letter")
    desk.press(.down)
    desk.type("jjjj/")
    #expect(desk.session.pane.cursor.selection > 0)
    desk.press(.control("r"))
    #expect(desk.session.pane.cursor.selection == 0 && desk.shows("best first"))
  }

  @Test func aSearchCanKeepWithinTheView() throws {
    var desk = Desk()
    desk.type("/light")
    desk.press(.control("n"))
    #expect(desk.shows("Search in open: light   1 of 1") && desk.foot.contains("Ctrl-N everywhere"))
    guard case .and(let parts)? = Self.lastSearch(desk)?.0 else { return #expect(Bool(false)) }
    #expect(parts.count == 2 && parts.last == .prefix("light"))
    desk.type("xyz")
    #expect(desk.shows("Ctrl-N in the search line looks everywhere"))
    desk.press(.escape)
    desk.type("/light")
    #expect(desk.shows("Search: light"))
  }

  @Test func theCountComesBehindTheRows() {
    var desk = Desk(ConsoleExamples.manyFiles(250))
    desk.answersSearches = false
    desk.type("/letter")
    desk.answerAll()
    #expect(desk.shows("Search: letter   1 of 250"))
    let counts = desk.asked.count { if case .count = $0 { true } else { false } }
    desk.answersSearches = true
    desk.type("\n")
    desk.press(.pageDown)
    #expect(desk.asked.count { if case .count = $0 { true } else { false } } == counts)
  }

  // MARK: - Where it matched

  @Test func aHitOpensWhereItMatchedAndNGoesOnward() {
    var desk = Desk(ConsoleExamples.files + [Self.long])
    desk.type("/kestrel\n\n")
    #expect(desk.cursorRow.hasPrefix("Here is the kestrel"))
    #expect(desk.frame.cursor.column == 12)
    let cursor = desk.frame.cursor
    #expect(desk.frame[row: cursor.row, column: cursor.column].style.role == .match)
    #expect(desk.foot.contains("n next match"))
    desk.type("n")
    #expect(desk.shows("Match 2 of 3.") && desk.cursorRow.hasPrefix("kestrel."))
    desk.type("n")
    #expect(desk.shows("Match 3 of 3.") && desk.cursorRow.hasPrefix("The last kestrel."))
    desk.type("n")
    #expect(desk.shows("Match 1 of 3.") && desk.cursorRow.hasPrefix("Here is"))
    desk.type("N")
    #expect(desk.shows("Match 3 of 3."))
    // In the list the key means what it always means.
    desk.press(.escape)
    desk.type("n")
    #expect(!desk.shows("Match"))
    // Without a search there is nothing to mark.
    desk.press(.escape)
    desk.type("\n")
    #expect(desk.session.pane.finding.marks == nil)
  }

  @Test func theMatchStaysInSightOnAnotherScreen() {
    var desk = Desk([Self.long])
    desk.type("/kestrel\n\n")
    for (columns, rows) in [(30, 8), (160, 50), (80, 24)] {
      desk.resize(columns: columns, rows: rows)
      #expect(desk.cursorRow.contains("kestrel"), "\(columns)x\(rows)")
    }
  }

  @Test func whatOnlyAQuotedLetterHasIsUnfolded() {
    var desk = Desk()
    desk.type("/again\n\n")
    #expect(desk.cursorRow.contains("> we shall write again."))
    desk.press(.escape)
    desk.press(.escape)
    desk.type("\n")
    #expect(!desk.shows("we shall write again"))
  }

  @Test func whatTheTitleDoesNotHaveIsGoneToFirst() {
    var marks = TextMarks([["Light"], ["kestrel"]])
    marks?.read([StyledLine("Light of it")] + (1...9).map { StyledLine("Line \($0)") })
    #expect(marks?.isWaiting(besides: "A light") == true && marks?.best(besides: "A light") == 0)
    marks?.read([StyledLine("")] + Array(repeating: StyledLine("x"), count: 9) + [StyledLine("a kestrel")])
    #expect(marks?.isWaiting(besides: "A light") == false && marks?.best(besides: "A light") == 1)
    #expect(marks?.best(besides: "A light kestrel") == 0)
  }

  @Test func aPhraseIsMarkedOverTheEndOfALine() {
    var marks = TextMarks([["hare", "coursing"], ["Ŵyl"]])
    marks?.read([
      StyledLine("From: ", .dim) + StyledLine("hare"), StyledLine("coursing of a hare"),
      StyledLine("Tŷ'r Ŵyl."),
    ])
    #expect(marks?.places.count == 2)
    #expect(
      marks?.places.first?.parts == [.init(line: 0, columns: 6..<10), .init(line: 1, columns: 0..<8)])
    #expect(marks?.places.last?.parts == [.init(line: 2, columns: 5..<8)])
    #expect(TextMarks([]) == nil)
  }

  // MARK: - Near words

  @Test func aWordThatNothingHasIsMendedByOneKey() {
    var desk = Desk()
    desk.type("/spedeing")
    #expect(desk.shows("Nothing has 'spedeing'. Did you mean speeding? Tab takes it."))
    desk.press(.tab)
    #expect(desk.shows("Search: speeding   1 of 1") && desk.shows("COR-26-0002"))
    desk.press(.control("u"))
    desk.type("spedeing\n")
    desk.press(.tab)
    #expect(desk.shows("Search: speeding   1 of 1"))
  }

  @Test func ofSeveralNearWordsEachKeyTakesTheNext() {
    var desk = Desk()
    desk.type("/spedeing")
    let several = [DidYouMean(missing: "spedeing", near: ["speeding", "spreading"])].compactMap(\.self)
    desk.receive(.answered(.suggestions(several, generation: desk.session.pane.generation)))
    #expect(desk.shows("speeding or spreading?") && desk.shows("Tab takes the first"))
    desk.press(.tab)
    #expect(desk.shows("Search: speeding   1 of 1"))
    desk.press(.tab)
    #expect(desk.shows("Search: spreading   0 of 0"))
    desk.press(.tab)
    #expect(desk.shows("Search: speeding   1 of 1"))
  }

  @Test func anOfferForWhatIsNoLongerTypedIsNotShown() {
    var desk = Desk()
    desk.type("/spedeing")
    let generation = desk.session.pane.generation
    desk.press(.backspace)
    desk.receive(
      .answered(
        .suggestions([DidYouMean(missing: "x", near: ["wrong"])].compactMap(\.self), generation: generation)))
    #expect(!desk.shows("wrong"))
  }

  // MARK: - More like this

  @Test func whatIsLikeARecordIsAnOrdinaryList() {
    var desk = Desk()
    desk.type("jgs")
    #expect(desk.shows("like COR-26-0002") && desk.shows("best first"))
    #expect(Self.lastSearch(desk)?.1 == ListSort(.best))
    guard case .and(let parts)? = Self.lastSearch(desk)?.0 else { return #expect(Bool(false)) }
    #expect(parts.last == .not(.field(.ref, .equals("COR-26-0002"))))
    desk.type("<")
    #expect(desk.shows("Correspondence: open"))
  }
}

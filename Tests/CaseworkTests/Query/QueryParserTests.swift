import Casework
import Testing

@Suite struct QueryParserTests {
  static let trees: [(String, Query)] = [
    ("", .all), ("   ", .all), ("()", .all), ("( )", .all),
    ("burglary", .word("burglary")), ("Môn", .word("Môn")), ("bur*", .prefix("bur")), ("*", .word("*")),
    ("**", .prefix("*")), ("b*r", .word("b*r")), ("-", .word("-")), ("- x", .and([.word("-"), .word("x")])),
    ("hare coursing", .and([.word("hare"), .word("coursing")])),
    ("\"hare coursing\"", .phrase("hare coursing")), ("\"\"", .phrase("")), ("\" OR \"", .phrase(" OR ")),
    ("a\"b\"", .and([.word("a"), .phrase("b")])), ("-hare", .not(.word("hare"))),
    ("-\"hare coursing\"", .not(.phrase("hare coursing"))), ("--a", .not(.not(.word("a")))),
    ("-bur*", .not(.prefix("bur"))), ("-(a b)", .not(.and([.word("a"), .word("b")]))),
    ("a OR b", .or([.word("a"), .word("b")])), ("a OR b OR c", .or([.word("a"), .word("b"), .word("c")])),
    ("a b OR c", .or([.and([.word("a"), .word("b")]), .word("c")])),
    ("a (b OR c)", .and([.word("a"), .or([.word("b"), .word("c")])])),
    ("a or b", .and([.word("a"), .word("or"), .word("b")])),
    ("ORDER", .word("ORDER")), ("a ORb", .and([.word("a"), .word("ORb")])),
    ("a OR(b)", .or([.word("a"), .word("b")])),
    ("a AND b", .and([.word("a"), .word("AND"), .word("b")])), ("don't", .word("don't")),
    ("stage:open", .field(.stage, .equals("open"))), ("STAGE:Open", .field(.stage, .equals("open"))),
    ("stage:reply-owed", .field(.stage, .equals("reply-owed"))),
    ("-is:closed", .not(.field(.is, .equals("closed")))),
    ("is:overdue", .field(.is, .equals("overdue"))), ("is:unread", .field(.is, .equals("unread"))),
    ("owner:me", .field(.owner, .equals("sam"))), ("owner:none", .field(.owner, .none)),
    ("owner:ann", .field(.owner, .equals("ann"))),
    ("place:\"Môn Ward\"", .field(.place, .equals("Môn Ward"))),
    ("theme:speeding", .field(.theme, .equals("speeding"))),
    ("subject:dogs", .field(.subject, .equals("dogs"))),
    ("from:nia@example.org", .field(.from, .equals("nia@example.org"))),
    ("ref:cor-26-0001", .field(.ref, .equals("cor-26-0001"))),
    ("has:attachment", .field(.has, .equals("attachment"))),
    ("kind:case", .field(.kind, .equals("case"))), ("http://example.org", .word("http://example.org")),
    ("colour:red", .word("colour:red")), (":x", .word(":x")), ("outcome:none", .field(.outcome, .none)),
    ("due:none", .field(.due, .none)), ("due:today", days(.due, "2026-11-20", "2026-11-20")),
    ("due:<3d", days(.due, nil, "2026-11-22")), ("due:>3d", days(.due, "2026-11-24", nil)),
    ("due:2w", days(.due, "2026-12-04", "2026-12-04")),
    ("received:2026-02", days(.received, "2026-02-01", "2026-02-28")),
    ("received:2024", days(.received, "2024-01-01", "2024-12-31")),
    ("received:2026-01..2026-03", days(.received, "2026-01-01", "2026-03-31")),
    ("received:..yesterday", days(.received, nil, "2026-11-19")),
    ("received:tomorrow..", days(.received, "2026-11-21", nil)),
    ("a stage:open", .and([.word("a"), .field(.stage, .equals("open"))])),
    ("a\r\nb", .and([.word("a"), .word("b")])), ("e\u{301}t\u{E9}", .word("e\u{301}t\u{E9}")),
  ]

  private static func days(_ field: QueryField, _ from: String?, _ to: String?) -> Query {
    .field(field, .days(from: from.map { day($0) }, to: to.map { day($0) }))
  }

  @Test(arguments: trees)
  func aQueryIsReadAsItIsMeant(text: String, tree: Query) throws {
    #expect(try parse(text) == tree)
  }

  @Test(arguments: [
    ("a OR", 4), ("OR a", 0), ("OR", 2), ("a OR OR b", 4), ("(a", 0), ("a (b", 2), ("a)", 1), (")", 0),
    ("((a)", 0),
    ("\"a", 0), ("a \"b", 2), ("stage:", 6), ("stage:filed", 6), ("a is:late", 5), ("due:soon", 4),
    ("due:2026-13", 4),
    ("due:..", 4), ("received:<", 9), ("has:legs", 4), ("kind:horse", 5), ("owner:\"x", 6), ("é stage:x", 8),
  ])
  func aFaultIsNamedWhereItIs(text: String, offset: Int) {
    do throws(QueryFault) {
      Issue.record("read as \(try parse(text))")
    } catch {
      #expect(error.offset == offset)
      #expect(!error.message.text().isEmpty)
    }
  }

  /// Kinds share the names of stages, and there are dozens: those that begin so, else the first of them.
  @Test(arguments: [
    ("stage:re", "one of these is expected: reply-owed, replied, reading, reported, revealed"),
    ("is:op", "one of these is expected: open"),
    ("has:lamp", "one of these is expected: attachment"),
  ])
  func aFaultNamesWhatFits(text: String, sentence: String) {
    do throws(QueryFault) {
      _ = try parse(text)
      Issue.record("'\(text)' is no fault")
    } catch {
      #expect(error.message.text() == sentence)
    }
  }

  @Test func aFaultNamesNoMoreThanCanBeRead() throws {
    do throws(QueryFault) {
      _ = try parse("stage:zebra")
      Issue.record("no fault")
    } catch {
      let start = "one of these is expected, or one like them: "
      #expect(error.message.text().hasPrefix(start + "untriaged, open, "))
      let names = error.message.text().dropFirst(start.count).split(separator: ", ")
      #expect(names.count == 16 && Set(names).count == 16)
    }
  }

  @Test(arguments: ["(", "-", "-(", "((-"])
  func deepNestingIsAFaultAndNoCrash(piece: String) {
    #expect(throws: QueryFault.self) { try parse(String(repeating: piece, count: 200_000) + "a") }
  }

  @Test func moreWordsThanAnybodyTypesAreAFault() throws {
    #expect(try parse(String(repeating: "a ", count: 200)) != .all)
    #expect(throws: QueryFault.self) { try parse(String(repeating: "a ", count: 201)) }
  }

  @Test func randomTextIsAQueryOrAFaultWithinIt() {
    var generator = SplitMix(state: 7)
    let pieces = [
      "a", "é", " ", "(", ")", "\"", "-", "*", "OR", ":", "stage:", "due:<", "is:open", "3d", "..", "\r\n",
      "\u{301}", "\0",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0..<14, using: &generator))
        .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      do throws(QueryFault) {
        _ = try parse(text)
      } catch {
        #expect((0...text.count).contains(error.offset))
      }
    }
  }

  private func parse(_ text: String) throws(QueryFault) -> Query {
    try QueryParser.parse(text, today: day("2026-11-20"), actor: "sam")
  }
}

import Canvas
import Casework
import Terminal
import Testing

@testable import Console

/// Every screen at three sizes in every depth of colour: which look each of its cells has.
///
/// The letters are in the pictures beside these; here stands, row by row, how many cells have which style, and at the
/// end how each style looks in each depth, as the dark theme has it. `3 b80` is a row of eighty cells of style `b`,
/// `0-4 .80` five rows of ordinary text. `UPDATE_GOLDEN=1 swift test --filter StyledPictureTests` draws them anew.
@Suite struct StyledPictureTests {
  private typealias Picture = SizePictureTests.Picture

  private static let sizes = [(80, 24), (120, 40), (200, 60)]

  @Test(arguments: SizePictureTests.pictures + ofTheList + ofPanes)
  func everyScreenHasItsLooksInEveryDepth(picture: SizePictureTests.Picture) throws {
    var styles: [Style] = []
    var lines: [String] = []
    for (columns, rows) in Self.sizes {
      let frame = try picture.draw(columns, rows)
      lines.append("== \(columns)x\(rows), cursor \(frame.cursor.row) \(frame.cursor.column)")
      lines += Self.rows(of: frame, &styles)
    }
    lines.append("== looks")
    lines += styles.enumerated().map { "\(Self.letter($0)) \(Self.looks(of: $1))" }
    try GoldenFrame.expect(text: lines.joined(separator: "\n") + "\n", "looks/\(picture.name)")
  }

  /// Whatever is on the screen, what has the focus is found in every depth and theme.
  @Test(arguments: SizePictureTests.pictures + ofTheList + ofPanes)
  func nothingIsToldByColourAlone(picture: SizePictureTests.Picture) throws {
    let frame = try picture.draw(80, 24)
    for cell in frame.cells where cell.style.isFocused {
      for depth in ColourDepth.allCases {
        #expect(Theme.allCases.allSatisfy { $0.look(of: cell.style, depth: depth).isReversed })
      }
    }
    let isMarked = frame.text(ofRow: frame.cursor.row)
    #expect(!isMarked.isEmpty, "the cursor stands on an empty row")
  }

  // MARK: - The screens that have no picture of their own among the others

  private static let ofTheList: [Picture] = [
    Picture("list", ""), Picture("list-columns", "zc"), Picture("themes", "#\t"), Picture("stage", "s"),
    Picture("history", "a\ngh"), Picture("deadlines", "gd"), Picture("form-new", "cNoise in Hafod"),
    Picture("form-edit", "e"), Picture("form-fault", "e\u{1}"), Picture("pending", "g"),
    Picture("counting", ";12"),
    Picture("messages-none", "gm"), Picture("jobs-none", "!"),
    Picture("thread") { columns, rows in
      var desk = Desk(columns: columns, rows: rows)
      desk.type("rDear Siân")
      desk.press(.control("s"))
      desk.type("\n")
      desk.press(.end)
      return desk.frame
    },
    Picture("note-leaving") { columns, rows in
      var desk = Desk(columns: columns, rows: rows)
      desk.type("wRang back")
      desk.press(.escape)
      return desk.frame
    },
    Picture("notice-error") { columns, rows in
      var desk = Desk(columns: columns, rows: rows)
      desk.receive(.failed("The store is locked by another program: press R to try again."))
      return desk.frame
    },
    Picture("list-empty") { columns, rows in Desk([], columns: columns, rows: rows).frame },
    Picture("form-help") { columns, rows in
      var desk = Desk(columns: columns, rows: rows)
      desk.type("e")
      desk.press(.function(1))
      return desk.frame
    },
    Picture("saving") { columns, rows in
      var desk = Desk(columns: columns, rows: rows)
      desk.answersChanges = false
      desk.type("wRang back")
      desk.press(.control("s"))
      return desk.frame
    },
  ]

  /// The grid of each pane beside Correspondence, and what is laid over it.
  private static let ofPanes: [Picture] = [
    ofPane("2", PanePictureTests.complaints, "round", ""),
    ofPane("2", PanePictureTests.complaints, "complaint", "'c"),
    ofPane("2", PanePictureTests.complaints, "round-new", "c\r"),
    ofPane("4", PanePictureTests.meetings, "meeting", ""),
    ofPane("4", PanePictureTests.meetings, "group", "'g"),
    ofPane("5", PanePictureTests.events, "event", "j"),
    ofPane("5", PanePictureTests.events, "event-log", "jLNeedles on the steps #light"),
    ofPane(
      "3", [.byHand(.participant, "VIC-26-0001", ["title": "Heron", "contactBy": "phone"])], "participant",
      "'p"),
    Picture("scoring") { columns, rows in
      var desk = LayerPictureTests.readingDesk((columns, rows))
      desk.type("S")
      return desk.frame
    },
    Picture("scoring-comment") { columns, rows in
      var desk = LayerPictureTests.readingDesk((columns, rows))
      desk.type("Sw")
      return desk.frame
    },
  ]

  private static func ofPane(
    _ pane: Character, _ records: [Record], _ name: String, _ keys: String
  ) -> Picture {
    Picture("pane-\(name)") { columns, rows in
      var desk = PaneDesk(pane, records, columns: columns, rows: rows)
      for key in keys { desk.press(key == "\r" ? .enter : .character(key)) }
      return desk.frame
    }
  }

  // MARK: - Pictures

  /// The rows as runs of styles; rows that are alike are one line.
  private static func rows(of frame: Frame, _ styles: inout [Style]) -> [String] {
    var lines: [(first: Int, last: Int, runs: String)] = []
    for row in 0..<frame.size.rows {
      let runs = runs(ofRow: row, of: frame, &styles)
      if let last = lines.last, last.runs == runs {
        lines[lines.count - 1].last = row
      } else {
        lines.append((row, row, runs))
      }
    }
    return lines.map { $0.first == $0.last ? "\($0.first) \($0.runs)" : "\($0.first)-\($0.last) \($0.runs)" }
  }

  private static func runs(ofRow row: Int, of frame: Frame, _ styles: inout [Style]) -> String {
    var runs: [(style: Style, count: Int)] = []
    for column in 0..<frame.size.columns {
      let style = frame[row: row, column: column].style
      if runs.last?.style == style {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((style, 1))
      }
    }
    return runs.map { run in
      guard run.style != Style() else { return ".\(run.count)" }
      if !styles.contains(run.style) { styles.append(run.style) }
      return "\(letter(styles.firstIndex(of: run.style) ?? 0))\(run.count)"
    }.joined(separator: " ")
  }

  private static func letter(_ position: Int) -> Character {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters[position % letters.count]
  }

  /// The style by its role, and how it looks in each depth.
  private static func looks(of style: Style) -> String {
    let looks = ColourDepth.allCases.map { depth in
      let words = Theme.dark.look(of: style, depth: depth).words(in: depth)
      return "\(depth.rawValue): \(words.isEmpty ? "plain" : words)"
    }
    return "\(style.role)\(style.isFocused ? ", focused" : ""): " + looks.joined(separator: "; ")
  }
}

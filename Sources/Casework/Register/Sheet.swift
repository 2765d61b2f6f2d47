/// A table about many records that somebody asks for: how a programme stands, who came to meetings.
package enum SheetRequest: Sendable, Hashable {
  /// - Parameter programme: the programme's name.
  case coverage(programme: String)
  /// Which required seat of a group, and of those under it, was taken at which meeting of a year.
  case attendance(group: String, year: Int)
  /// How many records there are by theme or place and quarter.
  case trend(TrendQuestion)
}

/// The answer to a ``SheetRequest``, as the reader may see it.
package enum Sheet: Sendable, Equatable {
  case coverage(CoverageProgramme, CoverageReport)
  case attendance(AttendanceGrid)
  case trend(TrendGrid)

  package var title: Message {
    switch self {
    case .coverage(let programme, _): "Coverage: \(programme.title)"
    case .attendance(let grid): grid.sheetTitle
    case .trend(let grid): TrendText(grid).title
    }
  }

  /// The sheet in words, one line each.
  ///
  /// - Parameter columns: how wide a table in it may be.
  package func lines(today: Day, columns: Int = 80) -> [SheetLine] {
    switch self {
    case .coverage(let programme, let report): CoverageText(programme, report, today: today).lines
    case .attendance(let grid): grid.lines(columns: columns)
    case .trend(let grid): TrendText(grid).lines(columns: columns)
    }
  }

  /// The sheet as a table: a heading row, then the rows.
  package func table(today: Day) -> [[String]] {
    switch self {
    case .coverage(let programme, let report): CoverageText(programme, report, today: today).table
    case .attendance(let grid): grid.table
    case .trend(let grid): TrendText(grid).table
    }
  }

  package func json(today: Day) -> JSON {
    switch self {
    case .coverage(let programme, let report): CoverageText(programme, report, today: today).json
    case .attendance(let grid): grid.json
    case .trend(let grid): TrendText(grid).json
    }
  }
}

/// One line of a sheet. What it says stands in its words; the tone only helps the eye.
package struct SheetLine: Sendable, Equatable {
  package enum Tone: Sendable, Equatable {
    case heading, text, quiet
    /// There is still time to act.
    case missing
    /// There is little time, or none.
    case red
  }

  package let tone: Tone
  package let text: String

  init(_ tone: Tone, _ message: Message) {
    self.tone = tone
    text = message.text()
  }

  static let blank = SheetLine(.text, plain: "")

  /// A line of data with no words in it.
  init(_ tone: Tone, plain text: String) {
    self.tone = tone
    self.text = text
  }
}

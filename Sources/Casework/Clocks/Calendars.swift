/// Whose bank holidays stop a clock.
package enum CalendarName: String, Sendable, CaseIterable {
  /// Every clock but that of freedom of information (requirements A4).
  case englandAndWales = "england-and-wales"
  /// A holiday in any part of the United Kingdom counts (FOIA 2000 s.10(6); requirements A2).
  case unitedKingdom = "united-kingdom"

  package var label: Message {
    switch self {
    case .englandAndWales: "England and Wales"
    case .unitedKingdom: "any part of the United Kingdom"
    }
  }
}

/// Both calendars of the gov.uk file. Source: requirements A4.
package struct Calendars: Sendable, Equatable {
  package let englandAndWales: WorkingCalendar
  package let unitedKingdom: WorkingCalendar

  package init(englandAndWales: WorkingCalendar, unitedKingdom: WorkingCalendar) {
    self.englandAndWales = englandAndWales
    self.unitedKingdom = unitedKingdom
  }

  /// Nil when the file has not its three divisions.
  init?(_ file: HolidayFile) {
    let divisions = ["england-and-wales", "scotland", "northern-ireland"]
    guard let near = WorkingCalendar(file, divisions: ["england-and-wales"]),
      let all = WorkingCalendar(file, divisions: divisions)
    else { return nil }
    self.init(englandAndWales: near, unitedKingdom: all)
  }

  package subscript(name: CalendarName) -> WorkingCalendar {
    switch name {
    case .englandAndWales: englandAndWales
    case .unitedKingdom: unitedKingdom
    }
  }
}

/// What rules of law consult besides the record: handed in everywhere instead of read.
package struct Rulebook: Sendable, Equatable {
  package let calendars: Calendars
  package let clocks: ClockRules
  /// Every version of every set of questions that a dip sample can ask.
  package let questions: [QuestionSet]
  /// The words with which victims are asked for their consent.
  package let wordings: ConsentWordings

  package init(
    calendars: Calendars, clocks: ClockRules, questions: [QuestionSet] = [],
    wordings: ConsentWordings = ConsentWordings([])
  ) {
    self.calendars = calendars
    self.clocks = clocks
    self.questions = questions
    self.wordings = wordings
  }

  /// Nil when a file is missing or is not what it should be.
  ///
  /// - Parameter file: gives the bytes of one file of the program's data by its relative name:
  ///   `calendars/bank-holidays.json`, `rules/clocks.json`, `consent/wordings.json`, and those of
  ///   ``QuestionSet/shippedFiles``.
  package init?(file: (String) -> [UInt8]?) {
    func json(_ name: String) -> JSON? {
      file(name).flatMap { try? JSON(parsing: $0) }
    }
    guard
      let calendars = file("calendars/bank-holidays.json").flatMap(HolidayFile.init).flatMap(Calendars.init),
      let clocks = json("rules/clocks.json").flatMap(ClockRules.init(json:)),
      let wordings = json("consent/wordings.json").flatMap(ConsentWordings.init(json:))
    else { return nil }
    let questions = QuestionSet.shippedFiles.compactMap { json($0).flatMap(QuestionSet.init(json:)) }
    guard questions.count == QuestionSet.shippedFiles.count else { return nil }
    self.init(calendars: calendars, clocks: clocks, questions: questions, wordings: wordings)
  }
}

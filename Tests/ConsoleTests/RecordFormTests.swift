import Canvas
import Casework
import Testing

@testable import Console

/// A form of fields: what is typed is kept, what is only gone through stays as it was.
@Suite struct RecordFormTests {
  private static let places = [
    RecordForm.Option(name: "E10", title: "Castle"), RecordForm.Option(name: "E1", title: "Abbey"),
    RecordForm.Option(name: "E12", title: "Lock"),
  ]

  private static func form(place: String = "", themes: String = "") -> RecordForm {
    let place = RecordForm.Line(
      field: Head.place.description, entry: TextEntry(place), options: places, fault: nil)
    let themes = RecordForm.Line(
      field: Head.themes.description, entry: TextEntry(themes),
      options: [
        RecordForm.Option(name: "noise-at-night", title: "Noise at night"),
        RecordForm.Option(name: "noise", title: "Noise"),
      ], fault: nil)
    return RecordForm(.edit(before: [:]), title: "Edit", lines: [place, themes])
  }

  private static func texts(_ form: RecordForm) -> [String] { form.lines.map(\.entry.text) }

  /// What stands in `E1` is the beginning of other options too.
  @Test func goingThroughAFormChangesNothing() {
    var form = Self.form(place: "E1", themes: "lighting,noise")
    for key in [Key.tab, .tab, .tab, .tab, .enter, .backTab, .backTab] { _ = form.handle(key) }
    #expect(Self.texts(form) == ["E1", "lighting,noise"])
    #expect(!form.isChanged)
  }

  @Test func aFieldIsSentAsItStandsWhenNothingWasTyped() {
    var form = Self.form(place: "E1", themes: "noise")
    #expect(form.handle(.control("s")) == .submit)
    #expect(Self.texts(form) == ["E1", "noise"])
  }

  @Test func whatWasBegunBecomesTheFirstThatFits() {
    var form = Self.form(place: "", themes: "")
    for letter in "lock" { _ = form.handle(.character(letter)) }
    _ = form.handle(.tab)
    for letter in "noise,noise-" { _ = form.handle(.character(letter)) }
    _ = form.handle(.tab)
    #expect(Self.texts(form) == ["E12", "noise,noise-at-night"])
  }

  @Test func theNameOfAnOptionIsThatOptionEvenIfOthersBeginWithIt() {
    var form = Self.form()
    for letter in "E1" { _ = form.handle(.character(letter)) }
    _ = form.handle(.tab)
    for letter in "noise" { _ = form.handle(.character(letter)) }
    _ = form.handle(.tab)
    #expect(Self.texts(form) == ["E1", "noise"])
  }

  @Test func theMarkThatWasMovedIsTakenAndTheCursorStandsOnIt() {
    var form = Self.form(place: "E1")
    var frame = Frame(size: Size(rows: 24, columns: 80))
    LayerDrawing(size: frame.size).draw(.record(form), on: &frame)
    #expect(frame.text(ofRow: frame.cursor.row).contains("E1"))
    _ = form.handle(.down)
    LayerDrawing(size: frame.size).draw(.record(form), on: &frame)
    #expect(frame.text(ofRow: frame.cursor.row).contains("> Abbey"))
    _ = form.handle(.tab)
    #expect(Self.texts(form) == ["E1", ""])
    _ = form.handle(.backTab)
    for key in [Key.down, .up, .enter] { _ = form.handle(key) }
    #expect(Self.texts(form) == ["E10", ""])
  }
}

/// What a form says of a field when it is left.
@Suite struct FieldJudgementTests {
  @Test func aDayIsShownInFullBeneathItsField() {
    var desk = Desk()
    desk.type("e")
    Self.go(to: "Received", &desk)
    desk.press(.control("u"))
    desk.type("+5wd")
    #expect(desk.shows("Friday 27 November 2026"))
    desk.press(.tab)
    // `+5wd` typed on a Friday means that Friday tomorrow too.
    #expect(desk.shows("2026-11-27") && !desk.shows("+5wd"))
  }

  @Test(arguments: [(80, 24), (30, 8)])
  func theFormShowsWhatItUnderstoodAndWhatNot(columns: Int, rows: Int) throws {
    var desk = Desk(columns: columns, rows: rows)
    desk.type("e")
    desk.press(.end, .control("u"))
    Self.go(to: "Received", &desk)
    desk.press(.control("u"))
    #expect(desk.shows("a day such as"))
    desk.type("last fri")
    #expect(desk.cursorRow.contains("last fri"))
    try GoldenFrame.expect(desk.frame, "form-judged-\(columns)x\(rows)")
  }

  @Test(arguments: [Key.tab, .backTab, .down, .up])
  func whatIsNotUnderstoodIsSaidWhenTheFieldIsLeft(key: Key) {
    var desk = Desk()
    desk.type("e")
    Self.go(to: "Received", &desk)
    desk.press(.control("u"))
    desk.type("soon")
    #expect(!desk.shows("does not fit"))
    desk.press(key)
    #expect(desk.shows("'soon' does not fit the field 'Received': give a day such as 27/11/2026"))
    #expect(desk.shows("soon"))
    desk.press(.control("s"))
    #expect(desk.changes.isEmpty)
    #expect(desk.cursorRow.contains("soon"))
  }

  @Test func aFieldThatMustNotBeEmptyIsNamedByItsLabel() {
    var desk = Desk()
    desk.type("e")
    desk.press(.end, .control("u"), .tab)
    #expect(desk.shows("The field 'Subject' cannot be empty."))
  }

  /// What only the store can tell names the field as the form does, and has the keys in it.
  @Test func aRefusalOfTheStoreNamesTheLabel() throws {
    var desk = Desk()
    desk.answersChanges = false
    desk.type("e")
    desk.press(.end)
    desk.type("!")
    desk.press(.control("s"))
    let refusal = RuleRefusal.fieldRequired("received").message
    desk.receive(.refused(try #require(desk.changes.last), refusal, yieldsToReason: false))
    #expect(desk.shows("The field 'Received' cannot be empty."))
    #expect(desk.cursorRow.hasPrefix("> Received *"))
  }

  @Test func aNameThatTheOfficeHasNotIsSaidAndDoesNotStopTheForm() {
    var desk = Desk()
    desk.type("e")
    Self.go(to: "Place", &desk)
    desk.type("atlantis")
    desk.press(.tab)
    #expect(desk.shows("There is nothing called 'atlantis'"))
    desk.press(.control("s"))
    #expect(desk.asked.contains { if case .perform = $0 { true } else { false } })
  }

  @Test func aLongTextGrowsScrollsAndIsLeftByItsLastLine() {
    let text = FieldDescription.longText
    let other = RecordForm.Line(field: Head.title.description, entry: TextEntry("Title"), options: [])
    let long = RecordForm.Line(field: text, entry: TextEntry("", isMultiline: true), options: [])
    var form = RecordForm(.act("said"), title: "Said", lines: [long, other])
    for number in 1...40 {
      for letter in "Line \(number)" { _ = form.handle(.character(letter)) }
      if number < 40 { _ = form.handle(.enter) }
    }
    var frame = Frame(size: Size(rows: 24, columns: 80))
    LayerDrawing(size: frame.size).draw(.record(form), on: &frame)
    #expect(frame.text(ofRow: frame.cursor.row).contains("Line 40"))
    #expect(frame.text.contains("Line 30") && !frame.text.contains("Line 5\n"))
    #expect(form.handle(.control("e")) == .compose)
    _ = form.handle(.up)
    #expect(form.focus == 0)
    _ = form.handle(.down)
    _ = form.handle(.down)
    #expect(form.focus == 1)
    #expect(form.handle(.control("e")) == .stay)
  }

  /// Moves to the field with this label.
  static func go(to label: String, _ desk: inout Desk) {
    for _ in 0..<30 where !desk.cursorRow.hasPrefix("> \(label)") { desk.press(.tab) }
  }
}

extension FieldDescription {
  /// Some act's long text.
  fileprivate static var longText: FieldDescription {
    RecordKind.all.flatMap(\.acts).flatMap(\.inputs).first { $0.type == .longText } ?? Head.title.description
  }
}

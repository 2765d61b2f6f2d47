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

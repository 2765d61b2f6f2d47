import Canvas
import Casework
import Testing

@testable import Console

/// F1 in a form speaks of the field that has the keys.
@Suite struct FieldHelpTests {
  private func help(_ kind: KindName, _ act: String, tabs: Int) throws -> String {
    let record = Record.byHand(kind, "X-26-0001", [:])
    let description = try #require(RecordKind.named(kind).act(named: act))
    var form = try #require(Forms.act(description, on: record.reference, lists: ConsoleExamples.lists))
    for _ in 0..<tabs { _ = form.handle(.tab) }
    return FieldHelp.lines(form, width: 200).map(\.text).joined(separator: "\n")
  }

  @Test func theFieldSaysItselfWhatItIs() throws {
    let wording = try help(.participant, "consent", tabs: 3)
    #expect(wording.hasPrefix("Wording\n  The version of the words that were read out;"))
    #expect(wording.contains("It may stay empty."))
    let seed = try help(.round, "draw", tabs: 0)
    #expect(seed.contains("nobody could foresee") && seed.contains("It cannot be empty."))
  }

  @Test func theTypeSaysHowAValueIsTyped() throws {
    #expect(try help(.participant, "consent", tabs: 4).contains("A day: 20 nov"))
    #expect(try help(.participant, "consent", tabs: 0).contains("Choose from what is listed beneath it."))
  }

  @Test func onAButtonThereIsNoField() throws {
    #expect(try help(.participant, "consent", tabs: 6).isEmpty)
  }

  @Test func f1LiesOverTheFormAndEscGoesBackToIt() {
    var desk = Desk()
    desk.type("cNoise")
    desk.press(.function(1))
    #expect(desk.shows("Keys of a form") && desk.shows("It cannot be empty."))
    desk.press(.escape)
    #expect(desk.shows("Noise") && !desk.shows("Keys of a form"))
  }
}

import Casework
import Testing

/// What a refusal says to the person who reads it.
@Suite struct RefusalWordsTests {
  @Test func aKindIsNamedInQuotationMarksWhateverItBeginsWith() {
    #expect(
      RuleRefusal.cannotBelong(.action, to: .group).message.text()
        == "A record of the kind 'Action' cannot belong to 'Advisory group': give another record.")
    #expect(
      RuleRefusal.notMadeByHand(.action).message.text()
        == "A record of the kind 'Action' is made by another act, not by itself.")
  }
}

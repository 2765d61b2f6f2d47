import Casework
import Testing

@Suite struct MessageTests {
  @Test func valuesGoIntoTheTemplateInOrder() {
    let message: Message = "\("COR-26-0001") has \(3) letters"
    #expect(message.template == "%1 has %2 letters")
    #expect(message.text() == "COR-26-0001 has 3 letters")
  }

  @Test func aPerCentSignIsAPerCentSign() {
    let message: Message = "100% of \("50%")"
    #expect(message.template == "100%% of %1")
    #expect(message.text() == "100% of 50%")
  }

  @Test func aTranslationMayTurnTheOrderRound() {
    let welsh = Catalogue(translations: ["%1 has %2": "%2 gan %1", "Open": "Agored"])
    let message: Message = "\("Nia") has \("Open" as Message)"
    #expect(message.text(in: welsh) == "Agored gan Nia")
    #expect(message.text() == "Nia has Open")
  }

  @Test func aValueWithAPlaceholderInItIsNotFilledAgain() {
    let message: Message = "\("%2") and \("two")"
    #expect(message.text() == "%2 and two")
  }

  @Test(arguments: ["%", "%9", "%0", "a%", "%%%"])
  func aBrokenTranslationNeverTraps(template: String) {
    let catalogue = Catalogue(translations: ["%1": template])
    let message: Message = "\("x")"
    #expect(message.text(in: catalogue).utf8.count < 10)
  }
}

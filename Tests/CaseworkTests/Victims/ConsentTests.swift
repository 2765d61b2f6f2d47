import Casework
import Foundation
import Testing

private let today = day("2026-11-20")

private func given(
  _ purpose: ConsentPurpose = .focusGroup, on text: String, expires: String? = nil
) -> ConsentEntry {
  ConsentEntry(
    purpose, .given, on: day(text), takenBy: "mair", wording: "2026-04", expires: expires.map(day))
}

private func refusal(_ ledger: ConsentLedger, _ entry: ConsentEntry) -> RuleRefusal? {
  do throws(RuleRefusal) {
    _ = try ledger.appending(entry, today: today)
    return nil
  } catch {
    return error
  }
}

@Suite struct ConsentTests {
  @Test func whoWasNeverAskedHasNotRefused() {
    #expect(ConsentLedger().state(of: .surveyCall, on: today) == .notAsked)
    let refused = ConsentLedger([ConsentEntry(.surveyCall, .refused, on: today)])
    #expect(refused.state(of: .surveyCall, on: today) == .refused)
    #expect(refused.state(of: .focusGroup, on: today) == .notAsked)
  }

  @Test func aConsentHoldsForItsPurposeFromItsDay() throws {
    let ledger = try ConsentLedger().appending(given(on: "2026-11-10"), today: today)
    #expect(!ledger.isLive(for: .focusGroup, on: day("2026-11-09")))
    #expect(ledger.isLive(for: .focusGroup, on: day("2026-11-10")))
    #expect(!ledger.isLive(for: .quotation, on: today))
  }

  @Test func aConsentHoldsOnItsLastDayAndNotAfter() throws {
    let ledger = try ConsentLedger().appending(given(on: "2026-11-01", expires: "2026-11-20"), today: today)
    #expect(ledger.isLive(for: .focusGroup, on: today))
    #expect(ledger.state(of: .focusGroup, on: today + 1) == .expired)
  }

  @Test func withdrawingEndsItOnTheSameDayAndAskingAgainRevivesIt() throws {
    var ledger = try ConsentLedger().appending(given(on: "2026-11-01"), today: today)
    ledger = try ledger.withdrawing(.focusGroup, on: day("2026-11-05"), takenBy: "mair", today: today)
    #expect(ledger.state(of: .focusGroup, on: day("2026-11-04")) == .given)
    #expect(ledger.state(of: .focusGroup, on: day("2026-11-05")) == .withdrawn)
    ledger = try ledger.appending(given(on: "2026-11-12"), today: today)
    #expect(ledger.state(of: .focusGroup, on: day("2026-11-11")) == .withdrawn)
    #expect(ledger.isLive(for: .focusGroup, on: day("2026-11-12")))
    #expect(ledger.entries.count == 3)
  }

  @Test func aConsentFoundLaterDoesNotUndoAWithdrawal() throws {
    var ledger = try ConsentLedger().appending(given(on: "2026-11-01"), today: today)
    ledger = try ledger.withdrawing(.focusGroup, on: day("2026-11-05"), takenBy: "mair", today: today)
    ledger = try ledger.appending(given(on: "2026-11-03"), today: today)
    #expect(ledger.state(of: .focusGroup, on: today) == .withdrawn)
  }

  @Test func aConsentThatRanOutCanStillBeWithdrawn() throws {
    let ledger = ConsentLedger([given(on: "2026-01-01", expires: "2026-02-01")])
    let after = try ledger.withdrawing(.focusGroup, on: today, takenBy: "mair", today: today)
    #expect(after.state(of: .focusGroup, on: today) == .withdrawn)
  }

  @Test func whatWasNeverGivenCannotBeWithdrawn() {
    let withdrawal = ConsentEntry(.focusGroup, .withdrawn, on: today)
    #expect(
      refusal(ConsentLedger(), withdrawal) == .consent(.nothingToWithdraw(.focusGroup, state: .notAsked)))
    let refused = ConsentLedger([ConsentEntry(.focusGroup, .refused, on: today)])
    #expect(refusal(refused, withdrawal) == .consent(.nothingToWithdraw(.focusGroup, state: .refused)))
    let later = ConsentEntry(.focusGroup, .withdrawn, on: day("2026-10-31"))
    #expect(refusal(ConsentLedger([given(on: "2026-11-01")]), later) != nil)
  }

  @Test func aConsentNeedsItsWordsItsTakerAndADayThatHasCome() {
    var entry = given(on: "2026-11-20")
    entry.wording = " "
    #expect(refusal(ConsentLedger(), entry) == .consent(.noWording(.focusGroup)))
    entry = given(on: "2026-11-20")
    entry.takenBy = ""
    #expect(refusal(ConsentLedger(), entry) == .consent(.noTaker(.focusGroup)))
    #expect(
      refusal(ConsentLedger(), given(on: "2026-11-21"))
        == .consent(.inFuture(day("2026-11-21"), today: today)))
    #expect(
      refusal(ConsentLedger(), given(on: "2026-11-20", expires: "2026-11-19"))
        == .consent(.expiresBeforeGiven(day("2026-11-19"), given: today)))
  }

  @Test func aRefusalIsOneSentence() {
    let sentence = refusal(ConsentLedger(), ConsentEntry(.quotation, .withdrawn, on: today))?.message.text()
    #expect(
      sentence
        == "The consent 'Use of words' stands at 'Not asked' on that day: there is nothing to withdraw.")
  }

  @Test func aLedgerReadsBackFromItsField() {
    var entry = given(on: "2026-11-01", expires: "2027-11-01")
    entry.removableUntil = day("2026-12-01")
    let entries = [entry, ConsentEntry(.contactLater, .refused, on: today)]
    #expect([ConsentEntry](json: entries.json) == entries)
  }

  @Test(arguments: [
    "{}", "{\"purpose\":\"focus-group\",\"answer\":\"given\"}",
    "{\"purpose\":\"fun\",\"answer\":\"given\",\"day\":\"2026-11-01\"}",
    "{\"purpose\":\"focus-group\",\"answer\":\"given\",\"day\":\"2026-11-01\",\"expires\":\"soon\"}",
  ])
  func anEntryThatCannotBeReadIsNoConsent(text: String) throws {
    #expect(ConsentEntry(json: try JSON(parsing: text)) == nil)
  }

  @Test func notAskedIsCountedApartFromRefused() {
    let ledgers = [
      ConsentLedger(), ConsentLedger(), ConsentLedger([ConsentEntry(.focusGroup, .refused, on: today)]),
      ConsentLedger([given(on: "2026-11-01")]),
      ConsentLedger([given(on: "2026-01-01", expires: "2026-02-01")]),
    ]
    let counts = ConsentCounts(ledgers, purpose: .focusGroup, on: today)
    #expect(counts[.notAsked] == 2)
    #expect(counts[.refused] == 1)
    #expect(
      counts.summary.text() == "3 of 5 asked; 1 given, 1 refused, 0 withdrawn, 1 expired")
  }
}

@Suite struct ConsentWordingsTests {
  private let wordings: ConsentWordings

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Resources/Data/consent/wordings.json")
    wordings = try #require(ConsentWordings(json: JSON(parsing: Array(Data(contentsOf: file)))))
  }

  @Test(arguments: ConsentPurpose.allCases)
  func everyPurposeHasWordsInBothLanguages(purpose: ConsentPurpose) throws {
    let newest = try #require(wordings.newest(for: purpose, on: today))
    #expect(newest.version == "2026-04")
    #expect(newest.text(in: "cy") != newest.text(in: "en"))
    #expect(newest.text(in: "fr") == newest.text(in: "en"))
  }

  @Test func theWordsThatSomebodyAgreedToStayReadable() throws {
    #expect(wordings.newest(for: .focusGroup, on: day("2026-03-31"))?.version == "2025-04")
    #expect(wordings.newest(for: .focusGroup, on: day("2025-03-31")) == nil)
    #expect(wordings.wording(for: .focusGroup, version: "2025-04")?.texts["cy"] == nil)
  }

  @Test func aVersionGivenTwiceIsNoFileOfWordings() {
    let one = wordings.wordings[0].json
    #expect(ConsentWordings(json: ["wordings": [one]]) != nil)
    #expect(ConsentWordings(json: ["wordings": [one, one]]) == nil)
    #expect(ConsentWordings(json: ["wordings": [["purpose": "fun"]]]) == nil)
  }
}

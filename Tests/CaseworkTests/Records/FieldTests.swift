import Casework
import Testing

@Suite struct FieldTests {
  static let misfits: [(String, JSON)] = [
    ("received", "yesterday"), ("received", 20), ("marking", "secret"),
    ("channel", "pigeon"), ("themes", "speeding"), ("themes", [1]), ("title", "two\nlines"), ("title", 5),
    ("owner", ["sam"]),
  ]

  @Test(arguments: misfits)
  func aValueOfAnotherShapeIsRefused(name: String, value: JSON) {
    guard case .valueNotUnderstood(_, name, _) = newCase().refusal(of: .set([name: value])) else {
      Issue.record("\(name) took \(value.text)")
      return
    }
  }

  @Test func aRefusedValueSaysWhatToGive() {
    let refusal = newCase().refusal(of: .set(["channel": "pigeon"]))
    let sentence = refusal?.message.text() ?? ""
    #expect(sentence.hasPrefix("'pigeon' does not fit the field 'channel': give one of email, letter"))
  }

  @Test func anUnknownFieldIsRefused() {
    #expect(newCase().refusal(of: .set(["colour": "red"])) == .fieldUnknown("colour", kind: .caseFile))
  }

  @Test(arguments: ["stage", "unread", "referrals", "closed", "due"])
  func aFieldThatFollowsFromOtherActsCannotBeSet(name: String) {
    #expect(newCase().refusal(of: .set([name: "x"])) == .fieldIsDerived(name))
  }

  @Test(arguments: [JSON.null, "", "   "] as [JSON])
  func aRequiredFieldCannotBeEmptied(value: JSON) {
    #expect(newCase().refusal(of: .set(["title": value])) == .fieldRequired("title"))
  }

  @Test func nullTakesAValueAway() throws {
    let record = try newCase().after(.set(["owner": "sam"]), .set(["owner": .null]))
    #expect(record.values["owner"] == nil)
  }

  @Test func settingWhatIsThereChangesNothing() {
    let record = newCase { $0[Head.isUnread] = nil }
    #expect(
      record.refusal(of: .set(["channel": "email"])) == .nothingChanges(reference: "COR-26-0042"))
  }

  /// A title retyped with its accents composed differently looks the same and is a change all the same.
  @Test func anotherSpellingOfTheSameCharacterIsAChange() throws {
    let record = newCase { $0[Head.title] = "M\u{F4}n" }
    #expect(try record.after(.set(["title": "Mo\u{302}n"])).values["title"] == "Mo\u{302}n")
  }

  @Test func aNullCharacterIsKeptVisible() throws {
    #expect(try newCase().after(.set(["title": "one\0two"]))[Head.title] == "one\u{FFFD}two")
  }
}

@Suite struct CaseReferenceTests {
  @Test(arguments: [
    ("Re: COR-26-0042", ["COR-26-0042"]),
    ("[cor-26-0042] and COR-25-12345.", ["COR-26-0042", "COR-25-12345"]),
    ("COR-26-042", []), ("XCOR-26-0042", []), ("COR-26-0042x", []), ("COR-26-1234567890", []), ("", []),
    ("COR-26-", []), ("é COR-26-0001", ["COR-26-0001"]), ("CORé26-0001", []),
  ])
  func referencesAreFoundInRunningText(text: String, expected: [String]) {
    #expect(CaseReference.all(in: text) == expected)
  }
}

import Casework
import Testing

/// Issues that are logged on events (CO-02, WE-07).
@Suite struct IssueLogTests {
  @Test func aLineBecomesACaseInTheTriageQueueWithAClock() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    let issue = try street.log("Light out, 2 columns @ayresome #light", on: walk, ["street": "Lock Lane"])
    #expect(issue.kind == .caseFile)
    #expect(issue[Head.title] == "Light out, 2 columns")
    #expect(issue[Head.stage] == "untriaged")
    #expect(issue[CaseFile.channel] == .walkabout)
    #expect(issue[Head.place] == "E4")
    #expect(issue[CaseFile.street] == "Lock Lane")
    #expect(issue[Head.themes] == ["lighting"])
    #expect(issue[Head.parent] == walk)
    #expect(issue[Head.due] == Day("2026-12-18"))
    #expect(issue.clocks(street.rulebook).map(\.rule.name) == ["issue"])
  }

  @Test func whatIsNotSaidIsWhereTheEventIs() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    #expect(try street.log("Needles on the steps", on: walk)[Head.place] == "E1")
    let meeting = try street.plan(["type": "ward-meeting", "wards": ["E2"]])
    let said = try street.log("Speeding", on: meeting)
    #expect(said[Head.place] == "E2")
    #expect(said[CaseFile.channel] == .visit)
    let both = try street.plan(["type": "surgery", "wards": ["E2", "E4"]])
    let unknown = try street.log("Speeding", on: both)
    #expect(unknown[Head.place] == nil)
    #expect(unknown[CaseFile.channel] == .surgery)
  }

  /// 24 wards are called Castle: the one of this walkabout is meant.
  @Test func aNameThatSeveralWardsShareMeansTheOneOfTheEvent() throws {
    var street = try Street()
    let here = try street.plan(["wards": ["E3", "E1"]])
    #expect(try street.log("Litter @castle", on: here)[Head.place] == "E3")
    let elsewhere = try street.plan(["place": "E1"])
    #expect(throws: RuleRefusal.self) { try street.log("Litter @castle", on: elsewhere) }
    #expect(throws: RuleRefusal.nameUnknown("nowhere")) { try street.log("Litter @nowhere", on: elsewhere) }
    #expect(throws: RuleRefusal.textEmpty) { try street.log("@castle #litter", on: here) }
    #expect(throws: RuleRefusal.self) { try street.log("Litter @castle @ayresome", on: here) }
  }

  @Test func theThemesOfTheLineComeBeforeThoseOfAllLinesAndADayStaysInTheWords() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    let slots: [String: JSON] = ["themes": ["litter"]]
    #expect(try street.log("Bin is full", on: walk, slots)[Head.themes] == ["litter"])
    #expect(try street.log("Dark here #lighting", on: walk, slots)[Head.themes] == ["lighting"])
    #expect(try street.log("Clear it by friday", on: walk)[Head.title] == "Clear it by friday")
  }

  @Test func loggingOnTheDayMarksTheEventAsHeldAndNotBefore() throws {
    var street = try Street()
    let today = try street.plan(["place": "E1"])
    #expect(street.stage(today) == "planned")
    try street.log("Light out", on: today)
    #expect(street.stage(today) == "held")
    // What was held keeps a day that has come.
    #expect(try street.refusal(of: .set(["received": "2026-12-01"]), on: today) != nil)
    let ahead = try street.plan(["place": "E1", "received": "2026-12-01"])
    let early = try street.log("Told by phone beforehand", on: ahead)
    #expect(street.stage(ahead) == "planned")
    #expect(early[Head.received] == Day("2026-11-20"))
    #expect(try street.refusal(of: .move(to: "held"), on: ahead) != nil)
    try street.take(.move(to: "cancelled"), on: ahead)
    #expect(try street.refusal(of: .act("log", ["line": "Light out"]), on: ahead) != nil)
  }

  @Test func anEventWithoutAPlaceIsWrittenUpOnlyForAReason() throws {
    var street = try Street()
    let talk = try street.plan(["type": "talk"])
    try street.take(.move(to: "held"), on: talk)
    #expect(try street.refusal(of: .move(to: "closed"), on: talk)?.yieldsToReason == true)
    try street.take(.set(["wards": ["E1"]]), on: talk)
    try street.take(.move(to: "closed"), on: talk)
    #expect(street.stage(talk) == "closed")
  }

  // MARK: - What becomes of it

  @Test func anIssueThatNobodyWaitsForIsClosedWithoutAReplyOnceTheTeamHasAnswered() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    let issue = try street.log("Light out", on: walk).reference
    try street.take(.refer(team: "north", text: "Please mend it."), on: issue)
    #expect(street.stage(issue) == "awaiting-force")
    #expect(try street.refusal(of: .close(.answered), on: issue)?.yieldsToReason == true)
    try street.take(.answer("Mended."), on: issue)
    #expect(street.stage(issue) == "open")
    try street.take(.close(.answered), on: issue)
    #expect(street.stage(issue) == "closed")
    #expect(try street[issue][Head.due] == nil)
  }

  @Test func aResidentWhoGaveANameIsOwedAReply() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    let issue = try street.log("Light out", on: walk).reference
    try street.take(.set(["correspondent": "Mrs Iqbal"]), on: issue)
    #expect(try street.refusal(of: .close(.answered), on: issue) == .noReplyRecorded(reference: issue))
    try street.take(.refer(team: "north", text: "Please mend it."), on: issue)
    try street.take(.answer("Mended."), on: issue)
    #expect(street.stage(issue) == "reply-owed")
  }

  @Test func aCaseIsJoinedToAnEventAndToNothingElse() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    let issue = try street.log("Light out", on: walk).reference
    let other = try street.log("Litter", on: walk).reference
    #expect(try street.refusal(of: .set(["parent": .string(other)]), on: issue) != nil)
    #expect(try street.refusal(of: .set(["parent": "WLK-26-99"]), on: issue) == .noSuchRecord("WLK-26-99"))
    let later = try street.plan(["type": "surgery"])
    try street.take(.set(["parent": .string(later)]), on: issue)
    #expect(try street[issue][Head.parent] == later)
  }

  /// The set days are ten working days; a chase does not start them again (WE-03).
  @Test func aTeamThatIsChasedIsNoLessLate() throws {
    var street = try Street()
    let walk = try street.plan(["place": "E1"])
    let issue = try street.log("Light out", on: walk).reference
    #expect(try street.refusal(of: .act("chase", [:]), on: issue) == .noAnswerAwaited(reference: issue))
    try street.take(.refer(team: "north", text: "Please mend it."), on: issue)
    #expect(try street[issue][CaseFile.answerDue] == Day("2026-12-04"))
    let chase = try street.act("chase", on: issue, ["text": "Rang the sergeant."])
    #expect(chase.contacts.map(\.kind) == [.chase])
    #expect(chase.contacts.first?.recipients.map(\.name) == ["north"])
    try street.act("chase", on: issue)
    #expect(try street[issue][CaseFile.referrals]?.first?.chased.count == 2)
    #expect(try street[issue][CaseFile.answerDue] == Day("2026-12-04"))
    try street.take(.answer("Mended."), on: issue)
    #expect(try street[issue][CaseFile.answerDue] == nil)
  }
}

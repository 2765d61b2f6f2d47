import TerminalHarness
import Testing

/// Thirty people send the same letter, and one of them writes into it what befell her.
@Suite struct CampaignTests {
  private static let common = """
    Dear Commissioner,

    I am writing to ask you to keep the front counter of the police station open. It is the last place in the town
    where one can speak to an officer without an appointment.

    Older people and those without a telephone rely on it. The nearest other counter is eleven miles away.
    """

  private static let own = "I was burgled in March and nobody has come to see me since."

  private static func office() throws -> Office {
    let office = try Office()
    for number in 0..<30 {
      var paragraphs = common.split(separator: "\n\n").map(String.init)
      if number == 17 { paragraphs.insert(own, at: 2) }
      paragraphs.append("Yours sincerely\nWriter \(number)")
      var letter = Letter(
        "campaign-\(number)@mail.example", from: "Writer \(number) <w\(number)@mail.example>",
        subject: number == 17 ? "Please help" : "Keep our counter", text: paragraphs.joined(separator: "\n\n")
      )
      letter.second = number
      try office.write(letter.bytes, as: "mail/\(number).eml")
    }
    try office.write(Letter("other@mail.example").bytes, as: "mail/other.eml")
    try office.must("import", "mail", office.folder + "/mail")
    return office
  }

  @Test func whoBringsMailInIsToldOfTheCampaignInIt() throws {
    let office = try Self.office()
    let campaign = try #require(
      try office.must("campaign", "list", "--json").json().first?["reference"]?.string)
    var late = Letter(
      "late@mail.example", from: "Late <late@mail.example>", subject: "Counter",
      text: Self.common + "\n\nYours sincerely\nLate")
    late.second = 59
    try office.write(late.bytes, as: "late.eml")
    let told = try office.must("import", "mail", office.folder + "/late.eml").text
    #expect(told.contains("belong to a campaign of 31 cases, which begins with \(campaign)"), "\(told)")
    // A letter about something else says nothing, and neither does one that is here already.
    try office.write(
      Letter("bins@mail.example", subject: "Bins", text: "The bins in Orchard Row were not emptied.").bytes,
      as: "bins.eml")
    for name in ["bins.eml", "late.eml"] {
      #expect(!(try office.must("import", "mail", office.folder + "/" + name).text.contains("campaign")))
    }
  }

  @Test func theVictimStandsOutAndOneReplyAnswersAll() throws {
    let office = try Self.office()
    let groups = try office.must("campaign", "list", "--json").json()
    #expect(groups.count == 1 && groups.first?["cases"] == .integer(30))
    #expect(groups.first?["senders"] == .integer(30) && groups.first?["open"] == .integer(30))
    #expect(groups.first?["opening"]?.string?.hasPrefix("I am writing to ask you to keep") == true)
    let reference = try #require(groups.first?["reference"]?.string)
    let members = try office.must("campaign", "show", reference, "--json").json()
    let owns = members.filter { $0["own"]?.array.contains { $0["own"] == .string(Self.own) } == true }
    #expect(members.count == 30 && owns.count == 1)
    let shown = try office.must("campaign", "show", reference).text
    #expect(shown.contains("  + \(Self.own)\n") && shown.contains("(3 common paragraphs)"))
    #expect(shown.split(separator: "Older people").count == 2, "the common text stands there once")

    let victim = try #require(owns.first?["reference"]?.string)
    let query = "campaign:\(reference) -ref:\(victim)"
    try office.must("bulk", "reply", "--query", query, "Thank you. The counter stays open.", "--yes")
    #expect(try office.must("list", query, "stage:replied", "--json").json().count == 29)
    #expect(try office.record(victim)["stage"] == .string("untriaged"))
    let history = try office.must("history", reference, "--json").json().compactMap { $0["action"]?.string }
    #expect(history == ["import", "reply"])
    try office.must("undo")
    #expect(try office.must("list", query, "stage:replied", "--json").json().isEmpty)
    #expect(try office.isSound)
  }

  @Test func onScreenTheCommonTextIsFoldedAndTheGroupIsOneKeyAway() throws {
    let office = try Self.office()
    let screen = try office.console(waitingFor: "Keep our counter")
    try screen.send(text: "/subject:help")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Please help")
    try screen.send(keys: "Enter")
    try screen.wait(for: "Same text  1 of 30 cases  (g e lists them)")
    try screen.wait(for: "[same as 29 others: 2 paragraphs; z q shows them]")
    try screen.wait(for: "I was burgled in March")
    #expect(!(try screen.capture().contains("I am writing to ask")))
    try screen.send(text: "zq")
    try screen.wait(for: "I am writing to ask you")
    try screen.send(text: "ge")
    try screen.wait(for: "Keep our counter")
    try screen.wait(for: "30")
    try screen.send(text: "Ta")
    try screen.wait(for: "30 tagged")
  }

  @Test func aCaseThatIsAloneSaysSo() throws {
    let office = try Self.office()
    let alone = try office.must("list", "linthorpe", "--json").json().first?["reference"]?.string ?? ""
    let refused = try office.run("campaign", "show", alone)
    #expect(refused.status != .exited(0) && refused.isOneSentence)
    #expect(refused.errors.contains("No other case came with the text of \(alone)"))
    #expect(try office.run("campaign", "show", "COR-26-9999").isOneSentence)
  }
}

import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook campaign list|show`
struct CampaignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign", abstract: "Cases that came with the same text from different people.",
    discussion: """
      'campaign:REF' in a query finds the cases of the group: casebook bulk reply --query campaign:REF TEXT answers all of \
      them, each as its own case.
      """,
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the groups of at least three cases from different senders, the largest first.")
    @ParentCommand var parent: CampaignCommand
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      for line in try failing({ try store.campaigns(for: actor) }) {
        Output.campaign(line, isJSON: json)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what the letters have in common, then what each has of its own.",
      discussion: """
        A paragraph of the letter's own has a + before it. Before a common paragraph in other words stands a ~, and the \
        words that are not common stand in [ ]. Of restricted records no words are shown: open them one by one.
        """)
    @ParentCommand var parent: CampaignCommand
    @Argument(help: "The reference of any case of the group.") var reference: String
    @Flag(help: "One JSON object a case.") var json = false

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      let found = try failing { try store.campaign(of: reference, for: actor) }
      guard let campaign = found, campaign.members.count > 1 else {
        throw Failure("No other case came with the text of \(reference).", status: EX_DATAERR)
      }
      json ? CampaignOutput.writeJSON(campaign) : CampaignOutput.write(campaign)
    }
  }
}

extension Output {
  fileprivate static func campaign(_ line: CampaignLine, isJSON: Bool) {
    guard !isJSON else {
      return self.line([
        "reference": .string(line.reference), "opening": .string(line.opening),
        "cases": .integer(line.cases), "open": .integer(line.open), "senders": .integer(line.senders),
        "first": line.first.map { .string($0.description) } ?? .null,
        "last": line.last.map { .string($0.description) } ?? .null,
      ])
    }
    let opening = line.opening.prefix(100)
    let counts: Message = "\(line.cases) cases, \(line.open) open, from \(line.senders) senders"
    let days = CampaignOutput.days(line.first, line.last)
    write(safe("\(line.reference)  \(counts.text())  \(days)  \(opening)") + "\n")
  }
}

/// A campaign as a person or a program reads it.
enum CampaignOutput {
  static func days(_ first: Day?, _ last: Day?) -> String {
    [first, last].compactMap { $0?.description }.joined(separator: "..")
  }

  static func write(_ campaign: Campaign) {
    let members = campaign.members
    let days = members.compactMap(\.row.received)
    let open = members.count(where: \.row.isOpen)
    Output.line(
      "\(members.count) cases, \(open) open, from \(campaign.senders) senders  \(self.days(days.min(), days.max()))"
    )
    Output.line(Message("What they have in common:"))
    for passage in campaign.common.passages {
      Output.write("  " + Output.safe(line(passage.text)) + "\n")
    }
    for member in members {
      Output.write("\n" + RecordOutput.line(member.row))
      write(member.difference)
    }
  }

  private static func write(_ difference: LetterDifference?) {
    guard let difference else {
      return Output.line(Message("    It is restricted: 'casebook show' with --reason has its words."))
    }
    if difference.isNone { return Output.line(Message("    Nothing of its own.")) }
    for piece in difference.pieces {
      switch piece {
      case .same(let count):
        Output.line(
          .counted(count, one: "    (1 common paragraph)", other: "    (\(count) common paragraphs)"))
      case .own(let text): Output.write("  + " + Output.safe(text) + "\n")
      case .reworded(let segments):
        Output.write("  ~ " + Output.safe(segments.bracketed) + "\n")
      }
    }
    guard difference.omitted > 0 else { return }
    Output.line(
      Message.counted(
        difference.omitted, one: "    (1 common paragraph is left out or in other words)",
        other: "    (\(difference.omitted) common paragraphs are left out or in other words)"))
  }

  private static func line(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The common text comes with the first.
  static func writeJSON(_ campaign: Campaign) {
    let common = campaign.common.passages.map { JSON.string(line($0.text)) }
    for (place, member) in campaign.members.enumerated() {
      var object: [String: JSON] = [
        "reference": .string(member.row.reference), "title": .string(member.row.title),
        "party": member.row.party.map(JSON.string) ?? .null, "stage": .string(member.row.stage),
        "open": .bool(member.row.isOpen),
        "received": member.row.received.map { .string($0.description) } ?? .null,
        "own": member.difference.map { .array($0.pieces.map(json)) } ?? .null,
        "omitted": member.difference.map { .integer($0.omitted) } ?? .null,
      ]
      if place == 0 { object["common"] = .array(common) }
      Output.line(.object(object))
    }
  }

  private static func json(_ piece: LetterDifference.Piece) -> JSON {
    switch piece {
    case .same(let count): ["same": .integer(count)]
    case .own(let text): ["own": .string(text)]
    case .reworded(let segments):
      ["reworded": .array(segments.map { ["text": .string($0.text), "own": .bool($0.isOwn)] })]
    }
  }
}

import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook contact-list PURPOSE [--on DAY]`
struct ContactListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact-list",
    abstract: "List the participants whose consent is live, and how to reach them.",
    discussion: "People with whom contact is unsafe are never on it. Names and numbers are in the vault.")
  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "survey-call, focus-group, quotation or contact-later.") var purpose: String
  @Option(help: "The day on which they are to be reached; today without it.") var on: String?
  @Flag(help: "One JSON object a line, the counts last.") var json = false

  func run() throws {
    guard let purpose = ConsentPurpose(rawValue: purpose) else {
      let names = ConsentPurpose.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure("There is no purpose '\(self.purpose)': use one of \(names).", status: EX_USAGE)
    }
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let today = Workplace.now.londonDay
    let day = try on.map { try TypedValues.day($0, option: "--on", days: Workplace.days(store)) } ?? today
    try failing {
      try Participant.requireLead(actor)
      var participants: [Record] = []
      let query = try QueryParser.parse("kind:participant", today: today, actor: actor.name)
      try store.eachRecord(query, today: today, for: actor) { participants.append($0) }
      let list = ContactList(participants, purpose: purpose, on: day)
      json ? printJSON(list) : printText(list)
    }
  }

  private func printText(_ list: ContactList) {
    for line in list.lines {
      let needs = line.needs.isEmpty ? "" : "  (\(line.needs.joined(separator: "; ")))"
      Output.write(
        Output.safe("\(line.reference)  \(line.pseudonym)  \(line.contact.summary.text())\(needs)") + "\n")
    }
    Output.line("\(list.purpose.label) on \(list.day): \(list.counts.summary).")
    if list.unsafe > 0 { Output.line("\(list.unsafe) left out, for contact is unsafe.") }
  }

  private func printJSON(_ list: ContactList) {
    for line in list.lines {
      Output.line([
        "reference": .string(line.reference), "pseudonym": .string(line.pseudonym),
        "contactBy": line.contact.way?.json ?? .null, "safeTimes": .string(line.contact.times),
        "noVoicemail": .bool(line.contact.hasNoVoicemail), "noPost": .bool(line.contact.hasNoPost),
        "needs": .array(line.needs.map(JSON.string)),
      ])
    }
    let states = ConsentState.allCases.map { ($0.rawValue, JSON.integer(list.counts[$0])) }
    Output.line([
      "purpose": list.purpose.json, "on": list.day.json, "unsafe": .integer(list.unsafe),
      "counts": .object(Dictionary(states) { first, _ in first }),
    ])
  }
}

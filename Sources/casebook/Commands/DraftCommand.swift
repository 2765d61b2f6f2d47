import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook draft`: what was begun in a form of the console and is not finished.
struct DraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: "What you began to write in the console and have not finished.",
    subcommands: [List.self, Show.self, Drop.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  /// `casebook draft list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List them, the newest first; nobody else's are shown.")
    @ParentCommand var parent: DraftCommand
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      for draft in try failing({ try store.drafts(of: actor) }) {
        guard !json else {
          Output.line(draft.json)
          continue
        }
        let place = draft.place.reference.isEmpty ? "" : "  \(draft.place.reference)"
        let moment = "\(draft.at.londonDay) \(draft.at.londonTime)"
        Output.line("\(draft.number)  \(moment)  \(draft.place.label)\(place)  \(draft.beginning)")
      }
    }
  }

  /// `casebook draft show NUMBER`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print the text of one, as it was typed.")
    @ParentCommand var parent: DraftCommand
    @Flag(help: "One JSON object.") var json = false
    @Argument(help: "Its number, as 'casebook draft list' has it.") var number: Int

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      let draft = try failing { try store.draft(numbered: number, of: actor) }
      guard !json else { return Output.line(draft.json) }
      for (name, text) in draft.lines {
        let lines = Output.safeLines(text).joined(separator: "\n")
        Output.write((name.isEmpty ? "" : "\(name): ") + lines + "\n")
      }
    }
  }

  /// `casebook draft drop NUMBER`
  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drop", abstract: "Throw one away; it cannot be brought back.")
    @ParentCommand var parent: DraftCommand
    @Argument(help: "Its number, as 'casebook draft list' has it.") var number: Int

    func run() throws {
      let (store, actor) = try Workplace(storePath: parent.casebook.store).enter()
      try failing {
        let draft = try store.draft(numbered: number, of: actor)
        try store.dropDraft(at: draft.place, of: actor)
        let place: Message =
          draft.place.reference.isEmpty
          ? draft.place.label : "\(draft.place.label) on \(draft.place.reference)"
        Output.line("Thrown away: \(place), '\(draft.beginning)'.")
      }
    }
  }
}

extension CaseStore {
  /// Throws: ``Failure`` when the person has no draft of this number.
  fileprivate func draft(numbered number: Int, of actor: Actor) throws -> Draft {
    guard let draft = try drafts(of: actor).first(where: { $0.number == number }) else {
      throw Failure(
        "You have no draft \(number): 'casebook draft list' has those there are.", status: EX_NOINPUT)
    }
    return draft
  }
}

extension Draft {
  fileprivate var json: JSON {
    [
      "number": .integer(number), "form": .string(place.main.form), "reference": .string(place.reference),
      "revision": .integer(revision), "at": at.json, "texts": .object(texts.mapValues(JSON.string)),
    ]
  }
}

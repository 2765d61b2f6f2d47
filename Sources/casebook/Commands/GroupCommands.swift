import ArgumentParser
import CaseReports
import CaseStore
import CasebookResources
import Casework
import Glibc

/// `casebook agenda MEETING`
struct AgendaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda", abstract: "Show the agenda of a meeting, with what earlier meetings left open.")
  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "The meeting's reference, such as MTG-26-0001.") var reference: String
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let view = try GroupRecords.view(reference, .meeting, store, actor)
    for entry in view.agenda {
      json ? Output.line(entry.json) : Output.write(Output.safe(entry.printed.text()) + "\n")
    }
  }
}

extension AgendaEntry {
  /// One line for people.
  fileprivate var printed: Message {
    guard let reference else { return "\(label)  \(text)" }
    let more = [source, owner, due.map(\.description)].compactMap { $0 }.joined(separator: ", ")
    return "   \(label)  \(type?.label ?? Message("Action")) \(reference): \(text) (\(more))"
  }
}

/// `casebook attendance GROUP`
struct AttendanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attendance",
    abstract: "Show which required seat of a group was empty at which meeting of a year.",
    discussion: "Covers the group and all groups under it.")

  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "The group's reference, such as IAG-26-0001.") var reference: String
  @Option(help: "The year; else this one.") var year: Int?
  @Option(help: "text or csv.") var format = SheetFormat.text
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    let today = Workplace.now.londonDay
    let year = year ?? today.year
    let group = try GroupRecords.view(reference, .group, store, actor).record
    let sheet = try failing {
      try store.sheet(.attendance(group: group.reference, year: year), for: actor, today: today)
    }
    SheetOutput.write(sheet, on: today, format: format, json: json)
  }
}

/// `casebook minutes MEETING`
struct MinutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "minutes", abstract: "Make the minutes of a meeting as a document.",
    discussion: "Without --open it has the closed part and all names, and is for the group alone.")

  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var opening: OpeningOptions
  @Argument(help: "The meeting's reference, such as MTG-26-0001.") var reference: String
  @Flag(help: "For the public: without restricted items and without names that may not be named.")
  var open = false
  @Option(help: "md or html.") var format = Report.Form.markdown
  @Option(help: ArgumentHelp("Write a new file.", valueName: "file")) var out: String?
  @Flag(help: "One JSON object, of what the document says.") var json = false

  func run() throws {
    let workplace = try Workplace(storePath: casebook.store)
    let (store, actor) = try workplace.enter()
    let meeting = try GroupRecords.view(reference, .meeting, store, actor).record
    try failing { try opening.open([meeting], store, actor) }
    let group = try GroupRecords.view(meeting[Head.parent] ?? "", .group, store, actor).record
    let document = try failing { try MinutesDocument(meeting, of: group, for: open ? .everybody : .group) }
    if json {
      guard let out else { return Output.line(document.json) }
      return try NewFile.save(document.json.canonical + [0x0A], as: out)
    }
    guard let report = Report("minutes", format, file: workplace.resources.text(of:)) else {
      throw Failure(
        "The program's data is not beside the program: install Casebook again.", status: EX_UNAVAILABLE)
    }
    let text = report.text(of: document.values)
    try Document.write(text: text, to: out)
  }
}

extension Report.Form: ExpressibleByArgument {}

/// Records of advisory groups by their references.
private enum GroupRecords {
  /// Throws: ``Failure`` when there is none, or it is of another kind.
  static func view(
    _ reference: String, _ kind: KindName, _ store: CaseStore, _ actor: Actor
  ) throws -> RecordView {
    guard let view = try failing({ try store.view(reference, for: actor) }) else {
      throw Failure(StoreError.noSuchRecord(reference))
    }
    guard view.record.kind == kind else {
      throw Failure(
        "\(reference) is no \(RecordKind.named(kind).label): give the reference of one.", status: EX_DATAERR)
    }
    return view
  }
}

import ArgumentParser
import CaseReports
import CaseStore
import CasebookResources
import Casework
import Glibc

/// `casebook report NAME`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report.", subcommands: [FindingsReportCommand.self])
  @ParentCommand var casebook: CasebookCommand
}

/// `casebook report findings [--session REF] [--format md|html] [--out FILE]`
struct FindingsReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings", abstract: "What focus groups found, for the police executive: nobody is named.")
  @ParentCommand var report: ReportCommand
  @Option(help: "The session, such as VFG-26-0001; all of them without it.") var session: String?
  @Option(help: "md or html.") var format = Report.Form.markdown
  @Option(help: "The new file; it must not exist yet.") var out: String?

  func run() throws {
    let workplace = try Workplace(storePath: report.casebook.store)
    let (store, actor) = try workplace.enter()
    let text = try FindingsDocument(workplace: workplace, form: format).text(session: session, store, actor)
    try failing { try Document.write(text: text, to: out) }
  }
}

/// The report of findings as text, for the command and for the console.
struct FindingsDocument {
  let workplace: Workplace
  let form: Report.Form

  /// - Parameter session: its reference; nil for all sessions.
  func text(session: String?, _ store: CaseStore, _ actor: Actor) throws -> String {
    try failing {
      guard actor.circles.contains(.victims) else { throw RuleRefusal.notOfYourRole(kind: .session) }
      return try document().text(of: values(of: session, store, actor))
    }
  }

  private func document() throws -> Report {
    guard let report = Report("findings", form, file: workplace.resources.text(of:)) else {
      throw Failure(
        "The program's data is not beside the program: install Casebook again.", status: EX_UNAVAILABLE)
    }
    return report
  }

  private func values(of session: String?, _ store: CaseStore, _ actor: Actor) throws -> JSON {
    let today = Workplace.now.londonDay
    func references(_ query: String) throws -> [String] {
      var found: [String] = []
      let query = try QueryParser.parse(query, today: today, actor: actor.name, calendar: store.calendar)
      try store.eachRecord(query, today: today, for: actor) { found.append($0.reference) }
      return found
    }
    if let session, try store.record(session, for: actor)?.kind != .session {
      throw StoreError.noSuchRecord(session)
    }
    let sessions = try references(session.map { "kind:session ref:\"\($0)\"" } ?? "kind:session")
      .compactMap { try store.view($0, for: actor) }
      .filter { $0.record[Head.stage] != "planned" }
    let findings = try sessions.flatMap { session in
      try references("kind:action type:finding in:\"\(session.record.reference)\"")
    }.compactMap { try store.view($0, for: actor) }
    let titles = try store.settings(Theme.self).map { ($0.name, $0.title) }
    let office = try store.settings(Office.self).first ?? Office(title: "")
    return FindingsReport(
      office: office, sessions: sessions, findings: findings,
      titles: Dictionary(titles) { first, _ in first }, on: today
    ).json
  }
}

import ArgumentParser
import CaseStore
import Casework
import Glibc
import Synchronization

/// `casebook audit log|export|verify|checkpoint|key`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Read and check the log of who did what.",
    subcommands: [Log.self, Export.self, Verify.self, CheckpointCommand.self, KeyCommand.self])
  @ParentCommand var casebook: CasebookCommand

  /// The store, for an account that may read the log.
  func enter() throws -> (store: CaseStore, actor: Actor) {
    let (store, actor) = try Workplace(storePath: casebook.store).enterForReading()
    try failing { try actor.require(.audit) }
    return (store, actor)
  }

  struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the newest entries, the newest last.")
    @ParentCommand var audit: AuditCommand
    @Option(help: "At most so many entries.") var limit = 50
    @Flag(help: "One JSON object a line, as export prints it.") var json = false

    func run() throws {
      let (store, actor) = try audit.enter()
      try failing {
        let last = try store.lastEntry()
        try store.eachEntry(after: max(0, last - limit), for: actor) { entry in
          guard !entry.isWithheld else { return }
          json ? Output.line(entry.exported) : Output.write(Self.text(entry))
        }
      }
    }

    private static func text(_ entry: AuditEntry) -> String {
      let reason = entry.statedReason.map { " (\($0))" } ?? ""
      let actor = entry.behalf.map { "\(entry.actor) for \($0)" } ?? entry.actor
      return Output.safe(
        "\(entry.seq)  \(entry.at)  \(actor)  \(entry.action)  \(entry.kind) \(entry.reference)\(reason)"
      )
        + "\n"
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every entry as one JSON object a line, the oldest first.")
    @ParentCommand var audit: AuditCommand

    func run() throws {
      let (store, actor) = try audit.enter()
      try failing { try store.eachEntry(for: actor) { Output.line($0.exported) } }
      try Workplace.reportLost(store)
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the chain, the digests, and that the log makes the records that are there.",
      discussion: """
        Also that the file is built as Casebook builds it, and that the search index holds the records' words. It \
        cannot show an entry that is false and well made, a copy that was taken in silence, nor, without a checkpoint \
        that was kept elsewhere, a log that was cut off with its records or written anew.
        """)
    @ParentCommand var audit: AuditCommand
    @Flag(help: "One JSON object.") var json = false
    @OptionGroup var checkpoints: CheckpointOptions

    func run() throws {
      let store = try audit.enter().store
      let known = try checkpoints.read()
      let line = Mutex(ProgressLine(started: Workplace.now))
      let verdict = try failing {
        try store.verify(against: known) { done, total in
          line.withLock { $0.show(done: done, of: total, now: Workplace.now) }
        }
      }
      line.withLock { $0.clear() }
      json ? Output.line(Self.json(verdict)) : Self.print(verdict)
      guard !verdict.isSound else { return }
      let count = verdict.faults.count
      throw Failure(
        .counted(
          count, one: "The log does not hold in \(count) place: it is named above.",
          other: "The log does not hold in \(count) places: the first is named above."), status: EX_DATAERR)
    }

    private static func json(_ verdict: AuditVerdict) -> JSON {
      [
        "entries": .integer(verdict.entries), "head": .string(verdict.head), "ok": .bool(verdict.isSound),
        "faults": .array(
          verdict.faults.map { fault in
            [
              "seq": fault.seq.map(JSON.integer) ?? .null, "reference": .string(fault.reference),
              "what": .string(fault.what.text(in: .english)),
            ]
          }),
      ]
    }

    private static func print(_ verdict: AuditVerdict) {
      for fault in verdict.faults + verdict.remarks { Output.line(fault.sentence) }
      if verdict.isSound {
        Output.line(
          "\(verdict.entries) entries hold, and the records are what they make. Head: \(verdict.head)")
      }
    }
  }
}

import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at the store and its surroundings: one line each, and what to do.",
    discussion:
      "Ends with 0 unless a line begins with 'bad'. All of the store is read unless --quick says otherwise.")
  @ParentCommand var casebook: CasebookCommand
  @Flag(help: "Leave out what reads the whole store.") var quick = false
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      try actor.require(.read)
      let lines = try StoreHealth(store, now: Workplace.now, isThorough: !quick).lines
      for line in lines {
        guard !json else {
          Output.line(["state": .string(line.state.rawValue), "what": .string(line.what.text(in: .english))])
          continue
        }
        let mark = line.state.rawValue
        Output.write(
          Output.safe(mark + String(repeating: " ", count: 6 - mark.count) + line.what.text()) + "\n")
      }
      guard lines.contains(where: { $0.state == .bad }) else { return }
      throw ExitCode(EX_DATAERR)
    }
  }
}

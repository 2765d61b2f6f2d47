import ArgumentParser
import CaseDemo
import CaseImport
import CaseStore
import Casework
import Glibc

/// `casebook`, without a command: the console.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Open the console (what casebook does without a command).")
  @ParentCommand var casebook: CasebookCommand

  func run() async throws {
    await ConsoleLoop.end(by: try ConsoleLoop.run(Workplace(storePath: casebook.store)))
  }
}

/// `casebook demo`
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "A fresh store with a made-up year, opened in the console.")
  @ParentCommand var casebook: CasebookCommand
  @Flag(help: "Make the store, keep it, and print its path.") var storeOnly = false

  func run() async throws {
    let path = try casebook.store ?? TemporaryFolder.make() + "/casebook.sqlite"
    let workplace = try Workplace(storePath: path)
    if !storeOnly { Output.complain(Message("Making the demo ...").text()) }
    try DemoPlayer.play(in: workplace)
    guard !storeOnly else { return Output.write(path + "\n") }
    await ConsoleLoop.end(by: try show(workplace))
  }

  @MainActor private func show(_ workplace: Workplace) throws -> Int32? {
    // Whatever ends the console, nothing of the demo stays behind.
    defer { if casebook.store == nil { TemporaryFolder.remove(holding: workplace.storePath) } }
    return try ConsoleLoop.run(workplace, banner: "DEMO, nothing is kept")
  }
}

/// Folders of one's own under the temporary folder.
private enum TemporaryFolder {
  static func make() throws -> String {
    var template = Array(((Workplace.variable("TMPDIR") ?? "/tmp") + "/casebook-demo-XXXXXX\0").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure("No temporary folder can be made: check $TMPDIR.", status: EX_CANTCREAT)
    }
    return String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the store's files and then the folder, and nothing else.
  static func remove(holding path: String) {
    for suffix in ["", "-wal", "-shm", "-gate"] { unlink(path + suffix) }
    rmdir(String(path.prefix { _ in true }.dropLast("/casebook.sqlite".count)))
  }
}

/// Plays the made-up year into a store, through the same door as everything else.
private enum DemoPlayer {
  static func play(in workplace: Workplace) throws {
    let now = Workplace.now
    let year = try DemoYear(today: now.londonDay, resources: workplace.resources)
    try failing {
      let start = year.events.first?.at ?? now
      let store = try StoreSetup.create(in: workplace, office: year.office, now: start)
      let player = try store.actor(named: workplace.accountName, host: workplace.host)
      var settings: [any Setting] = year.accounts
      settings += year.teams as [any Setting] + year.places as [any Setting] + year.themes as [any Setting]
      try store.save(settings, by: player, at: start)
      try store.beginImport()
      try play(year, into: store, host: workplace.host, player: player)
      try store.finishImport()
    }
  }

  private static func play(_ year: DemoYear, into store: CaseStore, host: String, player: Actor) throws {
    let actors = Dictionary(
      uniqueKeysWithValues: year.accounts.map { ($0.name, Actor(name: $0.name, roles: $0.roles, host: host)) }
    )
    var mails = ArraySlice(try parsed(year.events))
    var references: [String: String] = [:]
    for event in year.events {
      let actor = actors[event.actor] ?? player
      switch event.what {
      case .mail:
        _ = try store.take(in: Array(mails.prefix(1)), by: actor, at: event.at)
        mails = mails.dropFirst()
      case .new(let marker, let values, let text):
        let change = Change(.create(.caseFile, values: values, text: text))
        references[marker] = try store.perform(change, by: actor, at: event.at).touched.first
      case .act(let marker, let action, let reason):
        let known = try references[marker] ?? store.reference(ofMessage: marker, for: actor)
        guard let reference = known else { continue }
        references[marker] = reference
        _ = try store.perform(
          Change(.act(action, on: reference, seen: nil), reason: reason), by: actor, at: event.at)
      }
    }
  }

  /// All the letters of the year, read by the workers in one go.
  private static func parsed(_ events: [DemoEvent]) throws -> [IncomingMail] {
    let pool = try ParsingPool(executable: MailReaderProgram.path)
    return pool.parse(
      events.compactMap { event in
        guard case .mail(let raw) = event.what else { return nil }
        return RawMail(raw: raw, source: "demo")
      })
  }
}

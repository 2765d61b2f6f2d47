import ArgumentParser
import CaseDemo
import CaseImport
import CaseStore
import Casework
import Console
import Glibc

/// `casebook`, without a command: the console.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Open the console (what casebook does without a command).")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var look: LookOptions
  @Flag(name: .customLong("start"), help: "Open with the start page: the queues of all panes.")
  var opensStartPage = false
  @Option(help: "Open with this queue.") var queue: String?

  func run() async throws {
    let workplace = try Workplace(storePath: casebook.store)
    guard !look.plain else { return try PlainLoop.run(workplace, look.settings) }
    await ConsoleLoop.end(by: try ConsoleLoop.run(workplace, look.settings, opening: opening(workplace)))
  }

  private func opening(_ workplace: Workplace) throws -> Session.Opening? {
    guard let queue else { return opensStartPage ? .startPage : nil }
    let (store, actor) = try workplace.enter()
    return .queue(try QueueBook(store, actor).named(queue))
  }
}

/// `casebook demo`
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "A fresh store with a made-up year, opened in the console.")
  @ParentCommand var casebook: CasebookCommand
  @Flag(help: "Make the store, keep it, and print its path.") var storeOnly = false
  @OptionGroup var look: LookOptions

  func run() async throws {
    let folder =
      casebook.storePath == nil ? TemporaryFolder(in: [Workplace.variable("TMPDIR") ?? "/tmp"]) : nil
    guard let path = casebook.storePath ?? folder.map({ $0.path + "/casebook.sqlite" }) else {
      throw Failure("No temporary folder can be made: check $TMPDIR.", status: EX_CANTCREAT)
    }
    let workplace = try Workplace(storePath: path)
    if !storeOnly { Output.complain(Message("Making the demo ...").text()) }
    // Stopped while it is made, nothing of it stays either.
    let asking = [SIGINT, SIGTERM, SIGHUP]
    Interruption.hold(asking)
    do { try make(path) } catch {
      folder?.remove()
      await ConsoleLoop.end(by: Interruption.requested)
      throw error
    }
    Interruption.release(asking)
    guard !storeOnly else { return Output.write(path + "\n") }
    await ConsoleLoop.end(by: try show(workplace, in: folder))
  }

  /// The store is at its place when all of it is made.
  private func make(_ path: String) throws {
    try failing {
      let making = try StoreInMaking(at: path)
      do {
        try DemoPlayer.play(in: Workplace(storePath: making.workPath))
        try making.finish()
      } catch {
        making.abandon()
        throw error
      }
    }
  }

  @MainActor private func show(_ workplace: Workplace, in folder: TemporaryFolder?) throws -> Int32? {
    // Whatever ends the console, nothing of the demo stays behind.
    defer { folder?.remove() }
    guard !look.plain else {
      try PlainLoop.run(workplace, look.settings, banner: "DEMO, nothing is kept")
      return nil
    }
    return try ConsoleLoop.run(workplace, look.settings, banner: "DEMO, nothing is kept")
  }
}

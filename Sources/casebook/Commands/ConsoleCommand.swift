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
    let path = try casebook.store ?? TemporaryFolder.make() + "/casebook.sqlite"
    let workplace = try Workplace(storePath: path)
    if !storeOnly { Output.complain(Message("Making the demo ...").text()) }
    try make(path)
    guard !storeOnly else { return Output.write(path + "\n") }
    await ConsoleLoop.end(by: try show(workplace))
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

  @MainActor private func show(_ workplace: Workplace) throws -> Int32? {
    // Whatever ends the console, nothing of the demo stays behind.
    defer { if casebook.store == nil { TemporaryFolder.remove(holding: workplace.storePath) } }
    guard !look.plain else {
      try PlainLoop.run(workplace, look.settings, banner: "DEMO, nothing is kept")
      return nil
    }
    return try ConsoleLoop.run(workplace, look.settings, banner: "DEMO, nothing is kept")
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

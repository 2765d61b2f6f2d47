import Foundation
import TerminalHarness
import Testing

/// Whatever is typed, however broken, at whatever size: the program stays, answers, draws what it means, and the
/// store is sound.
///
/// `CASEBOOK_MONKEY_KEYS` says how many keys, `CASEBOOK_MONKEY_SEED` which.
@Suite struct MonkeyTests {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func noKeyOrSizeBreaksTheConsoleOrTheStore() throws {
    let office = try Office(isMade: false)
    try office.must("--store", office.storePath, "demo", "--store-only")
    let monkey = try Monkey(in: office, seed: UInt64(Self.number("CASEBOOK_MONKEY_SEED") ?? 26))
    let keys = Self.number("CASEBOOK_MONKEY_KEYS") ?? 2000
    try monkey.play(keys: keys, lookingEvery: keys > 5000 ? 500 : 125)
    print(
      "\(monkey.keys) keys and \(monkey.sizes) sizes: opened \(monkey.openings) times, looked at \(monkey.looks) times, "
        + "the longest wait \(monkey.slowest) ms")
    #expect(monkey.keys == keys && monkey.looks > 0)
    #expect(try office.isSound)
  }
}

import CaseStore
import Casework
import Glibc
import Privileges

/// The heads of logs that this account's consoles saw, outside the reach of whoever writes the store: the last three
/// of each store, in `$XDG_STATE_HOME/casebook/heads`.
///
/// A store that was put back to an older day, or written anew with fresh hashes, holds in itself; only who kept a head
/// sees it. Source: reliability B.2 (acts 14 to 17) and C14.
struct SeenHeads {
  private let path: String

  private struct Seen {
    let store: String
    let head: LogHead

    init(store: String, head: LogHead) {
      self.store = store
      self.head = head
    }

    init?(_ json: JSON) {
      guard let store = json["store"]?.string, let entries = json["entries"]?.integer, entries > 0,
        let hash = json["head"]?.string, let at = json["at"]?.string.flatMap({ Instant($0) }),
        let origin = json["origin"]?.string
      else { return nil }
      self.init(store: store, head: LogHead(entries: entries, hash: hash, at: at, origin: origin))
    }

    var json: JSON {
      [
        "store": .string(store), "entries": .integer(head.entries), "head": .string(head.hash),
        "at": head.at.json, "origin": .string(head.origin),
      ]
    }
  }

  private static let kept = 3

  /// Nil for an account without a home.
  init?() {
    let state =
      Workplace.variable("XDG_STATE_HOME") ?? Workplace.variable("HOME").map { $0 + "/.local/state" }
    guard let state, state.hasPrefix("/") else { return nil }
    path = state + "/casebook/heads"
  }

  /// One sentence when the store is not the continuation of what this account saw; nil when it is, or was never seen.
  func doubt(of store: CaseStore) throws(StoreError) -> Message? {
    guard let now = try store.head() else { return nil }
    // Of this file, or of this store wherever it lay.
    for (path, seen) in all().map({ ($0.store, $0.head) })
    where path == store.path || seen.origin == now.origin {
      guard now.entries >= seen.entries else {
        return
          "This store was put back: its log ends at entry \(now.entries), and had \(seen.entries) when you saw it on \(seen.at.londonDay)."
      }
      guard try store.hash(ofEntry: seen.entries) == seen.hash else {
        return
          "This store was written anew, or is another one: entry \(seen.entries) of its log is not the one that you saw on \(seen.at.londonDay)."
      }
    }
    return nil
  }

  /// Keeps the head as it is now.
  ///
  /// - Parameter anew: whether the older ones are given up: the person has been told, and went on.
  func remember(_ store: CaseStore, anew: Bool = false) {
    guard let head = try? store.head() else { return }
    let (mine, others) = all().divided { $0.store == store.path || $0.head.origin == head.origin }
    if !anew, let last = mine.last, last.store == store.path, last.head == head { return }
    let before = mine.filter { !anew && $0.head.entries < head.entries }
    let older = Array(before.suffix(Self.kept - 1))
    // A program has its office's stores and some demos; the oldest are forgotten.
    let lines: [Seen] = Array(others.suffix(60)) + older + [Seen(store: store.path, head: head)]
    let bytes: [UInt8] = lines.flatMap { $0.json.canonical + [0x0A] }
    Privilege.asPerson { write(bytes) }
  }

  private func all() -> [Seen] {
    guard let bytes = try? FileBytes.all(of: path) else { return [] }
    return bytes.split(separator: 0x0A).compactMap { line in
      (try? JSON(parsing: Array(line))).flatMap(Seen.init)
    }
  }

  /// Whole or not at all, for its owner alone. Who cannot keep it works on without.
  private func write(_ bytes: [UInt8]) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    // On the disk before it takes the place of the old ones: after a power cut there are these or those.
    let isWhole =
      bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, bytes.count) } == bytes.count
      && fsync(descriptor) == 0
    close(descriptor)
    guard isWhole, rename(draft, path) == 0 else {
      unlink(draft)
      return
    }
  }
}

extension SeenHeads {
  /// At the start of a console: says what is doubtful and asks; throws when the person leaves.
  ///
  /// What is not doubtful is kept when the first screen is shown (``keep(_:)``): only the comparing guards the person, and
  /// that comes before anything of the store is seen.
  static func greet(_ store: CaseStore) throws {
    guard let heads = SeenHeads() else { return }
    guard let doubt = try failing({ try heads.doubt(of: store) }) else { return }
    let keyboard = try Keyboard()
    keyboard.show(doubt)
    let answer = try keyboard.ask(
      "Was it restored on purpose? Type yes to go on; anything else leaves, and changes nothing:")
    guard answer.trimmed.lowercased() == "yes" else {
      throw Failure(
        "You left, and nothing was written: show the store to whoever keeps your checkpoints.",
        status: EX_DATAERR)
    }
    heads.remember(store, anew: true)
  }

  /// Keeps the head of a store that was greeted.
  static func keep(_ store: CaseStore) { SeenHeads()?.remember(store) }

  /// At the start of a command: says what is doubtful, and goes on.
  static func mention(_ store: CaseStore) {
    guard let doubt = try? SeenHeads()?.doubt(of: store) else { return }
    Output.complain(
      "casebook: \(Output.safe(doubt.text())) \(Message("Open the console to look into it.").text())")
  }

  /// At the end of a console: keeps the head, and gives it to the system's journal, from which only root can take it.
  static func part(from store: CaseStore, _ actor: Actor) {
    SeenHeads()?.remember(store)
    guard let head = try? store.head() else { return }
    Journal.note("\(actor.name) leaves \(store.path) at entry \(head.entries), head \(head.hash)")
  }
}

extension Array {
  /// Those for which it holds, and the others, each in their order.
  fileprivate func divided(_ holds: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(holds), filter { !holds($0) })
  }
}

/// The system's journal, syslog(3).
enum Journal {
  static func note(_ line: String) {
    // The words are data, never a format.
    line.withCString { text in
      withVaList([OpaquePointer(text)]) { vsyslog(LOG_INFO, "casebook: %s", $0) }
    }
  }
}

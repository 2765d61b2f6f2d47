import CaseStore
import CasebookResources
import Casework
import Glibc

/// Where and who: the store, the person at the keyboard, the clock, the program's data.
///
/// The only place that looks at the environment and the clock; everything else is handed what it needs.
struct Workplace {
  let storePath: String
  /// The operating system's account, from the kernel and never from the environment.
  let accountName: String
  let fullName: String
  let host: String
  let resources: ResourceFolder
  let rulebook: Rulebook

  /// - Parameter storePath: what `--store` named.
  init(storePath: String?) throws {
    let (name, fullName) = Self.account()
    self.accountName = name
    self.fullName = fullName
    self.storePath = storePath ?? Self.usualStorePath()
    self.host = Self.hostName()
    guard let resources = ResourceFolder.ofThisProgram, let rulebook = Rulebook(file: resources.bytes(of:))
    else {
      throw Failure(
        "The program's data is not beside the program: install Casebook again.", status: EX_UNAVAILABLE)
    }
    self.resources = resources
    self.rulebook = rulebook
  }

  /// The days on which the office works.
  var calendar: WorkingCalendar { rulebook.calendars.englandAndWales }

  /// How days are typed here and now.
  var days: DayReader { DayReader(today: Self.now.londonDay, calendar: calendar) }

  /// The same, for who has the store at hand.
  static func days(_ store: CaseStore) -> DayReader {
    DayReader(today: now.londonDay, calendar: store.calendar)
  }

  /// Milliseconds of the system's clock.
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  /// The open store, and who the person is in it.
  func enter() throws -> (store: CaseStore, actor: Actor) {
    try failing {
      let store = try CaseStore.open(at: storePath, rulebook: rulebook)
      var actor = try store.actor(named: accountName, host: host)
      actor.searchesMutations = Settings.ofThisPerson.searchesMutations
      return (store, actor)
    }
  }

  // MARK: - From the system

  private static func account() -> (name: String, fullName: String) {
    guard let entry = getpwuid(getuid()) else { return ("uid\(getuid())", "") }
    let name = String(cString: entry.pointee.pw_name)
    let details = entry.pointee.pw_gecos.map { String(cString: $0) } ?? ""
    return (name, details.split(separator: ",").first.map(String.init) ?? "")
  }

  private static func hostName() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, 255) == 0 else { return "unknown" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func usualStorePath() -> String {
    if let path = variable("CASEBOOK_STORE") { return path }
    let data = variable("XDG_DATA_HOME") ?? (variable("HOME") ?? ".") + "/.local/share"
    return data + "/casebook/casebook.sqlite"
  }

  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Makes the folders above the store, for its owner alone.
  func makeFolder() {
    let parts = storePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for length in parts.indices {
      let folder = parts[...length].joined(separator: "/")
      if !folder.isEmpty { mkdir(folder, 0o700) }
    }
  }
}

extension CaseStore {
  /// The days on which the office works.
  var calendar: WorkingCalendar { rulebook.calendars.englandAndWales }
}

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
  /// The account on whose behalf an administrator works; nil for one's own.
  let behalf: String?
  let fullName: String
  let host: String
  let resources: ResourceFolder
  private let rules: MadeBeside<Rulebook?>

  /// - Parameter storePath: what `--store` named.
  init(storePath: String?) throws {
    try self.init(storePath: StorePlace(path: storePath, behalf: nil))
  }

  /// - Parameter place: what `--store` and `--as` named.
  init(storePath place: StorePlace) throws {
    let (name, fullName) = Self.account()
    self.accountName = name
    self.fullName = fullName
    self.behalf = place.behalf
    self.host = Self.hostName()
    guard let resources = ResourceFolder.ofThisProgram else { throw Failure(StoreError.noRules) }
    self.resources = resources
    // The store is opened meanwhile.
    rules = MadeBeside { Rulebook(file: resources.bytes(of:)) }
    self.storePath = try SharedStore.choose(
      named: place.path ?? Self.variable("CASEBOOK_STORE"), resources, otherwise: Self.usualStorePath())
  }

  /// What the rules of law consult, from the program's data.
  var rulebook: Rulebook {
    get throws(StoreError) {
      guard let rulebook = rules.value else { throw .noRules }
      return rulebook
    }
  }

  /// For what asks a person first, or makes folders: the rules are there, so that it is not for nothing.
  func requireRules() throws { _ = try failing { try rulebook } }

  /// How days are typed here and now.
  var days: DayReader {
    get throws(StoreError) {
      DayReader(today: Self.now.londonDay, calendar: try rulebook.calendars.englandAndWales)
    }
  }

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
    let (store, actor) = try enterUnasked()
    SeenHeads.mention(store)
    return (store, actor)
  }

  /// The same for a console, which asks before it goes on with a store that is not what it was.
  func enterUnasked() throws -> (store: CaseStore, actor: Actor) {
    try failing {
      let store = try CaseStore.open(at: storePath, rulebook: try rulebook, upgrading: Self.sayUpgrade)
      return (store, try actor(in: store))
    }
  }

  /// Who the person is in a store, or on whose behalf the person acts there.
  ///
  /// Throws: ``RuleRefusal/onlyForAdministrators``, ``StoreError/noAccount(name:)``.
  func actor(in store: CaseStore) throws -> Actor {
    var own = try store.actor(named: accountName, host: host)
    own.searchesMutations = Settings.ofThisPerson.searchesMutations
    guard let behalf, behalf != own.name else { return own }
    guard own.roles.contains(.administrator) else { throw RuleRefusal.onlyForAdministrators }
    let other = try store.actor(named: behalf, host: host)
    var actor = Actor(name: other.name, roles: other.roles, host: host, administrator: own.name)
    actor.searchesMutations = own.searchesMutations
    return actor
  }

  /// The same for a command that only reads: a store that is damaged is opened for reading alone, and that is said.
  func enterForReading() throws -> (store: CaseStore, actor: Actor) {
    let store: CaseStore
    do throws(StoreError) {
      store = try CaseStore.open(at: storePath, rulebook: try rulebook, upgrading: Self.sayUpgrade)
      SeenHeads.mention(store)
    } catch {
      guard case .damaged = error else { throw Failure(error) }
      store = try failing { try CaseStore.openForSalvage(at: storePath, rulebook: try rulebook) }
      let words: Message =
        "The store \(storePath) is damaged: nothing is written to it, and what can be read follows."
      Output.complain("casebook: \(Output.safe(words.text()))")
    }
    return try failing { (store, try actor(in: store)) }
  }

  /// Where it is done at once, nothing is said.
  private static func sayUpgrade(_ step: UpgradeStep) {
    guard step.bytes > 100_000_000 else { return }
    let words: Message =
      "The store is brought up to date for this version of Casebook, step \(step.number) of \(step.count): in a large store this takes minutes, once."
    Output.complain("casebook: \(Output.safe(words.text()))")
  }

  /// Says how much of a damaged store could not be read.
  static func reportLost(_ store: CaseStore) throws {
    guard let lost = store.lostRows, lost > 0 else { return }
    throw Failure(
      "\(lost) rows of \(store.path) could not be read and are not in what was written: look for them in the last good backup.",
      status: EX_DATAERR)
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

import CaseDemo
import CaseImport
import CaseStore
import Casework
import Glibc

/// Plays the made-up year into a store, through the same door as everything else.
struct DemoPlayer {
  private let store: CaseStore
  private let rulebook: Rulebook
  private let actors: [String: Actor]
  /// Who tries the program, and stands in for an account that the year does not name.
  private let player: Actor
  /// The references that the register gave, by marker.
  private var references: [String: String] = [:]
  /// The letters of the year that are not in yet, read.
  private var mails: ArraySlice<IncomingMail>

  static func play(in workplace: Workplace) throws {
    let now = Workplace.now
    let year = try DemoYear(today: now.londonDay, resources: workplace.resources)
    try failing {
      let start = year.events.first?.at ?? now
      let store = try StoreSetup.create(in: workplace, office: year.office, now: start)
      var demo = try DemoPlayer(year, store, workplace)
      try demo.save(year, workplace, at: start)
      try store.beginImport()
      for event in year.events {
        guard !Interruption.isRequested else {
          throw Failure("Stopped: nothing of the demo stays.", status: EX_TEMPFAIL)
        }
        try demo.play(event)
      }
      try store.finishImport()
    }
  }

  private init(_ year: DemoYear, _ store: CaseStore, _ workplace: Workplace) throws {
    self.store = store
    rulebook = try workplace.rulebook
    let host = workplace.host
    player = Actor(name: workplace.accountName, roles: Set(OfficeRole.allCases), host: host)
    actors = Dictionary(year.accounts.map { ($0.name, Actor(name: $0.name, roles: $0.roles, host: host)) }) {
      first, _ in first
    }
    mails = ArraySlice(try Self.read(year.events))
    references[DemoYear.openReaders] = DemoYear.readers(with: player.name)
  }

  /// All the letters of the year, read by the workers in one go.
  private static func read(_ events: [DemoEvent]) throws -> [IncomingMail] {
    let pool = try ParsingPool(executable: MailReaderProgram.path)
    return pool.parse(
      events.compactMap { event in
        guard case .mail(let raw) = event.what else { return nil }
        return RawMail(raw: raw, source: "demo")
      })
  }

  private func save(_ year: DemoYear, _ workplace: Workplace, at start: Instant) throws {
    // Whoever tries the program sees all five panes.
    let everybody = Account(name: player.name, fullName: workplace.fullName, roles: player.roles)
    var settings: [any Setting] = [everybody] + year.accounts
    settings += year.teams as [any Setting] + year.places as [any Setting] + year.themes as [any Setting]
    settings += year.programmes as [any Setting]
    try store.save(settings, by: player, at: start)
  }

  // MARK: - Playing

  private mutating func play(_ event: DemoEvent) throws {
    let actor = actors[event.actor] ?? player
    switch event.what {
    case .mail:
      _ = try store.take(in: Array(mails.prefix(1)), by: actor, at: event.at)
      mails = mails.dropFirst()
    case .new(let kind, let marker, let values, let text):
      let values = values.mapValues { DemoReference.filled($0, references) }
      let change = Change(.create(kind, values: values, text: text))
      references[marker] = try store.perform(change, by: actor, at: event.at).touched.first
    case .act(let marker, let action, let reason, let makes):
      let known = try references[marker] ?? store.reference(ofMessage: marker, for: actor)
      guard let reference = known else { return }
      references[marker] = reference
      let action = DemoReference.filled(action, references)
      let receipt = try store.perform(
        Change(.act(action, on: reference, seen: nil), reason: reason), by: actor, at: event.at)
      if let makes { references[makes] = receipt.touched.last }
    case .complaints(let name, let csv):
      _ = try store.file(ComplaintsFile.read(csv, name: name), by: actor, at: event.at)
    case .read(let round, let count, let differs, let comments):
      try read(round, count: count, differs: differs, comments, by: actor, at: event.at)
    }
  }

  /// Answers most questions with yes, and each file a little differently.
  private func read(
    _ round: String, count: Int, differs: Bool, _ comments: [String], by actor: Actor, at: Instant
  ) throws {
    guard let reference = references[round] else { return }
    let files = try store.children(of: reference, .review, for: actor)
      .filter { $0[Head.owner] == actor.name && $0.isBeingRead }
    for (position, file) in files.prefix(count).enumerated() {
      for (number, question) in (rulebook.questions(of: file)?.questions ?? []).enumerated() {
        let name = file[FileReview.file] ?? ""
        let spread = (name.utf8.reduce(differs ? 5 : 0) { ($0 * 31 + Int($1)) % 9973 } + number * 7) % 11
        let answer: ReviewAnswer =
          switch spread {
          case 0, 1: .no
          case 2: .cannotTell
          case 3 where number > 3: .notApplicable
          default: .yes
          }
        try act(.score(question.id, answer), on: file, by: actor, at: at)
      }
      if position.isMultiple(of: 2), !comments.isEmpty {
        try act(
          .act("comment", ["text": .string(comments[position / 2 % comments.count])]), on: file, by: actor,
          at: at)
      }
      let themes: [String] =
        position.isMultiple(of: 3) ? ["kept-informed", "public-contact"] : ["neighbourhood"]
      try act(.set([Head.themes.name: themes.json]), on: file, by: actor, at: at)
      try act(.act("finish", [:]), on: file, by: actor, at: at)
    }
  }

  private func act(_ action: RecordAction, on record: Casework.Record, by actor: Actor, at: Instant) throws {
    _ = try store.perform(Change(.act(action, on: record.reference, seen: nil)), by: actor, at: at)
  }
}

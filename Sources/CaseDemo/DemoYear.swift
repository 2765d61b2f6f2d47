package import CasebookResources
package import Casework

/// One made-up year in the office of a police and crime commissioner, for trying the program and for tests.
///
/// 600 letters that each open a case, by e-mail and by every other channel, what the correspondents write
/// back, and all that three caseworkers do about them; walkabouts with their issues, advisory groups with their
/// minutes, focus groups, and complaint files that are dip-sampled. No person, place or force in it exists.
package struct DemoYear: Sendable {
  package let office: Office
  /// Three caseworkers, one of whom also supervises; the engagement officer and the victims' lead.
  package let accounts: [Account]
  package let teams: [Team]
  /// One force, its four local policing areas and their 79 wards.
  package let places: [Place]
  package let themes: [Theme]
  /// What the office has promised: every ward in the year, and a talk in each area and quarter.
  package let programmes: [CoverageProgramme]
  /// In order of time. Empty when the program's data is not installed: ``init(today:resources:)`` says why.
  package let events: [DemoEvent]

  /// The year with the data beside the running program.
  ///
  /// - Parameter today: the last day that is told, London time. Letters arrive until half past seven
  ///   that morning; the caseworkers' last acts are on the working day before. The same day always gives the
  ///   same bytes.
  package init(today: Day) {
    if let resources = ResourceFolder.ofThisProgram,
      let year = try? DemoYear(today: today, resources: resources)
    {
      self = year
    } else {
      self.init(places: DemoPlaces(DemoText("")), events: [], today: today)
    }
  }

  /// The year with the data in `resources`. Throws: ``DemoError``.
  package init(today: Day, resources: ResourceFolder?) throws(DemoError) {
    guard let resources else { throw .resourcesMissing }
    let words = try DemoWords(resources)
    let story = try DemoStory(words: words, today: today)
    self.init(places: story.places, events: story.events(), today: today)
  }

  private init(places: DemoPlaces, events: [DemoEvent], today: Day) {
    self.office = Office(
      title: "Office of the Police and Crime Commissioner for Saltmarsh", force: "Saltmarsh Police")
    self.accounts = Self.accounts
    self.teams = places.teams
    self.places = places.places
    self.themes = places.themes
    self.programmes = [
      CoverageProgramme(
        name: "every-ward", title: "Your force, your voice: a meeting in every ward",
        counts: ["ward-meeting", "walkabout"],
        unit: .everyPlace(level: PlaceLevel.ward, vintage: DemoPlaces.vintage), under: "saltmarsh",
        from: today - 364, to: today + 90),
      CoverageProgramme(
        name: "talks", title: "A talk in each area in each quarter", counts: ["talk"],
        unit: .eachArea(level: PlaceLevel.policingArea, number: 1, per: .quarter), under: "saltmarsh",
        from: today - 364, to: today + 30),
    ]
    self.events = events
  }

  static let accounts = [
    Account(name: "sllwyd", fullName: "Siân Llwydfaen", roles: [.caseworker]),
    Account(name: "tadeyolu", fullName: "Tunde Adeyolu-Marsh", roles: [.caseworker]),
    Account(name: "nbarrowcliff", fullName: "Naomi Barrowcliff", roles: [.caseworker, .supervisor]),
    Account(name: engagementOfficer, fullName: "Elin Gwynne", roles: [.engagementOfficer]),
    Account(name: victimsLead, fullName: "Miriam Farlow", roles: [.victimsLead]),
  ]

  static let engagementOfficer = "egwynne"
  static let victimsLead = "mfarlow"
  static let supervisor = "nbarrowcliff"

  /// Stands for the readers of the round that is open: ``readers(with:)``.
  package static let openReaders = "readers"

  /// Two of the office, and whoever tries the program, so that there is a file to read.
  package static func readers(with player: String) -> String { "sllwyd,tadeyolu,\(player)" }

  /// Where letters to the office are sent and its replies come from.
  static let mailAddress = "office@opcc.saltmarsh.example"
}

/// Something that happened in the year.
package struct DemoEvent: Sendable, Equatable {
  package let at: Instant
  /// The account of the caseworker; for mail the one who looks after the mailbox.
  package let actor: String
  package let what: What

  package enum What: Sendable, Equatable {
    /// A message as it arrives (RFC 5322), its lines ended by CRLF or LF.
    case mail([UInt8])
    /// A record made by hand: a call or a visit logged by a caseworker, a meeting, a session. Acts name it by
    /// `marker`, and so do values that are a ``DemoReference``.
    case new(KindName, marker: String, values: [String: JSON], text: String)
    /// `on` is the Message-ID of the first letter, without brackets, or the marker.
    ///
    /// `makes` is the marker of the record that the act makes, if it makes one.
    case act(on: String, RecordAction, reason: String?, makes: String? = nil)
    /// The force's table of complaints, in the columns of `import complaints`.
    case complaints(file: String, csv: [UInt8])
    /// The actor reads so many of the files that a dip-sample round gave to them, answers every question and hands
    /// the reading in. The comments are written in turn. Whoever `differs` sees some things otherwise than the rest.
    case read(round: String, count: Int, differs: Bool, comments: [String])
  }
}

/// A value that stands for the reference of another record of the year: that is not known before it is made.
package enum DemoReference {
  private static let sign = "\u{2192}"

  static func to(_ marker: String) -> JSON { .string(sign + marker) }

  /// The value with each marker in it replaced by the reference that the register gave.
  package static func filled(_ json: JSON, _ references: [String: String]) -> JSON {
    switch json {
    case .string(let text):
      text.hasPrefix(sign) ? .string(references[String(text.dropFirst())] ?? text) : json
    case .array(let elements): .array(elements.map { filled($0, references) })
    case .object(let members): .object(members.mapValues { filled($0, references) })
    case .null, .bool, .integer: json
    }
  }

  /// The action with each marker in it replaced.
  package static func filled(_ action: RecordAction, _ references: [String: String]) -> RecordAction {
    switch action {
    case .set(let values): .set(values.mapValues { filled($0, references) })
    case .act(let name, let said): .act(name, said.mapValues { filled($0, references) })
    case .move, .note: action
    }
  }
}

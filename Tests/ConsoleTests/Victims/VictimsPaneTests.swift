import Canvas
import Casework
import Testing

@testable import Console

/// The victims' lead at the console, by keys: records lie on the table, and changes are answered by the rules.
@Suite struct VictimsPaneTests {
  private static let now = Instant("2026-11-20T14:05:00Z") ?? Instant(milliseconds: 0)
  private static let rulebook: Rulebook = {
    let calendar = WorkingCalendar(holidays: [:])
    return Rulebook(
      calendars: Calendars(englandAndWales: calendar, unitedKingdom: calendar), clocks: ClockRules([]))
  }()

  private static func session(columns: Int, rows: Int) -> Session {
    let lists = OfficeLists(
      office: Office(title: "Saltmarsh"),
      accounts: [Account(name: "mair", fullName: "Mair Rees", roles: [.victimsLead])], teams: [], places: [],
      themes: [Theme(name: "waiting", title: "Waiting times")])
    return Session(
      size: Size(rows: rows, columns: columns),
      actor: Actor(name: "mair", roles: [.victimsLead], host: "desk-2"),
      lists: lists, rulebook: rulebook, now: now)
  }

  private static func heron(contactBy: String = "phone") -> Record {
    let consent = ConsentEntry(
      .focusGroup, .given, on: Day("2026-11-10") ?? now.londonDay, takenBy: "mair", wording: "2026-04")
    return Record(
      uid: "p1", kind: .participant, reference: "VIC-26-0001", revision: 1,
      values: [
        "title": "Heron", "stage": "active", "received": "2026-11-01", "circle": "participants",
        "marking": "restricted", "contactBy": .string(contactBy), "consents": [consent.json],
      ])
  }

  private static func room(on day: String = "2026-11-20") -> RecordView {
    let session = Record(
      uid: "s1", kind: .session, reference: "VFG-26-0001", revision: 1,
      values: [
        "title": "Burglary circle", "stage": "planned", "received": .string(day), "circle": "victims",
        "marking": "restricted", "participants": ["VIC-26-0001", "VIC-26-0002"],
        "distress": [DistressEvent(at: now, who: "VIC-26-0001", what: "Wept.").json],
      ])
    let said = Record(
      uid: "c1", kind: .contribution, reference: "VCN-26-0001", revision: 1,
      values: [
        "title": "They rang", "stage": "kept", "nature": "good-practice", "themes": ["waiting"],
        "parent": "VFG-26-0001",
      ])
    return RecordView(record: session, contacts: [], related: [heron(), said])
  }

  /// Shows a record in the victims pane.
  private static func showing(_ view: RecordView, columns: Int = 80, rows: Int = 24) -> Session {
    var console = session(columns: columns, rows: rows)
    _ = console.start()
    let requests = console.handle(.key(.character("3")))
    for case .rows(_, let generation) in requests {
      _ = console.receive(.rows([RecordRow(id: 1, view.record)], generation: generation))
    }
    _ = console.receive(.view(view, history: []))
    return console
  }

  private static func type(_ text: String, into console: inout Session) -> [Request] {
    text.reduce([]) { $0 + console.handle(.key(.character($1))) }
  }

  // MARK: - What is read

  @Test func aSessionShowsWhoComesWithTheConsentOfThatDay() {
    var console = Self.showing(Self.room())
    _ = console.handle(.key(.enter))
    let text = console.draw().text
    #expect(text.contains("Heron  VIC-26-0001  comes  consent on the day: Given"))
    // Whom the reader may not know is a reference.
    #expect(text.contains("VIC-26-0002  comes"))
    #expect(text.contains("Heron: Wept.") && text.contains("Nobody has followed it up yet."))
    #expect(text.contains("Waiting times: + 1  - 0  of 1"))
  }

  @Test func aConsentThatIsNotLiveOnTheDayIsSeen() {
    var console = Self.showing(Self.room(on: "2026-11-09"))
    _ = console.handle(.key(.enter))
    #expect(console.draw().text.contains("consent on the day: Not asked"))
  }

  @Test func aParticipantWithWhomContactIsUnsafeIsMarked() {
    var console = Self.showing(RecordView(record: Self.heron(contactBy: "unsafe"), contacts: []))
    _ = console.handle(.key(.enter))
    let text = console.draw().text
    #expect(text.contains("UNSAFE: nobody gets in touch."))
    #expect(text.contains("Survey call: Not asked") && text.contains("Focus group: Given on 10 Nov"))
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func theSessionLooksSo(columns: Int, rows: Int) throws {
    var console = Self.showing(Self.room(), columns: columns, rows: rows)
    _ = console.handle(.key(.enter))
    try GoldenFrame.expect(console.draw(), "victims/session-\(columns)x\(rows)")
  }

  @Test func anIdentityLooksSo() throws {
    var console = Self.showing(RecordView(record: Self.heron(), contacts: []))
    _ = console.handle(.key(.enter))
    _ = console.handle(.key(.character("I")))
    _ = console.receive(
      .identity(ParticipantIdentity([.name: "Persephone", .phone: "07700 900000"]), reference: "VIC-26-0001"))
    try GoldenFrame.expect(console.draw(), "victims/identity-80x24")
  }

  // MARK: - What is done

  @Test func keysInviteAParticipantByPseudonym() {
    var console = Self.showing(Self.room())
    _ = console.handle(.key(.character("i")))
    _ = Self.type("wren", into: &console)
    let requests = console.handle(.key(.control("s")))
    #expect(
      requests == [
        .perform(
          Change(.act(.act("invite", ["participant": "wren"]), on: "VFG-26-0001", seen: 1)))
      ])
  }

  @Test func aFormOffersThePeopleOfTheSession() {
    var console = Self.showing(Self.room())
    _ = console.handle(.key(.character("D")))
    #expect(console.draw().text.contains("> Heron"))
    _ = Self.type("her", into: &console)
    _ = console.handle(.key(.tab))
    _ = Self.type("Wept again.", into: &console)
    let requests = console.handle(.key(.control("s")))
    #expect(
      requests == [
        .perform(
          Change(
            .act(
              .act("distress", ["who": "VIC-26-0001", "what": "Wept again."]), on: "VFG-26-0001", seen: 1)))
      ])
  }

  @Test func linesAreLoggedOneAfterTheOther() {
    var console = Self.showing(Self.room())
    _ = console.handle(.key(.character("L")))
    _ = Self.type("- Nobody rang #waiting @heron", into: &console)
    let requests = console.handle(.key(.enter))
    #expect(
      requests == [
        .perform(
          Change(.act(.act("log", ["line": "- Nobody rang #waiting @heron"]), on: "VFG-26-0001", seen: nil)))
      ])
  }

  // MARK: - The vault

  private static func asking() -> Session {
    var console = showing(RecordView(record: heron(), contacts: []))
    _ = console.handle(.key(.character("I")))
    return console
  }

  @Test func aPassphraseIsNeverOnTheScreen() {
    var console = Self.asking()
    _ = Self.type("four words", into: &console)
    let frame = console.draw()
    #expect(!frame.text.contains("four") && frame.text.contains("**********"))
    #expect(frame.text(ofRow: frame.cursor.row).hasPrefix("Your passphrase: "))
    let requests = console.handle(.key(.enter))
    #expect(requests == [.openIdentity(reference: "VIC-26-0001", passphrase: Passphrase("four words"))])
    #expect(!"\(requests)".contains("four"))
    #expect(!"\(console)".contains("four"))
  }

  @Test func theKeyIsForgottenWhenTheLayerIsLeft() {
    var console = Self.asking()
    _ = Self.type("four words", into: &console)
    _ = console.handle(.key(.enter))
    _ = console.receive(
      .identity(ParticipantIdentity([.name: "Persephone Quillfeather"]), reference: "VIC-26-0001"))
    #expect(console.draw().text.contains("Persephone Quillfeather"))
    #expect(console.handle(.key(.escape)) == [.closeVault])
    #expect(!console.draw().text.contains("Persephone"))
  }

  @Test func suspendingClosesTheVault() {
    var console = Self.asking()
    _ = console.receive(.identity(ParticipantIdentity([.name: "Persephone"]), reference: "VIC-26-0001"))
    #expect(console.handle(.key(.control("z"))) == [.closeVault, .suspend])
    #expect(!console.draw().text.contains("Persephone"))
  }

  @Test func aVaultThatIsLeftAloneCloses() {
    var console = Self.asking()
    _ = console.receive(.identity(ParticipantIdentity([.name: "Persephone"]), reference: "VIC-26-0001"))
    console.now = Self.now.adding(seconds: 301)
    #expect(console.handle(.tick) == [.closeVault])
    #expect(!console.draw().text.contains("Persephone"))
  }

  @Test func anAnswerThatComesTooLateShowsNothing() {
    var console = Self.asking()
    _ = Self.type("four words", into: &console)
    _ = console.handle(.key(.enter))
    _ = console.handle(.key(.escape))
    _ = console.receive(.identity(ParticipantIdentity([.name: "Persephone"]), reference: "VIC-26-0001"))
    #expect(!console.draw().text.contains("Persephone"))
  }

  @Test func anIdentityIsChangedInAFormAndARefusalLosesNothing() {
    var console = Self.asking()
    _ = console.receive(.identity(ParticipantIdentity([.name: "Pers"]), reference: "VIC-26-0001"))
    _ = Self.type("e", into: &console)
    _ = Self.type("ephone", into: &console)
    let changed = ParticipantIdentity([.name: "Persephone"])
    #expect(console.handle(.key(.control("s"))) == [.seal(changed, reference: "VIC-26-0001")])
    _ = console.receive(.vaultRefused("The vault is closed: open it again."))
    let text = console.draw().text
    #expect(text.contains("Persephone") && text.contains("The vault is closed"))
    _ = console.handle(.key(.control("s")))
    _ = console.receive(.sealed(reference: "VIC-26-0001"))
    #expect(console.draw().text.contains("e change"))
  }
}

import CaseStore
import Casework
import Testing

/// What somebody who is not of the circle finds of focus groups, on every way into the store: nothing.
@Suite struct VictimsAccessTests {
  private let office: VictimsOffice
  private let room: VictimsOffice.Room
  private let sam = VictimsOffice.caseworker
  private let zoe = VictimsOffice.supervisor
  private let mair = VictimsOffice.lead

  init() throws {
    office = try VictimsOffice()
    room = try office.room()
  }

  private static let queries = [
    "kind:participant", "kind:session", "kind:contribution", "kind:action", "heron", "telephoned",
    "telephon*",
    "burglary", "subject:heron", "-nothing", "theme:waiting", "is:open", "is:awaited", "support:none",
    "stage:planned", "heron OR burglary", "kind:participant OR kind:session", "",
  ]

  @Test(arguments: queries)
  func aCaseworkerFindsAndCountsNothing(query: String) throws {
    #expect(try office.references(query, for: sam).isEmpty)
    #expect(try office.count(query, for: sam) == 0)
    let today = VictimsOffice.now.londonDay
    var read = 0
    try office.store.eachRecord(
      QueryParser.parse(query, today: today, actor: "sam"), today: today, for: sam
    ) { _ in read += 1 }
    #expect(read == 0)
  }

  @Test func theLeadFindsAllOfIt() throws {
    #expect(Set(try office.references("", for: mair)) == Set(room.all))
    #expect(try office.references("heron", for: mair) == [room.participant])
    #expect(try office.count("telephoned", for: mair) == 1)
  }

  @Test func aSupervisorFindsTheSessionsAndNotThePeople() throws {
    #expect(Set(try office.references("", for: zoe)) == Set(room.all.dropFirst()))
    #expect(try office.count("kind:participant", for: zoe) == 0)
    #expect(try office.references("heron", for: zoe).isEmpty)
    let view = try #require(try office.store.view(room.session, for: zoe))
    #expect(view.related.allSatisfy { $0.kind == .contribution })
  }

  @Test func whatIsSearchedAsItIsTypedIsWalledOffToo() throws {
    let search = LiveSearch(office.store, for: sam)
    for word in ["her", "heron", "teleph", "burgl"] {
      #expect(try search.search(.prefix(word), today: VictimsOffice.now.londonDay, limit: 10) ?? [] == [])
      #expect(try search.count(.prefix(word), today: VictimsOffice.now.londonDay) == 0)
    }
  }

  @Test func noReferenceLeadsACaseworkerThere() throws {
    for reference in room.all + room.all.map({ $0.lowercased() }) {
      #expect(try office.store.record(reference, for: sam) == nil)
      #expect(try office.store.view(reference, for: sam) == nil)
      #expect(try office.store.history(of: reference, for: sam).isEmpty)
      #expect(try office.references("ref:\(reference)", for: sam).isEmpty)
      #expect(try office.references("in:\(reference)", for: sam).isEmpty)
      for kind in KindName.allCases {
        #expect(try office.store.children(of: reference, kind, for: sam).isEmpty)
      }
    }
  }

  @Test func aCaseworkerCannotActThereAndIsToldThatThereIsNothing() throws {
    for reference in room.all {
      #expect(throws: StoreError.noSuchRecord(reference)) {
        try office.perform(.note("Hello?"), on: reference, by: sam)
      }
    }
    #expect(throws: StoreError.refused(.noSuchRecord(room.session))) {
      _ = try office.make(
        .action, ["title": "x", "type": "action", "parent": .string(room.session), "received": "2026-11-20"],
        by: sam)
    }
  }

  @Test func theLogShowsACaseworkerThatItHappenedAndNotWhatItSays() throws {
    var seen: [AuditEntry] = []
    try office.store.eachEntry(for: sam) { seen.append($0) }
    let hidden = seen.filter { room.all.contains($0.reference) }
    #expect(!hidden.isEmpty)
    #expect(hidden.allSatisfy { $0.detail == nil && $0.salt == nil })
    #expect(!seen.map(\.exported.text).joined().contains("Heron"))
    // The chain can be checked all the same: each entry names the hash of the one before.
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.hash == $1.previous })
    #expect(seen.allSatisfy { !$0.hash.isEmpty && $0.detailSHA256.count == 64 })
    var whole: [AuditEntry] = []
    try office.store.eachEntry(for: mair) { whole.append($0) }
    #expect(whole.allSatisfy { $0.detail != nil })
  }

  @Test func theLogKeepsItsSilenceAboutARecordThatWasTakenBack() throws {
    let person = try office.make(.participant, ["title": "Lapwing", "received": "2026-11-01"])
    _ = try office.store.perform(Change(.undo(reference: person)), by: mair, at: VictimsOffice.now)
    #expect(try office.record(person) == nil)
    var text = ""
    try office.store.eachEntry(for: sam) { text += $0.exported.text }
    #expect(text.contains(person) && !text.contains("Lapwing"))
  }

  @Test func aSubjectLineReachesNoSession() throws {
    var content = MailContent()
    content.subject = "Re: \(room.session)"
    content.text = "Hello"
    content.messageID = "m1@example.org"
    let mail = IncomingMail(raw: Array("Subject: x\n\nHello".utf8), source: "test", content: content)
    let counts = try office.store.take(in: [mail], by: sam, at: VictimsOffice.now)
    #expect(counts.new == 1 && counts.joined == 0)
    #expect(try office.store.view(room.session, for: mair)?.contacts == [])
    try office.requireSound()
  }

  // MARK: - Withdrawal

  @Test func aWithdrawalIsOneChangeAndIsTakenBackAsOne() throws {
    try office.perform(.act("withdraw", ["purpose": "focus-group"]), on: room.participant)
    #expect(try office.record(room.session)?[FocusGroupSession.participants] == nil)
    #expect(try office.store.view(room.participant, for: mair)?.contacts.count == 1)
    try office.requireSound()
    _ = try office.store.perform(Change(.undo(reference: nil)), by: mair, at: VictimsOffice.now)
    #expect(try office.record(room.session)?[FocusGroupSession.participants] == [room.participant])
    #expect(try office.record(room.participant)?.consentLedger.entries.count == 1)
    #expect(try office.store.view(room.participant, for: mair)?.contacts.isEmpty == true)
    try office.requireSound()
  }

  @Test func aSupervisorFindsWhatWasHeldWithoutSupport() throws {
    let session = try office.make(.session, ["title": "Evening", "received": "2026-11-19"])
    try office.perform(.move(to: "held"), on: session, reason: "She was ill.")
    #expect(try office.references("kind:session support:exception", for: zoe) == [session])
    #expect(try office.record(session, for: zoe)?[FocusGroupSession.exception] == "She was ill.")
  }
}

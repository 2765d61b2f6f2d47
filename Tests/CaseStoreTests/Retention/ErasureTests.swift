import CaseStore
import Casework
import Foundation
import GRDB
import TestOffice
import Testing

/// A record that goes leaves no word of itself in any file of the store, and a log that still holds.
/// Source: requirements G5; reliability C18.
@Suite struct ErasureTests {
  private let fixture: StoreFixture

  init() throws {
    fixture = try StoreFixture()
    try fixture.store.save(
      [Account(name: "sue", fullName: "Sue", roles: [.supervisor, .caseworker])] + shippedSchedule,
      by: StoreFixture.sam, at: StoreFixture.now)
  }

  private static let words = [
    "Zebrafinch", "Quagga", "Okapiletter", "Lemurnote", "Tapirreply", "Ibexattachment", "Gibbonbytes",
    "Pangolinreason", "Dugongdraft", "Narwhalstreet", "Wombattitle", "Kakapoclue", "Axolotlmail",
  ]

  /// A case with a word of its own wherever a word can stand.
  private func fullCase() throws -> String {
    try fixture.take(
      full(
        "Zebrafinch", sender: "Quagga", text: "Okapiletter and Gibbonbytes, \(filler)", id: "axolotlmail@x"))
    let reference = try #require(try fixture.references("Zebrafinch").first)
    try fixture.act(.note("Lemurnote about her."), on: reference)
    try fixture.act(.set(["title": "Wombattitle", "street": "Narwhalstreet"]), on: reference)
    try fixture.act(.reply("Tapirreply.", channel: .email), on: reference, reason: "Pangolinreason")
    try fixture.act(.set(["themes": ["dogs"], "place": "mon"]), on: reference)
    let draft = Draft(
      place: DraftPlace(form: "note", reference: reference), revision: 1, at: StoreFixture.now,
      texts: ["text": "Dugongdraft, half a sentence"])
    try fixture.store.keep(draft, of: StoreFixture.ann)
    try fixture.act(.set(["street": "Kakapoclue"]), on: reference)
    try fixture.undo(reference)
    try fixture.act(.close(.answered), on: reference)
    return reference
  }

  private let filler = (0..<150).map { "word\($0 * 7919 % 1000)" }.joined(separator: " ")

  private func full(_ subject: String, sender: String, text: String, id: String) -> IncomingMail {
    var content = MailContent()
    content.subject = subject
    content.text = text
    content.messageID = id
    content.sender = MailAddress(name: sender, address: "\(sender.lowercased())@example.org")
    content.sent = StoreFixture.now.adding(seconds: -86_400)
    content.attachments = [
      MailAttachment(part: 1, name: "Ibexattachment.pdf", type: "application/pdf", size: 9)
    ]
    return IncomingMail(
      raw: Array("Subject: \(subject)\nFrom: \(sender)\nMessage-ID: <\(id)>\n\n\(text)\n".utf8),
      source: "test", content: content)
  }

  /// Every word that a reader of the disk could find. The connections of this process stay open, as at work.
  private func hits(_ words: [String] = words) throws -> [String] {
    try FileSearch.hits(words, in: fixture.folder)
  }

  @Test func noFileOfTheStoreHoldsAWordOfIt() throws {
    // Others before and after it, so that rows move between pages.
    for number in 0..<30 { _ = try fixture.create(["title": .string("Letter \(number)")], text: filler) }
    let reference = try fullCase()
    for number in 0..<30 { _ = try fixture.create(["title": .string("Later \(number)")], text: filler) }
    #expect(Set(try hits().map { $0.split(separator: " ")[0] }).count == Self.words.count)
    let before = try fixture.entries().count

    let erasure = try fixture.erase(reference, by: StoreFixture.sue)
    #expect(try hits() == [])
    try fixture.requireSound()
    #expect(try fixture.entries().count == before + 1)
    #expect(erasure.counts.contacts == 3 && erasure.counts.attachments == 1 && erasure.counts.drafts == 1)
    #expect(erasure.digests.count == 1 && erasure.counts.entries >= 8 && erasure.by == "sue")
    #expect(try fixture.store.drafts(of: StoreFixture.ann) == [])
    #expect(try fixture.references("word7919 OR Letter").count == 30)
    // The chain holds for a stranger too: what is gone is null.
    let holes = try fixture.entries().filter { $0.reference == reference && $0.detail == nil }
    #expect(holes.count == erasure.counts.entries && holes.allSatisfy { $0.salt == nil })
  }

  @Test func whatTwoRecordsHoldStaysForTheOther() throws {
    let gone = try fixture.closedCase(["title": "Sharedword lost"], text: "Sharedword here.")
    let kept = try fixture.create(["title": "Another"], text: "Sharedword there.")
    try fixture.erase(gone)
    #expect(try fixture.references("Sharedword") == [kept])
    #expect(try hits(["Sharedword"]).count > 0)
    try fixture.requireSound()
  }

  @Test func theReferenceIsAnsweredAndNeverGivenAgain() throws {
    let reference = try fixture.closedCase(["title": "Wombattitle"])
    let erasure = try fixture.erase(reference)
    #expect(erasure.sentence.text().contains("on request") && erasure.reason == "Request 12")
    #expect(try fixture.store.view(reference, for: StoreFixture.sam) == nil)
    #expect(storeError { try fixture.act(.note("More."), on: reference) } == .erased(erasure))
    try fixture.edit("UPDATE counter SET value = 0 WHERE name LIKE 'COR-%'")
    #expect(try fixture.create() != reference)
  }

  @Test func anOldMailboxDoesNotBringItBack() throws {
    let mail = full("Zebrafinch", sender: "Quagga", text: "Okapiletter.", id: "1@x")
    try fixture.take(mail, closed: true)
    let reference = try #require(try fixture.references("Zebrafinch").first)
    try fixture.erase(reference)
    let counts = try fixture.take(mail)
    #expect(counts.duplicate == 1 && counts.new == 0)
    #expect(try hits() == [])
  }

  // MARK: - Refused

  @Test func aHoldStopsItAndSaysWhoAndWhy() throws {
    let reference = try fixture.closedCase()
    try fixture.act(
      .act("hold", ["reason": "Claim at the county court"]), on: reference, by: StoreFixture.ann)
    let sentence = storeError { try fixture.erase(reference) }?.message.text() ?? ""
    #expect(sentence.contains("held by ann") && sentence.contains("county court"), "\(sentence)")
    #expect(
      storeError { try fixture.act(.act("lift", ["reason": "Over"]), on: reference, by: StoreFixture.ann) }
        == .refused(.notPermitted(.dispose)))
    #expect(try fixture.references("is:held") == [reference])
    try fixture.act(.act("lift", ["reason": "Over"]), on: reference, by: StoreFixture.sue)
    try fixture.erase(reference)
    try fixture.requireSound()
  }

  @Test func onlyWhoMayErasesAndOnlyWhatIsDoneWith() throws {
    let reference = try fixture.create(["title": "Wombattitle", "correspondent": "Mrs Quagga"])
    let refusals: [(String, () throws -> Void)] = [
      ("still open", { try fixture.erase(reference) }),
      ("may not erase", { try fixture.erase(reference, by: StoreFixture.ann) }),
      ("write it without", { try fixture.erase(reference, reason: "Mrs Quagga asked") }),
      ("No rule 'none'", { try fixture.erase(reference, rule: "none") }),
      ("is not COR", { try fixture.act(.act("erase", ["again": "COR-1", "reason": "x"]), on: reference) }),
    ]
    for (words, erase) in refusals {
      if words != "still open", try fixture.record(reference)[Head.closed] == nil {
        try fixture.act(.close(.answered), on: reference, reason: "Nothing to say.")
      }
      let sentence = storeError { try erase() }?.message.text() ?? "nothing"
      #expect(sentence.contains(words), "\(sentence)")
    }
    #expect(try fixture.store.erasures(for: StoreFixture.sam) == [])
    try fixture.requireSound()
  }

  @Test func whatIsKeptForGoodIsNotErasedUnderNoRule() throws {
    let rule = RetentionRule(
      "forever", .caseFile, conditions: [RetentionCondition(.outcome, "answered")].compactMap { $0 },
      start: .closed, years: 0, action: .keep, sentence: "Kept.", source: "x", from: fixture.today)
    try fixture.store.save([rule], by: StoreFixture.sam, at: StoreFixture.now)
    let reference = try fixture.closedCase()
    #expect(storeError { try fixture.erase(reference) }?.message.text().contains("kept for good") == true)
    try fixture.erase(reference, rule: "case")
  }

  @Test func itIsNotTakenBackNorWhatWasBefore() throws {
    let reference = try fixture.closedCase()
    try fixture.erase(reference)
    #expect(storeError { try fixture.undo() } == .erasureStands(reference: reference))
    let other = try fixture.create()
    try fixture.undo(other)
    #expect(storeError { try fixture.undo() } == .erasureStands(reference: reference))
  }

  @Test func aChangeOfManyOfWhichOneIsGoneIsNotTakenBackByHalves() throws {
    let references = try (0..<5).map { try fixture.closedCase(["title": .string("Number \($0)")]) }
    let verb = BulkVerb.each(.set(["owner": "ann"]))
    _ = try fixture.store.perform(
      Change(.bulk(verb, on: references.map { BulkTarget($0, seen: nil) })), by: StoreFixture.sue,
      at: StoreFixture.now)
    try fixture.erase(references[2])
    #expect(
      storeError { try fixture.undo(by: StoreFixture.sue) } == .erasureStands(reference: references[2]))
    #expect(try fixture.references("owner:ann").count == 4)
  }

  // MARK: - Checks

  @Test func aHoleWithoutAnErasureIsStillAFault() throws {
    let gone = try fixture.closedCase(["title": "Wombattitle"])
    let other = try fixture.closedCase(["title": "Other"])
    try fixture.erase(gone)
    try fixture.requireSound()
    try fixture.edit(
      "UPDATE audit SET detail = NULL, salt = NULL WHERE reference = ? AND action = 'create'", [other])
    let sentences = try fixture.store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains(other) && $0.contains("no disposal says why") }, "\(sentences)")
  }

  @Test func wordsThatAreStillThereAfterAnErasureAreAFault() throws {
    let gone = try fixture.closedCase(["title": "Wombattitle"])
    let entry = try #require(try fixture.entries().last { $0.reference == gone })
    try fixture.erase(gone)
    try fixture.edit(
      "UPDATE audit SET detail = ?, salt = x'00' WHERE seq = ?", [entry.detail, entry.seq])
    let sentences = try fixture.store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains("still there") }, "\(sentences)")
  }

  @Test func anErasedRecordThatIsPutBackIsAFault() throws {
    let gone = try fixture.closedCase(["title": "Wombattitle"])
    let copy = fixture.folder.appending(path: "copy.sqlite").path
    try fixture.maintain("ATTACH '\(copy)' AS copy; CREATE TABLE copy.record AS SELECT * FROM record")
    try fixture.erase(gone)
    try fixture.maintain(
      "ATTACH '\(copy)' AS copy; INSERT INTO record SELECT * FROM copy.record WHERE reference = '\(gone)'")
    let sentences = try fixture.store.verify().faults.map { $0.sentence.text() }
    #expect(sentences.contains { $0.contains(gone) }, "\(sentences)")
  }

  @Test func whatIsOwedToTheFileIsDoneByTheNextWhoOpensIt() throws {
    let reference = try fixture.closedCase()
    try fixture.erase(reference)
    #expect(try !fixture.store.owesScouring())
    let owed = "UPDATE counter SET value = 0 WHERE name = 'scoured'"
    try fixture.edit(owed)
    #expect(try fixture.store.owesScouring())
    #expect(try !CaseStore.open(at: fixture.path, rulebook: shippedRules).owesScouring())
    try fixture.edit(owed)
    let lines = StoreHealth(fixture.store, now: StoreFixture.now, isThorough: false).lines.map {
      $0.what.text()
    }
    #expect(lines.contains { $0.contains("written anew") }, "\(lines)")
    #expect(try !fixture.store.owesScouring())
  }
}

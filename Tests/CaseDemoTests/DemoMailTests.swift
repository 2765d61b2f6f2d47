import CasebookResources
import Casework
import Foundation
import Testing

@testable import CaseDemo

@Suite struct DemoMailTests {
  private let words: DemoWords
  private let year: DemoYear
  private let mails: [DemoMessage]
  private let letters: [DemoLetter]

  init() throws {
    let resources = try #require(ResourceFolder.ofThisProgram)
    let today = try #require(Day("2026-11-20"))
    words = try DemoWords(resources)
    year = try DemoYear(today: today, resources: resources)
    mails = DemoMessage.all(in: year)
    letters = try DemoStory(words: words, today: today).letters()
  }

  @Test func everyMailHasItsIdentityDateAndSender() {
    for mail in mails {
      for name in ["Message-ID", "Date", "From", "To", "Subject", "MIME-Version", "Content-Type"] {
        #expect(mail.headers.count { $0.name == name } == 1, "\(name) of \(mail.messageID)")
      }
    }
    #expect(Set(mails.map(\.messageID)).count == mails.count)
  }

  @Test func headersAreASCIIAndShortExceptTheHostileOnes() throws {
    for mail in mails where !mail.text.contains("=_hostile") {
      let head = try #require(mail.text.split(separator: "\n\n", maxSplits: 1).first)
      #expect(head.utf8.allSatisfy { $0 == 10 || (32...126).contains($0) })
      #expect(head.split(separator: "\n").allSatisfy { $0.utf8.count <= 200 })
    }
  }

  /// Source: RFC 5322 section 2.1.1.
  @Test func noLineIsLongerThanMailAllows() {
    for mail in mails {
      #expect(mail.bytes.split(separator: 10).allSatisfy { $0.count <= 998 }, "\(mail.messageID)")
    }
  }

  @Test func aFewLettersQuoteWhatTheyAnswer() {
    #expect(mails.count { $0.text.contains(" wrote:\n> Dear ") } >= 5)
  }

  @Test func attachmentsComeWithTheirNames() {
    for name in ["dates.csv", "notes.txt", ".png\"", ".pdf\""] {
      #expect(mails.contains { $0.text.contains("filename=\"") && $0.text.contains(name) }, "\(name)")
    }
  }

  @Test func answersNameTheLettersTheyAnswer() {
    let known = Set(mails.map(\.messageID))
    let answers = mails.filter { !$0.references.isEmpty }
    #expect(answers.count >= 40)
    #expect(answers.allSatisfy { $0.references.contains(where: known.contains) })
  }

  @Test func machinesAnswerToo() {
    let automatic = mails.filter(\.isAutomatic)
    #expect(automatic.contains { $0["Content-Type"]?.hasPrefix("multipart/report") == true })
    #expect(automatic.count { $0["Subject"]?.hasPrefix("Automatic reply") == true } >= 5)
  }

  @Test func mailComesInManyForms() {
    let types = mails.compactMap { $0["Content-Type"] }
    for form in [
      "text/html", "format=flowed", "iso-8859-1", "windows-1252", "multipart/alternative", "multipart/mixed",
    ] {
      #expect(types.count { $0.contains(form) } >= 5, "\(form)")
    }
    #expect(mails.count { $0["Content-Transfer-Encoding"] == "base64" } >= 5)
    #expect(mails.contains { !$0.bytes.contains(13) } && mails.contains { $0.bytes.contains(13) })
    #expect(mails.count { $0["Subject"]?.hasPrefix("=?") == true } >= 5)
  }

  @Test func everyAddressIsReservedForExamples() {
    let separators = Set(" <>\"\n\r;:(),=".utf8)
    for mail in mails {
      for piece in mail.bytes.split(whereSeparator: separators.contains) where piece.contains(0x40) {
        let domain = String(decoding: piece.split(separator: 0x40).last ?? [], as: UTF8.self)
        let isReserved = ["", "example.org", "example.com"].contains(domain) || domain.hasSuffix(".example")
        #expect(isReserved, "\(domain)")
      }
    }
    #expect(letters.allSatisfy { $0.person.phone.isEmpty || $0.person.phone.hasPrefix("01632 960") })
  }

  @Test func noTwoLettersSayTheSameExceptThoseOfTheCampaign() {
    let own = letters.filter { !$0.isCampaign }
    #expect(Set(own.map(\.body)).count == own.count)
  }

  @Test func theCampaignSharesItsTextAndOneWriterIsAVictim() {
    let campaign = letters.filter(\.isCampaign)
    let shared = words.campaign["shared"]
    #expect(campaign.count == 45 && shared.count == 3)
    #expect(campaign.allSatisfy { Array($0.body.prefix(3)) == shared })
    #expect(campaign.count { $0.body.count > 3 } == 11)
    let victims = campaign.filter { $0.body.contains { $0.hasPrefix("I am a victim") } }
    #expect(victims.map(\.team) == ["victims-hub"])
  }

  @Test func lettersInWelshAreAnsweredInWelsh() {
    let welsh = Set(letters.filter(\.isWelsh).map(\.identifier))
    #expect(welsh.count == 22)
    for event in year.events {
      guard case .act(let name, .act("reply", let said), _, _) = event.what, let text = said["text"]?.string
      else { continue }
      #expect(welsh.contains(name) == text.hasPrefix("Annwyl "))
    }
  }

  @Test func namesComeInManyScripts() {
    let names = letters.map(\.person.name).joined()
    let letters = ["Ź", "نور", "יונה", "گل", "霧沼", "👩‍👩‍👧‍👦", "Đ"]
    for letter in letters { #expect(names.contains(letter), "\(letter)") }
  }

  @Test func oneMessageIsHostileInEveryWayThatIsTold() throws {
    let hostile = mails.filter { $0.text.contains("=_hostile") }
    #expect(hostile.count == 1)
    let message = try #require(hostile.first)
    for trick in [
      "\u{1B}]0;", "\u{202E}", "<script>", "=0D=0ABcc:", "\nFrom: Chief Constable",
      "application/octet-stream",
    ] {
      #expect(message.text.unicodeScalars.contains(trick.unicodeScalars), "\(trick.debugDescription)")
    }
    let name = MailEncoding.header("..\\..\\evil\u{202E}gnp.exe")
    #expect(message.text.contains("filename=\"\(name)\""))
  }

  @Test func missingWordsAreRefusedInOneSentence() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "casebook-words-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let calendars = root.appending(path: "share/casebook/calendars")
    try FileManager.default.createDirectory(at: calendars, withIntermediateDirectories: true)
    let resources = try #require(ResourceFolder.beside(executable: root.appending(path: "bin/casebook").path))
    let today = try #require(Day("2026-11-20"))
    #expect(throws: DemoError.fileMissing("demo/places.txt")) {
      try DemoYear(today: today, resources: resources)
    }
    #expect(throws: DemoError.resourcesMissing) { try DemoYear(today: today, resources: nil) }
  }
}

import Foundation
import TerminalHarness
import Testing

/// A caseworker's day without the console: everything by commands.
@Suite struct CommandLineTests {
  private static let alwaysThere: Set = [
    "reference", "kind", "revision", "title", "stage", "owner", "place", "themes", "received", "due",
    "marking",
  ]

  // MARK: - Bringing mail in

  @Test func mailComesInFromEveryKindOfFileAndTheCountsAddUp() throws {
    let office = try Office()
    try office.write(Letter.mbox(3), as: "mail/box.mbox")
    try office.write(Letter("single@a.example").source, as: "mail/deep/er/one.eml")
    try office.write(Letter("new@a.example").source, as: "mail/Maildir/new/1.host")
    try office.write(Letter("cur@a.example", text: "Another").source, as: "mail/Maildir/cur/2.host:2,S")
    try office.write("", as: "mail/Maildir/tmp/3.host")
    var answer = Letter("answer@a.example", subject: "Re: something else", text: "One more thing.")
    answer.headers = ["In-Reply-To: <single@a.example>"]
    try office.write(answer.source, as: "mail/deep/two.eml")
    let first = try office.must("import", "mail", office.folder + "/mail", "--json").json().last
    #expect(first?["new"] == .integer(6))
    #expect(first?["joined"] == .integer(1))
    #expect(first.map(Self.sumOfTheRest) == first?["read"]?.integer)
    let again = try office.must("import", "mail", office.folder + "/mail", "--json").json().last
    #expect(again?["duplicate"] == .integer(7) && again?["read"] == .integer(7))
    #expect(try office.must("list", "--json").json().count == 6)
    #expect(try office.isSound)
  }

  @Test func mailComesInFromStandardInput() throws {
    let office = try Office()
    let counts = try office.must("import", "mail", "-", "--json", input: Letter.mbox(4)).json().last
    #expect(counts?["new"] == .integer(4) && counts?["read"] == .integer(4))
    let letter = try office.must("import", "mail", "-", input: Letter("one@a.example").bytes)
    #expect(letter.text == "read 1, new 1, joined 0, duplicate 0, unreadable 0\n")
  }

  @Test func machinesOpenNoCase() throws {
    let office = try Office()
    let reference = try office.receive(Letter("first@a.example"))
    var away = Letter("away@a.example", subject: "Automatic reply: Speeding")
    away.headers = ["Auto-Submitted: auto-replied", "In-Reply-To: <first@a.example>"]
    var other = Letter("other@a.example", subject: "Out of office")
    other.headers = ["Auto-Submitted: auto-replied"]
    try office.must("import", "mail", "-", input: away.bytes)
    let counts = try office.must("import", "mail", "-", "--json", input: other.bytes).json().last
    #expect(counts?["new"] == .integer(0) && counts?["read"] == .integer(1))
    #expect(try office.must("list", "--json").json().count == 1)
    #expect(try office.record(reference)["contacts"]?.array.count == 2)
  }

  @Test func oldMailIsClosedAndOwesNothing() throws {
    let office = try Office()
    try office.must("import", "mail", "--closed", "-", input: Letter.mbox(2))
    let records = try office.must("list", "--json").json()
    #expect(records.allSatisfy { $0["stage"] == .string("closed") && $0["due"] == .null })
    #expect(records.count == 2)
  }

  @Test func aReferenceInTheSubjectJoinsItsCase() throws {
    let office = try Office()
    let reference = try office.receive(Letter("first@a.example"))
    let answer = Letter("second@a.example", subject: "RE: your letter [\(reference)]", text: "Thank you.")
    let counts = try office.must("import", "mail", "-", "--json", input: answer.bytes).json().last
    #expect(counts?["joined"] == .integer(1))
    #expect(try office.record(reference)["contacts"]?.array.count == 2)
  }

  // MARK: - Reading

  @Test func everyRecordHasTheKeysThatScriptsRelyOn() throws {
    let office = try Office()
    let reference = try office.receive(Letter("keys@a.example"))
    let printed = try [
      office.must("list", "--json"), office.must("search", "speeding", "--json"),
      office.must("show", reference, "--json"),
      office.must("new", "case", "title=Light", "channel=phone", "--json"),
      office.must("set", reference, "owner=\(Program.accountName())", "--json"),
      office.must("note", reference, "Asked around.", "--json"),
    ]
    for outcome in printed {
      let records = try outcome.json()
      #expect(!records.isEmpty)
      for record in records { #expect(Self.alwaysThere.isSubset(of: record.keys), "\(record.canonical)") }
    }
    let entries = try office.must("history", reference, "--json").json()
    #expect(entries.compactMap { $0["action"]?.string } == ["import", "change", "note"])
  }

  @Test func listAndSearchShareOneLanguage() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(5))
    try office.must("new", "case", "title=Pothole in Môn", "channel=phone", "received=2025-10-01")
    func titles(_ query: String) throws -> [String] {
      let outcome = try office.run("list", "--json", "--", query)
      return try outcome.json().compactMap { $0["title"]?.string }.sorted()
    }
    #expect(try titles("mon") == ["Pothole in Môn"])
    #expect(try titles("channel:phone OR \"matter number 3\"") == ["Matter number 3", "Pothole in Môn"])
    #expect(try titles("-channel:email") == ["Pothole in Môn"])
    #expect(try titles("matt* from:\"person 4\"") == ["Matter number 4"])
    #expect(try titles("received:2025-10") == ["Pothole in Môn"])
    #expect(try titles("is:overdue").count == 6)
    #expect(try titles("stage:closed") == [])
  }

  @Test func theLimitAndTheOrderOfAListAreKept() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(5))
    let titles = try office.must("list", "--limit", "2", "--json").json().compactMap { $0["title"]?.string }
    #expect(titles == ["Matter number 4", "Matter number 3"])
  }

  @Test func aReaderThatGoesAwayIsNoFault() throws {
    let office = try Office()
    try office.must("import", "mail", "-", input: Letter.mbox(200))
    let command = "'\(office.program)' audit export | head -n 1 | wc -l; echo ${PIPESTATUS[0]}"
    let (status, output) = try ChildProcess.run(
      "bash", ["-c", command], environment: office.environment)
    #expect(status == .exited(0))
    #expect(output == "1\n0\n")
  }

  // MARK: - The life of a case

  @Test func aCaseGoesFromTheLetterToItsEnd() throws {
    let office = try Office()
    let reference = try office.receive(Letter("life@a.example"))
    try office.must("team", "add", "central", "Central neighbourhood team")
    try office.must("place", "add", "E05001", "Linthorpe")
    func stage() throws -> String? { try office.record(reference)["stage"]?.string }
    #expect(try stage() == "untriaged")
    try office.must(
      "set", reference, "owner=\(Program.accountName())", "place=E05001", "themes=roads")
    #expect(try stage() == "open")
    try office.must("note", reference, "-", input: Array("Rang her: it is the stretch by the school.".utf8))
    try office.must("refer", reference, "--to", "central", "Please patrol in the morning.")
    #expect(try stage() == "awaiting-force")
    let early = try office.run("move", reference, "closed", "--outcome", "answered")
    #expect(early.status == .exited(65) && early.isOneSentence)
    #expect(early.errors.contains("still awaits the answer"))
    try office.must("answer", reference, "A patrol is there from Monday.")
    #expect(try stage() == "reply-owed")
    try office.must("reply", reference, "A patrol will be there from Monday.", "--channel", "email")
    #expect(try stage() == "replied")
    try office.must("move", reference, "closed", "--outcome", "answered")
    let record = try office.record(reference)
    #expect(record["stage"] == .string("closed") && record["due"] == .null)
    #expect(record["themes"] == .array([.string("roads")]) && record["place"] == .string("E05001"))
    let kinds = record["contacts"]?.array.compactMap { $0["kind"]?.string }
    #expect(kinds == ["received", "note", "referral", "answer", "reply"])
    #expect(try office.isSound)
  }

  @Test func closingWithoutAReplyIsRefusedUnlessAReasonIsGiven() throws {
    let office = try Office()
    let reference = try office.receive(Letter("noreply@a.example"))
    let before = try office.record(reference)
    let refused = try office.run("move", reference, "closed", "--outcome", "no-reply-needed")
    #expect(refused.status == .exited(65) && refused.isOneSentence)
    #expect(refused.errors.contains("no reply to the correspondent"))
    #expect(try office.record(reference) == before)
    try office.must(
      "move", reference, "closed", "--outcome", "no-reply-needed", "--reason", "She only copied us in.")
    #expect(try office.record(reference)["stage"] == .string("closed"))
    let entry = try office.must("history", reference, "--json").json().last
    #expect(entry?["detail"]?["reason"]?["after"] == .string("She only copied us in."))
  }

  @Test func undoTakesBackTheLastChangeAndOnlyThat() throws {
    let office = try Office()
    let reference = try office.receive(Letter("undo@a.example"))
    let before = try office.record(reference)
    try office.must("note", reference, "Wrong case.")
    try office.must("undo")
    let after = try office.record(reference)
    #expect(after["contacts"] == before["contacts"] && after["stage"] == before["stage"])
    let refused = try office.run("undo", reference)
    #expect(refused.status == .exited(65) && refused.isOneSentence)
    #expect(try office.isSound)
  }

  @Test func anAttachmentIsListedAndSavedByteForByte() throws {
    let office = try Office()
    var letter = Letter("file@a.example")
    letter.headers = []
    let source = """
      From: a@mail.example
      Subject: With a picture
      Message-ID: <file@a.example>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=cut

      --cut
      Content-Type: text/plain

      See the picture.
      --cut
      Content-Type: image/png; name="../../etc/pole.png"
      Content-Transfer-Encoding: base64

      iVBORw0KGgoAAQID/w==
      --cut--
      """
    try office.must("import", "mail", "-", input: Array(source.utf8))
    let reference = try office.must("list", "--json").json()[0]["reference"]?.string ?? ""
    let listed = try office.must("attachment", reference, "--json").json()
    #expect(listed.count == 1 && listed.first?["size"] == .integer(13))
    #expect(listed.first?["name"]?.string?.contains("/") == false)
    let path = office.folder + "/saved.png"
    try office.must("attachment", reference, "--save", "1", "--as", path)
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2, 3, 0xFF])
    let again = try office.run("attachment", reference, "--save", "1", "--as", path)
    #expect(again.status == .exited(73) && again.isOneSentence)
  }

  private static func sumOfTheRest(_ counts: Value) -> Int {
    ["new", "joined", "duplicate", "unreadable"].compactMap { counts[$0]?.integer }.reduce(0, +)
  }

  @Test func closingNeedsNoMoreThanAReplyOrAReason() throws {
    let office = try Office()
    let first = try office.receive(Letter("first@a.example"))
    #expect(try office.run("move", first, "closed").status == .exited(65))
    try office.must("move", first, "closed", "--reason", "Copied in only.")
    let second = try office.receive(Letter("second@a.example"))
    try office.must("reply", second, "Thank you.")
    try office.must("move", second, "closed")
    let outcomes = try office.must("list", "--json", "is:closed").json().map { $0["outcome"]?.string }
    #expect(Set(outcomes) == ["no-reply-needed", "answered"])
    #expect(try office.isSound)
  }
}

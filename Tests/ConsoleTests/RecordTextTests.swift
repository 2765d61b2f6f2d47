import Canvas
import Casework
import Testing

@testable import Console

/// A case as text to read.
@Suite struct RecordTextTests {
  private let words = RecordWords(
    lists: ConsoleExamples.lists, rulebook: ConsoleExamples.rulebook, today: ConsoleExamples.now.londonDay)

  private func text(
    _ file: ExampleFile, width: Int = 60, showsQuoted: Bool = false, lines count: Int = RecordText.longest
  ) -> RecordText {
    let format = RecordText.Format(width: width, words: words, showsQuoted: showsQuoted)
    var text = RecordText(file.view, history: file.history, format: format)
    text.make(lines: count)
    return text
  }

  private func lines(_ file: ExampleFile, width: Int = 60, showsQuoted: Bool = false) -> [String] {
    text(file, width: width, showsQuoted: showsQuoted).lines.map(\.text)
  }

  private func file(_ body: String) -> ExampleFile {
    ExampleFile(1, "Siân Llwyd", "Cwyn", due: nil, text: body)
  }

  // MARK: - Head and thread

  @Test func theHeadSaysWhoWhenWhereAndWhatIsOwed() {
    var file = ConsoleExamples.files[0]
    file.record[Head.themes] = ["noise", "response"]
    file.record[Head.place] = "mon"
    file.record[CaseFile.replyLanguage] = .welsh
    let lines = lines(file)
    for line in [
      "From       Siân Llwyd <writer1@example.org>", "Received   Tue 27 Oct 2026, Email",
      "Stage      Untriaged",
      "Clock      Acknowledgement, 3 Nov  LATE 13", "Clock      Reply, 24 Nov  2 wd",
      "Owner      nobody yet", "Themes     Noise, Response times",
      "Place      Môn Fach, Gororau", "Reply in   Welsh",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test func theNewestContactComesFirst() throws {
    var file = ConsoleExamples.files[1]
    var reply = Contact(
      uid: "r", kind: .reply, channel: .email, at: ConsoleExamples.now, text: "Dear Ms Khan, we have asked.")
    reply.sender = MailAddress(name: "slewis")
    file.contacts.append(reply)
    let lines = lines(file)
    let first = try #require(lines.firstIndex { $0.hasPrefix("-- Reply  20 Nov 14:05  Siwan Lewis ") })
    let second = try #require(lines.firstIndex { $0.hasPrefix("-- Received  27 Oct 09:12  Aisha Khan ") })
    #expect(first < second)
    #expect(lines[first + 1] == "Dear Ms Khan, we have asked.")
    #expect(lines[first + 2] == "", "one blank line between contacts")
  }

  @Test func attachmentsStandUnderTheirLetter() {
    #expect(lines(ConsoleExamples.files[0]).contains("Attachment 1  llythyr-3-mehefin.pdf  84 kB  (o saves)"))
  }

  @Test func theHistoryComesLastInShortLines() {
    var file = ConsoleExamples.files[0]
    file.history.append(
      .example(
        "change", reference: file.record.reference, ["owner": .string("pjones")],
        from: ["owner": .string("slewis")]))
    let lines = lines(file)
    #expect(
      lines.suffix(2)
        == [
          "20 Nov 14:05  changed  Siwan Lewis; Owner: Siwan Lewis -> ", "27 Oct 09:12  arrived  Priya Jones",
        ].map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 })
  }

  @Test func aMessageThatCouldNotBeReadSaysSo() {
    var file = file("binary")
    file.contacts[0].isUnreadable = true
    #expect(lines(file).contains("[this message could not be read; it is kept as it came]"))
    #expect(!lines(file).contains("binary"))
  }

  @Test func whatTheReaderShouldKnowStandsBeforeTheText() {
    for remark in MailRemark.allCases {
      var file = file("Body")
      file.contacts[0].remarks = [remark]
      let text = lines(file, width: 200)
      #expect(text.firstIndex(of: remark.words.text()) ?? .max < text.firstIndex(of: "Body") ?? 0)
    }
  }

  // MARK: - Quoted letters

  @Test func quotedLettersAreFoldedUntilTheyAreAskedFor() {
    let file = file("Diolch.\n\n> one\n> two\n> three\n")
    #expect(lines(file).contains("[3 quoted lines; z q shows them]"))
    #expect(!lines(file).contains("> two"))
    #expect(lines(file, showsQuoted: true).contains("> two"))
    #expect(lines(self.file("Diolch.\n> one")).contains("[1 quoted line; z q shows it]"))
  }

  // MARK: - Hostile letters

  @Test func nothingInALetterReachesTheTerminalAsACommand() {
    let hostile =
      "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{0}\u{8}\r\u{202E}txt\u{2066}\u{200B}\u{FEFF}\u{E0041}\u{7F}\n"
    var file = file(hostile + "> " + hostile)
    file.record[Head.title] = hostile
    file.record[CaseFile.correspondent] = hostile
    file.contacts[0].sender = MailAddress(name: hostile)
    file.contacts[0].subject = hostile
    file.contacts[0].attachments = [MailAttachment(part: 1, name: hostile, type: hostile, size: 1)]
    file.history = [.example(hostile, by: hostile, reference: hostile, reason: hostile, [:], from: [:])]
    for keys in ["", "\n", "zq", "gh", "o", "a", "r", "/e", "x"] {
      var desk = Desk([file], columns: 120, rows: 40)
      desk.type(keys)
      for cell in desk.frame.cells {
        for scalar in cell.text.unicodeScalars {
          let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          let isHidden = scalar.properties.generalCategory == .format
          #expect(!isControl && !isHidden, "U+\(String(scalar.value, radix: 16)) after '\(keys)'")
        }
      }
    }
  }

  @Test func everyLineFitsItsWidth() {
    let body =
      "Hir iawn " + String(repeating: "公園👩‍👩‍👧", count: 50) + "\n"
      + String(repeating: "x", count: 300)
    for width in [10, 11, 30, 79] {
      for line in text(file(body), width: width).lines {
        #expect(CellWidth.of(line.text) <= max(width, 12), "\(line.text)")
      }
    }
  }

  // MARK: - Long letters

  @Test func onlyWhatIsNeededOfALongLetterIsMade() {
    let long = file(String(repeating: "Llinell arall.\n", count: 100_000))
    let start = text(long, lines: 100)
    #expect(start.lines.count < 110 && !start.isWhole)
    var more = start
    more.make(lines: 300)
    #expect(more.lines.count >= 300)
    #expect(Array(more.lines.prefix(start.lines.count)) == start.lines)
  }

  @Test func aLetterThatIsMadePieceByPieceIsTheSameAsInOneGo() {
    let file = file((1...500).map { "Line \($0)\r\n\r\n" }.joined() + "> quoted\n\n\n")
    var pieces = text(file, lines: 1)
    while !pieces.isWhole { pieces.make(lines: pieces.lines.count + 7) }
    #expect(pieces.lines == text(file).lines)
  }

  @Test func theLongestLettersEndInANoteThatSaysWhereTheRestIs() {
    let text = text(file(String(repeating: "Llinell.\n", count: 30_000)), width: 80)
    #expect(text.isWhole)
    #expect(text.lines.count <= RecordText.longest + 2)
    #expect(text.lines.last?.text.contains("casebook show prints all of it") == true)
  }

  @Test func aLineWithoutAnEndIsReadInParts() {
    let words = String(repeating: "gair ", count: 50_000)
    let text = text(file(words), lines: 50)
    #expect(text.lines.count < 250 && !text.isWhole)
    #expect(text.lines.dropFirst(8).prefix(20).allSatisfy { $0.text.hasPrefix("gair gair") })
  }

  @Test func aMegabyteOfAccentsIsReadAFewAtATime() {
    let marks = text(file("a" + String(repeating: "\u{301}", count: 400_000)), lines: 50)
    #expect(!marks.isWhole)
  }
}

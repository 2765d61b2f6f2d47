import CaseImport
import Casework
import Testing

extension WorkerTests {
  /// Whole messages through the real worker.
  @Suite(.serialized) struct MailParserTests {
    private let pool: ParsingPool

    init() throws {
      pool = try ParsingPool(executable: Support.worker, workers: 1)
    }

    private func read(_ message: String) throws -> MailContent {
      let mail = RawMail(raw: Array(message.utf8), source: "test")
      return try #require(pool.parse([mail]).first?.content)
    }

    /// A multipart of that type with these parts, each with its own headers.
    private func multipart(_ type: String, _ parts: String..., headers: String = "") -> String {
      headers + "MIME-Version: 1.0\nContent-Type: multipart/\(type); boundary=b\n\n"
        + parts.map { "--b\n\($0)\n" }.joined() + "--b--\n"
    }

    @Test func headersBecomeValues() throws {
      let content = try read(
        """
        From: =?utf-8?q?Si=C3=A2n?= <s@example.org>
        To: Office <office@example.org>, b@example.org
        Cc: c@example.org
        Subject: =?utf-8?q?Golau_=E2=80=93_lamp?=
        Date: Fri, 3 May 2024 10:00:00 +0100
        Message-ID: <one@example.org>
        In-Reply-To: <two@example.org>
        References: <four@example.org>
         <three@example.org> <two@example.org>

        Text\r
        and more

        """)
      #expect(content.sender == MailAddress(name: "Siân", address: "s@example.org"))
      #expect(content.recipients.map(\.address) == ["office@example.org", "b@example.org", "c@example.org"])
      #expect(content.subject == "Golau – lamp")
      #expect(content.sent?.description == "2024-05-03T09:00:00.000Z")
      #expect(content.messageID == "one@example.org")
      #expect(content.references == ["two@example.org", "three@example.org", "four@example.org"])
      #expect(content.text == "Text\nand more\n")
      #expect(content.nature == .letter)
      #expect(content.remarks.isEmpty)
    }

    @Test(
      arguments: [
        (
          "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
            + "Caf=C3=A9=\n!\n",
          "Café!\n", []
        ),
        (
          "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nQ2Fmw6k=\n",
          "Café\n", []
        ),
        ("Content-Type: text/plain; format=flowed\n\none \ntwo\n", "one two\n", []),
        ("Content-Type: text/html\n\n<p>One<p>Two\n", "One\n\nTwo\n", [.fromHTML]),
        (
          "Content-Type: text/html\n\n<b style='display:none'>x</b><img src=http://a>\n",
          "[hidden text: x]\n", [.fromHTML, .hiddenText, .remoteContent]
        ),
        ("Content-Type: text/html\n\n<meta charset=koi8-r>\u{1}", "\u{1}\n", [.fromHTML]),
        ("Content-Type: text/plain; charset=us-ascii\n\nCafé\n", "Café\n", [.charsetReplaced]),
        ("Content-Type: text/plain; name=body.txt\n\nText\n", "Text\n", []),
        ("\nText\0after a zero\n", "Text\0after a zero\n", []),
        (
          "Content-Type: multipart/mixed; boundary=b\n\nNo boundary anywhere\n", "No boundary anywhere\n",
          [.structureBroken]
        ),
        ("Content-Type: multipart/mixed\n\n--b\n\nText\n--b--\n", "--b\n\nText\n--b--\n", [.structureBroken]),
        ("Content-Type: nonsense\n\nText\n", "Text\n", []),
      ] as [(String, String, [MailRemark])])
    func bodiesBecomeText(part: String, text: String, remarks: [MailRemark]) throws {
      let content = try read("From: a@example.org\n" + part)
      #expect(content.text == text)
      #expect(content.remarks == remarks)
    }

    @Test func plainTextIsPreferredToHTML() throws {
      let html = "Content-Type: text/html\n\n<p>As HTML"
      #expect(try read(multipart("alternative", "\nAs text", html)).text == "As text\n")
      #expect(try read(multipart("alternative", "\n \n", html)).text == "As HTML\n")
    }

    @Test func aStubGivesWayToTheLetter() throws {
      let letter = String(repeating: "The lamp is out. ", count: 20)
      let html = "Content-Type: text/html\n\n<p>\(letter)"
      let stub = multipart("alternative", "\nView this in your browser.", html)
      #expect(try read(stub).text.hasPrefix("The lamp is out."))
      #expect(try read(multipart("alternative", "\nThe lamp, again.", html)).text == "The lamp, again.\n")
    }

    @Test func attachmentsAreListedAndComeOut() throws {
      let message = multipart(
        "mixed", "\nSee below.",
        "Content-Type: application/pdf; name=\"../a.pdf\"\nContent-Transfer-Encoding: base64\n\nAAEC",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''T%C5%B7.txt\n\nwords")
      let content = try read(message)
      #expect(content.text == "See below.\n")
      #expect(
        content.attachments == [
          MailAttachment(part: 1, name: "a.pdf", type: "application/pdf", size: 3),
          MailAttachment(part: 2, name: "Tŷ.txt", type: "text/plain", size: 5),
        ])
      #expect(pool.attachment(part: 1, of: Array(message.utf8)) == [0, 1, 2])
      #expect(pool.attachment(part: 2, of: Array(message.utf8)) == Array("words".utf8))
      #expect(pool.attachment(part: 3, of: Array(message.utf8)) == nil)
      #expect(pool.attachment(part: -1, of: Array(message.utf8)) == nil)
    }

    @Test func filesInTheTextAreAttachmentsToo() throws {
      let message = "From: a@example.org\n\nBefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nAfter\n"
      let content = try read(message)
      #expect(content.text == "Before\n[attached file: cat.txt]\nAfter\n")
      #expect(content.attachments.map(\.name) == ["cat.txt"])
      #expect(
        content.attachments.map { pool.attachment(part: $0.part, of: Array(message.utf8)) } == [
          Array("Cat".utf8)
        ])
    }

    @Test func forwardedMessagesAreShownWithTheirHeaders() throws {
      let inner = multipart(
        "mixed", "\nInner text", "Content-Type: image/png; name=lamp.png\n\nx",
        headers: "From: Jo <jo@example.org>\nDate: Fri, 3 May 2024 10:00:00 +0100\nSubject: Inner\n")
      let content = try read(
        multipart(
          "mixed", "\nOuter text", "Content-Type: message/rfc822\n\n" + inner, headers: "Subject: Outer\n"))
      #expect(content.subject == "Outer")
      #expect(
        content.text == """
          Outer text

          --- forwarded message ---
          From: Jo <jo@example.org>
          Date: Fri, 3 May 2024 10:00:00 +0100
          Subject: Inner

          Inner text

          """)
      #expect(content.attachments.map(\.name) == ["lamp.png"])
    }

    @Test(
      arguments: [
        ("Auto-Submitted: auto-replied (holiday)\n", .automaticReply), ("Auto-Submitted: no\n", .letter),
        ("X-Autoreply: yes\n", .automaticReply), ("Precedence: auto_reply\n", .automaticReply),
        ("Precedence: bulk\nList-Id: <x>\n", .letter),
        ("Precedence: bulk\nSubject: Out of office: x\n", .automaticReply),
        ("X-Auto-Response-Suppress: All\n", .letter),
        ("Return-Path: <>\nFrom: MAILER-DAEMON@example.org\n", .bounce), ("Return-Path: <a@b>\n", .letter),
        (
          "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n",
          .bounce
        ),
        (
          "MIME-Version: 1.0\nContent-Type: multipart/report; "
            + "report-type=disposition-notification; boundary=b\n",
          .automaticReply
        ),
      ] as [(String, MailNature)])
    func machinesAreToldFromPeople(headers: String, nature: MailNature) throws {
      let content = try read(headers + "To: b@example.org\n\n--b\n\nText\n--b--\n")
      #expect(content.nature == nature)
    }

    @Test(arguments: [
      "From a@example.org Thu Jan  1 00:00:00 1970\nSubject: One\n\nText\n",
      ">From a Thu\nSubject: One\n\nText\n",
      "\n\r\nSubject: One\n\nText\n",
    ])
    func linesBeforeTheHeaderAreNoHarm(message: String) throws {
      let content = try read(message)
      #expect(content.subject == "One")
      #expect(content.text == "Text\n")
    }
  }
}

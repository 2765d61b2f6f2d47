internal import Casework

/// The letters that are not like the others: written by machines, or by somebody who means harm.
enum OddMail {
  /// The answer of a machine to the office's reply. Source: RFC 3834.
  static func automaticReply(to letter: DemoLetter, references: [String], at: Instant) -> DemoMail {
    var mail = DemoMail(
      messageID: "auto-\(letter.key)@\(letter.domain)", at: at, name: letter.person.name,
      address: letter.person.address, subject: "Automatic reply: \(letter.subject)",
      paragraphs: ["I am away until Monday and will read your message when I am back.", letter.person.name])
    mail.references = references
    mail.moreHeaders = ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"]
    return mail
  }

  /// The report that the office's reply was not delivered. Source: RFC 3464.
  static func bounce(of letter: DemoLetter, references: [String], at: Instant) -> [UInt8] {
    let boundary = "=_report_\(letter.key)"
    let text = """
      Message-ID: <bounce-\(letter.key)@mx.saltmarsh.example>
      Date: \(LondonClock.mailDate(at))
      From: "Mail Delivery System" <mailer-daemon@mx.saltmarsh.example>
      To: <\(DemoYear.mailAddress)>
      Subject: Undelivered mail returned to sender
      In-Reply-To: <\(references.last ?? "")>
      References: \(references.map { "<\($0)>" }.joined(separator: " "))
      Auto-Submitted: auto-replied
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=us-ascii

      Your message could not be delivered. The mailbox of the recipient is full.

      --\(boundary)
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.saltmarsh.example

      Final-Recipient: rfc822; \(letter.person.address)
      Action: failed
      Status: 5.2.2

      --\(boundary)--

      """
    return Array(text.replacing("\n", with: "\r\n").utf8)
  }

  /// A message that tries what a hostile sender would: to move the cursor, to turn text around, to add header
  /// fields, to pass for somebody else, to run a script and to leave its folder.
  static func hostile(key: String, at: Instant) -> [UInt8] {
    let html = """
      <html><head><title>\u{1B}]0;owned\u{7}</title>
      <script>window.location='https://letters.example/'</script></head>
      <body onload="alert(1)"><p style="display:none">Approved by the Chief Constable.</p>
      <p>\u{1B}[2J\u{1B}[1;1HDear staff, your session has ended. Type your password:</p>
      <p>Amount: \u{202E}00.9$\u{202C} \u{2066}refund\u{2069}</p>
      <img src="https://letters.example/pixel.png?you"></body></html>

      """
    let plain = """
      \u{1B}[31mURGENT\u{1B}[0m \u{1B}]8;;https://letters.example/\u{1B}\\open this\u{1B}]8;;\u{1B}\\
      \u{90}q#0~\u{9C}\u{8}\u{8}\u{8}\u{0}

      From chief.constable@force.example Mon Jan  1 00:00:00 2001
      From: Chief Constable <chief.constable@force.example>
      Message-ID: <forged@force.example>
      Subject: =cmd|' /C calc'!A0

      """
    let program = DemoAttachment(
      name: #"..\..\evil\#u{202E}gnp.exe"#, type: "application/octet-stream",
      bytes: Array("MZ not a program".utf8))
    let boundary = "=_hostile"
    let inner = "=_hostile_text"
    let name = MailEncoding.header(program.name)
    let head = """
      Message-ID: <letter-\(key)@letters.example>
      Date: \(LondonClock.mailDate(at))
      From: =?utf-8?Q?=1B[2J=E2=80=AEelbatsnoC_feihC?= <stranger@letters.example>
      To: <\(DemoYear.mailAddress)>
      Subject: =?utf-8?Q?Invoice=0D=0ABcc:_everybody@example.org=0D=0A=1B]0;owned=07?=
       =?utf-8?Q?_=E2=80=AEtnegru?=
      X-Forged: \u{1B}[1A\u{1B}[2K
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="\(boundary)"

      --\(boundary)
      Content-Type: multipart/alternative; boundary="\(inner)"

      --\(inner)
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      \(plain)
      --\(inner)
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: 8bit

      \(html)
      --\(inner)--

      --\(boundary)
      Content-Type: \(program.type); name="\(name)"
      Content-Disposition: attachment; filename="\(name)"
      Content-Transfer-Encoding: base64

      \(String(decoding: MailEncoding.base64(program.bytes), as: UTF8.self))
      --\(boundary)--

      """
    return Array(head.replacing("\n", with: "\r\n").utf8)
  }
}

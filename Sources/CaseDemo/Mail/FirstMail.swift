internal import Casework

/// The message that opens a case, in one of the forms in which people's programs write.
enum FirstMail {
  private static let programs = [
    "X-Mailer: Letterbox 4.2", "User-Agent: Quill Mail 11", "X-Mailer: Pigeon Post for Phones 7",
  ]

  static func bytes(of letter: DemoLetter, at: Instant, random: inout DemoRandom) -> [UInt8] {
    guard letter.plan.kind != .hostile else { return OddMail.hostile(key: letter.key, at: at) }
    var mail = DemoMail(
      messageID: letter.identifier, at: at, name: letter.person.name, address: letter.person.address,
      subject: letter.subject, paragraphs: letter.paragraphs)
    let forms = DemoMail.Form.allCases
    mail.form = forms[random.position(byWeight: [26, 22, 6, 8, 12, 10, 8, 8])]
    mail.endsLinesWithLineFeed = random.chance(25)
    if random.chance(60) { mail.moreHeaders.append(random.line(of: programs)) }
    if letter.ending == .copiedIn {
      mail.quoted = ["To the Highways Service of the County Council,", letter.subject]
    }
    if letter.plan.kind == .ordinary, !letter.topic.isGentle, random.chance(18) {
      mail.attachments = DemoAttachment.some(letter.values, random: &random)
      mail.paragraphs.append("P.S. Please see what is attached.")
    }
    return MailWriter.bytes(of: mail)
  }

}

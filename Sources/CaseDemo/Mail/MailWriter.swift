internal import Casework

/// Turns a message into the bytes that a mail server would hand over.
///
/// Source: RFC 5322 (message), RFC 2045 to 2047 (MIME), RFC 3676 (format=flowed), RFC 2183 (attachments).
enum MailWriter {
  static func bytes(of mail: DemoMail) -> [UInt8] {
    let body = mail.attachments.isEmpty ? text(of: mail) : mixed(mail)
    var result = Array(headers(of: mail).joined(separator: "\r\n").utf8)
    result += [13, 10]
    result += body
    return mail.endsLinesWithLineFeed ? result.filter { $0 != 13 } : result
  }

  private static func headers(of mail: DemoMail) -> [String] {
    var fields = [
      "Message-ID: <\(mail.messageID)>",
      "Date: \(LondonClock.mailDate(mail.at))",
      "From: \(displayName(mail.name))<\(mail.address)>",
      "To: \"Police and Crime Commissioner\" <\(DemoYear.mailAddress)>",
      "Subject: \(MailEncoding.header(mail.subject))",
    ]
    if let parent = mail.references.last {
      fields.append("In-Reply-To: <\(parent)>")
      fields.append("References: \(mail.references.map { "<\($0)>" }.joined(separator: "\r\n "))")
    }
    return fields + mail.moreHeaders + ["MIME-Version: 1.0"]
  }

  private static func displayName(_ name: String) -> String {
    guard !name.isEmpty else { return "" }
    let isPlain = name.utf8.allSatisfy { (32...126).contains($0) }
    return isPlain ? "\"\(name)\" " : "\(MailEncoding.header(name)) "
  }

  // MARK: - The text

  /// The content headers, an empty line, and the text in the mail's form.
  private static func text(of mail: DemoMail) -> [UInt8] {
    switch mail.form {
    case .utf8: part("text/plain; charset=utf-8", "8bit", Array(plain(mail).utf8))
    case .base64:
      part("text/plain; charset=\"UTF-8\"", "base64", MailEncoding.base64Lines(Array(plain(mail).utf8)))
    case .flowed: part("text/plain; charset=utf-8; format=flowed", "8bit", Array(flowed(mail).utf8))
    case .html: part("text/html; charset=utf-8", "quoted-printable", MailEncoding.quotedPrintable(html(mail)))
    case .alternative: alternative(mail)
    case .latin1: latin1(mail) ?? quotedPrintable(mail)
    case .windows1252: windows1252(mail) ?? quotedPrintable(mail)
    case .quotedPrintable: quotedPrintable(mail)
    }
  }

  private static func part(_ type: String, _ encoding: String, _ bytes: [UInt8]) -> [UInt8] {
    Array("Content-Type: \(type)\r\nContent-Transfer-Encoding: \(encoding)\r\n\r\n".utf8) + bytes
  }

  private static func quotedPrintable(_ mail: DemoMail) -> [UInt8] {
    part(
      "text/plain; charset=utf-8", "quoted-printable", MailEncoding.quotedPrintable(Array(plain(mail).utf8)))
  }

  private static func latin1(_ mail: DemoMail) -> [UInt8]? {
    MailEncoding.latin1(plain(mail)).map {
      part("text/plain; charset=iso-8859-1", "quoted-printable", MailEncoding.quotedPrintable($0))
    }
  }

  /// With the curly quotation marks of the programs that write this charset.
  private static func windows1252(_ mail: DemoMail) -> [UInt8]? {
    MailEncoding.windows1252(plain(mail).replacing("'", with: "\u{2019}")).map {
      part("text/plain; charset=windows-1252", "8bit", $0)
    }
  }

  private static func plain(_ mail: DemoMail) -> String {
    let text = mail.paragraphs.map { wrapped($0, softBreak: "") }.joined(separator: "\r\n\r\n") + "\r\n"
    return text + quoted(mail)
  }

  private static func quoted(_ mail: DemoMail) -> String {
    guard !mail.quoted.isEmpty else { return "" }
    let introduction = mail.introduction.isEmpty ? "" : "\(mail.introduction)\r\n"
    return "\r\n" + introduction + mail.quoted.map { $0.isEmpty ? ">\r\n" : "> \($0)\r\n" }.joined()
  }

  /// A space at the end of a line says that the paragraph goes on (RFC 3676 section 4).
  private static func flowed(_ mail: DemoMail) -> String {
    let text = mail.paragraphs.map { wrapped($0, softBreak: " ") }.joined(separator: "\r\n\r\n") + "\r\n"
    return text + quoted(mail)
  }

  private static func wrapped(_ paragraph: String, softBreak: String) -> String {
    let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { fold($0, softBreak: softBreak) }.joined(separator: "\r\n")
  }

  private static func fold(_ line: Substring, softBreak: String) -> String {
    var result = ""
    var width = 0
    for word in line.split(separator: " ") {
      let length = word.utf8.count
      if width > 0, width + length + 1 > 70 {
        result += "\(softBreak)\r\n"
        width = 0
      }
      result += width > 0 ? " \(word)" : String(word)
      width += length + 1
    }
    return result
  }

  private static func html(_ mail: DemoMail) -> [UInt8] {
    var blocks = mail.paragraphs.map { "<p>\(escaped($0))</p>" }
    if !mail.introduction.isEmpty { blocks.append("<p>\(escaped(mail.introduction))</p>") }
    if !mail.quoted.isEmpty {
      blocks.append("<blockquote>\(escaped(mail.quoted.joined(separator: "\n")))</blockquote>")
    }
    let style = "style=\"font-family:sans-serif\""
    return Array("<html><body \(style)>\r\n\(blocks.joined(separator: "\r\n"))\r\n</body></html>\r\n".utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\n", with: "<br>\r\n")
  }

  // MARK: - Several parts

  private static func alternative(_ mail: DemoMail) -> [UInt8] {
    let parts = [
      quotedPrintable(mail),
      part("text/html; charset=utf-8", "quoted-printable", MailEncoding.quotedPrintable(html(mail))),
    ]
    return multipart("alternative", parts, mail)
  }

  private static func mixed(_ mail: DemoMail) -> [UInt8] {
    multipart("mixed", [text(of: mail)] + mail.attachments.map(attached), mail)
  }

  private static func attached(_ file: DemoAttachment) -> [UInt8] {
    let name = MailEncoding.header(file.name).replacing("\\", with: "\\\\")
    let headers = """
      Content-Type: \(file.type)\r\nContent-Disposition: attachment; filename="\(name)"\r\n\
      Content-Transfer-Encoding: base64\r\n\r\n
      """
    return Array(headers.utf8) + MailEncoding.base64Lines(file.bytes)
  }

  private static func multipart(_ subtype: String, _ parts: [[UInt8]], _ mail: DemoMail) -> [UInt8] {
    let boundary = "=_\(subtype)_\(mail.at.milliseconds)"
    var result = Array("Content-Type: multipart/\(subtype); boundary=\"\(boundary)\"\r\n\r\n".utf8)
    for part in parts {
      result += Array("--\(boundary)\r\n".utf8) + part + [13, 10]
    }
    return result + Array("--\(boundary)--\r\n".utf8)
  }
}

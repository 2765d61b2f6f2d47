/// A letter by e-mail, made up.
struct Letter {
  var from = "Gwen Ellis <gwen.ellis@mail.example>"
  var subject = "Speeding on Linthorpe Road"
  var text = "Cars race past the school every morning. Can somebody look into it?"
  var messageID: String
  var headers: [String] = []
  /// Wednesday 19 November 2025 and the seconds after it, so that letters have an order.
  var second = 0

  init(_ messageID: String, from: String? = nil, subject: String? = nil, text: String? = nil) {
    self.messageID = messageID
    self.from = from ?? self.from
    self.subject = subject ?? self.subject
    self.text = text ?? self.text
  }

  var bytes: [UInt8] { Array(source.utf8) }

  var source: String {
    let clock = [second / 3600 % 24, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let lines =
      [
        "From: \(from)", "To: office@pcc.example", "Subject: \(subject)", "Message-ID: <\(messageID)>",
        "Date: Wed, 19 Nov 2025 \(clock.joined(separator: ":")) +0000", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
      ] + headers + ["", text, ""]
    return lines.joined(separator: "\n")
  }

  /// Many letters as one mbox, each of another person on another matter.
  static func mbox(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in 0..<count {
      var letter = Letter(
        "bulk-\(number)@mail.example", from: "Person \(number) <p\(number)@mail.example>",
        subject: "Matter number \(number)", text: "This is about matter \(number) in our street.")
      letter.second = number
      bytes += "From p\(number)@mail.example Wed Nov 19 00:00:00 2025\n".utf8
      bytes += letter.bytes
      bytes += "\n".utf8
    }
    return bytes
  }
}

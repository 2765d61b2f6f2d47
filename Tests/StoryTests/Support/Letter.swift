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
    let lines =
      [
        "From: \(from)", "To: office@pcc.example", "Subject: \(subject)", "Message-ID: <\(messageID)>",
        "Date: Wed, 19 Nov 2025 \(Self.clock(second)) +0000", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
      ] + headers + ["", text, ""]
    return lines.joined(separator: "\n")
  }

  private static func clock(_ second: Int) -> String {
    [second / 3600 % 24, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }

  /// Many letters as one mbox, each of another person on another matter.
  static func mbox(_ count: Int) -> [UInt8] {
    let pattern = Letter(
      "bulk-#@mail.example", from: "Person # <p#@mail.example>", subject: "Matter number #",
      text: "This is about matter # in our street.")
    let source = "From p#@mail.example Wed Nov 19 00:00:01 2025\n" + pattern.source + "\n"
    // Cut once and put together from bytes: many thousands are wanted, quickly.
    let halves = source.split(separator: clock(0)).map { half in
      half.split(separator: "#", omittingEmptySubsequences: false).map { Array($0.utf8) }
    }
    var bytes: [UInt8] = []
    for number in 0..<count {
      let digits = Array(String(number).utf8)
      let filled = halves.map { Array($0.joined(separator: digits)) }
      bytes += filled.joined(separator: Array(clock(number).utf8))
    }
    return bytes
  }
}

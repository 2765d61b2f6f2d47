import CaseDemo

/// What the tests need to know of a message, read line by line.
struct DemoMessage {
  let bytes: [UInt8]
  let headers: [(name: String, value: String)]
  let text: String

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.filter { $0 != 13 }, as: UTF8.self)
    self.bytes = bytes
    self.text = text
    var headers: [(name: String, value: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard !line.isEmpty else { break }
      if line.first == " ", let last = headers.popLast() {
        headers.append((last.name, last.value + line))
      } else if let colon = line.firstIndex(of: ":") {
        headers.append((String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " })))
      }
    }
    self.headers = headers
  }

  static func all(in year: DemoYear) -> [DemoMessage] {
    year.events.compactMap { event in
      guard case .mail(let bytes) = event.what else { return nil }
      return DemoMessage(bytes)
    }
  }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  var messageID: String { Self.identifiers(in: self["Message-ID"] ?? "").first ?? "" }

  /// As the register looks them up: the parent first, then from the newest to the oldest.
  var references: [String] {
    Self.identifiers(in: self["In-Reply-To"] ?? "")
      + Self.identifiers(in: self["References"] ?? "").reversed()
  }

  var isAutomatic: Bool { self["Auto-Submitted"] != nil }

  private static func identifiers(in value: String) -> [String] {
    value.split(separator: " ").map { $0.filter { $0 != "<" && $0 != ">" } }
  }
}

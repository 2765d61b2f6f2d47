/// That records were erased, when, by whom, under which rule, and where the log says so: no words of theirs.
///
/// Always in English, for it is kept and shown to others. Source: requirements G4, "a record of disposals is kept".
package struct DisposalCertificate: Sendable {
  private let office: String
  private let erasures: [Erasure]
  private let made: Instant
  private let by: String

  package init(office: String, erasures: [Erasure], made: Instant, by: String) {
    self.office = office
    self.erasures = erasures
    self.made = made
    self.by = by
  }

  /// Lines of plain text.
  package var text: String {
    var lines: [Message] = [
      "Certificate of disposal", "\(office)", "Made on \(made) by \(by)", "Records erased: \(erasures.count)",
      "",
    ]
    for erasure in erasures { lines += Self.lines(erasure) }
    lines.append(
      "Each entry can be checked with 'casebook audit verify': its hash is chained to all others of the log.")
    return lines.map { $0.text(in: .english) }.joined(separator: "\n") + "\n"
  }

  private static func lines(_ erasure: Erasure) -> [Message] {
    let rule: Message =
      erasure.rule.map { "\($0): \(erasure.source ?? "")" } ?? "none; erased on request"
    let digests = erasure.digests.isEmpty ? "none" : erasure.digests.joined(separator: ", ")
    return [
      "\(erasure.reference.isEmpty ? erasure.uid : erasure.reference) (\(erasure.kind))",
      "  received \(day(erasure.received)), closed \(day(erasure.closed)), time came \(day(erasure.end))",
      "  rule: \(rule)", "  reason: \(erasure.reason)", "  erased on \(erasure.at) by \(erasure.by)",
      "  went: \(erasure.counts.sentence); \(erasure.counts.entries) entries of the log lost their words",
      "  SHA-256 of the bytes that went: \(digests)",
      "  log entry \(erasure.entry), hash \(erasure.hash)", "",
    ]
  }

  private static func day(_ day: Day?) -> String { day?.description ?? "-" }

  package var json: JSON {
    [
      "office": .string(office), "made": made.json, "by": .string(by),
      "records": .array(erasures.map(\.json)),
    ]
  }
}

extension Erasure {
  package var json: JSON {
    [
      "reference": reference.isEmpty ? .null : .string(reference), "uid": .string(uid), "kind": .string(kind),
      "at": at.json, "by": .string(by),
      "rule": rule.map(JSON.string) ?? .null, "source": source.map(JSON.string) ?? .null,
      "reason": .string(reason), "received": received.map(\.json) ?? .null,
      "closed": closed.map(\.json) ?? .null, "end": end.map(\.json) ?? .null, "went": counts.json,
      "sha256": .array(digests.map(JSON.string)), "entry": .integer(entry), "hash": .string(hash),
    ]
  }
}

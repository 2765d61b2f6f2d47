/// The page with which anybody can draw a sample again.
///
/// Its form as JSON is a contract: `{"frame":{"query":…,"count":…,"sha256":…},"seed":…,"size":…,"strata":[{"name":…,
/// "population":…,"size":…,"drawn":[{"reference":…,"ticket":…}]}],"excluded":[{"reference":…,"reason":…}]}`.
/// Source: the contract of the draw; requirements CP-02, C11.
package struct SampleReceipt: Sendable, Equatable {
  package let query: String
  /// How many references the frame has.
  package let count: Int
  /// The digest of the frame: ``SampleFrame/sha256``.
  package let sha256: String
  package let seed: String
  package let size: Int
  package let strata: [SampleStratum]
  package let excluded: [SampleExclusion]

  package init(
    query: String, count: Int, sha256: String, seed: String, size: Int, strata: [SampleStratum],
    excluded: [SampleExclusion]
  ) {
    self.query = query
    self.count = count
    self.sha256 = sha256
    self.seed = seed
    self.size = size
    self.strata = strata
    self.excluded = excluded
  }

  /// The references of the sample, stratum by stratum, the lowest ticket first.
  package var references: [String] { strata.flatMap { $0.drawn.map(\.reference) } }
}

extension SampleDraw {
  package var receipt: SampleReceipt {
    SampleReceipt(
      query: frame.query, count: frame.members.count, sha256: frame.sha256, seed: seed, size: size,
      strata: strata, excluded: exclusions)
  }
}

// MARK: - As JSON

extension SampleReceipt: FieldValue {
  /// Reads a receipt from anywhere.
  ///
  /// Throws: ``SampleRefusal/receiptUnreadable(field:)`` for another form; whether it holds is for
  /// ``verdict(against:)`` to say.
  package init(reading json: JSON) throws(SampleRefusal) {
    let frame = ReceiptReader(json: json["frame"], field: "frame")
    let receipt = ReceiptReader(json: json, field: "")
    self.init(
      query: try frame.text("query"), count: try frame.number("count"), sha256: try frame.text("sha256"),
      seed: try receipt.text("seed"), size: try receipt.number("size"),
      strata: try receipt.list("strata") { stratum throws(SampleRefusal) in
        SampleStratum(
          name: try stratum.text("name"), population: try stratum.number("population"),
          size: try stratum.number("size"),
          drawn: try stratum.list("drawn") { file throws(SampleRefusal) in
            DrawnFile(reference: try file.text("reference"), ticket: try file.text("ticket"))
          })
      },
      excluded: try receipt.list("excluded") { exclusion throws(SampleRefusal) in
        SampleExclusion(reference: try exclusion.text("reference"), reason: try exclusion.text("reason"))
      })
  }

  package init?(json: JSON) {
    guard let receipt = try? SampleReceipt(reading: json) else { return nil }
    self = receipt
  }

  package var json: JSON {
    [
      "frame": ["query": .string(query), "count": .integer(count), "sha256": .string(sha256)],
      "seed": .string(seed), "size": .integer(size), "strata": .array(strata.map(\.json)),
      "excluded": .array(
        excluded.map { ["reference": .string($0.reference), "reason": .string($0.reason)] }),
    ]
  }
}

extension SampleStratum {
  fileprivate var json: JSON {
    [
      "name": .string(name), "population": .integer(population), "size": .integer(size),
      "drawn": .array(drawn.map { ["reference": .string($0.reference), "ticket": .string($0.ticket)] }),
    ]
  }
}

/// One object of a receipt, and where in it we are.
private struct ReceiptReader {
  let json: JSON?
  let field: String

  func text(_ name: String) throws(SampleRefusal) -> String {
    guard let text = json?[name]?.string else { throw refusal(name) }
    return text
  }

  /// A count: no receipt has a negative number.
  func number(_ name: String) throws(SampleRefusal) -> Int {
    guard let number = json?[name]?.integer, number >= 0 else { throw refusal(name) }
    return number
  }

  func list<Element>(
    _ name: String, _ read: (ReceiptReader) throws(SampleRefusal) -> Element
  ) throws(SampleRefusal) -> [Element] {
    guard let members = json?[name]?.array else { throw refusal(name) }
    var elements: [Element] = []
    for (position, member) in members.enumerated() {
      elements.append(try read(ReceiptReader(json: member, field: "\(path(name))[\(position)]")))
    }
    return elements
  }

  private func path(_ name: String) -> String { field.isEmpty ? name : "\(field).\(name)" }

  private func refusal(_ name: String) -> SampleRefusal { .receiptUnreadable(field: path(name)) }
}

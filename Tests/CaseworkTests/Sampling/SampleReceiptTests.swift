import Casework
import Testing

@Suite struct SampleReceiptTests {
  private let frame: SampleFrame
  private let receipt: SampleReceipt
  private let bare: [UInt8]

  init() throws {
    frame = try SampleFrame(query: "kind:complaint is:closed", members: areaMembers(80))
    let passedOver = frame.references[3]
    receipt = try SampleDraw(
      from: frame, size: 12, seed: "6-2-5", exclusions: [passedOver: "Still before a court."]
    ).receipt
    bare = frame.canonicalBytes
  }

  @Test func theReceiptHasTheFormOfTheContract() throws {
    let frame = try SampleFrame(query: "q", references: ["a", "b"])
    let draw = try SampleDraw(from: frame, size: 1, seed: "1", exclusions: ["b": "Lost."])
    let ticket = try shell("printf '1,a' | sha256sum | cut -c1-64").dropLast()
    #expect(
      draw.receipt.json.text == """
        {"excluded":[{"reason":"Lost.","reference":"b"}],"frame":{"count":2,"query":"q","sha256":\
        "\(frame.sha256)"},"seed":"1","size":1,"strata":[{"drawn":[{"reference":"a","ticket":"\(ticket)"}],\
        "name":"","population":2,"size":1}]}
        """)
  }

  @Test func aReceiptReadsBackAsItself() throws {
    #expect(try SampleReceipt(reading: JSON(parsing: receipt.json.canonical)) == receipt)
    #expect(SampleReceipt(json: receipt.json) == receipt)
  }

  @Test func aReceiptHoldsAgainstItsFrame() throws {
    #expect(receipt.holdsWholly(against: frame.fileBytes))
    let plain = try SampleFrame(query: "", references: frame.references)
    let whole = try SampleDraw(from: plain, size: 12, seed: "x").receipt
    #expect(whole.holdsWholly(against: bare))
    let ofEach = try SampleDraw(from: frame, size: 3, seed: "x", atLeastOne: true).receipt
    #expect(ofEach.holdsWholly(against: frame.fileBytes))
  }

  @Test func withoutTheStrataTheVerdictSaysWhatWasNotChecked() {
    let verdict = receipt.verdict(against: bare)
    #expect(verdict.isSound && verdict.remarks.count == 1)
    #expect(verdict.remarks.first?.text().contains("which reference is of which of the 3 strata") == true)
  }

  @Test func aReceiptAfterAReplacementHolds() throws {
    let draw = try SampleDraw(from: frame, size: 12, seed: "6-2-5")
    let replaced = try draw.replacing(draw.references[4], reason: "Lost.")
    #expect(replaced.receipt.verify(against: frame.fileBytes).isEmpty)
  }

  // MARK: - What does not hold

  /// The receipt with one text put for another in its JSON.
  private func forged(_ old: String, _ new: String) throws -> SampleReceipt {
    let text = receipt.json.text
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    return try SampleReceipt(reading: JSON(parsing: changed))
  }

  @Test func whatWasChangedAfterwardsIsFound() throws {
    let drawn = receipt.strata[1].drawn[0]
    let forgeries = [
      try forged(#""seed":"6-2-5""#, #""seed":"6-2-6""#), try forged(#""count":80"#, #""count":81"#),
      try forged(receipt.sha256, String(repeating: "0", count: 64)),
      try forged(#""size":12,"#, #""size":13,"#),
      try forged(drawn.ticket, String(repeating: "0", count: 64)), try forged(drawn.reference, "CO/99999/26"),
      try forged(#""population":48"#, #""population":47"#), try forged("Still before a court.", " "),
      try forged(#""excluded":["#, #""excluded":[{"reference":"CO/99999/26","reason":"Why."},"#),
      try forged(#""name":"South""#, #""name":"North""#), try forged(#""name":"South""#, #""name":"West""#),
      try forged(#""population":48"#, #""population":9223372036854775807"#),
      try forged(#""seed":"6-2-5","size":12"#, #""seed":"6-2-5","size":9223372036854775807"#),
    ]
    for (position, forgery) in forgeries.enumerated() {
      #expect(!forgery.verify(against: frame.fileBytes).isEmpty, "forgery \(position)")
    }
  }

  @Test func aChosenFileWithItsTrueTicketIsFound() throws {
    let plain = try SampleFrame(query: "", references: frame.references)
    let whole = try SampleDraw(from: plain, size: 80, seed: "x").receipt.strata[0].drawn
    let fair = whole.prefix(10)
    let chosen = Array(fair.dropFirst()) + [whole[40]]
    let receipt = SampleReceipt(
      query: "", count: 80, sha256: plain.sha256, seed: "x", size: 10,
      strata: [SampleStratum(name: "", population: 80, size: 10, drawn: chosen)], excluded: [])
    let faults = receipt.verify(against: bare).map { $0.text() }
    #expect(faults.count == 1 && faults[0].contains("it is the turn of '\(whole[0].reference)'"))
  }

  @Test func aFileLeftOutIsFoundEvenWithoutTheStrata() throws {
    let strata = receipt.strata.map { stratum in
      SampleStratum(
        name: stratum.name, population: stratum.population, size: stratum.size,
        drawn: Array(stratum.drawn.suffix(1)))
    }
    let lasts = strata.map {
      SampleStratum(name: $0.name, population: $0.population, size: 1, drawn: $0.drawn)
    }
    let thin = SampleReceipt(
      query: "", count: 80, sha256: receipt.sha256, seed: receipt.seed, size: 3, strata: lasts,
      excluded: receipt.excluded)
    #expect(
      thin.verify(against: bare).contains { $0.text().contains("is not drawn, and its ticket is lower") })
  }

  @Test func anotherFrameIsFound() throws {
    let other = try SampleFrame(query: "", members: Array(frame.members.dropLast()))
    #expect(receipt.verify(against: other.fileBytes).count >= 2)
    #expect(receipt.verify(against: Array("no\nframe\n".utf8)).isEmpty == false)
    #expect(receipt.verify(against: [0xFF, 0x0A]).isEmpty == false)
    #expect(receipt.verify(against: []).count == 1)
    let moved = frame.members.enumerated().map { position, member in
      SampleMember(member.reference, stratum: position == 0 ? "South" : member.stratum)
    }
    #expect(try !receipt.verify(against: SampleFrame(query: "", members: moved).fileBytes).isEmpty)
  }

  // MARK: - What is no receipt

  @Test(arguments: [
    ("{}", "frame.query"), ("[]", "frame.query"), ("null", "frame.query"),
    (#"{"frame":{"query":"","count":-1,"sha256":""}}"#, "frame.count"),
    (#"{"frame":{"query":"","count":1,"sha256":""},"seed":7}"#, "seed"),
    (#"{"frame":{"query":"","count":1,"sha256":""},"seed":"s","size":1,"strata":{}}"#, "strata"),
    (
      #"{"frame":{"query":"","count":1,"sha256":""},"seed":"s","size":1,"strata":[{"name":"","population":1,"#
        + #""size":1,"drawn":[{"reference":"a","ticket":"0"},{"reference":"a"}]}]}"#,
      "strata[0].drawn[1].ticket"
    ),
    (
      #"{"frame":{"query":"","count":1,"sha256":""},"seed":"s","size":1,"strata":[],"excluded":[{"reference":1}]}"#,
      "excluded[0].reference"
    ),
  ])
  func whatIsNoReceiptIsRefusedWithThePlace(text: String, field: String) throws {
    let json = try JSON(parsing: text)
    #expect(throws: SampleRefusal.receiptUnreadable(field: field)) { try SampleReceipt(reading: json) }
    #expect(SampleReceipt(json: json) == nil)
  }
}

extension SampleReceipt {
  fileprivate func holdsWholly(against frame: [UInt8]) -> Bool {
    let verdict = verdict(against: frame)
    return verdict.isSound && verdict.remarks.isEmpty
  }
}

/// What a check of a receipt came to.
package struct ReceiptVerdict: Sendable, Equatable {
  /// One sentence for each thing that does not hold; empty when the receipt holds.
  package internal(set) var faults: [Message] = []
  /// What the frame's file is not enough to check.
  package internal(set) var remarks: [Message] = []

  package var isSound: Bool { faults.isEmpty }
}

extension SampleReceipt {
  /// Draws the sample again from the frame's file, and says what differs; see ``SampleFrame`` for the file's form.
  ///
  /// When the receipt has several strata and the file does not say which reference belongs to which, the digest, the
  /// count, the tickets and the shares are checked, and a remark tells what is left.
  package func verdict(against frameBytes: [UInt8]) -> ReceiptVerdict {
    do throws(SampleRefusal) {
      var check = ReceiptCheck(receipt: self, frame: try SampleFrame(query: query, file: frameBytes))
      check.run()
      return check.verdict
    } catch {
      return ReceiptVerdict(faults: [error.message])
    }
  }

  /// The faults alone; empty when the receipt holds.
  package func verify(against frameBytes: [UInt8]) -> [Message] {
    verdict(against: frameBytes).faults
  }
}

/// One check of one receipt, from the frame to the single ticket.
private struct ReceiptCheck {
  let receipt: SampleReceipt
  let frame: SampleFrame
  var verdict = ReceiptVerdict()

  init(receipt: SampleReceipt, frame: SampleFrame) {
    self.receipt = receipt
    self.frame = frame
  }

  mutating func run() {
    checkFrame()
    checkExclusions()
    checkStrata()
    checkTickets()
    // What follows would only repeat in other words what is wrong already.
    guard verdict.isSound else { return }
    if let strata = knownStrata { drawAgain(strata) } else { checkWithoutStrata() }
  }

  // MARK: - Part by part

  private mutating func checkFrame() {
    if receipt.sha256 != frame.sha256 {
      verdict.faults.append(
        "The digest of the frame is \(frame.sha256), and the receipt says \(receipt.sha256).")
    }
    if receipt.count != frame.members.count {
      verdict.faults.append(
        "The frame has \(frame.members.count) references, and the receipt says \(receipt.count).")
    }
    if receipt.seed.isBlank { verdict.faults.append("The receipt has no seed.") }
    if receipt.size == 0 { verdict.faults.append("The receipt is of a sample of nothing.") }
  }

  private mutating func checkExclusions() {
    var seen: Set<[UInt8]> = []
    for exclusion in receipt.excluded {
      let reference = exclusion.reference
      if frame.member(reference) == nil {
        verdict.faults.append("'\(reference)' is passed over, and is not in the frame.")
      }
      if !seen.insert(Array(reference.utf8)).inserted {
        verdict.faults.append("'\(reference)' is passed over twice.")
      }
      if exclusion.reason.isBlank {
        verdict.faults.append("'\(reference)' is passed over without a reason.")
      }
    }
  }

  private mutating func checkStrata() {
    var names: Set<[UInt8]> = []
    for stratum in receipt.strata {
      if !names.insert(Array(stratum.name.utf8)).inserted {
        verdict.faults.append("The stratum '\(stratum.name)' is there twice.")
      }
      if stratum.size != stratum.drawn.count {
        verdict.faults.append(
          "The stratum '\(stratum.name)' has a size of \(stratum.size), and \(stratum.drawn.count) are drawn."
        )
      }
    }
    // Numbers from outside may be too large to add up.
    let count = frame.members.count
    let populations = receipt.strata.map(\.population)
    if populations.contains(where: { $0 > count }) || populations.reduce(0, +) != count {
      verdict.faults.append("The populations of the strata together are not the \(count) of the frame.")
    }
  }

  private mutating func checkTickets() {
    let excluded = Set(receipt.excluded.map { Array($0.reference.utf8) })
    let lottery = Lottery(seed: receipt.seed)
    var seen: Set<[UInt8]> = []
    for stratum in receipt.strata {
      var before = ""
      for file in stratum.drawn {
        let reference = file.reference
        let key = Array(reference.utf8)
        if frame.member(reference) == nil {
          verdict.faults.append("'\(reference)' is drawn, and is not in the frame.")
        }
        if !seen.insert(key).inserted { verdict.faults.append("'\(reference)' is drawn twice.") }
        if excluded.contains(key) { verdict.faults.append("'\(reference)' is drawn, and is passed over.") }
        let ticket = lottery.ticket(of: reference).hexadecimal
        if file.ticket != ticket {
          verdict.faults.append(
            "The ticket of '\(reference)' is \(ticket), and the receipt says \(file.ticket).")
        } else if ticket < before {
          verdict.faults.append("'\(reference)' stands behind a higher ticket.")
        }
        before = ticket
      }
    }
  }

  // MARK: - With the strata

  /// The draw's pool; nil when the frame's file does not say which reference belongs to which stratum.
  private var knownStrata: [LotteryPool.Stratum]? {
    let excluded = receipt.excluded.map(\.reference)
    if let only = receipt.strata.first, receipt.strata.count == 1 {
      // A single stratum has all files, whatever the file of the frame says of them.
      let members = frame.members.map { SampleMember($0.reference, stratum: only.name) }
      guard let whole = try? SampleFrame(query: "", members: members) else { return nil }
      return LotteryPool(frame: whole, seed: receipt.seed, excluded: excluded).strata
    }
    guard frame.isStratified else { return nil }
    return LotteryPool(frame: frame, seed: receipt.seed, excluded: excluded).strata
  }

  private mutating func drawAgain(_ strata: [LotteryPool.Stratum]) {
    let given = Dictionary(receipt.strata.map { (Array($0.name.utf8), $0) }) { first, _ in first }
    let known = Set(strata.map { Array($0.name.utf8) })
    for stratum in receipt.strata where !known.contains(Array(stratum.name.utf8)) {
      verdict.faults.append("The frame has no stratum '\(stratum.name)'.")
    }
    for stratum in strata {
      guard let mine = given[Array(stratum.name.utf8)] else {
        verdict.faults.append("The receipt leaves out the stratum '\(stratum.name)'.")
        continue
      }
      if mine.population != stratum.population {
        verdict.faults.append(
          """
          The stratum '\(stratum.name)' has \(stratum.population) files, and the receipt says \
          \(mine.population).
          """)
      }
      for (again, file) in zip(stratum.entries, mine.drawn)
      where !again.reference.isSpelledLike(file.reference) {
        verdict.faults.append(
          """
          In the stratum '\(stratum.name)' it is the turn of '\(again.reference)', and the receipt has \
          '\(file.reference)'.
          """)
        break
      }
      if mine.drawn.count > stratum.entries.count {
        verdict.faults.append(
          "The stratum '\(stratum.name)' has only \(stratum.entries.count) files to draw.")
      }
    }
    guard verdict.isSound else { return }
    if !hasShares(of: strata.map(\.apportioned), sizes: strata.map { given[Array($0.name.utf8)]?.size ?? 0 })
    {
      verdict.faults.append("The sizes of the strata are not their shares of \(receipt.size) by population.")
    }
  }

  /// Whether the sizes follow from the rule. The receipt does not say whether each stratum was to give one at least.
  private func hasShares(of strata: [Apportionment.Stratum], sizes: [Int]) -> Bool {
    [false, true].contains { atLeastOne in
      (try? Apportionment.shares(of: receipt.size, among: strata, atLeastOne: atLeastOne)) == sizes
    }
  }

  // MARK: - Without the strata

  private mutating func checkWithoutStrata() {
    verdict.remarks.append(
      """
      Only tickets and shares were checked, for the frame's file does not say which reference is of which of the \
      \(receipt.strata.count) strata: ask for the file that has a tab and the stratum on every line.
      """)
    let strata = receipt.strata.map {
      Apportionment.Stratum(name: $0.name, population: $0.population, capacity: $0.population)
    }
    if !hasShares(of: strata, sizes: receipt.strata.map(\.size)) {
      if receipt.excluded.isEmpty {
        verdict.faults.append(
          "The sizes of the strata are not their shares of \(receipt.size) by population.")
      } else {
        verdict.remarks.append(
          "The sizes of the strata are not plain shares: files that are passed over may be the cause, or not."
        )
      }
    }
    checkForNeglected()
  }

  /// A file that is not drawn has in its stratum, whichever that is, a higher ticket than all that are.
  private mutating func checkForNeglected() {
    let lasts = receipt.strata.map {
      $0.drawn.last.map { Ticket(seed: receipt.seed, reference: $0.reference) }
    }
    guard !lasts.contains(nil), let lowest = lasts.compactMap({ $0 }).min() else { return }
    let known = Set((receipt.references + receipt.excluded.map(\.reference)).map { Array($0.utf8) })
    let lottery = Lottery(seed: receipt.seed)
    for member in frame.members where !known.contains(Array(member.reference.utf8)) {
      guard lottery.ticket(of: member.reference) < lowest else { continue }
      verdict.faults.append(
        "'\(member.reference)' is not drawn, and its ticket is lower than drawn ones of every stratum.")
    }
  }
}

/// A file of complaints that was read and is to be filed.
package struct ComplaintFile: Sendable {
  /// The file's name without its folders.
  package let name: String
  /// All its bytes.
  package let raw: [UInt8]
  /// Rows read, the header not counted.
  package let rows: Int
  /// The sound complaints.
  package let drafts: [ComplaintDraft]
  package let problems: [TableProblem]
  /// Rows that were left out.
  package let refusedRows: Int
  /// The rows that were left out, as a table with the reasons; nil when all are sound.
  package let rejected: [UInt8]?

  package init(
    name: String, raw: [UInt8], rows: Int, drafts: [ComplaintDraft], problems: [TableProblem] = [],
    refusedRows: Int = 0, rejected: [UInt8]? = nil
  ) {
    self.name = name
    self.raw = raw
    self.rows = rows
    self.drafts = drafts
    self.problems = problems
    self.refusedRows = refusedRows
    self.rejected = rejected
  }
}

/// What became, or would become, of a file of complaints.
package struct ComplaintCounts: Sendable, Equatable {
  /// Rows read.
  package var rows = 0
  /// Complaints that were not known.
  package var new = 0
  package var changed = 0
  package var same = 0
  /// Rows that were left out.
  package var refused = 0

  package init(rows: Int = 0, refused: Int = 0) {
    self.rows = rows
    self.refused = refused
  }

  /// Counts one complaint.
  ///
  /// - Parameter before: the record as it stands; nil when there is none.
  package mutating func count(_ after: Record, before: Record?) {
    guard let before else { return new += 1 }
    if before.values == after.values { same += 1 } else { changed += 1 }
  }
}

extension ComplaintDraft {
  /// The record that the draft makes, or makes of the one that stands.
  ///
  /// What the draft does not tell stays as it was; a draft without a day of closing says that the complaint is open.
  /// A complaint of which the extract says nothing new keeps the extract that it came from.
  ///
  /// - Parameters:
  ///   - before: the complaint as it stands; nil when it is new.
  ///   - uid: for a new record.
  ///   - extract: the reference of the extract.
  package func record(
    updating before: Record?, uid: @autoclosure () -> String, extract: String, rulebook: Rulebook
  ) -> Record {
    var record =
      before
      ?? Record(uid: uid(), kind: .complaint, reference: reference, revision: 0, values: [:])
    if before == nil { record[Head.marking] = .official }
    record[Head.received] = received
    record[Head.stage] = closed == nil ? Complaint.open : Complaint.closed
    record[Head.closed] = closed
    if !area.isEmpty { record[Complaint.area] = area.storable }
    if !track.isEmpty { record[Complaint.track] = ComplaintTrack(rawValue: track) }
    if !summary.isEmpty { record[Complaint.summary] = summary.storable }
    if let handler { record[Complaint.handler] = handler.storable }
    if let scheme { record[Complaint.scheme] = scheme.storable }
    if !updates.isEmpty { record[Complaint.updates] = updates }
    if !allegations.isEmpty {
      record[Complaint.allegations] = allegations.map {
        Allegation(category: $0.category.storable, result: $0.result.storable)
      }
    }
    record[Head.title] = Self.title(record[Complaint.summary] ?? "") ?? "Complaint \(reference)"
    record.settle(rulebook)
    if record.values != before?.values { record[Complaint.extract] = extract }
    return record
  }

  /// The first line that says something, at most 120 letters of it.
  private static func title(_ summary: String) -> String? {
    guard
      let line = summary.split(whereSeparator: \.isNewline).first(where: { !$0.allSatisfy(\.isWhitespace) })
    else { return nil }
    let start = line.prefix(121)
    return start.count <= 120 ? String(start) : String(start.prefix(119)) + "…"
  }
}

extension ComplaintFile {
  /// The record of the extract, with the file itself and the rows that were left out as contacts.
  ///
  /// - Parameters:
  ///   - reference: a new one.
  ///   - digest: SHA-256 in hexadecimal of bytes.
  package func decision(
    reference: String, counts: ComplaintCounts, facts: Facts, digest: ([UInt8]) -> String
  ) throws(RuleRefusal) -> Decision {
    var record = try RecordKind.named(.extract).emptyRecord(facts: facts, reference: reference)
    record[Head.title] = name.storable
    record[Extract.source] = name.storable
    record[Extract.rows] = counts.rows
    record[Extract.new] = counts.new
    record[Extract.changed] = counts.changed
    record[Extract.same] = counts.same
    record[Extract.refused] = counts.refused
    record[Extract.problemCount] = problems.count
    if !problems.isEmpty {
      record[Extract.problems] = problems.prefix(Extract.mostProblems).map { RowProblem($0) }
    }
    record[Extract.sha256] = digest(raw)
    record.settle(facts.rulebook)
    var decision = Decision(record: record)
    decision.contacts = [
      record.kept(raw, as: name.storable, .received, digest: digest(raw), facts: facts)
    ]
    if let rejected {
      decision.contacts.append(
        record.kept(rejected, as: "rejected.csv", .note, digest: digest(rejected), facts: facts))
    }
    return decision
  }
}

extension Record {
  /// A whole file as a contact.
  fileprivate func kept(
    _ bytes: [UInt8], as name: String, _ kind: ContactKind, digest: String, facts: Facts
  ) -> Contact {
    var contact = contact(kind, text: "", facts: facts)
    contact.rawDigest = digest
    contact.attachments = [
      MailAttachment(part: MailAttachment.wholeFile, name: name, type: "text/csv", size: bytes.count)
    ]
    return contact
  }
}

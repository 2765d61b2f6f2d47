internal import Casework
internal import GRDB

/// Who may read what the log says of a record, also when the record is gone.
struct LoggedCircles {
  let reader: Actor
  /// By uid.
  private var known: [String: Sight] = [:]
  private var hidden: HiddenReferences?

  /// How much of its entries the reader sees.
  private enum Sight {
    case whole, withoutDetail, withheld
  }

  init(reader: Actor) {
    self.reader = reader
  }

  /// The entry as the reader may see it.
  mutating func seen(_ entry: AuditEntry, _ database: Database) throws -> AuditEntry {
    let hidden = try self.hidden ?? HiddenReferences(for: reader, database)
    self.hidden = hidden
    guard KindName(rawValue: entry.kind) != nil else { return hidden.cleaned(entry) }
    let sight = try known[entry.uid] ?? sight(of: entry, database)
    known[entry.uid] = sight
    return switch sight {
    case .whole: hidden.cleaned(entry)
    case .withoutDetail: entry.withoutDetail
    case .withheld: entry.withheld
    }
  }

  /// An auditor learns what happened to a restricted record and not what it says; a wall is before an auditor too.
  private func sight(of entry: AuditEntry, _ database: Database) throws -> Sight {
    guard let record = try record(of: entry, database) else { return .whole }
    guard !record.isVisible(to: reader) else { return .whole }
    guard record.isHidden(from: reader) else { return .withoutDetail }
    let isWalled = !reader.persons.isDisjoint(with: record[Head.walled] ?? [])
    return reader.roles.contains(.auditor) && !isWalled ? .withoutDetail : .withheld
  }

  /// The record as it stands; one that was taken back, as the log knew it last.
  private func record(of entry: AuditEntry, _ database: Database) throws -> Record? {
    if let record = try standing(entry, database), record.uid == entry.uid {
      return record
    }
    guard let kind = KindName(rawValue: entry.kind) else { return nil }
    var last: [String: JSON] = [:]
    for entry in try AuditTable.of(uid: entry.uid, database) {
      for (name, change) in ChangeDetail(json: entry.parsedDetail).fields {
        last[name] = change.after == .null ? change.before : change.after
      }
    }
    return Record(uid: entry.uid, kind: kind, reference: entry.reference, revision: 0, values: last)
  }

  /// Of a damaged store a record that cannot be read is as good as gone.
  private func standing(_ entry: AuditEntry, _ database: Database) throws -> Record? {
    do {
      return try RecordTable.record(entry.reference, database)
    } catch let error where error.isDamage { return nil }
  }
}

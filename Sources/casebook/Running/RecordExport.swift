import CaseStore
import Casework
import Glibc

/// The records that fit a query, as CSV of one kind or as JSON Lines, in order of arrival.
struct RecordExport {
  private let query: Query
  private let kind: RecordKind?
  private let isCSV: Bool
  private let today: Day
  private let actor: Actor

  /// - Parameter kind: records of this kind alone; nil when the query says which.
  /// - Throws: ``Failure`` when the query is not understood, or a CSV would hold several kinds.
  init(query text: String, kind: String?, isCSV: Bool, days: DayReader, actor: Actor) throws {
    let parsed: Query
    do throws(QueryFault) {
      parsed = try QueryParser.parse(
        text, today: days.today, actor: actor.name, calendar: days.calendar)
    } catch {
      throw Failure(error, in: text)
    }
    if let kind {
      let named = try RecordKind.typed(kind)
      self.kind = named
      query = .and([.field(.kind, .equals(named.name.rawValue)), parsed])
    } else {
      self.kind = parsed.onlyKind.map(RecordKind.named)
      query = parsed
    }
    self.isCSV = isCSV
    self.today = days.today
    self.actor = actor
    guard !isCSV || self.kind != nil else {
      throw Failure(
        "A CSV holds one kind of record: name it with --kind or kind:KIND, or take JSON.", status: EX_USAGE)
    }
  }

  /// Logs that every restricted record which the query finds is opened.
  ///
  /// - Returns: how many there are; without a reason, none is opened and ``run(_:isOpened:_:wrote:)`` leaves their words out.
  func open(_ store: CaseStore, reason: String?) throws -> Int {
    var restricted: [String] = []
    try store.eachRecord(query, today: today, for: actor) { record in
      if record.isRestricted { restricted.append(record.reference) }
    }
    if let reason, !reason.isBlank, !restricted.isEmpty {
      try store.open(restricted, reason: reason, by: actor, at: Workplace.now)
    }
    return restricted.count
  }

  func count(_ store: CaseStore) throws -> Int { try store.count(query, today: today, for: actor) }

  /// A record as it is written, or the heading.
  struct Piece {
    let bytes: [UInt8]
    /// What the bytes say, when they are JSON.
    var json: JSON?
  }

  /// - Parameter isOpened: whether restricted records are written with their words; else with their heads alone.
  /// - Parameter write: is handed each piece.
  /// - Parameter wrote: is called after each record.
  func run(
    _ store: CaseStore, isOpened: Bool = false, _ write: (Piece) throws -> Void, wrote: () -> Void = {}
  ) throws {
    func seen(_ record: Record) -> Record {
      record.isRestricted && !isOpened ? record.unopened : record
    }
    guard isCSV, let kind else {
      return try store.eachRecord(query, today: today, for: actor) { record in
        let json = JSON.object(RecordOutput.json(seen(record)))
        try write(Piece(bytes: json.canonical + [0x0A], json: json))
        wrote()
      }
    }
    let columns = RecordColumns(kind)
    func line(_ values: [String]) throws {
      var writer = CSVWriter()
      writer.append(values)
      try write(Piece(bytes: writer.bytes))
    }
    try line(columns.names)
    try store.eachRecord(query, today: today, for: actor) { record in
      try line(columns.values(of: seen(record)))
      wrote()
    }
  }
}

extension Query {
  /// The kind that the query asks for; nil when it asks for none, or may find several.
  var onlyKind: KindName? {
    switch self {
    case .field(.kind, .equals(let name)): KindName(rawValue: name)
    case .and(let parts): parts.lazy.compactMap(\.onlyKind).first
    default: nil
    }
  }
}

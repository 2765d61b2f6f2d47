internal import Casework
internal import GRDB

/// Indexes in the orders in which lists stand, so that a page of a million rows is a range of one of them, and that of
/// whom letters went to.
///
/// Lists are of one kind, so the kind leads. They take about a twentieth of the store.
enum OrderIndexes {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("orders") { database in
      for order in ListOrder.allCases {
        guard let key = order.key(of: ""), let name = order.formerIndex else { continue }
        try database.execute(sql: "CREATE INDEX \(name) ON record(kind, \(key), id)")
      }
    }
  }

  /// The same for what is open, which is little in an office that keeps everything: the oldest are closed, and to pass
  /// over them all on the way to one that is open takes longer than anybody waits.
  static func registerOpen(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("open orders") { database in
      for order in ListOrder.allCases {
        guard order != .due else { continue }
        let key = order.key(of: "").map { $0 + ", " } ?? ""
        try database.execute(
          sql: "CREATE INDEX record_open_by_\(order.rawValue) ON record(kind, \(key)id) WHERE isOpen = 1")
      }
    }
  }

  /// What stood in one index for open and closed together, and in another for open alone, stands in one of two: an office
  /// whose cases are mostly open wrote everything twice. A list of both is merged from the two.
  static func registerClosed(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("closed orders", foreignKeyChecks: .immediate) { database in
      for order in ListOrder.allCases {
        guard let key = order.key(of: ""), let former = order.formerIndex, let name = order.closedIndex
        else { continue }
        try database.execute(sql: "DROP INDEX \(former)")
        try database.execute(sql: "CREATE INDEX \(name) ON record(kind, \(key), id) WHERE isOpen = 0")
      }
      // The same as that of the newest.
      try database.execute(sql: "DROP INDEX record_open_by_best")
    }
  }

  /// Most letters went to the same few addresses: what is looked for is compared with each list of them once, and not
  /// with each letter, which lies among its text.
  static func registerRecipients(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("recipients", foreignKeyChecks: .immediate) { database in
      try database.execute(
        sql: "CREATE INDEX contact_recipients ON contact(recipients, record) WHERE record IS NOT NULL")
    }
  }
}

extension ListOrder {
  /// Whether two indexes are made for this order alone; not where rows stand so anyway.
  private var hasIndexes: Bool {
    switch self {
    case .newest, .due, .best: false
    case .received, .title, .party, .owner, .stage, .place, .reference: true
    }
  }

  /// The index of what is closed in this order; nil where there is another.
  var closedIndex: String? { hasIndexes ? "record_closed_by_\(rawValue)" : nil }

  /// The index of what is open in this order; nil where there is another.
  var openIndex: String? { hasIndexes || self == .newest ? "record_open_by_\(rawValue)" : nil }

  /// The index of both that earlier versions had.
  fileprivate var formerIndex: String? { hasIndexes ? "record_by_\(rawValue)" : nil }

  /// Whether capital letters of ASCII count as small ones.
  var ignoresCase: Bool { self == .title || self == .party }

  /// The expression by which rows are sorted, before their place in the store; nil for that place alone. What has
  /// nothing there comes last.
  ///
  /// - Parameter table: what stands before the names of columns, such as `record.`.
  func key(of table: String) -> String? {
    func filled(_ column: String) -> String { "coalesce(nullif(\(table)\(column), ''), char(1114111))" }
    return switch self {
    case .newest, .best: nil
    case .due: "\(table)due"
    case .received: filled("received")
    case .title: filled("title") + " COLLATE NOCASE"
    case .party: filled("party") + " COLLATE NOCASE"
    case .owner: filled("owner")
    case .stage: filled("stage")
    case .place: filled("place")
    case .reference: "\(table)reference"
    }
  }
}

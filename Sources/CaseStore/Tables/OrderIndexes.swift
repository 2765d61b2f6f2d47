internal import Casework
internal import GRDB

/// Indexes in the orders in which lists stand, so that a page of a million rows is a range of one of them.
///
/// Lists are of one kind, so the kind leads. They take about a twentieth of the store.
enum OrderIndexes {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("orders") { database in
      for order in ListOrder.allCases {
        guard let key = order.key(of: ""), let name = order.ownIndex else { continue }
        try database.execute(sql: "CREATE INDEX \(name) ON record(kind, \(key), id)")
      }
    }
  }

  /// The same for what is open, which is little in an office that keeps everything: the oldest are closed, and to pass
  /// over them all on the way to one that is open takes longer than anybody waits.
  static func registerOpen(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("open orders") { database in
      for order in ListOrder.allCases {
        guard let name = order.openIndex else { continue }
        let key = order.key(of: "").map { $0 + ", " } ?? ""
        try database.execute(sql: "CREATE INDEX \(name) ON record(kind, \(key)id) WHERE isOpen = 1")
      }
    }
  }
}

extension ListOrder {
  /// The index that is made for this order alone; nil where rows stand so anyway.
  var ownIndex: String? {
    switch self {
    case .newest, .due, .best: nil
    case .received, .title, .party, .owner, .stage, .place, .reference: "record_by_\(rawValue)"
    }
  }

  /// The index of what is open in this order; nil where there is another.
  var openIndex: String? { self == .due ? nil : "record_open_by_\(rawValue)" }

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

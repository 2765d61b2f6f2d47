import Foundation
import GRDB

extension StoreFixture {
  /// Runs statements that cannot stand in a transaction, as the `sqlite3` shell does.
  func maintain(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }
}

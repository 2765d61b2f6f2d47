internal import Casework
internal import GRDB

/// The register as one reader may see it, for what is worked out from several records: an agenda, a grid.
///
/// It lives for one reading transaction, so that all it gives belongs together.
final class ReaderRegister: RegisterLookup {
  private let reader: Actor
  private let database: Database
  /// A lookup that failed: who asks knows no store and cannot be told.
  private var fault: (any Error)?

  init(_ reader: Actor, _ database: Database) {
    self.reader = reader
    self.database = database
  }

  /// What is worked out from the register.
  ///
  /// Throws: the fault of the disk under it, if there was one.
  static func reading<Answer>(
    _ reader: Actor, _ database: Database, _ body: (ReaderRegister) throws -> Answer
  ) throws -> Answer {
    let register = ReaderRegister(reader, database)
    let answer = try body(register)
    if let fault = register.fault { throw fault }
    return answer
  }

  func record(_ reference: String) -> Record? {
    looking(nil) { try RecordReading.record(reference, for: reader, database)?.record }
  }

  func children(of reference: String, _ kind: KindName) -> [Record] {
    looking([]) {
      try RecordTable.children(of: reference, kind: kind, database).filter { $0.isVisible(to: reader) }
    }
  }

  func isTaken(_ reference: String) -> Bool {
    looking(true) { try RecordTable.id(of: reference, database) != nil }
  }

  /// Nothing is made by reading.
  func newReference(_ kind: KindName) -> String { "" }

  private func looking<Answer>(_ otherwise: Answer, _ look: () throws -> Answer) -> Answer {
    do { return try look() } catch {
      fault = fault ?? error
      return otherwise
    }
  }
}

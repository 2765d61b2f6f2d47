internal import Casework
internal import GRDB

// What a reader may see, as a condition on rows.
extension QuerySQL {
  /// The condition under which the reader may see a row, as ``Record/isVisible(to:)`` has it. Names of circles are the
  /// program's own, and the account's is bound by ``accessArguments``.
  var access: String { Self.access(for: reader) }

  var accessArguments: StatementArguments { Self.accessArguments(for: reader) }

  /// Where nobody is walled off and nothing is restricted, it costs a row two comparisons: whether there is a wall at all
  /// is asked once for a statement.
  static func access(for reader: Actor) -> String {
    let persons = reader.persons.map { _ in "?" }.joined(separator: ", ")
    let walls = "FROM record_reader WHERE account IN (\(persons)) AND isWalled = 1"
    let named = "OR record.id IN (SELECT record FROM record_reader WHERE account = ? AND isWalled = 0)"
    return """
      (\(head(for: reader, named: named))
        AND (NOT EXISTS (SELECT 1 \(walls)) OR record.id NOT IN (SELECT record \(walls))))
      """
  }

  static func accessArguments(for reader: Actor) -> StatementArguments {
    let names: [String] = reader.readsRestricted ? [] : [reader.name, reader.name]
    let persons = reader.persons.sorted()
    return StatementArguments(names + [Circle.only(reader.name).rawValue] + persons + persons)
  }

  /// The same by the record's own columns alone: it holds where no line of `record_reader` is about the reader.
  var accessByHead: String { Self.head(for: reader, named: "") }

  var accessByHeadArguments: StatementArguments {
    StatementArguments((reader.readsRestricted ? [] : [reader.name]) + [Circle.only(reader.name).rawValue])
  }

  private static func head(for reader: Actor, named: String) -> String {
    let circles = Circle.named.filter(reader.circles.contains).map { "'\($0.rawValue)'" } + ["?"]
    let open =
      reader.readsRestricted
      ? "record.circle IS NULL"
      : "(record.circle IS NULL AND (record.marking <> 'restricted' OR record.owner = ? \(named)))"
    return "(\(open) OR record.circle IN (\(circles.joined(separator: ", "))))"
  }
}

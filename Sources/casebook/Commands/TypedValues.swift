import Casework
import Glibc

/// `field=value` as a person types it, read by the field's own description.
enum TypedValues {
  static func read(_ words: [String], kind: KindName, days: DayReader) throws -> [String: JSON] {
    try read(words, days: days) { name throws(RuleRefusal) in
      guard let field = RecordKind.named(kind).field(named: name) else {
        throw .fieldUnknown(name, kind: kind)
      }
      return field
    }
  }

  /// What an act asks, by the names of its inputs.
  static func read(_ words: [String], of act: Act, days: DayReader) throws -> [String: JSON] {
    try read(words, days: days) { name throws(RuleRefusal) in
      guard let input = act.input(named: name) else {
        throw .inputUnknown(name, act: act.name, known: act.inputs.map(\.name))
      }
      return input
    }
  }

  /// A day as an option was given it.
  static func day(_ typed: String, option: String, days: DayReader) throws -> Day {
    guard let day = days.day(typed) else {
      throw Failure(
        "'\(typed)' is no day for \(option): give \(DayReader.expectation).", status: EX_USAGE)
    }
    return day
  }

  private static func read(
    _ words: [String], days: DayReader, field: (String) throws(RuleRefusal) -> FieldDescription
  ) throws -> [String: JSON] {
    var values: [String: JSON] = [:]
    for word in words {
      guard let sign = word.firstIndex(of: "=") else {
        throw Failure("'\(word)' is no field=value: write it so, such as owner=jdoe.", status: EX_USAGE)
      }
      let name = String(word[..<sign])
      let description: FieldDescription
      do throws(RuleRefusal) { description = try field(name) } catch {
        throw Failure(error.message, status: EX_USAGE)
      }
      do throws(RuleRefusal) {
        values[name] = try description.value(typed: String(word[word.index(after: sign)...]), days: days)
      } catch {
        throw Failure(error.message, status: EX_DATAERR)
      }
    }
    return values
  }
}

/// Words that may come from standard input.
enum StandardInput {
  /// The words, or all of standard input when they are `-`.
  ///
  /// Throws: ``Failure`` when it cannot be read to its end, or is no text: half a reply is not recorded.
  static func text(_ words: String) throws -> String {
    guard words == "-" else { return words }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(0, &piece, piece.count)
      guard count >= 0 else {
        throw Failure("Standard input cannot be read to its end, and nothing was written.", status: EX_IOERR)
      }
      guard count > 0 else { break }
      bytes.append(contentsOf: piece[..<count])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure("Standard input is no text in UTF-8: convert it first.", status: EX_DATAERR)
    }
    return text
  }
}

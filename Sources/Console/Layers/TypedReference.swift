internal import Casework

/// A reference as a person types it: in full, without its prefix, or by its number alone.
struct TypedReference: Sendable, Equatable {
  /// Of the kind that the pane is about: `COR`.
  let prefix: String
  /// The last two digits of the year.
  let year: Int

  /// `42` and `26-42` are `COR-26-0042`, `adv-25-3` is `ADV-25-0003`; nil for what is no reference.
  func reference(typed: String) -> String? {
    var parts = typed.uppercased().split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.popLast().map({ $0.filter { $0 != " " } }), Self.isNumber(last), last.count < 10
    else {
      return nil
    }
    let year = parts.popLast() ?? Self.twoDigits(self.year)
    let prefix = parts.popLast() ?? self.prefix
    guard parts.isEmpty, Self.isNumber(year), year.count == 2,
      RecordKind.all.contains(where: { $0.prefix == prefix.filter { $0 != " " } })
    else { return nil }
    let number = String(repeating: "0", count: max(0, 4 - last.count)) + last
    return "\(prefix.filter { $0 != " " })-\(year)-\(number)"
  }

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isWholeNumber }
  }

  private static func twoDigits(_ year: Int) -> String { year < 10 ? "0\(year)" : "\(year)" }
}

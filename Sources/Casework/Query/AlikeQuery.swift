/// The query for records that are like another: any of its most telling words, without the record itself.
///
/// It is an ordinary query, so that a person sees what was asked, changes it, or keeps it as a queue.
package struct AlikeQuery: Sendable, Equatable {
  /// As a person would type it; nil when there is nothing to ask for.
  package let text: String?

  /// More words would find every record.
  package static let mostWords = 12

  /// - Parameter words: folded as in the index, the most telling first.
  package init(words: [String], without reference: String) {
    let quoted = words.prefix(Self.mostWords).map { "\"\($0)\"" }.joined(separator: " OR ")
    text = words.isEmpty ? nil : "(\(quoted)) -ref:\"\(reference)\""
  }
}

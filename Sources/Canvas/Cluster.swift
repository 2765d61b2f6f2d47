/// What shares one cell: a base character and the combining marks after it.
struct Cluster {
  let text: String
  /// 1 or 2 columns.
  let width: Int
}

/// The cells of a text that went through ``displaySafe(_:)``, by the rule of terminals (a base and the
/// scalars of width 0 after it), which is not the rule of Swift's characters.
struct ClusterSequence: Sequence, IteratorProtocol {
  private var rest: String.UnicodeScalarView.SubSequence

  init(_ text: String) {
    rest = text.unicodeScalars[...]
  }

  mutating func next() -> Cluster? {
    guard let base = rest.popFirst() else { return nil }
    guard let mark = rest.first, mark.value >= 0x300, CellWidth.of(mark) == 0 else {
      return Cluster(text: String(base), width: Swift.max(1, CellWidth.of(base)))
    }
    var scalars = String.UnicodeScalarView([base])
    while let mark = rest.first, CellWidth.of(mark) == 0 {
      scalars.append(mark)
      rest.removeFirst()
    }
    return Cluster(text: String(scalars), width: Swift.max(1, CellWidth.of(base)))
  }
}

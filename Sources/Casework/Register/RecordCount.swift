/// By what records are counted.
package enum CountAxis: String, Sendable, CaseIterable {
  case stage, owner, theme, place, kind
}

/// How many records have something in common.
package struct RecordCount: Sendable, Equatable {
  /// The name of the stage, account, theme, place or kind; nil for none.
  package let name: String?
  package let count: Int

  package init(name: String?, count: Int) {
    self.name = name
    self.count = count
  }
}

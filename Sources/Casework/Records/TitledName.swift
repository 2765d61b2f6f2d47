/// Something known by a name and shown by a title: a place, a group, a person. For rules that need no more of it.
package struct TitledName: Sendable, Hashable {
  /// As stored and typed: `mon`.
  package let name: String
  /// As shown: `Môn`.
  package let title: String

  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

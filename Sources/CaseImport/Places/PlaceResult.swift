package import Casework

/// What an import of places comes to.
package struct PlaceResult: Sendable {
  /// The places to keep: those that are new and those that changed, by name.
  package var places: [Place] = []
  /// By file and line. The rows meant are not among the places, all but authorities without a force, which are.
  package var problems: [TableProblem] = []
  /// Rows read, headers not counted.
  package var rows: Int
  /// Places that were not known before.
  package var added = 0
  /// Places that the files name and that stand already as they should.
  package var unchanged = 0
  /// Places that do not lie in the force that was asked for.
  package var leftOut = 0
  /// Names whose doubly encoded letters were mended, field by field.
  package var mended: Int
  /// Authorities of England and Wales in no force: each is among the problems unless one force was asked for (F5).
  package var withoutForce = 0

  /// Places that were known and now stand otherwise.
  package var changed: Int { places.count - added }
}

/// How a person likes the console, as their settings say. The console itself reads no files.
package struct Preferences: Sendable, Equatable {
  /// What keys mean.
  package var keymap = Keymap.standard
  /// Where the text stands that belongs to the row under the cursor.
  package var preview = PreviewPlace.auto
  /// Whether the screen is made to be read by ear: no lines, one column of rows, signs as words.
  package var isForEar = false
  /// Whether clicks and the wheel come to the console at first.
  package var usesMouse = true

  /// As the program is without settings.
  package init() {}
}

/// Where the text of a record is shown while the list has the keys.
package enum PreviewPlace: String, Sendable, CaseIterable {
  /// Beside the list where the screen is wide, below it where it is high.
  case auto
  case side, below
  /// Only when it is opened.
  case off
}

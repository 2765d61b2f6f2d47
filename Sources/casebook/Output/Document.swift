import Casework

/// A document for standard output or a new file of the person's own.
enum Document {
  /// Bytes as they are: a population, a table.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    guard let path else { return Output.write(bytes) }
    try NewFile.save(bytes, as: path)
  }

  /// Text that holds what strangers wrote: on standard output each of its control signs can be seen.
  static func write(text: String, to path: String?) throws {
    guard let path else { return Output.write(Output.safeLines(text).joined(separator: "\n") + "\n") }
    try NewFile.save(Array(text.utf8), as: path)
    Output.line("Saved as \(path).")
  }
}

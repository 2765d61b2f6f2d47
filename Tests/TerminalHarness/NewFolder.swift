import Glibc

/// Makes an empty folder for a test or a benchmark, which takes it away; its path.
///
/// - Parameter purpose: stands in its name, such as `story`.
///
/// Throws: ``HarnessError`` where none can be made.
package func newFolder(for purpose: String) throws -> String {
  var template = Array("/tmp/casebook-\(purpose)-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw HarnessError(description: "no temporary folder") }
  return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
}

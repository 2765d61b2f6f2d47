import Glibc
import Privileges

/// A folder of this program's own, that its owner alone may look into.
struct TemporaryFolder {
  let path: String

  /// In the first of the places where one can be made; nil when it can be made in none.
  init?(in places: [String?]) {
    for place in places.compactMap({ $0 }) {
      var template = Array((place + "/casebook-XXXXXX").utf8CString)
      guard Privilege.asPerson({ mkdtemp(&template) }) != nil else { continue }
      path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      return
    }
    return nil
  }

  /// Takes it away with the files in it: also those that others, such as editors, left beside ours.
  func remove() {
    Privilege.asPerson { removeAll() }
  }

  private func removeAll() {
    if let entries = opendir(path) {
      while let entry = readdir(entries) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { unlink(path + "/" + name) }
      }
      closedir(entries)
    }
    rmdir(path)
  }
}

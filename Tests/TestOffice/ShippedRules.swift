package import Casework
import Foundation

/// The rules as they are shipped, read from the project's own data: the same for every test.
package let shippedRules: Rulebook = {
  let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Resources/Data")
  let rules = Rulebook { name in (try? Data(contentsOf: data.appending(path: name))).map { [UInt8]($0) } }
  guard let rules else { preconditionFailure("the rules of the project's own data cannot be read") }
  return rules
}()

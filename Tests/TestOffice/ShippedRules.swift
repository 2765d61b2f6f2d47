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

/// The schedule of retention as it is shipped.
package let shippedSchedule: [RetentionRule] = {
  let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Resources/Data/rules/retention.json")
  let bytes = (try? Data(contentsOf: data)).map { [UInt8]($0) } ?? []
  guard let rules = (try? JSON(parsing: bytes)).flatMap(RetentionRule.list) else {
    preconditionFailure("the schedule of the project's own data cannot be read")
  }
  return rules
}()

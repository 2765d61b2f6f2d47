import Foundation
import Testing

/// The program may have rights that the person does not have. So each place in the source that opens, names or
/// removes a file is known, and says with whose rights it does.
@Suite struct OpeningTests {
  /// Files that handle what lies where the store lies, or what no person names: the program's own data, the terminal.
  private static let programsOwn: Set<String> = [
    "Sources/CaseStore/StoreFile.swift", "Sources/CaseStore/Connection.swift",
    "Sources/CaseStore/Keeping/StoreInMaking.swift", "Sources/CaseStore/Keeping/StoreTrouble.swift",
    "Sources/CaseStore/Door/WriterGate.swift",
    "Sources/casebook/SharedStore.swift", "Sources/casebook/Workplace.swift",
    "Sources/casebook/Running/Keyboard.swift",
  ]

  @Test func everyOpeningSaysWithWhoseRights() throws {
    let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    var found = 0
    for folder in ["casebook", "CaseStore", "CaseImport", "CaseReports", "CaseDemo", "Console"] {
      let files = FileManager.default.enumerator(atPath: root.path + "/Sources/" + folder)
      while let name = files?.nextObject() as? String {
        guard name.hasSuffix(".swift") else { continue }
        let path = "Sources/\(folder)/\(name)"
        let text = try String(contentsOfFile: root.path + "/" + path, encoding: .utf8)
        guard text.contains("import Glibc"), !Self.programsOwn.contains(path) else { continue }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (number, line) in lines.enumerated() where Self.opens(line) {
          found += 1
          // The closure may have begun on one of the lines before, or the whole function is called in one.
          let around = lines[max(0, number - 4)...number].joined()
          let function = lines[...number].last { $0.contains("func ") }.flatMap(Self.name) ?? ""
          let isGuarded =
            around.contains("asPerson") || around.contains("rights.opening")
            || text.contains("asPerson { \(function)(") || text.contains("in try \(function)() }")
          #expect(isGuarded, "\(path):\(number + 1): \(line.trimmingCharacters(in: .whitespaces))")
        }
      }
    }
    #expect(found > 10)
  }

  private static let calls = [
    "open", "opendir", "mkdtemp", "mkstemp", "unlink", "rmdir", "rename", "link", "mkdir", "stat", "lstat",
    "fopen",
    "chmod", "realpath", "readlink",
  ]

  /// Of the function that is declared in a line.
  private static func name(_ line: String) -> String? {
    line.range(of: "func ").map { String(line[$0.upperBound...].prefix { $0.isLetter }) }
  }

  /// Whether a line calls the C library on a path; a method or a function of ours of the same name is none.
  private static func opens(_ line: String) -> Bool {
    let code = line.trimmingCharacters(in: .whitespaces)
    guard !code.hasPrefix("//"), !code.contains("func "), !code.contains("stat()") else { return false }
    return calls.contains { call in
      var rest = code[...]
      while let range = rest.range(of: call + "(") {
        let before = code[..<range.lowerBound].last
        let isCall = before.map { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" } ?? true
        // A path comes first, and something after it; the program's own functions of these names take other things.
        let argument = code[range.upperBound...].prefix { $0.isLetter || $0 == "$" || $0 == "&" }
        let isOfSystem = call != "open" || code.contains("O_") || code.contains("flags")
        if isCall, isOfSystem, code[range.upperBound...].dropFirst(argument.count).first != ":",
          !argument.isEmpty
        {
          return true
        }
        rest = rest[range.upperBound...]
      }
      return false
    }
  }
}

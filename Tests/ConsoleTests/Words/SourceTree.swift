import Casework
import Foundation

@testable import Console

/// The words of the whole program, found in its source, and the file of them that translators begin with.
enum SourceTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Where sentences are made. The demo's records, letters and reports are data.
  private static let rooms = ["Casework", "Console", "CaseStore", "CaseImport", "casebook"]

  static let files: [SourceWords] = {
    var files: [(name: String, tokens: [SwiftToken])] = []
    for room in rooms {
      let folder = root.appending(path: "Sources/\(room)")
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for name in names.sorted() where name.hasSuffix(".swift") {
        let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
        files.append(("Sources/\(room)/\(name)", SwiftTokenizer.tokens(of: Array(bytes))))
      }
    }
    var types = DeclaredTypes()
    for file in files { types.take(file.tokens, file: file.name) }
    return files.map { SourceWords($0.tokens, file: $0.name, types: types) }
  }()

  /// A sentence with all its places.
  struct Word {
    var entry: CatalogueEntry
    var files: Set<String>
  }

  /// Each sentence once, in the order of its letters.
  static let words: [Word] = {
    var found: [String: Word] = [:]
    for file in files {
      for word in file.words where hasLetters(word.template) { take(word, from: file.file, into: &found) }
    }
    for rule in shippedClockWords {
      take(SourceWord(template: rule, place: ""), from: "Resources/Data/rules/clocks.json", into: &found)
    }
    return found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
  }()

  private static func take(_ word: SourceWord, from file: String, into found: inout [String: Word]) {
    let key = "\(word.template)\u{4}\(word.context ?? "")"
    let entry = CatalogueEntry(context: word.context, template: word.template, plural: word.plural)
    var all = found[key] ?? Word(entry: entry, files: [])
    if all.entry.plural == nil { all.entry.plural = word.plural }
    all.files.insert(file)
    found[key] = all
  }

  /// What the rules of clocks say in words.
  private static var shippedClockWords: [String] {
    let bytes = (try? Data(contentsOf: root.appending(path: "Resources/Data/rules/clocks.json"))) ?? Data()
    let rules = (try? JSON(parsing: Array(bytes)))?.array ?? []
    return rules.flatMap { rule in ["label", "sentence"].compactMap { rule[$0]?.string } }
      .map { $0.replacing("%", with: "%%") }.filter { !$0.isEmpty }
  }

  static func hasLetters(_ template: String) -> Bool { template.contains { $0.isLetter } }

  // MARK: - The file

  /// The words as a file that translators begin with. It names no lines, so that it changes with the words alone.
  static var template: String {
    var text = """
      # The words of Casebook, for translators: copy this file to LANGUAGE.po and fill in each msgstr.
      # %1, %2 stand for what goes into a sentence and may change their order; %% is a per cent sign.
      msgid ""
      msgstr ""
      "Project-Id-Version: casebook\\n"
      "MIME-Version: 1.0\\n"
      "Content-Type: text/plain; charset=UTF-8\\n"
      "Content-Transfer-Encoding: 8bit\\n"
      "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

      """
    for word in words {
      text += "\n" + word.files.sorted().map { "#: \($0)\n" }.joined() + lines(of: word.entry, forms: [])
    }
    return text
  }

  /// An entry as it stands in a file.
  static func lines(of entry: CatalogueEntry, forms: [String]) -> String {
    var text = entry.context.map { "msgctxt \(quoted($0))\n" } ?? ""
    text += "msgid \(quoted(entry.template))\n"
    guard let plural = entry.plural else { return text + "msgstr \(quoted(forms.first ?? ""))\n" }
    text += "msgid_plural \(quoted(plural))\n"
    let forms = forms.isEmpty ? ["", ""] : forms
    return text + forms.enumerated().map { "msgstr[\($0)] \(quoted($1))\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
      "\n", with: "\\n")
    return "\"\(escaped)\""
  }

  static func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: "Resources/Data/locale/\(name)")))
  }
}

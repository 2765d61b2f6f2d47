import Casework
import Foundation
import Testing

@testable import Console

/// The files of words beside the source from which they come.
///
/// `UPDATE_WORDS=1 swift test --filter TranslationTests` writes `casebook.pot` anew.
@Suite struct TranslationTests {
  @Test func theFileForTranslatorsHasTheWordsOfTheSource() throws {
    let text = SourceTree.template
    if ProcessInfo.processInfo.environment["UPDATE_WORDS"] == "1" {
      let path = SourceTree.root.appending(path: "Resources/Data/locale/casebook.pot")
      try Data(text.utf8).write(to: path)
    }
    let kept = try CatalogueFile(SourceTree.bytes(of: "casebook.pot"), name: "casebook.pot")
    let made = try CatalogueFile(Array(text.utf8), name: "made")
    let (before, now) = (Set(kept.entries.map(Key.init)), Set(made.entries.map(Key.init)))
    #expect(now.subtracting(before).isEmpty, "new in the source; write the file anew")
    #expect(before.subtracting(now).isEmpty, "gone from the source; write the file anew")
    #expect(made.entries.count > 1000)
  }

  @Test func theScannerTellsSentencesFromOtherTexts() {
    let source = """
      struct Act { init(_ name: String, _ label: Message, done: Message? = nil) {} }
      enum Tone { case low }
      let act = Act("close", "Close it", done: "closed")
      var notice: (text: Message, tone: Tone) { ("today", .low) }
      let gone: [Message] = ["a", name == "b" ? "c" : "d \\(name)"]
      func count(_ n: Int) -> Message { .counted(n, one: "1 hen", other: "\\(n) hens") }
      let may = Message("May", context: "month")
      let key = "name"
      """
    let tokens = SwiftTokenizer.tokens(of: Array(source.utf8))
    var types = DeclaredTypes()
    types.take(
      SwiftTokenizer.tokens(
        of: Array("static func counted(_ n: Int, one: Message, other: Message) -> Message {}".utf8)),
      file: "Message.swift")
    types.take(tokens, file: "Here.swift")
    let words = SourceWords(tokens, file: "Here.swift", types: types).words
    #expect(words.map(\.template) == ["Close it", "closed", "today", "a", "c", "d %1", "1 hen", "May"])
    #expect(words.first { $0.template == "1 hen" }?.plural == "%1 hens")
    #expect(words.last?.context == "month")
  }

  @Test func welshSaysOnlyWhatTheSourceSaysToo() throws {
    let welsh = try CatalogueFile(SourceTree.bytes(of: "cy.po"), name: "cy.po")
    let source = Set(SourceTree.words.map { Key($0.entry) })
    let gone = welsh.entries.filter { !source.contains(Key($0)) }
    #expect(gone.isEmpty, "\(gone.map { "line \($0.line): \($0.template)" })")
    #expect(welsh.plurals.count == 6)
  }

  @Test func welshHasTheSameValuesInEachSentence() throws {
    let welsh = try CatalogueFile(SourceTree.bytes(of: "cy.po"), name: "cy.po")
    for entry in welsh.entries {
      let wanted = Self.values(in: entry.plural ?? entry.template)
      for form in entry.forms where !form.isEmpty {
        let found = Self.values(in: form)
        // A form for one number alone may say it in words.
        let fits = entry.plural == nil ? found == wanted : found.isSubset(of: wanted)
        #expect(fits, "line \(entry.line): \(form)")
      }
    }
  }

  /// What is not translated is English on a Welsh screen: of the console's own words, no more than this.
  @Test func mostOfTheConsoleIsInWelsh() throws {
    let welsh = try CatalogueFile(SourceTree.bytes(of: "cy.po"), name: "cy.po")
    let done = Set(welsh.entries.filter { !$0.isFuzzy && !$0.forms.contains("") }.map(Key.init))
    let console = SourceTree.words.filter { $0.files.contains { $0.hasPrefix("Sources/Console/") } }
    let count = console.count { done.contains(Key($0.entry)) }
    #expect(count * 100 >= console.count * 85, "\(count) of \(console.count)")
  }

  /// What is drawn with letters and never goes through `Message` stays English in every language.
  @Test func noTextOfTheConsolePassesMessageBy() {
    let passed = SourceTree.files.filter { $0.file.hasPrefix("Sources/Console/") }.flatMap { file in
      file.others.filter { SourceWords.isSentence($0.text) && $0.text.contains(" ") }
        .filter { !Self.isAllowed($0.text) && !Self.isCommand($0.text, in: file.file) }
        .map { "\(file.file):\($0.line) \($0.text)" }
    }
    #expect(passed.isEmpty, "\(passed.joined(separator: "\n"))")
  }

  private static func isAllowed(_ text: String) -> Bool {
    // Queries, as a person types them in any language.
    text.contains(":") && !text.contains(": ") || text == " OR "
      // Units of size, the same in all languages.
      || text.hasSuffix(" B") || text.hasSuffix(" kB") || text.hasSuffix(" MB")
  }

  /// What is typed in a shell is the same in all languages, and so are the names under which drafts are kept.
  private static func isCommand(_ text: String, in file: String) -> Bool {
    if text.hasPrefix("casebook ") || text.hasPrefix("--sort ") { return true }
    let names = ["Actions/CommandTwin.swift", "Layers/Palette.swift", "Layers/Drafting.swift"]
    let verbs = [
      "act", "attachment", "attendance", "bulk", "coverage", "deadline", "history", "identity", "list",
      "log", "move", "new", "note", "sample", "search", "set", "show", "theme",
    ]
    return names.contains { file.hasSuffix($0) } && verbs.contains { text.hasPrefix($0 + " ") }
  }

  private static func values(in template: String) -> Set<Character> {
    var values: Set<Character> = []
    var rest = template.replacing("%%", with: "")[...]
    while let sign = rest.firstIndex(of: "%") {
      rest = rest[rest.index(after: sign)...]
      if let digit = rest.first { values.insert(digit) }
    }
    return values
  }

  private struct Key: Hashable {
    let context: String?
    let template: String
    let plural: String?

    init(_ entry: CatalogueEntry) {
      (context, template, plural) = (entry.context, entry.template, entry.plural)
    }
  }
}

/// The words of one language: from the English template to the template in that language.
///
/// A room that makes sentences knows nothing of languages: ``Message/text(in:)`` looks here, and the door of the program
/// binds ``spoken`` around all that it does. A template that has no translation is shown in English.
package struct Catalogue: Sendable {
  /// The name of the language as the file has it, such as `cy`; empty for English, and where a file has none.
  let language: String
  /// Which form of a counted sentence a number takes.
  private let plurals: PluralRule
  /// Nil for English. Whoever is handed a catalogue shares its words.
  private let words: Words?

  private final class Words: Sendable {
    /// By context and template as in ``Catalogue/key(_:context:)``; one form, or one for each of ``PluralRule/count``.
    let forms: [String: [String]]

    init?(_ forms: [String: [String]]) {
      guard !forms.isEmpty else { return nil }
      self.forms = forms
    }
  }

  /// The language in which the program speaks.
  ///
  /// It is bound by the task: a queue or thread that makes texts of its own must be handed it.
  @TaskLocal package static var spoken: Catalogue = .english

  /// English needs no catalogue: the templates are its words.
  package static let english = Catalogue(nil)

  /// - Parameter translations: keys and values are templates as in ``Message/template``.
  package init(translations: [String: String]) { self.init(Words(translations.mapValues { [$0] })) }

  private init(_ words: Words?) {
    language = ""
    plurals = .english
    self.words = words
  }

  /// What a translator has written and has not marked as doubtful.
  package init(_ file: CatalogueFile) {
    language = file.header["Language"] ?? ""
    plurals = file.plurals
    var forms: [String: [String]] = [:]
    forms.reserveCapacity(file.entries.count)
    for entry in file.entries where !entry.isFuzzy && !entry.forms.contains("") {
      forms[Self.key(entry.template, context: entry.context)] = entry.forms
    }
    words = Words(forms)
  }

  /// The translation of a message's template; nil where there is none.
  func template(of message: Message) -> String? {
    guard let forms = words?.forms[Self.key(message.template, context: message.context)] else { return nil }
    guard let plural = message.plural else { return forms.first }
    let form = plurals.form(for: plural.count)
    return forms.indices.contains(form) ? forms[form] : forms.first
  }

  /// The sign between the two is that of gettext; no sentence has it.
  static func key(_ template: String, context: String?) -> String {
    context.map { "\($0)\u{4}\(template)" } ?? template
  }
}

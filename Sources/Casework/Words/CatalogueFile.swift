/// A sentence in a file of words, with its translation.
package struct CatalogueEntry: Sendable, Equatable {
  /// What the sentence is about, where one English word needs two in another language.
  package var context: String?
  /// The English template; of a counted sentence that for one.
  package var template: String
  /// The English template for more than one.
  package var plural: String?
  /// The translations in the order of the plural rule; of a sentence that is not counted, one. Empty: not translated.
  package var forms: [String] = []
  /// The translator marked it as doubtful.
  package var isFuzzy = false
  /// Where it begins, from 1.
  package var line = 0

  package init(context: String? = nil, template: String, plural: String? = nil) {
    self.context = context
    self.template = template
    self.plural = plural
  }
}

/// A file of words in the format `.po`, as it stands in the file.
///
/// Source: the GNU gettext manual, section "The Format of PO Files". Of it this reads what such a file needs; anything
/// else is refused, for a file that is half understood says what nobody wrote.
package struct CatalogueFile: Sendable, Equatable {
  /// The lines `Name: value` of the entry for the empty sentence.
  package private(set) var header: [String: String] = [:]
  package private(set) var plurals = PluralRule.english
  package private(set) var entries: [CatalogueEntry] = []

  /// - Parameter name: of the file, for a sentence about what is wrong.
  package init(_ bytes: [UInt8], name: String) throws(CatalogueFault) {
    var reader = CatalogueReader(bytes, name: name)
    var seen: Set<String> = []
    while let entry = try reader.next() {
      guard seen.insert(Catalogue.key(entry.template, context: entry.context)).inserted else {
        throw CatalogueFault(name, entry.line, "this sentence stands in the file already: take one out")
      }
      if entry.template.isEmpty, entry.context == nil {
        try takeHeader(entry, name: name)
      } else {
        entries.append(entry)
      }
    }
    let wrong = entries.first { $0.plural != nil && $0.forms.count != plurals.count }
    if let wrong {
      throw CatalogueFault(
        name, wrong.line, "the sentence has \(wrong.forms.count) forms and the language \(plurals.count)")
    }
  }

  private mutating func takeHeader(_ entry: CatalogueEntry, name: String) throws(CatalogueFault) {
    for line in (entry.forms.first ?? "").split(separator: "\n") {
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      header[String(line[..<colon])] = String(line[line.utf8.index(after: colon)...].drop { $0 == " " })
    }
    if let type = header["Content-Type"], !type.lowercased().hasSuffix("charset=utf-8") {
      throw CatalogueFault(name, entry.line, "the file must be in UTF-8 and say so in Content-Type")
    }
    guard let text = header["Plural-Forms"] else { return }
    guard let rule = PluralRule(text) else {
      throw CatalogueFault(name, entry.line, "the rule of Plural-Forms is not understood: \(text)")
    }
    plurals = rule
  }
}

/// Why a file of words is refused.
package struct CatalogueFault: Error, Sendable, Equatable {
  package let message: Message

  init(_ name: String, _ line: Int, _ what: Message) {
    message = "\(name), line \(line): \(what)."
  }
}

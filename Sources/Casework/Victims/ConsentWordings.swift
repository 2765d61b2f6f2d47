/// The words with which people are asked, in all the versions that were ever used.
///
/// Data (`consent/wordings.json`), for each office has its own; a version in use is never edited, a new one is added.
package struct ConsentWordings: Sendable, Equatable {
  /// In the order of the file.
  package let wordings: [ConsentWording]

  package init(_ wordings: [ConsentWording]) {
    self.wordings = wordings
  }

  /// Nil when `json` is no file of wordings, or holds one version of a purpose twice.
  package init?(json: JSON) {
    guard let wordings = json["wordings"].flatMap([ConsentWording].init(json:)) else { return nil }
    let names = wordings.map { [$0.purpose.rawValue, $0.version] }
    guard Set(names).count == names.count else { return nil }
    self.wordings = wordings
  }

  /// The words to ask with on `day`: the newest that were in use by then; nil when there were none.
  package func newest(for purpose: ConsentPurpose, on day: Day) -> ConsentWording? {
    wordings.filter { $0.purpose == purpose && $0.from <= day }.max { $0.from < $1.from }
  }

  /// The words that a person agreed to; nil when there is no such version.
  package func wording(for purpose: ConsentPurpose, version: String) -> ConsentWording? {
    wordings.first { $0.purpose == purpose && $0.version == version }
  }
}

/// One version of the words for one purpose.
package struct ConsentWording: FieldValue {
  package let purpose: ConsentPurpose
  /// As entries of a ledger name it: `2026-04`.
  package let version: String
  /// The first day on which it was used.
  package let from: Day
  /// By language, `en` and perhaps `cy`.
  package let texts: [String: String]

  package init?(json: JSON) {
    guard let purpose = json["purpose"].flatMap(ConsentPurpose.init(json:)),
      let version = json["version"]?.string, !version.isBlank,
      let from = json["from"].flatMap(Day.init(json:)), let texts = json["texts"]?.object
    else { return nil }
    self.purpose = purpose
    self.version = version
    self.from = from
    self.texts = texts.compactMapValues(\.string)
    guard self.texts.count == texts.count, self.texts["en"] != nil else { return nil }
  }

  package var json: JSON {
    [
      "purpose": purpose.json, "version": .string(version), "from": from.json,
      "texts": .object(texts.mapValues(JSON.string)),
    ]
  }

  /// The words in `language` (`cy`); in English where they were not translated.
  package func text(in language: String) -> String {
    texts[language] ?? texts["en"] ?? ""
  }
}

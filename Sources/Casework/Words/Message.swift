/// A sentence for a person to read: a template in plain English and the values that go into it.
///
/// Everything that a person reads on screen, in an error or in a report is made as a `Message` and becomes
/// text only at the edge, through ``text(in:)``. The template is the key of the translation catalogue:
/// `"\(reference) is already closed"` has the template `%1 is already closed`.
package struct Message: Sendable, Hashable {
  /// The English sentence with `%1`, `%2` … where the arguments go, and `%%` for a per cent sign.
  package let template: String
  /// What goes into the template, in order. An argument is shown as it is and never translated.
  package let arguments: [String]

  package init(template: String, arguments: [String] = []) {
    self.template = template
    self.arguments = arguments
  }

  /// The sentence in the language of `catalogue`.
  package func text(in catalogue: Catalogue = .english) -> String {
    let template = catalogue.translations[self.template] ?? self.template
    guard template.utf8.contains(UInt8(ascii: "%")) else { return template }
    return Self.fill(template, with: arguments)
  }

  private static func fill(_ template: String, with arguments: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let percent = rest.firstIndex(of: "%") {
      result += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      guard let sign = rest.first else { break }
      rest = rest.dropFirst()
      if let position = sign.wholeNumberValue, arguments.indices.contains(position - 1) {
        result += arguments[position - 1]
      } else {
        result.append(sign)
      }
    }
    return result + rest
  }
}

/// The words of one language: from the English template to the template in that language.
package struct Catalogue: Sendable {
  /// Keys and values are templates as in ``Message/template``.
  package let translations: [String: String]

  package init(translations: [String: String]) {
    self.translations = translations
  }

  /// English needs no catalogue: the templates are its words.
  package static let english = Catalogue(translations: [:])
}

extension Message: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init(template: value.replacing("%", with: "%%"))
  }

  package init(stringInterpolation: Interpolation) {
    self.init(template: stringInterpolation.template, arguments: stringInterpolation.arguments)
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var template = ""
    fileprivate var arguments: [String] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      template.reserveCapacity(literalCapacity + 2 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      template += literal.replacing("%", with: "%%")
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      arguments.append(value.description)
      template += "%\(arguments.count)"
    }

    /// A message inside a message is a translated part of it, such as a stage's label.
    package mutating func appendInterpolation(_ message: Message) {
      appendInterpolation(message.text())
    }
  }
}

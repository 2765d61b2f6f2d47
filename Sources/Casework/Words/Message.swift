/// A sentence for a person to read: a template in plain English and the values that go into it.
///
/// Everything that a person reads on screen, in an error or in a report is made as a `Message` and becomes
/// text only at the edge, through ``text(in:)``. The template is the key of the translation catalogue:
/// `"\(reference) is already closed"` has the template `%1 is already closed`.
package struct Message: Sendable, Hashable {
  /// The English sentence with `%1`, `%2` … where the arguments go, and `%%` for a per cent sign.
  package let template: String
  /// What goes into the template, in order.
  package let arguments: [Argument]

  /// A value is shown as it is; a message inside a message, such as a stage's label, is translated too.
  package indirect enum Argument: Sendable, Hashable {
    case value(String)
    case message(Message)
  }

  package init(template: String, arguments: [Argument] = []) {
    self.template = template
    self.arguments = arguments
  }

  /// The sentence in the language of `catalogue`.
  package func text(in catalogue: Catalogue = .english) -> String {
    let template = catalogue.translations[self.template] ?? self.template
    guard template.utf8.contains(UInt8(ascii: "%")) else { return template }
    return Self.fill(template, with: arguments.map { $0.text(in: catalogue) })
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

extension Message.Argument {
  fileprivate func text(in catalogue: Catalogue) -> String {
    switch self {
    case .value(let text): text
    case .message(let message): message.text(in: catalogue)
    }
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
    fileprivate var arguments: [Message.Argument] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      template.reserveCapacity(literalCapacity + 2 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      template += literal.replacing("%", with: "%%")
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      append(.value(value.description))
    }

    package mutating func appendInterpolation(_ message: Message) {
      append(.message(message))
    }

    private mutating func append(_ argument: Message.Argument) {
      arguments.append(argument)
      template += "%\(arguments.count)"
    }
  }
}

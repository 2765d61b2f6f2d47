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
  /// Set where one English word needs two in another language: `May`, the short name of a month.
  package let context: String?
  /// Of a sentence that counts something.
  package let plural: Plural?

  /// The sentence for more than one, and how many there are. The message's own template is that for one.
  package struct Plural: Sendable, Hashable {
    package let template: String
    package let count: Int
  }

  /// A value is shown as it is; a message inside a message, such as a stage's label, is translated too.
  package indirect enum Argument: Sendable, Hashable {
    case value(String)
    case message(Message)
  }

  package init(template: String, arguments: [Argument] = []) {
    self.init(template: template, arguments: arguments, context: nil, plural: nil)
  }

  private init(template: String, arguments: [Argument], context: String?, plural: Plural?) {
    self.template = template
    self.arguments = arguments
    self.context = context
    self.plural = plural
  }

  /// A word with what it is about, for translators.
  package init(_ message: Message, context: String) {
    self.init(
      template: message.template, arguments: message.arguments, context: context, plural: message.plural)
  }

  /// A sentence that counts something: `"1 letter"`, `"\(count) letters"`.
  ///
  /// A language may have more forms than two, or use one form for many numbers: both sentences must have the same values
  /// in the same order, or the one for one has none.
  package static func counted(_ count: Int, one: Message, other: Message) -> Message {
    Message(
      template: one.template, arguments: other.arguments, context: one.context,
      plural: Plural(template: other.template, count: count))
  }

  /// The sentence in the language of `catalogue`, which is the one that is spoken unless another is named. What is kept in
  /// the register, printed as a document or read by a program names ``Catalogue/english``.
  package func text(in catalogue: Catalogue = .spoken) -> String {
    let template = catalogue.template(of: self) ?? english
    guard template.utf8.contains(UInt8(ascii: "%")) else { return template }
    return Self.fill(template, with: arguments.map { $0.text(in: catalogue) })
  }

  private var english: String {
    guard let plural, plural.count != 1 else { return template }
    return plural.template
  }

  private static func fill(_ template: String, with arguments: [String]) -> String {
    var result = ""
    var rest = template[...]
    while let percent = rest.firstIndex(of: "%") {
      result.append(contentsOf: rest[..<percent])
      rest = rest[rest.index(after: percent)...]
      guard let sign = rest.first else { break }
      rest = rest.dropFirst()
      if let position = sign.wholeNumberValue, arguments.indices.contains(position - 1) {
        result += arguments[position - 1]
      } else {
        result.append(sign)
      }
    }
    result.append(contentsOf: rest)
    return result
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

extension Message: ExpressibleByStringInterpolation {
  /// Hundreds of sentences are made at every start, and hardly any has the sign: only those are looked through twice.
  fileprivate static func escaped(_ literal: String) -> String {
    literal.utf8.contains(UInt8(ascii: "%")) ? literal.replacing("%", with: "%%") : literal
  }

  package init(stringLiteral value: String) {
    self.init(template: Self.escaped(value))
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
      template += Message.escaped(literal)
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

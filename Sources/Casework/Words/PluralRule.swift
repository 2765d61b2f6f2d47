/// Which of a language's forms of a sentence goes with a number.
///
/// Source: the expression `Plural-Forms` of GNU gettext, section "Additional functions for plural forms"; the rules
/// of the languages themselves are those of the Unicode CLDR.
package struct PluralRule: Sendable, Equatable {
  /// How many forms there are.
  package let count: Int
  private let expression: PluralExpression

  /// One, and all the others.
  package static let english = PluralRule(count: 2, expression: .binary(.notEqual, .number, .literal(1)))

  private init(count: Int, expression: PluralExpression) {
    self.count = count
    self.expression = expression
  }

  /// Reads `nplurals=2; plural=(n != 1);`. Nil when it is anything else.
  package init?(_ text: String) {
    var reader = PluralReader(text)
    guard reader.take("nplurals"), reader.take("="), let count = reader.integer(), (1...8).contains(count),
      reader.take(";"), reader.take("plural"), reader.take("="), let expression = reader.expression()
    else { return nil }
    _ = reader.take(";")
    guard reader.isAtEnd else { return nil }
    self.init(count: count, expression: expression)
  }

  /// The position of the form for `number`, from 0; 0 where the expression names a form that there is not.
  package func form(for number: Int) -> Int {
    let form = expression.value(number == .min ? 0 : abs(number))
    return (0..<count).contains(form) ? form : 0
  }
}

/// An expression of C over the number `n`.
indirect enum PluralExpression: Sendable, Equatable {
  case number
  case literal(Int)
  case not(PluralExpression)
  case binary(Operator, PluralExpression, PluralExpression)
  case choice(PluralExpression, PluralExpression, PluralExpression)

  enum Operator: String, Sendable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case more = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case modulo = "%"
  }

  func value(_ number: Int) -> Int {
    switch self {
    case .number: number
    case .literal(let value): value
    case .not(let inner): inner.value(number) == 0 ? 1 : 0
    case .choice(let condition, let yes, let no):
      condition.value(number) != 0 ? yes.value(number) : no.value(number)
    case .binary(let sign, let left, let right): Self.apply(sign, left.value(number), right.value(number))
    }
  }

  /// Nothing here traps: a sum runs over, and a division by nothing is nothing.
  private static func apply(_ sign: Operator, _ left: Int, _ right: Int) -> Int {
    switch sign {
    case .or: left != 0 || right != 0 ? 1 : 0
    case .and: left != 0 && right != 0 ? 1 : 0
    case .equal: left == right ? 1 : 0
    case .notEqual: left != right ? 1 : 0
    case .atMost: left <= right ? 1 : 0
    case .atLeast: left >= right ? 1 : 0
    case .less: left < right ? 1 : 0
    case .more: left > right ? 1 : 0
    case .plus: left &+ right
    case .minus: left &- right
    case .times: left &* right
    case .over: right == 0 ? 0 : left.dividedReportingOverflow(by: right).partialValue
    case .modulo: right == 0 ? 0 : left.remainderReportingOverflow(dividingBy: right).partialValue
    }
  }
}

/// Reads the line of a plural rule, sign by sign.
struct PluralReader {
  private var rest: Substring.UTF8View
  /// How deep brackets and choices lie within each other; more than this is no language's rule.
  private var depth = 0
  private static let deepest = 40

  /// From the one that binds least.
  private static let levels: [[PluralExpression.Operator]] = [
    [.or], [.and], [.equal, .notEqual], [.atMost, .atLeast, .less, .more], [.plus, .minus],
    [.times, .over, .modulo],
  ]

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return rest.isEmpty
    }
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Takes the sign or word if it comes next.
  mutating func take(_ word: String) -> Bool {
    skipBlanks()
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }

  mutating func integer() -> Int? {
    skipBlanks()
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty, digits.count < 10 else { return nil }
    rest = rest.dropFirst(digits.count)
    return Int(Substring(digits))
  }

  mutating func expression() -> PluralExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest, let condition = operation(level: 0) else { return nil }
    guard take("?") else { return condition }
    guard let yes = expression(), take(":"), let no = expression() else { return nil }
    return .choice(condition, yes, no)
  }

  private mutating func operation(level: Int) -> PluralExpression? {
    guard level < Self.levels.count else { return operand() }
    guard var left = operation(level: level + 1) else { return nil }
    while let sign = Self.levels[level].first(where: { take($0.rawValue) }) {
      guard let right = operation(level: level + 1) else { return nil }
      left = .binary(sign, left, right)
    }
    return left
  }

  private mutating func operand() -> PluralExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { return nil }
    if take("!") { return operand().map(PluralExpression.not) }
    if take("n") { return .number }
    guard take("(") else { return integer().map(PluralExpression.literal) }
    guard let inner = expression(), take(")") else { return nil }
    return inner
  }
}

package struct KeyDecoder: Sendable {
  package init() {}
  package mutating func decode(_ bytes: [UInt8], at milliseconds: Int) -> [Event] { [] }
  package mutating func flush(at milliseconds: Int) -> [Event] { [] }
  package var nextDeadline: Int? { nil }
}

extension Int {
  /// The number that ASCII digits write; nil when there is anything else among them.
  init?(digits: some Sequence<UInt8>) {
    var result = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      result = result * 10 + Int(digit - 0x30)
    }
    self = result
  }
}

/// A number with leading zeros. `String(format:)` would load the locale data that a quick start avoids.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

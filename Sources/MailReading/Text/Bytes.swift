import MailWire

// Small questions to bytes that only the readers of a letter ask.

extension UInt8 {
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: return self - 0x30
    case 0x41...0x46: return self - 0x37
    case 0x61...0x66: return self - 0x57
    default: return nil
    }
  }

  var base64Value: UInt8? {
    switch self {
    case 0x41...0x5A: return self - 0x41
    case 0x61...0x7A: return self - 0x47
    case 0x30...0x39: return self + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): return 63
    default: return nil
    }
  }
}

extension Collection<UInt8> {
  /// Whether this starts with `word`, which is in lower case, whatever the case here.
  func starts(withLowercase word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      var position = startIndex
      for byte in word {
        guard position != endIndex, self[position].lowercased == byte else { return false }
        position = index(after: position)
      }
      return true
    }
  }

  /// Whether this is `word`, which is in lower case, whatever the case here.
  func equals(lowercase word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && starts(withLowercase: word)
  }
}

extension BidirectionalCollection<UInt8> {
  /// Without white space at both ends.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

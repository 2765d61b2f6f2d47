package import Casework
import MailWire

/// Reads the addresses of a header such as `From` or `To`.
///
/// Source: RFC 5322, 3.4, with its obsolete forms: names in comments, groups, bare words, missing commas
/// after a closing bracket.
package enum AddressList {
  /// More than this on one header is abuse; the rest is left out.
  package static let most = WireForm.mostAddresses

  /// The addresses in `raw`, names decoded.
  package static func read(_ raw: [UInt8]) -> [MailAddress] {
    var reader = AddressReader(EncodedWords.unfolded(raw))
    return reader.read()
  }
}

/// Goes over the bytes once; a comma outside quotes, comments and brackets ends an address.
private struct AddressReader {
  private let bytes: [UInt8]
  private var index = 0
  private var phrase: [UInt8] = []
  /// Words after a closing bracket: the name of the next address if a comma was forgotten, else nothing.
  private var after: [UInt8] = []
  private var comment: [UInt8] = []
  private var address: [UInt8]?
  private var found: [MailAddress] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func read() -> [MailAddress] {
    while index < bytes.count, found.count < AddressList.most {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): quoted()
      case UInt8(ascii: "("): commented()
      case UInt8(ascii: "<"): bracketed()
      case UInt8(ascii: ","), UInt8(ascii: ";"): finish()
      case UInt8(ascii: ":"):
        // The name of a group; a colon inside an address is damage and stays.
        if phrase.contains(UInt8(ascii: "@")) { phrase.append(byte) } else { phrase.removeAll() }
      default: append(byte)
      }
    }
    if found.count < AddressList.most { finish() }
    return found
  }

  private mutating func quoted() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == 0x5C, index + 1 < bytes.count { index += 1 }
      append(bytes[index])
      index += 1
    }
    index += 1
  }

  private mutating func append(_ byte: UInt8) {
    if address == nil { phrase.append(byte) } else { after.append(byte) }
  }

  private mutating func commented() {
    var depth = 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x5C, index < bytes.count {
        comment.append(bytes[index])
        index += 1
        continue
      }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return }
      comment.append(byte)
    }
  }

  private mutating func bracketed() {
    if address != nil {
      let name = after
      finish()
      phrase = name
    }
    let rest = bytes[index...]
    let inside = rest.prefix { $0 != UInt8(ascii: ">") }
    index = min(bytes.count, inside.endIndex + 1)
    // A source route `<@relay:name@host>` is obsolete; only its end is the address.
    let route = inside.first == UInt8(ascii: "@") ? inside.firstIndex(of: UInt8(ascii: ":")) : nil
    address = Array((route.map { inside[($0 + 1)...] } ?? inside).trimmed)
  }

  private mutating func finish() {
    defer {
      phrase = []
      after = []
      comment = []
      address = nil
    }
    let name = Array(phrase.trimmed)
    if let address {
      add(name: name.isEmpty ? comment : name, address: address)
    } else if !name.isEmpty {
      let isAddress = name.contains(UInt8(ascii: "@"))
      add(name: isAddress ? comment : name, address: isAddress ? name.filter { !$0.isWhitespace } : [])
    }
  }

  private mutating func add(name: [UInt8], address: [UInt8]) {
    let name = EncodedWords.text(name)
    let address = CharsetDecoder.decode(address, charset: nil).text
    guard !name.isEmpty || !address.isEmpty else { return }
    found.append(MailAddress(name: name, address: address))
  }
}

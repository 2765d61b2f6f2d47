internal import Crypto

/// A file that may be drawn, and the stratum that it belongs to.
package struct SampleMember: Sendable, Equatable {
  /// The force's reference, as lists and receipts show it.
  package let reference: String
  /// The value of the field by which the draw is stratified; empty when it is by none, or the file has no value.
  package let stratum: String

  package init(_ reference: String, stratum: String = "") {
    self.reference = reference
    self.stratum = stratum
  }
}

/// The population of a dip sample, fixed before the seed is known: the references of the eligible files.
///
/// Its digest is over ``canonicalBytes``: the references in the order of their bytes, one a line, each line ended
/// by a line feed. Source: the contract of the draw; requirements CP-02, C11.
///
/// **The frame's file** (``fileBytes``) is all that a stranger needs besides the receipt. Without strata it is the
/// canonical bytes themselves, so that `sha256sum FILE` prints the digest. With strata every line is
/// `REFERENCE<TAB>STRATUM<LF>` in the same order; the stratum may be empty, and `cut -f1 FILE | sha256sum` prints
/// the digest, for that is over the references alone. The populations of the strata stand in the receipt.
package struct SampleFrame: Sendable, Equatable {
  /// What found the members, in the words of the query language; empty when unknown.
  package let query: String
  /// In the order of the bytes of their references.
  package let members: [SampleMember]
  /// SHA-256 of ``canonicalBytes`` in hexadecimal.
  package let sha256: String

  /// Throws: ``SampleRefusal`` for no members, and for a reference or stratum that is empty, twice or has a control
  /// sign in it.
  package init(query: String, members: [SampleMember]) throws(SampleRefusal) {
    let sorted = members.sorted { $0.reference.precedesInBytes($1.reference) }
    try self.init(query: query, sorted: sorted)
  }

  /// Throws: ``SampleRefusal`` as for members.
  package init(query: String, references: [String]) throws(SampleRefusal) {
    try self.init(query: query, members: references.map { SampleMember($0) })
  }

  private init(query: String, sorted members: [SampleMember]) throws(SampleRefusal) {
    guard !members.isEmpty else { throw .frameEmpty }
    for (position, member) in members.enumerated() {
      guard !member.reference.isEmpty else { throw .referenceEmpty(line: position + 1) }
      for text in [member.reference, member.stratum] where text.hasControlSign {
        throw .controlSign(text: text)
      }
      guard position > 0 else { continue }
      let before = members[position - 1].reference
      if before.isSpelledLike(member.reference) { throw .referenceTwice(before) }
      guard before.precedesInBytes(member.reference) else {
        throw .frameNotInOrder(line: position + 1, reference: member.reference)
      }
    }
    self.query = query
    self.members = members
    self.sha256 = SHA256.hexadecimal(of: Self.lines(of: members, withStrata: false))
  }

  package var references: [String] { members.map(\.reference) }

  /// Whether any member belongs to a named stratum.
  package var isStratified: Bool { members.contains { !$0.stratum.isEmpty } }

  /// What ``sha256`` is the digest of.
  package var canonicalBytes: [UInt8] { Self.lines(of: members, withStrata: false) }

  /// The frame as a file, with the strata if there are any; the form is told above.
  package var fileBytes: [UInt8] { Self.lines(of: members, withStrata: isStratified) }

  /// The member with this reference, found by halving; nil when the frame has none.
  package func member(_ reference: String) -> SampleMember? {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle].reference.precedesInBytes(reference) { low = middle + 1 } else { high = middle }
    }
    guard low < members.count, members[low].reference.isSpelledLike(reference) else { return nil }
    return members[low]
  }

  private static func lines(of members: [SampleMember], withStrata: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(members.count * 16)
    for member in members {
      bytes.append(contentsOf: member.reference.utf8)
      if withStrata {
        bytes.append(tab)
        bytes.append(contentsOf: member.stratum.utf8)
      }
      bytes.append(lineFeed)
    }
    return bytes
  }

  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")
}

extension SampleFrame {
  /// Reads the frame's file; its form is told above.
  ///
  /// Throws: ``SampleRefusal`` when it has another form. A file in another order is refused too: it is not the one
  /// whose digest was printed.
  package init(query: String, file bytes: [UInt8]) throws(SampleRefusal) {
    guard !bytes.isEmpty else { throw .frameEmpty }
    guard bytes.last == Self.lineFeed else { throw .frameWithoutEnd }
    var members: [SampleMember] = []
    var withStrata: Bool?
    var rest = bytes[...]
    while let end = rest.firstIndex(of: Self.lineFeed) {
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      let tab = line.firstIndex(of: Self.tab)
      guard withStrata == nil || withStrata == (tab != nil) else {
        throw .strataOnSomeLines(line: members.count + 1)
      }
      withStrata = tab != nil
      let reference = String(decoding: line[..<(tab ?? end)], as: UTF8.self)
      let stratum = tab.map { String(decoding: line[($0 + 1)...], as: UTF8.self) }
      members.append(SampleMember(reference, stratum: stratum ?? ""))
    }
    try self.init(query: query, sorted: members)
  }
}

extension String {
  /// Whether it has a sign below the space, or the one for deleting: such a text would not be one line of a file.
  var hasControlSign: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7F } }
}

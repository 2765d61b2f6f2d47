import CaseStore
import Casework
import Foundation
import GRDB
import Testing

/// Looking for words in every file of a store, as somebody with the disk would.
enum FileSearch {
  /// The words that stand in any file of a folder in UTF-8, UTF-16, hexadecimal or base64, with the file's name.
  static func hits(_ words: [String], in folder: URL) throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.flatMap { file in
      let bytes = try Data(contentsOf: file)
      // The tokenizer of the index writes small letters.
      let folded = Data(bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
      return words.filter { word in
        spellings(word).contains { bytes.range(of: $0) != nil || folded.range(of: $0) != nil }
      }.map { "\($0) in \(file.lastPathComponent)" }
    }
  }

  private static func spellings(_ word: String) -> [Data] {
    [word, word.lowercased()].flatMap { word in
      let bytes = Data(word.utf8)
      // Base64 of a word in the middle of a text has three alignments, of which the inner letters are the word's own.
      let encoded = (0..<3).map { shift in
        let text = Data((Data(repeating: 0, count: shift) + bytes).base64EncodedString().utf8)
        return text.dropFirst(shift == 0 ? 0 : 4).dropLast(4)
      }
      return [
        bytes, word.data(using: .utf16LittleEndian) ?? Data(), word.data(using: .utf16BigEndian) ?? Data(),
        Data(bytes.map { String(format: "%02x", $0) }.joined().utf8),
      ] + encoded.map { Data($0) }
    }
  }
}

extension StoreFixture {
  static let sue = Actor(name: "sue", roles: [.supervisor, .caseworker], host: "desk6")

  /// Erases as a person does who means it.
  @discardableResult
  func erase(
    _ reference: String, rule: String? = nil, reason: String = "Request 12", by actor: Actor = sam
  ) throws -> Erasure {
    var said: [String: JSON] = ["again": .string(reference), "reason": .string(reason)]
    if let rule { said["rule"] = .string(rule) }
    try act(.act("erase", said), on: reference, by: actor)
    return try #require(try store.erasure(of: reference, for: Self.sam))
  }

  /// A case that is done with.
  func closedCase(_ values: [String: JSON] = [:], text: String = "") throws -> String {
    let reference = try create(values, text: text)
    try act(.close(.answered), on: reference, reason: "Nothing to say.")
    return reference
  }
}

/// Makes a name for an attachment that can be shown and saved without harm.
package enum AttachmentName {
  /// The longest name, in bytes of UTF-8.
  package static let longest = 200

  /// One component of a path: without directories of any system, leading dots (hidden files) or
  /// hyphens (options of commands), control or bidirectional
  /// characters. When nothing is left, `attachment-3.pdf` after the number of the part and its type.
  package static func safe(_ claimed: String, part: Int, type: String) -> String {
    let component =
      claimed.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? Substring.UnicodeScalarView()
    var name = String.UnicodeScalarView()
    name.append(contentsOf: component.filter(isHarmless))
    while let first = name.first, ".-".unicodeScalars.contains(first) || first.properties.isWhitespace {
      name.removeFirst()
    }
    while let last = name.last, last == "." || last.properties.isWhitespace { name.removeLast() }
    guard !name.isEmpty else { return "attachment-\(part).\(extensions[type] ?? "bin")" }
    return shortened(String(name))
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate, .format:
      return false
    default: break
    }
    // A colon names a drive or a stream on other systems.
    return scalar != ":"
  }

  /// Cuts in the middle, so that the ending which says what it is stays.
  private static func shortened(_ name: String) -> String {
    guard name.utf8.count > longest else { return name }
    let scalars = name.unicodeScalars
    let ending = scalars.lastIndex(of: ".").map { scalars[$0...] } ?? scalars[scalars.endIndex...]
    let kept = String(ending).utf8.count <= 20 ? String(ending) : ""
    var result = ""
    for scalar in scalars {
      guard result.utf8.count + UTF8.width(scalar) + kept.utf8.count <= longest else { break }
      result.unicodeScalars.append(scalar)
    }
    return result + kept
  }

  private static let extensions = [
    "application/pdf": "pdf", "application/msword": "doc", "application/zip": "zip", "application/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-excel": "xls",
    "text/plain": "txt", "text/html": "html", "text/csv": "csv", "text/calendar": "ics",
    "text/x-vcard": "vcf",
    "text/vcard": "vcf", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/heic": "heic",
    "image/tiff": "tif", "image/webp": "webp", "audio/mpeg": "mp3", "audio/wav": "wav", "video/mp4": "mp4",
    "message/rfc822": "eml", "application/pgp-signature": "asc", "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
  ]
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.encode(scalar)?.count ?? 3 }
}

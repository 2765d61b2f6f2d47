extension Substring {
  /// Its lines without the line feeds between them; the last is empty where the text ends with one.
  ///
  /// Each letter of an import is cut so: where the text lies in one piece, the bytes are looked at and not the indices.
  var byteLines: [UTF8View] {
    let ends = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.indices.filter { bytes[$0] == 0x0A }
    }
    guard let ends else { return utf8.split(separator: 0x0A, omittingEmptySubsequences: false) }
    var lines: [UTF8View] = []
    lines.reserveCapacity(ends.count + 1)
    var start = utf8.startIndex
    for end in ends {
      let end = utf8.index(utf8.startIndex, offsetBy: end)
      lines.append(utf8[start..<end])
      start = utf8.index(after: end)
    }
    lines.append(utf8[start...])
    return lines
  }
}

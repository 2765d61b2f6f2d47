/// Joins the lines of `format=flowed` into paragraphs. Source: RFC 3676.
package enum FlowedText {
  /// The text with its soft line ends undone; quote marks stay in front of each paragraph.
  ///
  /// - Parameters:
  ///   - text: UTF-8, lines ended by line feeds.
  ///   - deletesSpace: `DelSp=yes`, the space before a soft line end is not part of the text.
  package static func unwrap(_ text: [UInt8], deletesSpace: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    // Depth of quotation of the paragraph that is still open.
    var open: Int?
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
      var content = line.dropFirst(depth)
      if content.first == 0x20 { content = content.dropFirst() }
      // "-- " is the line before a signature and is never flowed (4.3).
      let isSignatureMark = content.elementsEqual([0x2D, 0x2D, 0x20])
      if let depthOpen = open, depthOpen != depth || isSignatureMark { close(&result, &open) }
      if open == nil { startLine(&result, depth: depth) }
      let isSoft = content.last == 0x20 && !isSignatureMark
      result += isSoft && deletesSpace ? content.dropLast() : content
      open = isSoft ? depth : nil
      if !isSoft { result.append(0x0A) }
    }
    if open != nil { result.append(0x0A) }
    // The piece after the last line feed is no line.
    if text.last == 0x0A || text.isEmpty, result.last == 0x0A { result.removeLast() }
    return result
  }

  private static func close(_ result: inout [UInt8], _ open: inout Int?) {
    result.append(0x0A)
    open = nil
  }

  private static func startLine(_ result: inout [UInt8], depth: Int) {
    guard depth > 0 else { return }
    result.append(contentsOf: repeatElement(UInt8(ascii: ">"), count: depth))
    result.append(0x20)
  }
}

internal import Casework

// Cases that came with the same text.
extension Session {
  mutating func showCampaign() -> [Request] {
    guard let view = pane.opened else { return [] }
    guard view.campaign != nil else {
      notice = Notice(
        message: "No other case came with the text of \(view.record.reference).", isError: false)
      return []
    }
    return show(.campaign(of: view.record.reference))
  }
}

extension Queue {
  /// The cases with the same text as one.
  fileprivate static func campaign(of reference: String) -> SavedView {
    SavedView(
      "*", "same text as \(reference)", "the cases that came with the same text", "campaign:\"\(reference)\"",
      order: .newest)
  }
}

/// A letter of a campaign with its common paragraphs folded, so that what its writer says alone stands out.
enum CampaignFolding {
  /// A part of a letter, in its order; the parts, joined, are the text.
  enum Part: Equatable {
    case own(Substring)
    case common(Substring, paragraphs: Int)
    /// A common paragraph in other words.
    case reworded(Substring, [LetterDifference.Segment])
  }

  /// Only what many have in common is folded: of two letters, one may be the only one that is read.
  static func parts(of text: Substring, in contact: Contact, _ note: CampaignNote?) -> [Part] {
    guard let note, note.letter == contact.uid, note.cases >= Campaign.fewest else { return [.own(text)] }
    var parts: [Part] = []
    var start = text.startIndex
    var common: (end: Substring.Index, count: Int)?
    func close() {
      guard let folded = common else { return }
      parts.append(.common(text[start..<folded.end], paragraphs: folded.count))
      start = folded.end
      common = nil
    }
    func passOn(to place: Substring.Index) {
      guard common == nil, start < place else { return }
      parts.append(.own(text[start..<place]))
      start = place
    }
    for passage in LetterPassages(of: text).passages {
      if note.commonKeys.contains(passage.key) {
        passOn(to: passage.text.startIndex)
        common = (passage.text.endIndex, (common?.count ?? 0) + 1)
        continue
      }
      close()
      let own = note.ownWords[passage.key] ?? []
      let segments = LetterDifference.segments(of: passage.text, own: own)
      guard !segments.isEmpty else { continue }
      passOn(to: passage.text.startIndex)
      parts.append(.reworded(passage.text, segments))
      start = passage.text.endIndex
    }
    close()
    if start < text.endIndex { parts.append(.own(text[start...])) }
    return parts
  }
}

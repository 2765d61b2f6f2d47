/// A line broken between words so that no part is wider than `width` columns.
///
/// The line went through ``displaySafe(_:)``. Blanks at its start stay, those at a break go, a word that is
/// too long is cut, and a wide character is never split. There is always at least one part.
package func wrap(_ line: String, width: Int) -> [String] {
  var wrapper = LineWrapper(width: max(1, width))
  for cluster in ClusterSequence(line) { wrapper.take(cluster) }
  return wrapper.finish()
}

/// Fills one part after the other and remembers where the last word began.
private struct LineWrapper {
  let width: Int
  private var parts: [String] = []
  /// What is on the present part for certain, with the blanks that follow it.
  private var settled = ""
  private var settledWidth = 0
  private var blanks = 0
  /// The word that is still growing.
  private var word = ""
  private var wordWidth = 0

  init(width: Int) {
    self.width = width
  }

  mutating func take(_ cluster: Cluster) {
    guard cluster.text != " " else {
      settleWord()
      blanks += 1
      return
    }
    if settledWidth + blanks + wordWidth + cluster.width > width { makeRoom(for: cluster) }
    word += cluster.text
    wordWidth += cluster.width
  }

  mutating func finish() -> [String] {
    settleWord()
    if parts.isEmpty || !settled.isEmpty { parts.append(settled) }
    return parts
  }

  /// Breaks before the word, or in the middle of a word that fills a whole part.
  private mutating func makeRoom(for cluster: Cluster) {
    if !settled.isEmpty || wordWidth == 0 {
      if !settled.isEmpty { parts.append(settled) }
      settled = ""
      settledWidth = 0
      blanks = 0
    }
    if blanks + wordWidth + cluster.width > width, wordWidth > 0 { cutWord() }
  }

  private mutating func cutWord() {
    parts.append(String(repeating: " ", count: blanks) + word)
    blanks = 0
    word = ""
    wordWidth = 0
  }

  private mutating func settleWord() {
    guard wordWidth > 0 else { return }
    settled += String(repeating: " ", count: blanks) + word
    settledWidth += blanks + wordWidth
    blanks = 0
    word = ""
    wordWidth = 0
  }
}

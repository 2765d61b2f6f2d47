internal import Canvas
internal import Casework

// A number before a movement: `;12j` goes twelve lines down, `;3t` tags three. The digits alone are the panes.
extension Session {
  /// Takes what belongs to a number that is being typed.
  ///
  /// - Returns: whether the key was part of it.
  mutating func takeDigit(_ key: Key) -> Bool {
    guard let typed = count, pending.isEmpty else { return false }
    switch key {
    case .character(let digit) where digit.isASCII && digit.isWholeNumber:
      // More than anybody has lines; and no number overflows.
      count = String((typed + String(digit)).suffix(9))
    case .backspace: count = typed.isEmpty ? nil : String(typed.dropLast())
    case .escape, .control("c"): count = nil
    default: return false
    }
    return true
  }

  /// No letter and no part of a list that is loaded is longer. Lines.
  private static let mostSteps = 100_000

  /// Does a movement as often as the number says that was typed before it.
  mutating func act(on intent: Intent, times typed: String) -> [Request] {
    guard let times = Int(typed), times > 0 else { return act(on: intent) }
    switch intent {
    case .down, .up, .pageDown, .pageUp:
      if let requests = pane.goFar(intent, times: times, actor: actor, today: today) { return requests }
      for _ in 1..<min(times, Self.mostSteps) { pane.move(intent) }
    case .nextRecord, .previousRecord:
      for _ in 1..<min(times, Self.mostSteps) { pane.step(intent) }
    case .nextNeeding, .previousNeeding:
      for _ in 1..<min(times, max(2, pane.lines.count)) {
        _ = pane.moveToNeeding(intent == .nextNeeding ? 1 : -1, today: today)
      }
    case .tag, .tagOrPage:
      return tagNext(times)
    case .first, .last:
      if let requests = pane.go(to: times - 1, actor: actor, today: today) { return requests }
      return showSelected() + pane.moreIfNeeded(actor: actor, today: today)
    default:
      notice = Notice(
        message: "A number goes before a movement, such as j, or before t: nothing was done.", isError: true)
      return []
    }
    return act(on: intent)
  }

  /// Tags as many as there are from the cursor on; a number never takes a tag away.
  private mutating func tagNext(_ count: Int) -> [Request] {
    pane.settleRange()
    let tagged = pane.tagNext(count)
    if tagged < count {
      notice = Notice(
        message: .counted(
          tagged, one: "Only \(tagged) was tagged: the list goes no further, or is not read further yet.",
          other: "Only \(tagged) were tagged: the list goes no further, or is not read further yet."),
        isError: false)
    }
    return showSelected() + pane.moreIfNeeded(actor: actor, today: today)
  }
}

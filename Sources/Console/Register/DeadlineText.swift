internal import Canvas
internal import Casework

/// How due dates are made, as lines: each clock with its rule, then day by day what counted and what did not.
enum DeadlineText {
  static func lines(_ clocks: [RunningClock], width: Int, words: RecordWords) -> [StyledLine] {
    clocks.flatMap { clock in
      let deadline = clock.deadline(words.rulebook.calendars)
      var lines = wrapped(clock.rule.label.text(), width, .heading)
      lines += wrapped(state(of: clock, deadline, words), width, .text)
      lines += wrapped("\(clock.rule.sentence.text()) (\(clock.rule.source))", width, .dim)
      lines += deadline.steps.flatMap { step in
        wrapped("  \(DayWords.long(step.day))  \(step.words.text())", width, .text)
      }
      return lines + [StyledLine("")]
    }
  }

  private static func state(
    of clock: RunningClock, _ deadline: Deadline, _ words: RecordWords
  ) -> String {
    if let met = clock.met { return Message("done on \(DayWords.long(met))").text() }
    if let since = deadline.pausedSince { return Message("paused since \(DayWords.long(since))").text() }
    guard let due = clock.due else { return deadline.problem?.text() ?? "" }
    let (text, _) = words.due(due)
    return Message("due \(DayWords.long(due)), \(text)").text()
  }

  private static func wrapped(_ text: String, _ width: Int, _ role: Role) -> [StyledLine] {
    wrap(displaySafe(text), width: max(10, width)).map { StyledLine($0, role) }
  }
}

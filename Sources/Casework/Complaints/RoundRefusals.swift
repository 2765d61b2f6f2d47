extension RuleRefusal {
  /// A sample that cannot be drawn, replaced or shared out.
  static func sample(_ refusal: SampleRefusal) -> RuleRefusal { .rule("sample", refusal.message) }

  static func isFixed(field: String, _ reference: String) -> RuleRefusal {
    .rule(
      "round-is-fixed",
      "The field '\(field)' of \(reference) was fixed with the frame: undo that, or begin another round.")
  }

  /// The query of a frame has a fault in it.
  package static func frameNotUnderstood(_ query: String, _ fault: QueryFault) -> RuleRefusal {
    .rule("frame-not-understood", "The frame '\(query)' cannot be understood: \(fault.message)")
  }

  static func frozenAlready(_ reference: String) -> RuleRefusal {
    .rule("frozen-already", "The frame of \(reference) is fixed already: draw from it.")
  }

  /// Source: requirements C11.
  static func notFrozen(_ reference: String) -> RuleRefusal {
    .rule("not-frozen", "\(reference) has no fixed frame: freeze it before a seed is named.")
  }

  static func drawnAlready(_ reference: String) -> RuleRefusal {
    .rule("drawn-already", "\(reference) is drawn already: a second draw would be a choice.")
  }

  static func notDrawnYet(_ reference: String) -> RuleRefusal {
    .rule("not-drawn-yet", "\(reference) is not drawn yet: freeze its frame and draw from it first.")
  }

  static func allottedAlready(_ reference: String) -> RuleRefusal {
    .rule("allotted-already", "The files of \(reference) are shared out already: undo that to do it again.")
  }

  static func frameLost(_ reference: String) -> RuleRefusal {
    .rule("frame-lost", "The kept frame of \(reference) is not the one that was fixed: check the store.")
  }

  static func questionsUnknown(_ name: String) -> RuleRefusal {
    .rule("questions-unknown", "There are no questions called '\(name)' that fit here: name another set.")
  }

  static func exclusionWithoutReason(line: Int) -> RuleRefusal {
    .rule(
      "exclusion-without-reason",
      "Line \(line) of the exclusions has no reason: write the reference, a colon and a blank, and the reason."
    )
  }

  /// Source: requirements CP-02.
  static func filesNotRead(_ files: [String], of count: Int) -> RuleRefusal {
    let named = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
    return .rule(
      "files-not-read",
      "\(files.count) of \(count) files have no finished reading (\(named)): finish them, or state why they cannot be read."
    )
  }

  static func noDifference(file: String, question: String) -> RuleRefusal {
    .rule(
      "no-difference",
      "The readers of \(file) do not differ on '\(question)', or are not both done: there is nothing to settle."
    )
  }

  static func notYoursToSettle(_ reference: String) -> RuleRefusal {
    .rule(
      "not-yours-to-settle",
      "Who leads \(reference), or a supervisor, settles what readers differ on: ask them.")
  }

  /// Source: requirements C9.
  static func ownFile(_ file: String) -> RuleRefusal {
    .rule("own-file", "You handled \(file) yourself: somebody else must read it.")
  }

  static func notYourReading(_ reference: String) -> RuleRefusal {
    .rule("not-your-reading", "\(reference) is another reviewer's reading: only they answer it.")
  }

  static func readingFinished(_ reference: String) -> RuleRefusal {
    .rule("reading-finished", "\(reference) is finished: undo that to change an answer.")
  }

  package static func sampledSince(_ round: String) -> RuleRefusal {
    .rule(
      "sampled-since",
      "\(round) was drawn from these complaints since, so they stay: import a table that puts them right.")
  }

  static func drawStands(_ reference: String) -> RuleRefusal {
    .rule(
      "draw-stands",
      "The sample of \(reference) is drawn and stays as it is: replace a file that cannot be read, with the reason."
    )
  }

  static func readIsNotReplaced(_ file: String) -> RuleRefusal {
    .rule(
      "read-is-not-replaced",
      "\(file) was read already and stays in the sample: only what cannot be read is replaced.")
  }

  static func readingIsSeen(_ reference: String) -> RuleRefusal {
    .rule(
      "reading-is-seen",
      "\(reference) can be seen by the other reader and stays as it is: settle the difference in the round.")
  }

  static func answersMissing(_ reference: String, _ questions: [String]) -> RuleRefusal {
    .rule(
      "answers-missing",
      "\(reference) lacks \(questions.joined(separator: ", ")): answer them; 'cannot tell' is an answer.")
  }
}

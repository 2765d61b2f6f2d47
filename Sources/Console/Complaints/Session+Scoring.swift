internal import Canvas
internal import Casework

extension DipSampleRound {
  /// The steps that ask for nothing and end something: they are done only when Enter says so.
  static let unasked: Set<String> = ["report", "close"]

  /// The step that comes next, as the foot names it; nil when none waits.
  static func nextLabel(of round: Record) -> Message? {
    guard round.kind == .round, let name = nextAct(of: round) else { return nil }
    return name == "allot" ? "share out" : RecordKind.named(.round).act(named: name)?.label
  }
}

// Reading sampled files, one after the other, and taking a round on.
extension Session {
  /// Asks for what the round under the cursor needs next.
  mutating func beginNextStep(of record: Record) -> [Request] {
    guard record.kind == .round, let act = DipSampleRound.nextAct(of: record) else {
      subject = nil
      notice = Notice(message: "No next step waits here: stand on a round that is not closed.", isError: true)
      return []
    }
    guard DipSampleRound.unasked.contains(act) else { return begin(act, on: record) }
    push(Pickers.nextStep(act, of: record))
    return []
  }

  /// Lays the form of a reading over the pane.
  mutating func beginScoring(_ record: Record) -> [Request] {
    guard record.isBeingRead, record[Head.owner] == actor.name,
      let questions = rulebook.questions(of: record)?.questions
    else {
      subject = nil
      notice = Notice(
        message: "Only a reading of your own that is not finished can be answered: ' m lists them.",
        isError: true)
      return []
    }
    let mine = pane.lines.map(\.row).filter { $0.kind == .review && $0.owner == actor.name && $0.isOpen }
    let scoring = Scoring(record, questions: questions, mine: mine.map(\.reference))
    layers.append(.scoring(scoring))
    return [.view(reference: scoring.fileReference)]
  }

  mutating func handle(_ key: Key, in scoring: inout Scoring) -> [Request] {
    switch key {
    case .escape, .control("c"), .character("q"): return dropLayer()
    case .tab, .down, .character("j"): scoring.move(1)
    case .backTab, .up, .character("k"): scoring.move(-1)
    case .pageDown, .character(" "): scoring.turn(1)
    case .pageUp: scoring.turn(-1)
    case .character("]"): return go(1, from: scoring)
    case .character("["): return go(-1, from: scoring)
    case .character("w"): return askComment(scoring)
    case .character("#"): return lay(.picker(Pickers.themes(scoring.review, lists: lists)))
    case .character("U"): return askWhyUnreadable(scoring)
    case .character("F"): return perform(.act("finish", [:]), in: scoring)
    case .character("?"):
      let page = LayerHelp.page(of: .scoring(scoring), kind: nil, width: size.columns)
      return lay(page.map(Layer.page) ?? .help(HelpPage(actions)))
    case .character(let digit):
      guard let answer = Scoring.answer(digit), let question = scoring.question else { return [] }
      return perform(.score(question.id, answer), in: scoring)
    default: return []
    }
    replaceTop(.scoring(scoring))
    return []
  }

  /// A reading is changed by its reviewer alone, so that no revision needs to be compared.
  private func perform(_ action: RecordAction, in scoring: Scoring) -> [Request] {
    [.perform(Change(.act(action, on: scoring.review.reference, seen: nil)))]
  }

  private mutating func go(_ step: Int, from scoring: Scoring) -> [Request] {
    var scoring = scoring
    scoring.refusal = nil
    scoring.told = nil
    guard let next = scoring.neighbour(step) else {
      scoring.refusal =
        step > 0 ? Message("This is the last of your files.") : Message("This is the first of your files.")
      replaceTop(.scoring(scoring))
      return []
    }
    scoring.wanted = next
    replaceTop(.scoring(scoring))
    return [.view(reference: next)]
  }

  private mutating func askComment(_ scoring: Scoring) -> [Request] {
    lay(
      .form(
        TextForm(
          .said(act: "comment", input: ReviewActs.text.name, on: scoring.review.reference),
          title: "Comment on \(scoring.fileReference)",
          hint: "What the answers do not say. No names: the report may quote it.", verb: "Write",
          text: scoring.review[FileReview.comment] ?? "")))
  }

  private mutating func askWhyUnreadable(_ scoring: Scoring) -> [Request] {
    lay(
      .form(
        TextForm(
          .said(act: "unreadable", input: ReviewActs.reason.name, on: scoring.review.reference),
          title: "\(scoring.fileReference) cannot be read", hint: "Why not? The report says so.",
          verb: "Hand in")))
  }

  // MARK: - Answers from outside

  /// The position of the form among the layers; a text may lie over it.
  private var scoringLayer: (position: Int, scoring: Scoring)? {
    for (position, layer) in layers.enumerated() {
      if case .scoring(let scoring) = layer { return (position, scoring) }
    }
    return nil
  }

  /// The reading whose form lies over the pane.
  var scoredReview: Record? { scoringLayer?.scoring.review }

  /// Takes a record that the form asked for; nil when it was asked for by the pane.
  mutating func takeForScoring(_ view: RecordView?) -> [Request]? {
    guard let (position, open) = scoringLayer else { return nil }
    var scoring = open
    guard let view else {
      guard scoring.file == .awaited, asked == nil || asked == pane.opened?.record.reference else {
        return nil
      }
      scoring.take(.missing)
      layers[position] = .scoring(scoring)
      return []
    }
    if view.record.reference == scoring.wanted { return begin(view.record, after: scoring, at: position) }
    guard view.record.reference == scoring.fileReference else { return nil }
    scoring.take(.found(view))
    layers[position] = .scoring(scoring)
    return []
  }

  private mutating func begin(_ review: Record, after scoring: Scoring, at position: Int) -> [Request] {
    let questions = rulebook.questions(of: review)?.questions ?? []
    var next = Scoring(review, questions: questions, mine: scoring.mine)
    next.told = scoring.told
    layers[position] = .scoring(next)
    subject = review
    return [.view(reference: next.fileReference)]
  }

  /// Keeps the form for the next question, or goes on to the next file; nil when no form lies over the pane.
  mutating func scoringTook(_ change: Change) -> [Request]? {
    guard case .act(let action, let reference, _) = change.what, let (position, open) = scoringLayer,
      reference == open.review.reference
    else { return nil }
    var scoring = open
    layers.removeSubrange((position + 1)...)
    if case .act(let name, _) = action, ["finish", "unreadable"].contains(name) {
      guard let next = scoring.neighbour(1) ?? scoring.neighbour(-1) else { return nil }
      scoring.wanted = next
      scoring.leave()
      scoring.refusal = nil
      scoring.told = "\(scoring.fileReference) is handed in."
      layers[position] = .scoring(scoring)
      return [.view(reference: next)]
    }
    scoring.took(action)
    layers[position] = .scoring(scoring)
    return []
  }
}

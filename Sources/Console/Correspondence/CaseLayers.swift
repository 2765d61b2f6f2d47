internal import Canvas
internal import Casework

// What a case asks in its own way: whom to ask from a list, then a text with room.
extension Session {
  /// Whether the act has a layer of its own.
  mutating func beginOnCase(_ act: String, _ record: Record) -> Bool {
    switch act {
    case "refer": push(Pickers.refer(record.reference, lists: lists))
    case "close": push(Pickers.close(record.reference))
    case "reply":
      let hint: Message =
        "Type or paste the reply as it went to \(words.correspondent(record)). Nothing is sent."
      push(TextForm(.reply, title: "Reply on \(record.reference)", hint: hint, verb: "Record the reply"))
    case "answer": pushAnswer(record)
    default: return false
    }
    return true
  }

  private mutating func pushAnswer(_ record: Record) {
    guard let referral = record.awaitedReferral else {
      notice = Notice(
        message: RuleRefusal.noAnswerAwaited(reference: record.reference).message, isError: true)
      return
    }
    push(
      TextForm(
        .answer, title: "Answer on \(record.reference)",
        hint: "What \(lists.title(ofTeam: referral.team)) answered.", verb: "Record the answer"))
  }
}

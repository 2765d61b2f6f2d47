/// What a person means by a key, whatever the key is.
package enum Intent: Hashable, Sendable {
  // Moving
  case down, up, pageDown, pageUp, first, last
  case nextNeeding, previousNeeding
  case nextRecord, previousRecord
  case otherPart, open, back
  /// Another pane, by its number from 0.
  case pane(Int)
  // Showing
  case search, history, deadlines, children, parent, coverage, attendance, togglePreview, quotedText
  case refresh, redraw, help, palette
  /// One of the pane's saved views, by its letter.
  case view(Character)
  // Acting
  case assign, stage, themes, place, note, undo, saveAttachment
  case create, edit
  /// One of the acts of the record's kind, by its name.
  case act(String)
  /// All acts of the record's kind, to choose from.
  case acts
  /// Lines in a row, as on a walkabout or in a meeting.
  case log
  /// What a dip-sample round needs next: to be frozen, drawn, shared out, reported, closed.
  case nextStep
  /// The form of a file review, question by question.
  case score
  /// Who a participant is, from the vault.
  case identity
  /// What was begun and is not finished.
  case drafts
  // The program
  case suspend, quit
}

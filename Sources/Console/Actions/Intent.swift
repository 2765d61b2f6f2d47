/// What a person means by a key, whatever the key is.
package enum Intent: Hashable, Sendable {
  // Moving
  case down, up, pageDown, pageUp, first, last
  case nextNeeding, previousNeeding
  case nextRecord, previousRecord
  /// A number follows, and then what is to be done so many times.
  case count
  case otherPart, open, back
  /// Another pane, by its number from 0.
  case pane(Int)
  // Showing
  case search, history, deadlines, retention, children, parent, campaign, coverage, attendance, trend
  case togglePreview, zoom, quotedText, sort, columns
  /// Searches: best first or newest first; what is like a record.
  case bestFirst, similar
  /// The places where one was, like the pages of a book.
  case goBack, goForward
  case refresh, redraw, help, palette
  // Sharing the screen
  case largerPreview, smallerPreview, turnPreview, mouse
  /// One of the pane's saved views, by its letter.
  case view(Character)
  /// The menu of queues, keeping one, all panes' queues, what was told.
  case queues, saveQueue, start, messages
  /// The list of long work, and beginning some.
  case jobs
  case job(JobKind)
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
  // Many at once
  case tag, tagOrPage, tagRange, tagAll, tagNone, tagInvert, tagByQuery, tagList, tagAgain
  /// What was done last, once more.
  case repeatLast
  /// What was begun and is not finished.
  case drafts
  // The program
  case suspend, quit
}

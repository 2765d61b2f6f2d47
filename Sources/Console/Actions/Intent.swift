/// What a person means by a key, whatever the key is.
package enum Intent: String, Hashable, Sendable, CaseIterable {
  // Moving
  case down, up, pageDown, pageUp, first, last
  case nextNeeding, previousNeeding
  case nextRecord, previousRecord
  case otherPart, open, back
  // Showing
  case search, history, togglePreview, quotedText, refresh, redraw, help, palette
  case viewOpen, viewUntriaged, viewMine, viewUnassigned, viewLate, viewThisWeek, viewAwaiting, viewReplyOwed
  case viewAll, viewClosed
  // Acting
  case assign, stage, themes, place, note, refer, answer, reply, close, undo, saveAttachment
  // The program
  case suspend, quit
}

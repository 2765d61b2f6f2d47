internal import Canvas
internal import Casework

/// What becomes of the records that a query found.
package enum TaggingMode: Sendable, Equatable {
  case add
  /// Those that were tagged are so no more, and the others are.
  case invert
}

// Tagging many records: one by one, as a range, all that the list finds, by a query.
extension Session {
  mutating func tag(_ intent: Intent) -> [Request] {
    switch intent {
    case .tagOrPage where pane.focus != .list: return move(.pageDown)
    case .tag, .tagOrPage: return toggleTag()
    case .tagRange: return beginOrEndRange()
    case .tagAll: return askForRows(pane.query(actor: actor, today: today), .add)
    case .tagInvert: return askForRows(pane.query(actor: actor, today: today), .invert)
    case .tagNone: return dropTags()
    case .tagAgain: return bringTagsBack()
    case .tagByQuery:
      push(
        TextForm(
          .tagQuery, title: "Tag what a query finds", hint: "For example: is:overdue owner:none, or words.",
          verb: "Tag", isMultiline: false))
      return []
    case .tagList: return showTagged()
    default: return []
    }
  }

  private mutating func toggleTag() -> [Request] {
    pane.settleRange()
    pane.toggleTag()
    return showSelected() + pane.moreIfNeeded(actor: actor, today: today)
  }

  private mutating func beginOrEndRange() -> [Request] {
    guard pane.tags.anchor == nil else {
      pane.settleRange()
      return []
    }
    pane.beginRange()
    notice = Notice(
      message: "Move to the other end of the range, then press v again or the key of what is to be done.",
      isError: false)
    return []
  }

  private func askForRows(_ query: Query?, _ mode: TaggingMode) -> [Request] {
    query.map { [.rowsToTag($0, mode)] } ?? []
  }

  mutating func tag(query typed: String, in form: TextForm) -> [Request] {
    do throws(QueryFault) {
      let query = try QueryParser.parse(
        typed, today: today, actor: actor.name, calendar: rulebook.calendars.englandAndWales)
      _ = dropLayers()
      // What this pane does not show is not tagged in it.
      let kinds = paneName.kinds.map { Query.field(.kind, .equals($0.rawValue)) }
      return [.rowsToTag(.and([query, .or(kinds)]), .add)]
    } catch {
      var refused = form
      refused.refusal = error.sentence(in: typed)
      replaceTop(.form(refused))
      return []
    }
  }

  mutating func take(_ rows: [RecordRow], _ mode: TaggingMode) {
    for row in rows {
      switch mode {
      case .add: pane.tags.add(row)
      case .invert: pane.tags.toggle(row)
      }
    }
    notice = Notice(
      message: rows.count > Tags.most
        ? "Only \(Tags.most) are tagged, which is the most at once: narrow the list to tag the others."
        : .counted(
          pane.tagCount, one: "1 tagged. Esc lets it go.",
          other: "\(pane.tagCount) tagged. Esc lets them go."), isError: rows.count > Tags.most)
  }

  /// Lets the tags go; they can be brought back, for there may have been much work in them.
  mutating func dropTags() -> [Request] {
    let count = pane.tagCount
    pane.settleRange()
    pane.tags.dropAll()
    notice = Notice(
      message: count == 0
        ? "Nothing is tagged."
        : .counted(
          count, one: "1 let go; T r tags it again.", other: "\(count) let go; T r tags them again."),
      isError: false)
    return []
  }

  private mutating func bringTagsBack() -> [Request] {
    guard pane.tags.bringBack() else {
      notice = Notice(message: "No tags were let go here.", isError: false)
      return []
    }
    notice = Notice(
      message: .counted(pane.tagCount, one: "1 tagged again.", other: "\(pane.tagCount) tagged again."),
      isError: false)
    return []
  }

  private mutating func showTagged() -> [Request] {
    pane.settleRange()
    let references = pane.tags.rows.keys.sorted()
    guard !references.isEmpty else {
      notice = Notice(message: "Nothing is tagged: t tags a record.", isError: false)
      return []
    }
    guard references.count <= Tags.mostListed else {
      notice = Notice(
        message:
          "\(references.count) are tagged, and up to \(Tags.mostListed) can be listed alone: a verb's page names all.",
        isError: true)
      return []
    }
    return show(.these(references))
  }
}

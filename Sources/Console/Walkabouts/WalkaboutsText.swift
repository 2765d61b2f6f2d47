internal import Canvas
internal import Casework

/// What stands under the head of this pane's records.
enum WalkaboutsText {
  static func lines(_ view: RecordView, format: RecordText.Format) -> [StyledLine] {
    let issues = view.children.filter { $0.kind == .caseFile }
    guard !issues.isEmpty else {
      let hint: Message = "No issues yet.  (L logs one after the other)"
      return [StyledLine("")] + RecordBody.paragraph(hint.text(), format: format, role: .dim)
    }
    let heading = "\(summary(issues).text())  \(Message("(g l lists them)").text())"
    return [StyledLine("")] + RecordBody.paragraph(heading, format: format, role: .heading)
      + IssueGroup.allCases.flatMap { lines(of: $0, issues, format) }
  }

  /// `7 issues: 3 with others, 2 ours, 2 closed`.
  static func summary(_ issues: [RecordRow]) -> Message {
    let parts = IssueGroup.allCases.compactMap { group -> String? in
      let count = issues.count { IssueGroup($0) == group }
      return count == 0 ? nil : "\(count) \(group.label.text())"
    }
    let count = Message.counted(issues.count, one: "1 issue", other: "\(issues.count) issues")
    return "\(count): \(parts.joined(separator: ", "))"
  }

  private static func lines(
    of group: IssueGroup, _ issues: [RecordRow], _ format: RecordText.Format
  ) -> [StyledLine] {
    let rows = issues.filter { IssueGroup($0) == group }
    guard !rows.isEmpty else { return [] }
    return [StyledLine(group.heading.text(), .dim)]
      + rows.map { row in
        let text = line(of: row, format.words)
        return StyledLine("  " + (wrap(displaySafe(text), width: max(8, format.width - 2)).first ?? ""))
      }
  }

  private static func line(of row: RecordRow, _ words: RecordWords) -> String {
    let due = RecordListDrawing.due(of: row, words: words).text
    let stage = RecordKind.named(row.kind).stage(named: row.stage)?.label.text() ?? row.stage
    let who = row.awaitedSince == nil ? nil : row.team.map(words.lists.title(ofTeam:))
    // The team is named last: the heading says already that others have it.
    let details = [due, due == stage.lowercased() || who != nil ? nil : stage, row.title, who]
    return "\(row.reference)  " + details.compactMap { $0 }.joined(separator: "  ")
  }
}

/// With whom an issue lies. Source: terminal design, the walkabouts' screen.
private enum IssueGroup: CaseIterable {
  case withOthers, ours, closed

  init(_ row: RecordRow) {
    self = !row.isOpen ? .closed : row.awaitedSince != nil ? .withOthers : .ours
  }

  /// After a number.
  var label: Message {
    switch self {
    case .withOthers: "with others"
    case .ours: "ours"
    case .closed: "closed"
    }
  }

  var heading: Message {
    switch self {
    case .withOthers: "With others"
    case .ours: "Ours"
    case .closed: "Closed"
    }
  }
}

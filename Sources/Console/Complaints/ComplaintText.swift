internal import Canvas
internal import Casework

/// A complaint's allegations and the times at which the complainant was told how it stands.
enum ComplaintText {
  static func lines(_ record: Record, format: RecordText.Format) -> [StyledLine] {
    allegations(record, format: format) + updates(record, format: format)
  }

  /// A table with the category on the left and the result on the right; one under the other where it is narrow.
  private static func allegations(_ record: Record, format: RecordText.Format) -> [StyledLine] {
    guard let allegations = record[Complaint.allegations], !allegations.isEmpty else { return [] }
    let heading = StyledLine(Message("Allegations: \(allegations.count)").text(), .heading)
    var lines = [StyledLine(""), heading]
    for (position, allegation) in allegations.enumerated() {
      let number = "\(position + 1)"
      let result = allegation.result.isEmpty ? Message("no result yet").text() : allegation.result
      let role: Role = allegation.result.isEmpty ? .dim : .text
      lines += row(number, allegation.category, result, role, width: format.width)
    }
    return lines
  }

  private static func row(
    _ number: String, _ left: String, _ right: String, _ role: Role, width: Int
  ) -> [StyledLine] {
    let start = max(3, number.utf8.count + 1)
    guard width >= 50 else {
      let text = wrap(displaySafe("\(left): \(right)"), width: max(8, width - start))
      return text.enumerated().map { position, part in
        StyledLine(padded(position == 0 ? number : "", to: start), .dim) + StyledLine(part)
      }
    }
    let middle = (width - start) * 3 / 5
    let category = wrap(displaySafe(left), width: middle - 2)
    let result = wrap(displaySafe(right), width: width - start - middle)
    return (0..<max(category.count, result.count)).map { line in
      let name = category.indices.contains(line) ? category[line] : ""
      let outcome = result.indices.contains(line) ? result[line] : ""
      return StyledLine(padded(line == 0 ? number : "", to: start), .dim)
        + StyledLine(padded(name, to: middle)) + StyledLine(outcome, role)
    }
  }

  /// Each day with the day that it was owed by, and whether that was kept (CP-09).
  private static func updates(_ record: Record, format: RecordText.Format) -> [StyledLine] {
    guard let days = record[Complaint.updates], !days.isEmpty else { return [] }
    var lines =
      [StyledLine("")] + wrap(heading(record, format), width: format.width).map { StyledLine($0, .heading) }
    let judged = record.complaintUpdates(format.words.rulebook)
    guard !judged.isEmpty else {
      return lines + days.map { StyledLine(DayWords.long($0)) }
    }
    for update in judged {
      let due = DayWords.long(update.due)
      let (text, role): (Message, Role) =
        switch update.day {
        case let day? where update.isOnTime: (Message("\(DayWords.long(day))  on time, due \(due)"), .text)
        case let day?: (Message("\(DayWords.long(day))  LATE by \(day - update.due) d, due \(due)"), .late)
        case nil: (Message("none before closing  MISSED, due \(due)"), .late)
        }
      lines += wrap(text.text(), width: format.width).map { StyledLine($0, role) }
    }
    return lines
  }

  private static func heading(_ record: Record, _ format: RecordText.Format) -> String {
    let heading: Message =
      switch record.updatesWereOnTime(format.words.rulebook) {
      case true?: "Told how it stands: always on time"
      case false?: "Told how it stands: not always on time"
      case nil: "Told how it stands"
      }
    return heading.text()
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - CellWidth.of(text)))
  }
}

/// What was wrong with the rows of an extract.
enum ExtractText {
  /// More would only be scrolled past; the file of rows left out has them all.
  private static let most = 200

  static func lines(_ record: Record, format: RecordText.Format) -> [StyledLine] {
    let problems = record[Extract.problems] ?? []
    let count = record[Extract.problemCount] ?? problems.count
    guard !problems.isEmpty else { return [] }
    let heading = wrap(Message("Rows left out, with the reason").text(), width: format.width)
    var lines = [StyledLine("")] + heading.map { StyledLine($0, .heading) }
    for problem in problems.prefix(most) {
      let place: Message =
        problem.column.map { "Line \(problem.line), \($0): " } ?? "Line \(problem.line): "
      let text = displaySafe(place.text() + problem.what)
      lines += wrap(text, width: format.width).map { StyledLine($0) }
    }
    if count > min(most, problems.count) {
      let rest: Message = "and \(count - min(most, problems.count)) more: the last attachment has all rows"
      lines += wrap(rest.text(), width: format.width).map { StyledLine($0, .note) }
    }
    return lines
  }
}

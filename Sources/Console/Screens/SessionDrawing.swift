package import Canvas
internal import Casework

extension Session {
  /// The whole screen, made from the state alone.
  package func draw() -> Frame {
    var frame = Frame(size: size)
    guard let layout else {
      let lines = wrap(Message("Casebook needs 20 by 5").text(), width: size.columns)
      for (row, line) in lines.enumerated() { frame.put(line, row: row, column: 0, width: size.columns) }
      return frame
    }
    drawTabs(layout, on: &frame)
    drawView(layout, on: &frame)
    drawList(layout, on: &frame)
    drawBar(layout, on: &frame)
    drawTitle(layout, on: &frame)
    drawPreview(layout, on: &frame)
    drawFoot(layout, on: &frame)
    drawMessage(layout, on: &frame)
    drawProgress(layout, on: &frame)
    // A comment is written, and a theme chosen, with the file that is read in sight.
    if layers.count > 1, case .scoring(let scoring) = layers[layers.count - 2] {
      LayerDrawing(size: size).draw(scoring, on: &frame)
    }
    if let layer = layers.last {
      LayerDrawing(size: size, waiting: wordOfWaiting, isForEar: preferences.isForEar)
        .draw(layer, on: &frame)
      if layer.tellsMessages {
        drawMessage(layout, on: &frame)
        drawProgress(layout, on: &frame)
      }
      drawDraftNote(over: layer, on: &frame)
    }
    // A line of signs is read out sign by sign.
    if preferences.isForEar { frame.blank(role: .divider) }
    return frame
  }

  // MARK: - Around the list

  private func drawTabs(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.tabs else { return }
    frame.fill(Rectangle(row: row, column: 0, rows: 1, columns: size.columns), style: Style(.bar))
    let used = drawTabNames(row: row, on: &frame)
    let day = DayWords.long(today)
    let isNarrow = size.columns < 60
    let name = isNarrow ? "" : "\(lists.fullName(of: actor.name))   "
    let right = displaySafe("\(name)\(isNarrow ? DayWords.short(today, today: today) : day) ")
    let width = CellWidth.of(right)
    guard width < size.columns - max(used, 19) else { return }
    frame.put(right, row: row, column: size.columns - width, width: width, style: Style(.bar))
  }

  /// The tabs from the left, the one that is open marked by brackets too; returns the columns they take.
  private func drawTabNames(row: Int, on frame: inout Frame) -> Int {
    guard size.columns >= 60 else {
      // Where there is no room for all, the open one alone.
      let tab = isAtStart ? Message(" 0 Start ").text() : " \(paneName.digit) \(paneName.short.text()) "
      return frame.put(tab, row: row, column: 0, width: size.columns, style: Style(.activeTab))
    }
    for tab in tabs {
      frame.put(
        tab.text, row: row, column: tab.columns.lowerBound, width: size.columns - tab.columns.lowerBound,
        style: Style(tab.name == paneName && !isAtStart ? .activeTab : .bar))
    }
    if isAtStart {
      frame.put(Self.startTab.text(), row: row, column: 0, width: size.columns, style: Style(.activeTab))
    }
    return min(size.columns, tabs.last?.columns.upperBound ?? 0)
  }

  private static let startTab: Message = "[0 Start]"

  /// The tabs from the left with the columns they take; none where there is no room for all.
  var tabs: [(name: PaneName, text: String, columns: Range<Int>)] {
    guard size.columns >= 60 else { return [] }
    var column = isAtStart ? CellWidth.of(Self.startTab.text()) : 0
    return PaneName.allCases.map { name in
      let title = (size.columns >= 110 ? name.title : name.short).text()
      let text = name == paneName && !isAtStart ? "[\(name.digit) \(title)]" : " \(name.digit) \(title) "
      let start = column
      column += CellWidth.of(displaySafe(text))
      return (name, text, start..<column)
    }
  }

  private func drawView(_ layout: Layout, on frame: inout Frame) {
    guard let row = layout.view else { return }
    frame.put(viewLine, row: row, column: 0, width: size.columns, style: Style(.heading))
    guard let banner else { return }
    let text = displaySafe(banner.text())
    let width = CellWidth.of(text)
    guard width + CellWidth.of(viewLine) + 2 < size.columns else { return }
    frame.put(text, row: row, column: size.columns - width, width: width, style: Style(.note))
  }

  /// What the list shows, where one stands in it, and what narrows it.
  private var viewLine: String {
    let place = placeInList
    let isPart = pane.hasMore || pane.part.hasEarlier || pane.isRankedInPart
    let known = pane.search == nil || isPart ? pane.count : pane.lines.count
    let total =
      known.map(grouped) ?? "\(grouped((pane.firstNumber ?? 0) + pane.lines.count))\(isPart ? "+" : "")"
    let order = pane.sort?.label ?? pane.view.orderLabel
    let tagged = pane.tags.isEmpty ? "" : Message("   tagged \(grouped(pane.tagCount))").text()
    if let search = pane.search {
      if pane.searchFault != nil {
        let typed = pane.listedSearch?.trimmedBlanks ?? ""
        let listed = typed.isEmpty ? "\(paneName.title): \(pane.view.name)" : Message("\(typed)")
        return Message("Not understood; still listed: \(listed)   \(place) of \(total)\(tagged)")
          .text()
      }
      let order: Message =
        pane.isRankedInPart
        ? "best first of the newest \(grouped(ListOrder.mostRanked))" : pane.listSort.label
      if pane.finding.isNarrowed {
        return Message(
          "Search in \(pane.view.name): \(search.text)   \(place) of \(total)\(tagged)   \(order)"
        ).text()
      }
      return Message("Search: \(search.text)   \(place) of \(total)\(tagged)   \(order)").text()
    }
    return Message(
      "\(paneName.title): \(pane.view.name)   \(place) of \(total)\(tagged)   \(order)"
    ).text()
  }

  /// The number of the row under the cursor; from the end of a list, it is known when the list has been counted.
  private var placeInList: String {
    guard !pane.lines.isEmpty else { return grouped(0) }
    if let first = pane.firstNumber { return grouped(first + pane.cursor.selection + 1) }
    return pane.hasMore ? "?" : Message("end", context: "place in a list").text()
  }

  /// `12,345`.
  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(
      digits.enumerated().flatMap { offset, digit in
        offset > 0 && (digits.count - offset) % 3 == 0 ? [",", digit] : [digit]
      })
  }

  // MARK: - The list

  func listDrawing(width: Int) -> RecordListDrawing {
    RecordListDrawing(
      words: words, width: width, isOfCases: paneName == .correspondence, chosen: pane.listColumns,
      lines: pane.cursor.visible.compactMap { pane.lines[safe: $0] }, widest: pane.widest)
  }

  private func drawList(_ layout: Layout, on frame: inout Frame) {
    let drawing = listDrawing(width: layout.list.columns)
    guard !pane.lines.isEmpty else { return drawEmptyList(layout, on: &frame) }
    guard layout.list.rows > 0 else { return }
    for (line, position) in pane.cursor.visible.enumerated() {
      let isFocused = position == pane.cursor.selection
      if preferences.isForEar {
        EarList(words: words).draw(
          pane.lines[position], isFocused: isFocused, in: layout.list.row(line), on: &frame)
      } else if layout.isTwoLine {
        let area = Rectangle(
          row: layout.list.row + 2 * line, column: 0, rows: 2, columns: layout.list.columns)
        drawing.drawNarrow(
          pane.lines[position], isFocused: isFocused, isTagged: pane.isTagged(position), in: area, on: &frame)
      } else {
        drawing.draw(
          pane.lines[position], isFocused: isFocused, isTagged: pane.isTagged(position),
          in: layout.list.row(line), on: &frame)
      }
    }
    let line = pane.cursor.selectedLine * (layout.isTwoLine ? 2 : 1)
    frame.cursor = Point(row: layout.list.row + line, column: 0)
  }

  private func drawEmptyList(_ layout: Layout, on frame: inout Frame) {
    frame.cursor = Point(row: layout.list.row, column: 0)
    // What is not understood yet finds nothing; the message row says why.
    guard pane.searchFault == nil else { return }
    let sentence: Message =
      pane.search != nil
      ? nothingFound
      : paneName == .correspondence
        ? "Nothing in this view. Press ' and a letter for another; casebook import mail PATH brings mail in."
        : "Nothing in this view. Press ' and a letter for another, c to make something new."
    let rows = wrap(sentence.text(), width: layout.list.columns)
    for (line, text) in rows.prefix(max(0, layout.list.rows)).enumerated() {
      frame.put(text, row: layout.list.row + line, column: 0, width: layout.list.columns, style: Style(.dim))
    }
  }

  // MARK: - The letter

  private func drawBar(_ layout: Layout, on frame: inout Frame) {
    guard let column = layout.bar else { return }
    frame.verticalLine(
      row: layout.list.row, column: column, height: layout.list.rows, style: Style(.divider))
  }

  /// Which case is shown, and how much of it lies below.
  private func drawTitle(_ layout: Layout, on frame: inout Frame) {
    guard let area = layout.title else { return }
    if layout.isTitleDivider {
      frame.horizontalLine(row: area.row, column: area.column, width: area.columns, style: Style(.divider))
    }
    let start = layout.isTitleDivider ? "-- " : ""
    guard let record = pane.opened?.record else {
      frame.put(start, row: area.row, column: area.column, width: area.columns, style: Style(.divider))
      return
    }
    let more = displaySafe(moreLines(below: layout.preview?.rows ?? 0))
    let moreWidth = CellWidth.of(more)
    let title = "\(start)\(record.reference)  \(record[Head.title] ?? "") "
    frame.put(
      title, row: area.row, column: area.column, width: area.columns - moreWidth, style: Style(.heading))
    frame.put(
      more, row: area.row, column: area.end.column - moreWidth, width: moreWidth, style: Style(.dim))
  }

  private func moreLines(below height: Int) -> String {
    guard let text = pane.text, text.lines.count > pane.scroll + height || !text.isWhole else { return "" }
    let count = text.lines.count - pane.scroll - height
    if !text.isWhole { return Message(" [over \(count) more lines]").text() }
    return Message.counted(count, one: " [1 more line]", other: " [\(count) more lines]").text()
  }

  private func drawPreview(_ layout: Layout, on frame: inout Frame) {
    guard let area = layout.preview, let text = pane.text else { return }
    for (row, line) in text.lines.dropFirst(pane.scroll).prefix(area.rows).enumerated() {
      frame.put(line, row: area.row + row, column: area.column, width: area.columns)
    }
    drawMarks(in: area, on: &frame)
    guard pane.focus != .list else { return }
    frame.cursor = textCursor(in: area)
  }
}

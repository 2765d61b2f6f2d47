// Live minutes: one typed line becomes an item, and what it asks of somebody a record of its own.
// Source: requirements IA-02, D5; the grammar of the line is that of QuickLine.

extension Decision {
  mutating func logMinute(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    try record.requireDraft(facts)
    let typed = said[MeetingActs.line] ?? ""
    let line = QuickLine(
      parsing: typed, today: facts.today, calendar: facts.rulebook.calendars.englandAndWales,
      marks: QuickLine.minuteMarks)
    let isRestricted = said[MeetingActs.restricted] ?? false
    let mark = MinuteMark(sign: line.mark)
    // Only who asks somebody for something names them with a token; in all else a name is part of the words.
    let words = typed.words(after: line.mark)
    guard !(mark == .action || mark == .advice ? line.text : words).isBlank else { throw .textEmpty }
    switch mark {
    case .item, .decision: add(MinuteItem("", mark, words, isRestricted: isRestricted))
    case .answer:
      let label = words.prefix { !$0.isWhitespace }
      let text = String(words.dropFirst(label.count)).trimmed
      try answer(String(label), text, isRestricted, facts)
    case .action, .advice:
      var item = MinuteItem("", mark, line.text, due: line.day, isRestricted: isRestricted)
      item.owner = try owner(line.names, facts)
      item.level = mark == .advice ? said[MeetingActs.level] : nil
      try ask(item, themes: line.themes, facts)
    }
  }

  /// Appends an item with the next number, and gives it back as it stands there.
  @discardableResult
  private mutating func add(_ item: MinuteItem) -> MinuteItem {
    var items = record[Meeting.items] ?? []
    var item = item
    item.number = MinuteItem.nextNumber(for: item.mark, after: items)
    items.append(item)
    record[Meeting.items] = items
    return item
  }

  /// Makes the record that waits for the answer or the deed, and the item that says so.
  private mutating func ask(_ item: MinuteItem, themes: [String], _ facts: Facts) throws(RuleRefusal) {
    var item = item
    item.number = MinuteItem.nextNumber(for: item.mark, after: record[Meeting.items] ?? [])
    let type: OwedAnswerType = item.mark == .action ? .action : .advice
    let said: [String: JSON?] = [
      Head.title.name: item.text.json, OwedAnswer.type.name: type.json,
      OwedAnswer.number.name: item.number.json,
      Head.parent.name: record.reference.json, OwedAnswer.asked.name: item.owner?.json,
      Head.due.name: item.due?.json, OwedAnswer.level.name: item.level?.json,
      Head.themes.name: themes.isEmpty ? nil : themes.json,
      Head.received.name: min(record[Head.received] ?? facts.today, facts.today).json,
      Head.marking.name: (item.isRestricted ? Marking.restricted : .official).json,
    ]
    let made = try RecordKind.named(.action).newRecord(values: said.compactMapValues { $0 }, facts: facts)
    item.reference = made.record.reference
    further.append(made.record)
    add(item)
  }

  /// The names after `@`, each as the group or the attendance has it, or as it was typed.
  private func owner(_ typed: [String], _ facts: Facts) throws(RuleRefusal) -> String? {
    guard !typed.isEmpty else { return nil }
    let group = facts.register.record(record[Head.parent] ?? "")
    let titled = record.peopleKnown(in: group, on: record[Head.received] ?? facts.today)
    var owners: [String] = []
    for name in typed {
      do { owners.append(try QuickLine.resolve(name, among: titled).title) } catch {
        guard case .nameUnknown = error else { throw error }
        owners.append(name)
      }
    }
    return owners.joined(separator: ", ")
  }

  // MARK: - Answers

  /// Records the answer to advice or to an action, in the minutes and on what it answers.
  ///
  /// - Parameter label: a number of these minutes, a label of the agenda or a reference. "done" as the answer to an
  ///   action closes it.
  mutating func answer(
    _ label: String, _ text: String, _ isRestricted: Bool, _ facts: Facts
  ) throws(RuleRefusal) {
    let label = String(label.prefix { ![":", ","].contains($0) })
    guard let target = owedAnswer(label, facts) else {
      throw .nothingToAnswer(label, in: record.reference)
    }
    guard !text.isBlank else { throw .textEmpty }
    guard !target.isClosed else { throw .alreadyClosed(reference: target.reference) }
    let said: [String: JSON] = [OwedAnswer.said.name: text.json]
    let answered = try target.decision(on: .act("answer", said), facts: facts)
    var changed = answered.record
    if target[OwedAnswer.type] == .action, text.lowercased().hasPrefix("done") {
      changed = try changed.decision(on: .act("complete", [:]), facts: facts).record
    }
    further.append(changed)
    furtherContacts[changed.uid] = answered.contacts
    add(
      MinuteItem(
        "", .answer, text, reference: target.reference, answers: name(of: target, as: label),
        isRestricted: isRestricted || target[Head.marking] == .restricted))
  }

  /// What is answered, as the minutes name it: `C1 Publish the reasons`; what has no place in them by its reference.
  private func name(of target: Record, as label: String) -> String {
    let item = (record[Meeting.items] ?? []).first { $0.mark != .answer && $0.reference == target.reference }
    let carried = (record[Meeting.agenda] ?? []).first { $0.reference == target.reference }
    return "\(carried?.label ?? item?.number ?? target.reference) \(target[Head.title] ?? "")"
  }

  /// The advice or action of this group that somebody means.
  private func owedAnswer(_ label: String, _ facts: Facts) -> Record? {
    let item = record.minuteItem(label).flatMap { $0.mark == .answer ? nil : $0.reference }
    let carried = (record[Meeting.agenda] ?? []).first { $0.label.isSameName(as: label) }?.reference
    guard let found = facts.register.record(item ?? carried ?? label), found.kind == .action,
      found.isVisible(to: facts.actor), let parent = found[Head.parent]
    else { return nil }
    let group = record[Head.parent] ?? ""
    let isOurs =
      parent == record.reference || parent == group
      || facts.register.record(parent)?[Head.parent] == group
    return isOurs ? found : nil
  }

  // MARK: - Changing items of a draft

  mutating func changeItem(_ said: ActInput, _ facts: Facts) throws(RuleRefusal) {
    guard record.stageName == Meeting.draft else { throw .notADraft(record.reference) }
    let number = said[MeetingActs.number] ?? ""
    var items = record[Meeting.items] ?? []
    guard let position = items.firstIndex(where: { $0.number.isSameName(as: number) }) else {
      throw .noSuchItem(number, in: record.reference)
    }
    let owed = items[position].owedRecord(facts)
    if said[MeetingActs.remove] == true {
      if let owed, !owed.isClosed { throw .answerFirst(items[position].number, made: owed.reference) }
      try record.requireNoAppointment(by: items[position].number, facts)
      items.remove(at: position)
    } else {
      if said[MeetingActs.text] != nil { try record.requireNoAppointment(by: items[position].number, facts) }
      items[position].change(said)
      if let owed, !owed.isClosed { further.append(owed.following(items[position], facts)) }
    }
    record[Meeting.items] = items
  }
}

extension MinuteItem {
  /// The advice or action that this item made; what it answers stays as it was asked.
  fileprivate func owedRecord(_ facts: Facts) -> Record? {
    mark == .answer ? nil : reference.flatMap(facts.register.record)
  }

  fileprivate mutating func change(_ said: ActInput) {
    if let text = said[MeetingActs.text] {
      self.text = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    isRestricted = said[MeetingActs.restricted] ?? isRestricted
    guard mark == .action || mark == .advice else { return }
    owner = said[MeetingActs.owner] ?? owner
    due = said[MeetingActs.due] ?? due
  }
}

extension Record {
  /// An office rests on the minute that gave it. Source: requirements IA-01.
  fileprivate func requireNoAppointment(by number: String, _ facts: Facts) throws(RuleRefusal) {
    let group = facts.register.record(self[Head.parent] ?? "")
    let term = (group?[AdvisoryGroup.offices] ?? []).first { $0.meeting == reference && $0.item == number }
    if let term { throw .appointsSomebody(number, to: term.office) }
  }

  /// An advice or action as its item says it now.
  fileprivate func following(_ item: MinuteItem, _ facts: Facts) -> Record {
    var record = self
    record[Head.title] = item.text
    record[OwedAnswer.asked] = item.owner
    record[Head.due] = item.due
    record[Head.marking] = item.isRestricted ? .restricted : .official
    record.settle(facts.rulebook)
    return record
  }
}

extension String {
  /// A typed line without its leading sign; all else as it was typed.
  fileprivate func words(after mark: Character?) -> String {
    let line = trimmed
    guard mark == nil else { return String(line.dropFirst()).trimmed }
    let isDoubled =
      line.first.map(QuickLine.minuteMarks.contains) ?? false && line.dropFirst().first == line.first
    return isDoubled ? String(line.dropFirst()) : line
  }
}

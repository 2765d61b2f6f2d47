internal import Casework

/// What can be chosen for a case, made from the office's lists and the rules.
enum Pickers {
  static func assign(_ record: Record, lists: OfficeLists, actor: Actor) -> Picker {
    assign(record.reference, offersNobody: record[Head.owner] != nil, lists: lists, actor: actor)
  }

  /// - Parameter name: a reference, or how many records.
  static func assign(_ name: String, offersNobody: Bool, lists: OfficeLists, actor: Actor) -> Picker {
    var items = [
      Picker.Item(
        title: Message("me").text(), detail: lists.fullName(of: actor.name), choice: .owner(actor.name))
    ]
    items += lists.accounts.filter { $0.name != actor.name }
      .map { Picker.Item(title: $0.fullName, detail: $0.name, choice: .owner($0.name)) }
    items += lists.teams.map {
      Picker.Item(title: $0.title, detail: Message("team").text(), choice: .team($0.name))
    }
    if offersNobody {
      items.append(Picker.Item(title: Message("nobody").text(), choice: .nobody))
    }
    return Picker(.assign, title: "Assign \(name) to", items: items)
  }

  /// The stages that may follow; the rule's refusal stands beside those whose gate is shut for good.
  static func stage(_ record: Record, facts: Facts) -> Picker {
    let kind = RecordKind.named(record.kind)
    let items = (record.currentStage?.next ?? []).compactMap { kind.stage(named: $0) }.map { stage in
      Picker.Item(
        title: stage.label.text(), detail: stage.name, choice: .stage(stage.name),
        refusal: refusal(of: .move(to: stage.name), on: record, facts: facts))
    }
    return Picker(.stage, title: "Move \(record.reference) to", items: items)
  }

  /// The stages that may follow for one of several records; which of them may go there is shown afterwards.
  static func stage(_ name: String, after rows: [RecordRow]) -> Picker {
    var items: [Picker.Item] = []
    for row in rows {
      let kind = RecordKind.named(row.kind)
      for stage in (kind.stage(named: row.stage)?.next ?? []).compactMap({ kind.stage(named: $0) })
      where !items.contains(where: { $0.detail == stage.name }) {
        items.append(
          Picker.Item(title: stage.label.text(), detail: stage.name, choice: .stage(stage.name)))
      }
    }
    return Picker(.stage, title: "Move \(name) to", items: items)
  }

  private static func refusal(of action: RecordAction, on record: Record, facts: Facts) -> Message? {
    do throws(RuleRefusal) {
      _ = try record.decision(on: action, facts: facts)
      return nil
    } catch {
      return error.yieldsToReason ? nil : error.message
    }
  }

  static func themes(_ record: Record, lists: OfficeLists) -> Picker {
    let items = lists.themes.map { Picker.Item(title: $0.title, detail: $0.name, choice: .theme($0.name)) }
    return Picker(
      .themes, title: "Themes of \(record.reference): Tab marks, Enter takes", items: items,
      marked: (record[Head.themes] ?? []).map { .theme($0) })
  }

  /// Themes that many records get besides their own.
  static func themes(addedTo name: String, lists: OfficeLists) -> Picker {
    let items = lists.themes.map { Picker.Item(title: $0.title, detail: $0.name, choice: .theme($0.name)) }
    return Picker(.themes, title: "Themes to add to \(name): Tab marks, Enter takes", items: items)
  }

  static func place(_ record: Record, lists: OfficeLists) -> Picker {
    place(record.reference, offersNone: record[Head.place] != nil, lists: lists)
  }

  static func place(_ name: String, offersNone: Bool, lists: OfficeLists) -> Picker {
    let titles = Dictionary(lists.places.map { ($0.name, $0.title) }) { first, _ in first }
    var items = lists.places.map { place in
      Picker.Item(
        title: place.title,
        detail: place.parents.lazy.compactMap { titles[$0] }.first ?? place.level,
        choice: .place(place.name))
    }
    items.sort { ($0.title, $0.detail) < ($1.title, $1.detail) }
    if offersNone {
      items.append(Picker.Item(title: Message("no place").text(), choice: .noPlace))
    }
    return Picker(.place, title: "Place of \(name)", items: items)
  }

  static func refer(_ name: String, lists: OfficeLists) -> Picker {
    let items = lists.teams.map { team in
      Picker.Item(
        title: team.title, detail: team.place.isEmpty ? "" : lists.title(ofPlace: team.place),
        choice: .team(team.name))
    }
    return Picker(.refer, title: "Refer \(name) to", items: items)
  }

  static func close(_ name: String) -> Picker {
    let items = Outcome.allCases.map {
      Picker.Item(title: $0.label.text(), detail: $0.rawValue, choice: .outcome($0))
    }
    return Picker(.close, title: "Close \(name) as", items: items)
  }

  /// What can be done to a record besides what every record knows.
  static func acts(_ name: String, of acts: [Act]) -> Picker {
    let items = acts.map { act in
      Picker.Item(title: act.label.text(), detail: act.sentence.text(), choice: .act(act.name))
    }
    return Picker(.acts, title: "What to do with \(name)", items: items)
  }

  /// The next step of a round alone, to be confirmed.
  static func nextStep(_ name: String, of record: Record) -> Picker {
    let items = RecordKind.named(record.kind).acts.filter { $0.name == name }.map { act in
      Picker.Item(title: act.label.text(), detail: act.sentence.text(), choice: .act(act.name))
    }
    return Picker(.acts, title: "Enter takes \(record.reference) on; Esc leaves it as it is", items: items)
  }

  /// Which kind of record to make.
  ///
  /// - Parameter query: of the view at hand; the kind that it lists comes first.
  static func kinds(_ kinds: [KindName], listedBy query: String) -> Picker {
    let listed = query.split { " ()".contains($0) }
    let first = kinds.first { listed.contains("kind:\($0.rawValue)") }
    let items = ([first].compactMap { $0 } + kinds.filter { $0 != first }).map {
      Picker.Item(title: RecordKind.named($0).label.text(), detail: $0.rawValue, choice: .kind($0))
    }
    return Picker(.create, title: "What to make", items: items)
  }

  /// What may stand in a slot of a log.
  static func slot(_ slot: LineLog.Slot, at position: Int, lists: OfficeLists) -> Picker {
    let items =
      Forms.options(slot.field.type, lists).map { option in
        Picker.Item(
          title: option.title, detail: option.name, choice: .slot(position, Forms.value(option, slot.field)))
      } + [Picker.Item(title: Message("none").text(), choice: .slot(position, .null))]
    return Picker(.slot, title: slot.field.label, items: items)
  }

  /// - Parameter nextStep: of the round at hand, to be named as what it is.
  static func palette(_ actions: ActionList, nextStep: Message? = nil) -> Picker {
    let items = actions.all.filter { $0.intent != .palette }.map { action in
      Picker.Item(
        title: (action.intent == .nextStep ? nextStep ?? action.name : action.name).text(),
        detail: "\(action.keys)  \(action.sentence.text())",
        choice: .intent(action.intent))
    }
    let jobs = JobKind.allCases.map { kind in
      Picker.Item(
        title: kind.label.text(), detail: "! \(kind.key)  \(kind.sentence.text())",
        choice: .intent(.job(kind)))
    }
    return Picker(.palette, title: "Commands", items: items + jobs)
  }

  static func attachments(_ contacts: [Contact]) -> Picker {
    let items = contacts.reversed().flatMap { contact in
      contact.attachments.map { attachment in
        Picker.Item(
          title: attachment.name, detail: "\(DataSize.text(attachment.size))  \(attachment.type)",
          choice: .attachment(
            digest: contact.rawDigest ?? "", part: attachment.part, name: attachment.name))
      }
    }
    return Picker(.attachment, title: "Save which attachment?", items: items)
  }
}

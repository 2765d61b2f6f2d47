internal import Canvas
internal import Casework

// All commands by name, with what they may be told and what does the same from a shell.
extension Session {
  func palette() -> Picker {
    let nextStep = pane.opened.flatMap { DipSampleRound.nextLabel(of: $0.record) }
    let reference = pane.shownReference
    let isMany = !pane.tags.isEmpty
    var items = Pickers.palette(actions, nextStep: nextStep).items.map { item in
      guard case .intent(let intent) = item.choice else { return item }
      var item = item
      let view = paneName.views.first { intent == .view($0.key) } ?? pane.view
      item.twin = CommandTwin.text(of: intent, view: view, reference: reference, isMany: isMany)
      return item
    }
    items += commandsWithArguments()
    let kind = RecordKind.named(paneName.kinds.first ?? .caseFile)
    return Picker(
      .palette, title: "Commands: type a name, a name with what it is to do, or a reference", items: items,
      references: TypedReference(prefix: kind.prefix, year: today.year % 100))
  }

  /// `assign Priya Shah`, `stage Closed`, `sort subject`, `new meeting`.
  private func commandsWithArguments() -> [Picker.Item] {
    let sorting = items(.sort, Pickers.sort(pane.listSort, isSearch: pane.search != nil)) {
      "list --sort \($0)"
    }
    let making =
      paneName.makes.count > 1
      ? items(.create, Pickers.kinds(paneName.makes, listedBy: "")) { "new \($0)" } : []
    guard let record = pane.opened?.record, record.reference == pane.shownReference, pane.tags.isEmpty else {
      return sorting + making
    }
    let name = record.reference
    let assigning = items(.assign, Pickers.assign(record, lists: lists, actor: actor)) {
      "set \(name) owner=\($0)"
    }
    let moving = items(.stage, Pickers.stage(record, facts: facts)) { "move \(name) \($0)" }
    return assigning + moving + sorting + making
  }

  /// What a list offers, each as a command of its own.
  ///
  /// - Parameter twin: the command of a shell, from the name of the choice.
  private func items(_ intent: Intent, _ picker: Picker, twin: (String) -> String) -> [Picker.Item] {
    guard let action = actions.action(intent) else { return [] }
    return picker.items.map { item in
      Picker.Item(
        title: "\(action.name.text()) \(item.title)", detail: item.detail, choice: .then(intent, item.choice),
        refusal: item.refusal, isSpecific: true, twin: item.choice.name.map { "casebook \(twin($0))" })
    }
  }

  /// Begins the command and chooses for it, as the keys would.
  mutating func run(_ intent: Intent, choosing choice: Picker.Choice) -> [Request] {
    _ = dropLayers()
    let requests = act(on: intent)
    guard case .picker(let picker)? = layers.last,
      let item = picker.items.first(where: { $0.choice == choice })
    else { return requests }
    return requests + choose(item, in: picker)
  }

  /// Goes to a record, in the pane that has its kind.
  mutating func jump(to reference: String) -> [Request] {
    let kind = RecordKind.all.first { reference.hasPrefix($0.prefix + "-") }?.name
    let home = PaneName.allCases.first { pane in kind.map(pane.kinds.contains) ?? false }
    visited.leave(place)
    if let kind, let home, !paneName.kinds.contains(kind) { paneName = home }
    pane.show(.one(reference))
    asked = nil
    return pane.reload(actor: actor, today: today)
  }
}

extension Picker.Choice {
  /// As a command spells it.
  fileprivate var name: String? {
    switch self {
    case .owner(let name), .team(let name), .stage(let name): name
    case .nobody: ""
    case .sort(let sort): sort.order.rawValue
    case .kind(let kind): kind.rawValue
    default: nil
    }
  }
}

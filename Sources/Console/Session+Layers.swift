internal import Canvas
internal import Casework

// What keys do while something lies over the pane.
extension Session {
  mutating func handleInLayer(_ key: Key) -> [Request] {
    switch layers.last {
    case .picker(var picker)?:
      if key == .enter { return choose(in: picker) }
      if key == .escape || key == .control("c") { return dropLayer() }
      _ = picker.handle(key)
      replaceTop(.picker(picker))
    case .form(var form)?:
      let result = form.handle(key)
      replaceTop(.form(form))
      if result == .leave || key == .control("c") { return dropLayer() }
      if result == .submit { return submit(form) }
    case .help(var page)?:
      if key == .escape || key == .enter { return dropLayer() }
      if !page.handle(key) { page.scroll = scrolled(page.scroll, key) }
      replaceTop(.help(page))
    case .page(var page)?:
      guard case .intent(let intent) = Keymap.meaning(of: [key]) else { return [] }
      if [.back, .quit, .open].contains(intent) { return dropLayer() }
      page.move(intent, height: LayerDrawing.pageHeight(in: size))
      replaceTop(.page(page))
    case nil: break
    }
    return []
  }

  private mutating func dropLayer() -> [Request] {
    layers.removeLast()
    return []
  }

  private func scrolled(_ scroll: Int, _ key: Key) -> Int {
    let step = LayerDrawing.pageHeight(in: size)
    switch key {
    case .down: return scroll + 1
    case .up: return max(0, scroll - 1)
    case .pageDown: return scroll + step
    case .pageUp: return max(0, scroll - step)
    default: return scroll
    }
  }

  // MARK: - Choosing

  private mutating func choose(in picker: Picker) -> [Request] {
    if picker.isMultiple { return setThemes(picker) }
    guard let item = picker.selected else { return [] }
    if let refusal = item.refusal {
      var refused = picker
      refused.refusal = refusal
      replaceTop(.picker(refused))
      return []
    }
    switch item.choice {
    case .owner(let name): return perform(.set(["owner": .string(name)]))
    case .nobody: return perform(.set(["owner": .null]))
    case .team(let name) where picker.purpose == .refer: return askReferral(of: name)
    case .team(let name): return perform(.set(["team": .string(name)]))
    case .stage(let name): return perform(.move(to: name))
    case .place(let name): return perform(.set(["place": .string(name)]))
    case .noPlace: return perform(.set(["place": .null]))
    case .outcome(let outcome): return perform(.close(outcome))
    case .theme: return []
    case .intent(let intent):
      layers.removeLast()
      return act(on: intent)
    case .attachment(let digest, let part, let name):
      layers.append(
        .form(
          TextForm(
            .path(digest: digest, part: part), title: "Save \(name)",
            hint: "The file must not exist yet.", verb: "Save", text: name, isMultiline: false)))
      return []
    }
  }

  private mutating func setThemes(_ picker: Picker) -> [Request] {
    var chosen = picker.marked
    // Enter on a theme without any mark chooses just that one.
    if chosen.isEmpty, let choice = picker.selected?.choice { chosen = [choice] }
    let names = chosen.compactMap { choice -> String? in
      guard case .theme(let name) = choice else { return nil }
      return name
    }
    return perform(.set(["themes": names.isEmpty ? .null : names.json]))
  }

  private mutating func askReferral(of team: String) -> [Request] {
    let title = lists.title(ofTeam: team)
    layers.append(
      .form(
        TextForm(
          .refer(team: team), title: "Refer to \(title)", hint: "What is asked of them.",
          verb: "Refer, and await the answer")))
    return []
  }

  // MARK: - Texts

  private mutating func submit(_ form: TextForm) -> [Request] {
    switch form.purpose {
    case .note: return perform(.note(form.text))
    case .answer: return perform(.answer(form.text))
    case .reply:
      let channel = pane.opened?.record[CaseFile.channel] ?? .email
      return perform(.reply(form.text, channel: channel))
    case .refer(let team): return perform(.refer(team: team, text: form.text))
    case .reason(let change):
      guard !form.text.isBlank else {
        var refused = form
        refused.refusal = RuleRefusal.textEmpty.message
        replaceTop(.form(refused))
        return []
      }
      return [.perform(Change(change.what, reason: form.text))]
    case .path(let digest, let part): return [.save(digest: digest, part: part, path: form.text)]
    }
  }

  /// Asks for an act on the case that is open, as the person saw it.
  private func perform(_ action: RecordAction) -> [Request] {
    guard let record = pane.opened?.record else { return [] }
    return [.perform(Change(.act(action, on: record.reference, seen: record.revision)))]
  }
}

internal import Canvas
internal import Casework

// What keys do while something lies over the pane.
extension Session {
  mutating func handleInLayer(_ key: Key) -> [Request] {
    // In a text a question mark is a question mark.
    if key == .function(1), let layer = layers.last, !layer.isHelp {
      let page = LayerHelp.page(of: layer, kind: subject?.kind, width: size.columns)
      return lay(page.map(Layer.page) ?? .help(HelpPage(actions, isForDoing: false)))
    }
    switch layers.last {
    case .picker(var picker)?:
      if picker.purpose == .columns { return handleColumns(key, in: picker) }
      if key == .enter { return choose(in: picker) }
      if key == .escape || key == .control("c") { return dropLayer() }
      _ = picker.handle(key)
      replaceTop(.picker(picker))
    case .form(var form)?:
      let result = form.handle(key)
      replaceTop(.form(form))
      if result == .leave { return dropLayer() }
      if result == .submit { return submit(form) }
      if result == .compose { return [.compose(form.text, about: form.title)] }
    case .help(var page)?:
      if key == .enter, page.isForDoing, let intent = page.chosen {
        _ = dropLayer()
        return act(on: intent)
      }
      if [.escape, .enter, .control("c")].contains(key) { return dropLayer() }
      page.handle(key)
      replaceTop(.help(page))
    case .record(var form)?: return handle(key, in: &form)
    case .log(var log)?: return handle(key, in: &log)
    case .scoring(var scoring)?: return handle(key, in: &scoring)
    case .page(var page)?: return handle(key, in: &page)
    case .bulk(var preview)?: return handle(key, in: &preview)
    case .identity(var layer)?: return handle(key, in: &layer)
    case .desk(let layer)?: return handle(key, in: layer)
    case .offer(let offer)?: return handle(key, in: offer)
    case .conflict(var conflict)?: return handle(key, in: &conflict)
    case nil: break
    }
    return []
  }

  private mutating func handle(_ key: Key, in page: inout TextPage) -> [Request] {
    if key == .control("c") { return dropLayer() }
    guard case .intent(let intent) = keymap.meaning(of: [key], in: paneName) else { return [] }
    if [.back, .quit, .open].contains(intent) { return dropLayer() }
    if intent == .help { return lay(.help(HelpPage(actions, isForDoing: false))) }
    page.move(intent)
    replaceTop(.page(page))
    return []
  }

  mutating func lay(_ layer: Layer) -> [Request] {
    layers.append(layer)
    return []
  }

  mutating func dropLayer() -> [Request] {
    layers.removeLast()
    if layers.isEmpty {
      subject = nil
      many = nil
    }
    return []
  }

  // MARK: - Choosing

  private mutating func choose(in picker: Picker) -> [Request] {
    if picker.isMultiple { return setThemes(picker) }
    guard let item = picker.selected else { return [] }
    return choose(item, in: picker)
  }

  mutating func choose(_ item: Picker.Item, in picker: Picker) -> [Request] {
    if let refusal = item.refusal {
      var refused = picker
      refused.refusal = refusal
      replaceTop(.picker(refused))
      return []
    }
    switch item.choice {
    case .owner(let name): return perform(.set([Head.owner.name: .string(name)]))
    case .nobody: return perform(.set([Head.owner.name: .null]))
    case .team(let name) where picker.purpose == .refer: return askReferral(of: name)
    case .team(let name): return perform(.set([Head.team.name: .string(name)]))
    case .stage(let name): return perform(.move(to: name))
    case .place(let name): return perform(.set([Head.place.name: .string(name)]))
    case .noPlace: return perform(.set([Head.place.name: .null]))
    case .outcome(let outcome): return perform(.close(outcome))
    case .theme, .column, .automaticColumns: return []
    case .intent(let intent):
      _ = dropLayer()
      return act(leavingStart: intent)
    case .act(let name):
      _ = layers.popLast()
      guard many == nil else { return beginOnMany(name) }
      guard let subject else { return [] }
      return begin(name, on: subject)
    case .kind(let kind):
      _ = layers.popLast()
      return lay(.record(newForm(kind)))
    case .slot(let position, let value):
      _ = layers.popLast()
      return setSlot(position, to: value, shown: item.title)
    case .then(let intent, let choice): return run(intent, choosing: choice)
    case .reference(let reference):
      _ = dropLayers()
      return jump(to: reference)
    case .sort(let sort):
      _ = dropLayer()
      pane.sort = sort
      pane.finding.isBestFirst = false
      return reload()
    case .sheet(let request):
      _ = dropLayer()
      return [.sheet(request)]
    case .draft(let draft):
      _ = dropLayer()
      return take(up: draft.place)
    case .attachment(let digest, let part, let name): return askPath(digest: digest, part: part, name: name)
    }
  }

  private mutating func setThemes(_ picker: Picker) -> [Request] {
    let names = picker.chosen.compactMap { choice -> String? in
      guard case .theme(let name) = choice else { return nil }
      return name
    }
    guard many == nil else { return names.isEmpty ? dropLayer() : perform(.addThemes(names)) }
    return perform(.set([Head.themes.name: names.isEmpty ? .null : names.json]))
  }

  private mutating func askReferral(of team: String) -> [Request] {
    lay(
      .form(
        TextForm(
          .refer(team: team), title: "Refer \(nameOfSubject) to \(lists.title(ofTeam: team))",
          hint: "What is asked of them. The case then awaits their answer.", verb: "Refer")))
  }

  private mutating func askPath(digest: String, part: Int, name: String) -> [Request] {
    lay(
      .form(
        TextForm(
          .path(digest: digest, part: part), title: "Save \(name)",
          hint: "Save it as which file? A file that exists already is left as it is.", verb: "Save",
          text: name, isMultiline: false)))
  }

  // MARK: - Texts

  private mutating func submit(_ form: TextForm) -> [Request] {
    // Here rather than by the rule, so that a slip of the finger asks nothing of the store.
    guard !form.text.isBlank else {
      var refused = form
      refused.refusal = RuleRefusal.textEmpty.message
      replaceTop(.form(refused))
      return []
    }
    switch form.purpose {
    case .note: return perform(.note(form.text))
    case .answer: return perform(.answer(form.text))
    case .reply where many != nil: return perform(.reply(form.text))
    case .reply: return perform(.reply(form.text, channel: subject?[CaseFile.channel] ?? .email))
    case .refer(let team): return perform(.refer(team: team, text: form.text))
    case .reason(let change):
      let change = Change(change.what, reason: form.text)
      if case .bulk = change.what { return [.preview(change)] }
      return [.perform(change)]
    case .tagQuery: return tag(query: form.text, in: form)
    case .opening(let reference): return [.open(reference: reference, reason: form.text)]
    case .said(let act, let input, let reference):
      return [.perform(Change(.act(.act(act, [input: .string(form.text)]), on: reference, seen: nil)))]
    case .job(let kind): return start(kind, path: form.text)
    case .path(let digest, let part): return [.save(digest: digest, part: part, path: form.text)]
    }
  }

  /// What the layers are about: a reference, or how many records.
  private var nameOfSubject: String {
    many.map { Self.countOfRecords($0.count).text() } ?? subject?.reference ?? ""
  }
}

internal import Canvas
internal import Casework

// Forms of records and lines that are logged.
extension Session {
  mutating func handle(_ key: Key, in form: inout RecordForm) -> [Request] {
    let result = form.handle(key)
    replaceTop(.record(form))
    switch result {
    case .stay: return []
    case .leave: return dropLayer()
    case .submit: return submit(form)
    case .compose:
      return [.compose(form.lines[form.focus].entry.text, about: form.lines[form.focus].field.label)]
    }
  }

  private mutating func submit(_ form: RecordForm) -> [Request] {
    var form = form
    let values: [String: JSON]
    do throws(RuleRefusal) { values = try form.values(days) } catch {
      form.refusal = error.message
      replaceTop(.record(form))
      return []
    }
    switch form.purpose {
    case .create(let kind): return [.perform(Change(.create(kind, values: values, text: "")))]
    case .edit:
      guard !values.isEmpty else { return dropLayer() }
      return perform(.set(values))
    case .act(let name): return perform(.act(name, values))
    }
  }

  // MARK: - Logging lines

  mutating func handle(_ key: Key, in log: inout LineLog) -> [Request] {
    switch key {
    case .escape where log.isEditingSlot, .control("c") where log.isEditingSlot:
      log.leaveSlot()
    case .escape, .control("c"):
      guard !log.mayLeave() else { return dropLayer() }
    case .enter where log.isEditingSlot: log.takeSlot(days: days)
    case .function(let number) where log.slots.indices.contains(number - 2):
      return open(slot: number - 2, of: &log)
    case .enter where !log.isEmpty:
      return [.perform(Change(.act(log.action, on: log.reference, seen: nil)))]
    case .enter: return []
    default: log.handle(key)
    }
    replaceTop(.log(log))
    return []
  }

  /// Where there is a list to choose from, a picker; else the value is typed in the line.
  private mutating func open(slot position: Int, of log: inout LineLog) -> [Request] {
    if log.isEditingSlot { log.takeSlot(days: days) }
    guard !log.isEditingSlot, !log.slots[position].field.type.isChosen else {
      replaceTop(.log(log))
      guard !log.isEditingSlot else { return [] }
      return lay(.picker(Pickers.slot(log.slots[position], at: position, lists: lists)))
    }
    log.edit(slot: position)
    replaceTop(.log(log))
    return []
  }

  mutating func setSlot(_ position: Int, to value: JSON, shown: String) -> [Request] {
    guard case .log(var log)? = layers.last, log.slots.indices.contains(position) else { return [] }
    log.slots[position].set(value, shown: shown)
    replaceTop(.log(log))
    return []
  }
}

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
    }
  }

  private mutating func submit(_ form: RecordForm) -> [Request] {
    var form = form
    let values: [String: JSON]
    do throws(RuleRefusal) { values = try form.values(today: today) } catch {
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
    case .escape, .control("c"): return dropLayer()
    case .function(let number) where log.slots.indices.contains(number - 2):
      return lay(.picker(Pickers.slot(log.slots[number - 2], at: number - 2, lists: lists)))
    case .enter where !log.isEmpty:
      return [.perform(Change(.act(log.action, on: log.reference, seen: nil)))]
    case .enter: return []
    default:
      log.handle(key)
      replaceTop(.log(log))
      return []
    }
  }

  mutating func setSlot(_ position: Int, to value: JSON) -> [Request] {
    guard case .log(var log)? = layers.last, log.slots.indices.contains(position) else { return [] }
    log.slots[position].value = value
    replaceTop(.log(log))
    return []
  }
}

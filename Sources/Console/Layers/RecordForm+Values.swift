internal import Canvas
internal import Casework

// What is typed in a form, and what is wrong with it.
extension RecordForm {
  /// Judges a field that is left. The day that was understood takes the place of what was typed, so that `+5wd` means
  /// the same tomorrow.
  mutating func judge(_ position: Int) {
    guard lines.indices.contains(position) else { return }
    let line = lines[position]
    lines[position].fault = fault(in: position)
    guard line.field.type == .day, line.entry.text != original[position],
      let day = days?.day(line.entry.text)
    else { return }
    lines[position].entry = TextEntry(day.description)
  }

  /// What is wrong with what stands in a field. What stood there from the first is not judged.
  private func fault(in position: Int) -> Message? {
    let line = lines[position]
    let typed = line.entry.text
    guard !typed.isBlank else {
      return line.field.isRequired ? RuleRefusal.fieldRequired(line.field.label.text()).message : nil
    }
    guard typed != original[position] else { return nil }
    do throws(RuleRefusal) {
      if let days { _ = try line.field.value(typed: typed, days: days) }
    } catch {
      return error.naming([line.field]).message
    }
    return strangeName(in: line).map { RuleRefusal.nameUnknown($0).message }
  }

  /// A name that is none of the options. It does not stop the form: the office may have got it meanwhile.
  private func strangeName(in line: Line) -> String? {
    guard !line.options.isEmpty else { return nil }
    let typed = line.entry.text
    let names = line.field.type.isListOfNames ? typed.split(separator: ",").map(String.init) : [typed]
    return names.first { name in !name.isBlank && !line.options.contains { $0.name.isSpelled(name) } }
  }

  /// What is understood by what stands in a day's field, when it is being typed or was changed; in an empty one that
  /// has the keys, what can be typed.
  func understood(_ position: Int) -> Message? {
    let line = lines[position]
    if line.field.type == .day, position == focus, line.entry.text.isEmpty { return DayReader.expectation }
    guard line.field.type == .day, position == focus || line.entry.text != original[position] else {
      return nil
    }
    return days?.day(line.entry.text)?.full
  }

  /// Whether the form can be sent as far as it can be told here: required fields have something in them.
  mutating func settled() -> Bool {
    takeMarked()
    judge(focus)
    let missing = lines.indices.filter { lines[$0].field.isRequired && lines[$0].entry.text.isBlank }
    for position in missing { judge(position) }
    guard let first = missing.first else { return true }
    refusal = lines[first].fault
    go(to: first)
    return false
  }

  /// The values as typed.
  ///
  /// Throws: ``RuleRefusal`` for the first field that is not understood; the form then has the keys in it.
  mutating func values(_ days: DayReader) throws(RuleRefusal) -> [String: JSON] {
    var values: [String: JSON] = [:]
    var first: (position: Int, refusal: RuleRefusal)?
    for position in lines.indices {
      let line = lines[position]
      lines[position].fault = nil
      do throws(RuleRefusal) {
        values[line.field.name] = try line.field.value(typed: line.entry.text, days: days)
      } catch {
        let refusal = error.naming([line.field])
        lines[position].fault = refusal.message
        first = first ?? (position, refusal)
      }
    }
    if let first {
      go(to: first.position)
      throw first.refusal
    }
    guard case .edit(let before) = purpose else { return values.filter { $0.value != .null } }
    return values.filter { $0.value != before[$0.key] ?? .null }
  }
}

// MARK: - Refusals

extension RecordForm {
  /// Takes a refusal of the store in. The rules know a field by its name; here it has its label, and the keys are in it.
  mutating func refuse(_ message: Message) {
    refusal = message
    guard let argument = Self.namingRefusals[message.template],
      case .value(let name)? = message.arguments[safe: argument],
      let position = lines.firstIndex(where: { $0.field.name == name })
    else { return }
    var arguments = message.arguments
    arguments[argument] = .value(lines[position].field.label.text())
    let named = Message(template: message.template, arguments: arguments)
    go(to: position)
    lines[position].fault = named
    refusal = named
  }

  /// The templates of refusals that name a field, with the argument that is its name.
  private static let namingRefusals = [
    RuleRefusal.fieldRequired("").message.template: 0, RuleRefusal.fieldIsDerived("").message.template: 0,
    RuleRefusal.valueNotUnderstood("", field: "", expected: "").message.template: 1,
  ]
}

// MARK: - Drafts

extension RecordForm {
  /// What was typed, by the names of the fields: only what differs from what stood there.
  var draft: [String: String] {
    let changed = zip(lines, original).filter { $0.entry.text != $1 }
    return Dictionary(changed.map { ($0.0.field.name, $0.0.entry.text) }) { first, _ in first }
  }

  /// Takes a draft up: what it does not name stays as it is.
  mutating func take(_ texts: [String: String]) {
    for position in lines.indices {
      guard let text = texts[lines[position].field.name] else { continue }
      lines[position].entry = TextEntry(text, isMultiline: lines[position].entry.isMultiline)
    }
    go(to: lines.firstIndex { texts[$0.field.name] != nil } ?? focus)
  }
}

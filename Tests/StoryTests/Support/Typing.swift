import TerminalHarness

extension TmuxScreen {
  /// Presses the keys that lay a form over the pane, fills its fields in their order, and saves it. An empty text
  /// leaves a field as it is.
  func fill(_ title: String, with keys: [String], _ fields: String..., until done: String) throws {
    for key in keys { try send(keys: key) }
    try wait(until: { $0.shows(title) }, saying: title)
    for (position, text) in fields.enumerated() {
      if position > 0 { try send(keys: "Tab") }
      if !text.isEmpty { try send(text: text) }
    }
    try send(keys: "C-s")
    try wait(until: { !$0.shows(title) && $0.contains(done) }, saying: done)
  }

  /// Chooses from the list that these keys lay over the pane what fits the text.
  func choose(_ text: String, from title: String, with key: String) throws {
    try send(keys: key)
    try wait(until: { $0.shows(title) }, saying: title)
    try send(text: text)
    try wait(for: "Find: \(text)")
    try send(keys: "Enter")
    try wait(until: { !$0.shows(title) }, saying: "'\(text)' is chosen")
  }

  /// Makes a new record of a kind in the pane, by its form.
  func make(_ kind: String, _ fields: String..., until done: String) throws {
    try choose(kind, from: "What to make", with: "c")
    try wait(for: "-- New: ")
    for (position, text) in fields.enumerated() {
      if position > 0 { try send(keys: "Tab") }
      if !text.isEmpty { try send(text: text) }
    }
    try send(keys: "C-s")
    try wait(until: { !$0.contains("-- New: ") && $0.contains(done) }, saying: done)
  }

  /// Logs lines one after the other, each when the one before is recorded.
  func log(_ lines: String..., on title: String) throws {
    try send(keys: "L")
    try wait(for: "Log on \(title)")
    for line in lines {
      try send(text: line)
      try send(keys: "Enter")
      try wait(for: "'\(line)' is recorded.")
    }
    try send(keys: "Escape")
    try wait(until: { !$0.contains("Log on") }, saying: "the end of the log")
  }
}

extension String {
  /// Whether it has this text in it, in large or in small letters.
  fileprivate func shows(_ text: String) -> Bool { lowercased().contains(text.lowercased()) }
}

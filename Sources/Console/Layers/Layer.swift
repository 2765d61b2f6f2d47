internal import Canvas
internal import Casework

/// What lies over the pane. Esc takes off the topmost.
enum Layer: Sendable, Equatable {
  case picker(Picker)
  case form(TextForm)
  case help(HelpPage)
  /// The history of the open record, or another text to read.
  case page(TextPage)
}

/// A text over the pane, to be scrolled.
struct TextPage: Sendable, Equatable {
  let title: String
  let lines: [StyledLine]
  var scroll = 0

  mutating func move(_ intent: Intent, height: Int) {
    let last = max(0, lines.count - height)
    switch intent {
    case .down: scroll = min(last, scroll + 1)
    case .up: scroll = max(0, scroll - 1)
    case .pageDown: scroll = min(last, scroll + height)
    case .pageUp: scroll = max(0, scroll - height)
    case .first: scroll = 0
    case .last: scroll = last
    default: break
    }
  }
}

/// All keys of this place, narrowed by typing.
struct HelpPage: Sendable, Equatable {
  private(set) var entry = TextEntry()
  var scroll = 0

  mutating func handle(_ key: Key) -> Bool {
    guard entry.handle(key) else { return false }
    scroll = 0
    return true
  }

  /// Those that fit what was typed, in the order of the groups.
  var actions: [Action] {
    let typed = Folding.words(entry.text)
    return ActionList.all.filter { action in
      let words = Folding.words(
        "\(action.name.text()) \(action.sentence.text()) \(action.allKeys)")
      return typed.allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
    }
  }
}

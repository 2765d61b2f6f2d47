internal import Canvas
internal import Casework

/// How the person shares the screen between list and text, and whether the mouse is the console's.
struct ScreenUse: Sendable, Equatable {
  /// Where the text stands, and how much of the screen the list has beside it or above it.
  struct Share: Sendable, Equatable {
    var place = PreviewPlace.auto
    /// The list's part of the columns, in per cent.
    private(set) var beside = 56
    /// The list's part of the rows, in per cent.
    private(set) var above = 45

    /// Gives the list so many per cent; each part keeps a fifth.
    mutating func give(_ share: Int, isBeside: Bool) {
      let share = max(20, min(80, share))
      if isBeside { beside = share } else { above = share }
    }
  }

  /// Where a button went down last, and when.
  struct Press: Sendable, Equatable {
    let point: Point
    let at: Instant
  }

  var share = Share()
  var usesMouse = true
  var lastPress: Press?
  /// The line between list and text is being dragged.
  var isDragging = false

  init(_ preferences: Preferences) {
    share.place = preferences.preview
    usesMouse = preferences.usesMouse
  }
}

// What the keys of the layout and the mouse do.
extension Session {
  /// How much of the screen a key takes from the list or gives to it, in per cent.
  private static let step = 8

  mutating func shareScreen(_ intent: Intent) -> [Request] {
    switch intent {
    case .largerPreview: resizePreview(by: Self.step)
    case .smallerPreview: resizePreview(by: -Self.step)
    case .turnPreview: turnPreview()
    case .mouse:
      use.usesMouse.toggle()
      let key = keys(of: .mouse)
      notice = Notice(
        message: use.usesMouse
          ? "The mouse is Casebook's again; \(key) gives it to the terminal."
          : "The mouse is the terminal's: select and copy as elsewhere; \(key) takes it back.",
        isError: false)
      return [.mouse(use.usesMouse)]
    default: break
    }
    return []
  }

  private mutating func resizePreview(by step: Int) {
    guard let layout, layout.preview != nil, pane.focus != .reading else { return sayThereIsNoPreview() }
    if layout.bar != nil {
      use.share.give(use.share.beside - step, isBeside: true)
    } else {
      use.share.give(use.share.above - step, isBeside: false)
    }
  }

  /// From beside the list to below it, and back.
  private mutating func turnPreview() {
    guard let layout, layout.preview != nil, pane.focus != .reading else { return sayThereIsNoPreview() }
    use.share.place = layout.bar != nil ? .below : .side
    guard self.layout?.bar == nil, use.share.place == .side else { return }
    use.share.place = .auto
    notice = Notice(message: "The screen is too narrow for the text beside the list.", isError: true)
  }

  private mutating func sayThereIsNoPreview() {
    notice = Notice(
      message:
        "No text stands beside or below the list here: \(keys(of: .togglePreview)) shows it where there is room.",
      isError: true)
  }
}

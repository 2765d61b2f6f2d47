internal import Canvas
internal import Casework

/// What lies over the pane and is about no record: queues, the start page, jobs, the trend grid, the greeting of an
/// empty store.
enum DeskLayer: Sendable, Equatable {
  case queues(QueueMenu)
  case saving(QueueForm)
  case start(StartPage)
  case jobs(JobsPage)
  case greeting(Greeting)
  case trend(TrendPage)

  var title: Message {
    switch self {
    case .queues: "Queues"
    case .saving: "Keep what is shown as a queue"
    case .start: "Start: the queues of all panes"
    case .jobs: "Jobs"
    case .greeting: "No records yet"
    case .trend(let page): page.grid.map { TrendText($0).title } ?? "Themes by quarter"
    }
  }

  /// Whether it is a page on the whole screen, beneath which messages are still told.
  var isPage: Bool {
    switch self {
    case .start, .jobs, .greeting, .trend: true
    case .queues, .saving: false
    }
  }

  /// With text that was pasted; where it has no place it is left out.
  func pasting(_ text: String) -> DeskLayer {
    guard case .saving(var form) = self else { return self }
    form.paste(text)
    return .saving(form)
  }

  /// The rows of such a page: beneath the tabs and the line that says what is shown, above the messages.
  static func pageArea(_ layout: Layout) -> Rectangle {
    let top = (layout.view ?? layout.tabs ?? -1) + 1
    let end = layout.message ?? layout.foot ?? top + 1
    return Rectangle(row: top, column: 0, rows: end - top, columns: layout.list.columns)
  }

  /// Rows of the menu's box: title, queues, refusal, foot.
  static func menuHeight(of lines: Int, in size: Size) -> Int {
    size.rows < 16 ? size.rows : min(size.rows - 4, max(12, lines + 3))
  }
}

extension Layer {
  var isDeskPage: Bool {
    guard case .desk(let layer) = self else { return false }
    return layer.isPage
  }

  /// Whether messages are told over it, for it leaves their row free.
  var tellsMessages: Bool {
    if case .desk(.queues(let menu)) = self { return menu.refusal == nil }
    return isDeskPage
  }
}

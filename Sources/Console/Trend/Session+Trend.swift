internal import Canvas
internal import Casework

// Themes and places by quarter, over every kind of record, from any pane.
extension Session {
  mutating func showTrend() -> [Request] {
    let question = TrendQuestion(.theme, last: Quarter(today))
    return lay(.desk(.trend(TrendPage(question)))) + [.sheet(.trend(question))]
  }

  mutating func handle(_ key: Key, in page: inout TrendPage) -> [Request] {
    let result = page.handle(key)
    replaceTop(.desk(.trend(page)))
    switch result {
    case .stay: return []
    case .leave: return dropLayer()
    case .ask: return [.sheet(.trend(page.question))]
    case .open(let title, let query):
      _ = dropLayers()
      return show(
        SavedView("*", "\(title)", "records behind a number of the trend grid", query, order: .newest))
    }
  }

  /// The answer; nobody waits for it any more when the page is gone.
  mutating func take(_ grid: TrendGrid) {
    for (position, layer) in layers.enumerated() {
      guard case .desk(.trend(var page)) = layer else { continue }
      page.take(grid)
      layers[position] = .desk(.trend(page))
    }
  }
}

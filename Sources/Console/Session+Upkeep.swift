internal import Canvas
internal import Casework

// Keeping what is on the screen in step with the state.
extension Session {
  mutating func replaceTop(_ layer: Layer) {
    guard !layers.isEmpty else { return }
    layers[layers.count - 1] = layer
  }

  /// Asks for the case under the cursor when another one is shown. A letter that is being read stays, even if
  /// its case is no longer in the list.
  mutating func showSelected() -> [Request] {
    guard let reference = pane.shownReference else {
      pane.take(nil, history: [])
      asked = nil
      return []
    }
    guard reference != asked else { return askForMatches() }
    asked = reference
    return [.view(reference: reference)] + askForMatches()
  }

  /// Gives every list and text the size that it has on the screen.
  mutating func arrange() {
    guard let layout else { return }
    if pane.focus == .preview, layout.preview == nil { pane.focus = .list }
    // While the letter has the whole screen, the list keeps its place for when it is back.
    if layout.list.rows > 0 { pane.setHeight(layout.listHeight) }
    if let preview = layout.preview { pane.arrangeText(in: preview.size, words: words) }
    switch layers.last {
    case .picker(var picker)?:
      picker.setHeight(LayerDrawing.pickerHeight(of: picker, in: size))
      replaceTop(.picker(picker))
    case .page(var page)?:
      page.arrange(in: LayerDrawing.pageSize(in: size), words: words)
      replaceTop(.page(page))
    case .bulk(var preview)?:
      preview.arrange(in: LayerDrawing.bulkSize(in: size), words: words)
      replaceTop(.bulk(preview))
    case .scoring(var scoring)?:
      scoring.arrange(in: size, words: words)
      replaceTop(.scoring(scoring))
    case .desk(let layer)?: replaceTop(.desk(arranged(layer, in: layout)))
    case .help(var page)?:
      page.arrange(in: LayerDrawing.helpSize(in: size))
      replaceTop(.help(page))
    case .record(var form)?:
      form.days = days
      replaceTop(.record(form))
    default: break
    }
  }
}

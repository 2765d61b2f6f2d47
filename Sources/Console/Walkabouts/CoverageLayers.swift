internal import Canvas
internal import Casework

// Asking how a programme stands, from any pane.
extension Session {
  mutating func askCoverage() -> [Request] {
    let programmes = lists.programmes
    guard let first = programmes.first else {
      notice = Notice(
        message: "The office has no programme yet: 'casebook programme add' makes one.", isError: true)
      return []
    }
    guard programmes.count > 1 else { return [.sheet(.coverage(programme: first.name))] }
    let items = programmes.map {
      Picker.Item(
        title: $0.title, detail: "\($0.name)  \($0.first) .. \($0.last)",
        choice: .sheet(.coverage(programme: $0.name)))
    }
    return lay(.picker(Picker(.sheet, title: "Coverage of which programme", items: items)))
  }
}

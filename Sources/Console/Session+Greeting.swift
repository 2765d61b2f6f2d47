internal import Canvas
package import Casework

// How the console opens.
extension Session {
  /// What a console opens with.
  package enum Opening: Sendable, Equatable {
    /// The list, as on every day.
    case list
    /// A store without records: what one can do first.
    case greeting
    /// The first letters, right after the store was made.
    case mail(String)
    /// The form of the first record.
    case record
    /// The start page.
    case startPage
    /// A queue by its pane and query.
    case queue(ListedQueue)
  }

  /// What to ask for first.
  package mutating func start(with opening: Opening) -> [Request] {
    switch opening {
    case .list: return start()
    case .greeting:
      let requests = start()
      layers = [.desk(.greeting(Greeting()))]
      arrange()
      return requests
    case .mail(let path):
      let requests = start()
      return requests + start(.importMail, openingWith: path)
    case .startPage:
      let requests = start()
      defer { arrange() }
      return requests + showStart()
    case .queue(let listed):
      paneName = PaneName.allCases.first { $0.queuePane == listed.pane } ?? paneName
      pane.show(listed.queue)
      return start()
    case .record:
      let requests = start()
      defer { arrange() }
      return requests + beginCreating()
    }
  }

  private mutating func start(_ kind: JobKind, openingWith path: String) -> [Request] {
    defer { arrange() }
    return start(JobOrder(kind, path: path))
  }

  mutating func handle(_ key: Key, in greeting: Greeting) -> [Request] {
    var greeting = greeting
    let result = greeting.handle(key)
    replaceTop(.desk(.greeting(greeting)))
    switch result {
    case .stay, .make: return []
    case .leave: return dropLayer()
    case .pass(let key):
      _ = dropLayer()
      return handleInPane(key)
    case .choose(.mail):
      return begin(.importMail)
    case .choose(.demo): return [.demo]
    case .choose(.record):
      _ = dropLayer()
      return beginCreating()
    }
  }
}

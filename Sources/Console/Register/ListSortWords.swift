internal import Casework

extension ListOrder {
  /// What the order is called where one chooses.
  var name: Message {
    switch self {
    case .newest: "newest first"
    case .due: "soonest due first"
    case .received: "day received"
    case .title: "subject"
    case .party: "who it is from"
    case .owner: "owner"
    case .stage: "stage"
    case .place: "place"
    case .reference: "reference"
    case .best: "best first"
    }
  }
}

extension ListSort {
  /// What the line above the list says.
  var label: Message {
    switch (order, isReversed) {
    case (.newest, false), (.due, false), (.best, false): order.name
    case (.best, true): "best last"
    case (.newest, true): "oldest first"
    case (.due, true): "latest due first"
    // Not the time by which something is due, which is the same word in English.
    case (_, false): Message("by \(order.name)", context: "sorted")
    case (_, true): "by \(order.name), reversed"
    }
  }
}

extension Pickers {
  /// By what a list can be sorted. The order in which it stands comes first, turned round.
  ///
  /// - Parameter isSearch: whether something can fit better than something else.
  static func sort(_ now: ListSort, isSearch: Bool = false) -> Picker {
    let turned = ListSort(now.order, isReversed: !now.isReversed)
    let others = ListOrder.allCases.filter { $0 != now.order && ($0 != .best || isSearch) }
      .map { ListSort($0) }
    let items = ([turned] + others).map { sort in
      Picker.Item(
        title: sort.label.text(),
        detail: "--sort \(sort.order.rawValue)\(sort.isReversed ? " --reverse" : "")",
        choice: .sort(sort))
    }
    return Picker(.sort, title: "Sort the list", items: items)
  }
}

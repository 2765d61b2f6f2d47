/// The names of the months: in English for reading what is typed, and for narrow headings.
package enum Month {
  static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
  /// For narrow places: `Jan`.
  package static let short: [Message] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

/// Somebody who writes to the Commissioner and does not exist.
struct DemoPerson: Sendable {
  let name: String
  /// Under a domain that is reserved for examples (RFC 2606), so that nothing can ever be sent to it.
  let address: String
  /// From the numbers that Ofcom keeps for drama: 01632 960000 to 960999.
  let phone: String

  /// The name as in the greeting of a letter.
  var greeting: String { "Dear \(name)," }
}

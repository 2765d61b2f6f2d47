/// What the office keeps besides its records: its people, places and lists. Every change of these is logged too.
package enum SettingKind: String, Sendable, CaseIterable {
  case office, account, team, place, theme, programme
  case queue
  /// A version of a rule of how long records are kept.
  case retention

  package var label: Message {
    switch self {
    case .office: "office"
    case .account: "account"
    case .team: "team"
    case .place: "place"
    case .theme: "theme"
    case .programme: "programme"
    case .queue: "queue"
    case .retention: "rule of retention"
    }
  }
}

/// Something that the office keeps under a name.
package protocol Setting: Sendable, Equatable {
  static var kind: SettingKind { get }
  /// What it is called in records and on the command line.
  var name: String { get }
  /// Nil when `json` has another shape.
  init?(name: String, json: JSON)
  /// The same from the text of that JSON, as a store keeps it.
  init?(name: String, text: [UInt8])
  /// All but the name.
  var json: JSON { get }
}

extension Setting {
  package init?(name: String, text: [UInt8]) {
    guard let json = try? JSON(parsing: text) else { return nil }
    self.init(name: name, json: json)
  }
}

/// The local policing body that owns this store.
package struct Office: Setting {
  package static let kind = SettingKind.office
  /// There is one office to a store, so its name in the table is always this.
  package let name = "office"
  /// As it calls itself: `Office of the Police and Crime Commissioner for Saltmarsh`.
  package var title: String
  /// The police force it holds to account; empty when not given.
  package var force: String

  package init(title: String, force: String = "") {
    self.title = title
    self.force = force
  }

  package init?(name: String, json: JSON) {
    guard let title = json["title"]?.string else { return nil }
    self.init(title: title, force: json["force"]?.string ?? "")
  }

  package var json: JSON { ["title": .string(title), "force": .string(force)] }
}

/// A person who works with the store, known by the operating system's account.
package struct Account: Setting {
  package static let kind = SettingKind.account
  package let name: String
  /// As colleagues call them.
  package var fullName: String
  package var roles: Set<OfficeRole>

  package init(name: String, fullName: String, roles: Set<OfficeRole>) {
    self.name = name
    self.fullName = fullName
    self.roles = roles
  }

  package init?(name: String, json: JSON) {
    guard let fullName = json["fullName"]?.string, let roles = json["roles"]?.array else { return nil }
    self.init(
      name: name, fullName: fullName,
      roles: Set(roles.compactMap(\.string).compactMap(OfficeRole.init(rawValue:))))
  }

  package var json: JSON {
    ["fullName": .string(fullName), "roles": .array(roles.map(\.rawValue).sorted().map(JSON.string))]
  }

  /// At most two letters for narrow columns: `SL`.
  package var initials: String {
    let words = (fullName.isBlank ? name : fullName).split(separator: " ")
    let letters = [words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first }
    return String(letters).uppercased()
  }
}

/// A neighbourhood team of the force, or a partner, that the office asks for answers.
package struct Team: Setting {
  package static let kind = SettingKind.team
  package let name: String
  package var title: String
  /// The place it covers; empty when it covers all.
  package var place: String

  package init(name: String, title: String, place: String = "") {
    self.name = name
    self.title = title
    self.place = place
  }

  package init?(name: String, json: JSON) {
    guard let title = json["title"]?.string else { return nil }
    self.init(name: name, title: title, place: json["place"]?.string ?? "")
  }

  package var json: JSON { ["title": .string(title), "place": .string(place)] }
}

/// A subject tag of the office's closed list, shared by all kinds of record.
package struct Theme: Setting {
  package static let kind = SettingKind.theme
  package let name: String
  package var title: String

  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }

  package init?(name: String, json: JSON) {
    guard let title = json["title"]?.string else { return nil }
    self.init(name: name, title: title)
  }

  package var json: JSON { ["title": .string(title)] }
}

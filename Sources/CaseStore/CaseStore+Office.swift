package import Casework

// People and lists of the office: what it keeps besides its records.
extension CaseStore {
  /// Who the operating system's account is in this office.
  ///
  /// Throws: ``StoreError/noAccount(name:)``.
  package func actor(named name: String, host: String) throws(StoreError) -> Actor {
    let kept = try lookUp { try SettingTable.value(kind: .account, name: name, $0)?.json }
    guard let account = kept.flatMap({ Account(name: name, json: $0) }) else { throw .noAccount(name: name) }
    return Actor(name: name, roles: account.roles, host: host)
  }

  /// All of one kind, by name.
  package func settings<Value: Setting>(_ type: Value.Type) throws(StoreError) -> [Value] {
    try lookUp { try SettingTable.all(type, $0) }
  }

  /// All that the office keeps besides its records, from one reading.
  package func officeSettings() throws(StoreError) -> OfficeSettings {
    try read { database in
      OfficeSettings(
        office: try SettingTable.all(Office.self, database).first,
        accounts: try SettingTable.all(Account.self, database),
        teams: try SettingTable.all(Team.self, database), places: try SettingTable.all(Place.self, database),
        themes: try SettingTable.all(Theme.self, database),
        programmes: try SettingTable.all(CoverageProgramme.self, database),
        queues: try SettingTable.all(SavedQueue.self, database),
        retention: try RetentionReading.rules(database))
    }
  }

  /// Saves what the office keeps besides its records: each is one entry of the log.
  package func save(
    _ settings: [any Setting], by actor: Actor, at now: Instant
  ) throws(StoreError) {
    try write(by: actor, at: now) { door in
      try door.require(.administer)
      if settings.contains(where: { $0 is Account }) { try door.require(.admit) }
      for setting in settings {
        try door.set(kind: type(of: setting).kind, name: setting.name, to: setting.json)
      }
      let accounts = try SettingTable.all(Account.self, door.database)
      guard accounts.contains(where: { $0.roles.contains(.administrator) }) else {
        throw RuleRefusal.lastAdministrator
      }
    }
  }
}

/// What an office keeps besides its records, each kind by name.
package struct OfficeSettings: Sendable {
  package let office: Office?
  package let accounts: [Account]
  package let teams: [Team]
  package let places: [Place]
  package let themes: [Theme]
  package let programmes: [CoverageProgramme]
  package let queues: [SavedQueue]
  package let retention: RetentionRules
}

/// What an account may be allowed to do.
package enum Permission: String, Sendable, CaseIterable {
  case read, work, administer, audit
  /// Say who works with the store, and in which roles.
  case admit
  /// Erase records whose time has come, and lift holds.
  case dispose

  package var label: Message {
    switch self {
    case .read: "read the register"
    case .work: "change records"
    case .administer: "change the office's settings"
    case .audit: "read the audit log"
    case .admit: "let accounts in or change their roles"
    case .dispose: "erase records or lift holds"
    }
  }
}

/// What an account is in the office. An account may hold several.
package enum OfficeRole: String, Sendable, CaseIterable {
  case caseworker, officer, supervisor, auditor, administrator
  case victimsLead = "victims-lead"
  case engagementOfficer = "engagement-officer"

  package var permissions: Set<Permission> {
    switch self {
    case .auditor: [.read, .audit]
    case .administrator: [.read, .work, .administer, .audit, .admit, .dispose]
    case .supervisor: [.read, .work, .administer, .audit, .dispose]
    case .caseworker, .officer, .victimsLead, .engagementOfficer: [.read, .work]
    }
  }
}

extension OfficeRole {
  /// The circles whose records a role may read.
  var circles: [Circle] {
    switch self {
    case .victimsLead: [.victims, .participants]
    case .supervisor: [.victims]
    case .caseworker, .officer, .engagementOfficer, .auditor, .administrator: []
    }
  }
}

/// Who acts: an account of the office, found by the operating system's account.
package struct Actor: Sendable, Equatable {
  /// The operating system's account name.
  package let name: String
  package let roles: Set<OfficeRole>
  /// The machine, for the audit log.
  package let host: String
  /// The administrator who acts on behalf of this account; nil when its holder acts.
  package let administrator: String?
  /// Whether words are searched for in their Welsh mutations too; each person chooses.
  package var searchesMutations = true

  package init(name: String, roles: Set<OfficeRole>, host: String, administrator: String? = nil) {
    self.name = name
    self.roles = roles
    self.host = host
    self.administrator = administrator
  }

  /// Who does it, for the audit log.
  package var doer: String { administrator ?? name }

  /// The circles of records that this actor may read.
  package var circles: [Circle] { [.only(name)] + roles.flatMap(\.circles) }

  package func may(_ permission: Permission) -> Bool {
    roles.contains { $0.permissions.contains(permission) }
  }

  /// Throws: ``RuleRefusal/notPermitted(_:)``.
  package func require(_ permission: Permission) throws(RuleRefusal) {
    guard may(permission) else { throw .notPermitted(permission) }
  }
}

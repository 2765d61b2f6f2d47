/// One append-only line of who did what to which record.
///
/// The form of an entry as JSON is a contract: anyone can check the chain with a few lines of their own.
/// Source: requirements G8; RFC 8785 for the canonical form.
package struct AuditEntry: Sendable, Equatable {
  /// 1 for the first entry, without gaps.
  package var seq: Int
  package var at: Instant
  /// The account that acted.
  package var actor: String
  /// The account on whose behalf an administrator acted.
  package var behalf: String?
  /// The machine.
  package var host: String
  /// One of ``AuditAction``; text, because a log that was tampered with may hold anything.
  package var action: String
  /// `case`, `account`, `theme` …
  package var kind: String
  package var reference: String
  package var uid: String
  /// The record's revision after the change.
  package var revision: Int
  package var reason: String?
  /// SHA-256 in hexadecimal of the salt's text, a line feed and the canonical detail.
  package var detailSHA256: String
  /// The hash of the entry before; 64 zeros for the first.
  package var previous: String
  /// SHA-256 in hexadecimal of the canonical JSON of the entry without `hash`, `salt` and `detail`.
  package var hash: String
  /// 16 random bytes in hexadecimal; nil once the words were erased.
  package var salt: String?
  /// What changed, as canonical JSON: `{"field":{"after":…,"before":…}}`; nil once the words were erased.
  package var detail: String?
  /// Nothing but its place in the chain is for the reader.
  package var isWithheld = false

  package init(
    seq: Int, at: Instant, actor: String, behalf: String?, host: String, action: String, kind: String,
    reference: String, uid: String, revision: Int, reason: String?, detailSHA256: String, previous: String,
    hash: String, salt: String?, detail: String?
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.behalf = behalf
    self.host = host
    self.action = action
    self.kind = kind
    self.reference = reference
    self.uid = uid
    self.revision = revision
    self.reason = reason
    self.detailSHA256 = detailSHA256
    self.previous = previous
    self.hash = hash
    self.salt = salt
    self.detail = detail
  }

  /// What `previous` of the first entry holds.
  package static let noPrevious = String(repeating: "0", count: 64)
}

/// What was done: one of these, or the name of an act of the record's kind. The names are part of the log's format.
package struct AuditAction: RawRepresentable, Sendable, Hashable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let create = AuditAction(rawValue: "create")
  package static let change = AuditAction(rawValue: "change")
  package static let note = AuditAction(rawValue: "note")
  package static let move = AuditAction(rawValue: "move")
  package static let `import` = AuditAction(rawValue: "import")
  package static let join = AuditAction(rawValue: "join")
  package static let undo = AuditAction(rawValue: "undo")
  /// A restricted record was opened, for the reason that stands in the detail.
  package static let open = AuditAction(rawValue: "open")
}

extension AuditEntry {
  /// Why, in the actor's words: in the entry itself where it stays for good, else in its detail, with which it goes.
  package var statedReason: String? {
    reason ?? detail.flatMap { try? JSON(parsing: $0) }?["reason"]?["after"]?.string
  }

  /// The entry for somebody who may not see the record: what was done and when, not what it says.
  package var withoutDetail: AuditEntry {
    var entry = self
    entry.salt = nil
    entry.detail = nil
    return entry
  }

  /// The entry for somebody who must not learn that there is such a record: its place in the chain, and nothing else.
  package var withheld: AuditEntry {
    var entry = AuditEntry(
      seq: seq, at: at, actor: "", behalf: nil, host: "", action: "", kind: "", reference: "", uid: "",
      revision: 0, reason: nil, detailSHA256: "", previous: previous, hash: hash, salt: nil, detail: nil)
    entry.isWithheld = true
    return entry
  }

  /// What `hash` is the digest of.
  package var sealed: JSON {
    .object([
      "seq": .integer(seq), "at": at.json, "actor": .string(actor),
      "behalf": behalf.map(JSON.string) ?? .null,
      "host": .string(host), "action": .string(action), "kind": .string(kind),
      "reference": .string(reference), "uid": .string(uid), "revision": .integer(revision),
      "reason": reason.map(JSON.string) ?? .null, "detailSha256": .string(detailSHA256),
      "previous": .string(previous),
    ])
  }

  /// Appends the canonical JSON of ``sealed``, whose members are known and in their order here: for checks of a whole log.
  package func appendSealed(to bytes: inout [UInt8]) {
    func add(_ name: StaticString, _ value: JSON) {
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
      value.appendCanonical(to: &bytes)
    }
    add("{\"action\":", .string(action))
    add(",\"actor\":", .string(actor))
    add(",\"at\":", at.json)
    add(",\"behalf\":", behalf.map(JSON.string) ?? .null)
    add(",\"detailSha256\":", .string(detailSHA256))
    add(",\"host\":", .string(host))
    add(",\"kind\":", .string(kind))
    add(",\"previous\":", .string(previous))
    add(",\"reason\":", reason.map(JSON.string) ?? .null)
    add(",\"reference\":", .string(reference))
    add(",\"revision\":", .integer(revision))
    add(",\"seq\":", .integer(seq))
    add(",\"uid\":", .string(uid))
    bytes.append(UInt8(ascii: "}"))
  }

  /// One line of `casebook audit export`, without the line feed.
  package var exported: JSON {
    guard case .object(var members) = sealed else { return .null }
    if isWithheld { members = members.mapValues { _ in .null } }
    members["seq"] = .integer(seq)
    members["previous"] = .string(previous)
    members["hash"] = .string(hash)
    members["salt"] = salt.map(JSON.string) ?? .null
    members["detail"] = detail.flatMap { try? JSON(parsing: $0) } ?? .null
    return .object(members)
  }
}

/// What one change did, field by field.
package struct ChangeDetail: Sendable, Equatable {
  /// Before and after by field name; null where there was, or is, no value.
  package var fields: [String: (before: JSON, after: JSON)] {
    guard case .object(let members) = json else { return [:] }
    return members.mapValues { ($0["before"] ?? .null, $0["after"] ?? .null) }
  }

  /// `{"field":{"after":…,"before":…}}`
  package private(set) var json: JSON

  /// What differs between two sets of values.
  package init(from before: [String: JSON], to after: [String: JSON]) {
    var members: [String: JSON] = [:]
    for (name, value) in after where before[name] != value {
      members[name] = ["before": before[name] ?? .null, "after": value]
    }
    for (name, value) in before where after[name] == nil {
      members[name] = ["before": value, "after": .null]
    }
    self.json = .object(members)
  }

  package init(json: JSON) {
    self.json = json
  }

  /// Adds a field that is no value of the record, such as the contacts that were written.
  package mutating func add(_ name: String, before: JSON = .null, after: JSON) {
    guard case .object(var members) = json else { return }
    members[name] = ["before": before, "after": after]
    json = .object(members)
  }
}

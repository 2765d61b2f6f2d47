package import Casework
internal import GRDB

extension ParticipantIdentity.Part {
  fileprivate var field: VaultField { VaultField(kind: KindName.participant.rawValue, field: rawValue) }
}

extension CaseStore {
  /// Who holds a key of the vault; nil when there is no vault yet.
  package func vaultHeader() throws(StoreError) -> VaultHeader? {
    try read { database in
      try VaultTable.header(database).map { try VaultHeader(parsing: Array($0.utf8)) }
    }
  }

  /// Makes the vault with its first holder.
  ///
  /// Throws: ``StoreError/vaultExists``, and ``StoreError/refused(_:)`` for anybody but the victims' lead.
  package func makeVault(_ header: VaultHeader, by actor: Actor, at now: Instant) throws(StoreError) {
    try write(by: actor, at: now) { door in
      try door.requireLead()
      guard try VaultTable.header(door.database) == nil else { throw StoreError.vaultExists }
      try door.set(vaultHeader: header)
    }
  }

  /// Replaces the vault's header: a holder more or less, or a new passphrase.
  ///
  /// - Parameter before: what the change was made from; another one meanwhile refuses it.
  package func change(
    _ before: VaultHeader, to header: VaultHeader, by actor: Actor, at now: Instant
  ) throws(StoreError) {
    try write(by: actor, at: now) { door in
      try door.requireLead()
      guard header.keyID == before.keyID else { throw VaultRefusal.otherKey }
      guard try VaultTable.header(door.database) == before.json.text else { throw StoreError.busy }
      try door.set(vaultHeader: header)
    }
  }

  /// Seals everything in the vault anew, under another key: what the old one opens is in no part of the file any more.
  ///
  /// One change: one entry of the log for each participant, and one for the header.
  ///
  /// - Parameters:
  ///   - before: what the change was made from; another one meanwhile refuses it.
  ///   - key: the one that opens what is there.
  ///   - new: the one that ``VaultHeader/removing(holder:passphrases:cost:)`` made, with its header.
  /// - Returns: whether the file was written anew, which waits while others use it.
  package func rekey(
    _ before: VaultHeader, opened key: VaultKey, to new: (key: VaultKey, header: VaultHeader),
    by actor: Actor, at now: Instant
  ) throws(StoreError) -> Bool {
    try write(by: actor, at: now) { door in
      try door.requireLead()
      guard key.id == before.keyID, new.key.id == new.header.keyID else { throw VaultRefusal.otherKey }
      guard try VaultTable.header(door.database) == before.json.text else { throw StoreError.busy }
      door.beginBatch()
      for uid in try VaultTable.records(door.database) {
        guard let record = try RecordTable.record(uid: uid, door.database) else { continue }
        var boxes: [String: VaultBox?] = [:]
        for (path, box) in try VaultTable.boxes(uid: uid, door.database) {
          let field = VaultField(path: path)
          boxes[path] = .some(try new.key.seal(key.open(box, in: field, of: uid), in: field, of: uid))
        }
        try door.seal(boxes, of: record)
      }
      try door.set(vaultHeader: new.header)
    }
    // The old boxes stand in unused parts of the file until it is written anew.
    do throws(StoreError) { try scour() } catch { return false }
    return true
  }

  /// The identity of a participant. That it was opened is logged.
  ///
  /// Throws: ``StoreError/vault(_:)``, ``StoreError/noSuchRecord(_:)``.
  package func openIdentity(
    of reference: String, with key: VaultKey, by actor: Actor, at now: Instant
  ) throws(StoreError) -> ParticipantIdentity {
    try write(by: actor, at: now) { door in
      let record = try door.participant(reference)
      let boxes = try VaultTable.boxes(uid: record.uid, door.database)
      var texts: [ParticipantIdentity.Part: String] = [:]
      for part in ParticipantIdentity.Part.allCases {
        texts[part] = try boxes[part.field.path].map { try key.open($0, in: part.field, of: record.uid) }
      }
      try door.logOpening(of: record)
      return ParticipantIdentity(texts)
    }
  }

  /// Seals the identity of a participant; a part without a text is taken away. One entry of the log, of digests.
  ///
  /// Throws: ``StoreError/vault(_:)``, ``StoreError/noSuchRecord(_:)``.
  package func seal(
    _ identity: ParticipantIdentity, of reference: String, with key: VaultKey, by actor: Actor,
    at now: Instant
  ) throws(StoreError) {
    try write(by: actor, at: now) { door in
      let record = try door.participant(reference)
      guard let header = try VaultTable.header(door.database) else { throw StoreError.noVault }
      guard try VaultHeader(parsing: Array(header.utf8)).keyID == key.id else { throw VaultRefusal.otherKey }
      let kept = try VaultTable.boxes(uid: record.uid, door.database)
      var boxes: [String: VaultBox?] = [:]
      for part in ParticipantIdentity.Part.allCases {
        let text = identity.texts[part]
        let before = try kept[part.field.path].map { try key.open($0, in: part.field, of: record.uid) }
        guard text != before else { continue }
        boxes[part.field.path] = .some(try text.map { try key.seal($0, in: part.field, of: record.uid) })
      }
      guard !boxes.isEmpty else { throw RuleRefusal.nothingChanges(reference: record.reference) }
      try door.seal(boxes, of: record)
    }
  }
}

extension Door {
  /// Whether the actor is the victims' lead now: roles may have been taken away since the program was started.
  ///
  /// Throws: ``RuleRefusal``.
  func requireLead() throws {
    try require(.work)
    let json = try SettingTable.value(kind: .account, name: actor.name, database)?.json
    let roles = json.flatMap { Account(name: actor.name, json: $0) }?.roles ?? []
    try Participant.requireLead(Actor(name: actor.name, roles: roles, host: actor.host))
  }

  fileprivate func participant(_ reference: String) throws -> Record {
    try requireLead()
    guard let record = try RecordReading.record(reference, for: actor, database)?.record,
      record.kind == .participant
    else { throw StoreError.noSuchRecord(reference) }
    return record
  }
}

import ArgumentParser
import CaseStore
import Casework
import Glibc

/// `casebook vault create|add-holder|remove-holder|list`
struct VaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vault", abstract: "The vault in which the names of focus-group participants are sealed.",
    subcommands: [Create.self, AddHolder.self, RemoveHolder.self, List.self], defaultSubcommand: List.self)
  @ParentCommand var casebook: CasebookCommand

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the vault, with its first holder.",
      discussion: "The passphrase is asked twice at the terminal. Whoever loses the last one loses all names."
    )
    @ParentCommand var vault: VaultCommand
    @Option(help: "Who holds the passphrase; your account without it.") var holder: String?

    func run() throws {
      let workplace = try Workplace(storePath: vault.casebook.store)
      let (store, actor) = try workplace.enter()
      try failing {
        try Participant.requireLead(actor)
        guard try store.vaultHeader() == nil else { throw StoreError.vaultExists }
        let name = holder ?? actor.name
        let passphrase = try Keyboard().askNewPassphrase(of: name)
        let header = try VaultKey.make(holder: name, passphrase: passphrase).header
        try store.makeVault(header, by: actor, at: Workplace.now)
        Output.line(
          "The vault is made, and '\(name)' holds its key: add a second holder with 'casebook vault add-holder'."
        )
      }
    }
  }

  struct AddHolder: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-holder", abstract: "Give somebody else a passphrase that opens the vault.")
    @ParentCommand var vault: VaultCommand
    @Argument(help: "The new holder: an account, or a sealed envelope in the safe.") var name: String
    @Option(help: "The holder who opens the vault for it; your account without it.") var by: String?

    func run() throws {
      let (store, actor) = try Workplace(storePath: vault.casebook.store).enter()
      try failing {
        try Participant.requireLead(actor)
        let keyboard = try Keyboard()
        let (key, before) = try keyboard.openVault(of: store, as: by ?? actor.name)
        var header = before
        try header.add(holder: name, passphrase: try keyboard.askNewPassphrase(of: name), key: key)
        try store.change(before, to: header, by: actor, at: Workplace.now)
        Output.line("'\(name)' holds a key of the vault now.")
      }
    }
  }

  struct RemoveHolder: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove-holder",
      abstract: "Take a holder out, and seal everything anew under another key.",
      discussion: """
        Those who stay type their passphrases, one after the other: the new key is wrapped under each. Who cannot be \
        there is removed first and added again later. A copy of the store that the removed holder took before still \
        opens with the old passphrase, and what was read cannot be unread.
        """)
    @ParentCommand var vault: VaultCommand
    @Argument(help: "The holder who goes; 'casebook vault list' has them.") var name: String

    func run() throws {
      let (store, actor) = try Workplace(storePath: vault.casebook.store).enter()
      try failing {
        try Participant.requireLead(actor)
        guard let before = try store.vaultHeader() else { throw StoreError.noVault }
        let staying = try before.holders(without: name)
        let keyboard = try Keyboard()
        var passphrases: [String: [UInt8]] = [:]
        var key: VaultKey?
        for holder in staying {
          let passphrase = try keyboard.askSecretly("Passphrase of '\(holder)', who stays:")
          // Told at once, and not after the others have typed theirs.
          key = try VaultKey(opening: before, as: holder, passphrase: passphrase)
          passphrases[holder] = passphrase
        }
        guard let key else { throw VaultRefusal.lastHolder(name) }
        let new = try before.removing(holder: name, passphrases: passphrases)
        let isRewritten = try store.rekey(before, opened: key, to: new, by: actor, at: Workplace.now)
        Output.line(
          "'\(name)' holds no key any more, and everything in the vault is sealed anew. Copies of the store from before still open with the old passphrase."
        )
        if !isRewritten {
          Output.line(
            Message("Unused parts of the file may still hold it under the old key, for others were using it.")
          )
        }
        if new.header.hasNoSpareHolder {
          Output.line(Message("One lost passphrase would lose every name: add a second holder."))
        }
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List who holds a key of the vault.")
    @ParentCommand var vault: VaultCommand
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (store, actor) = try Workplace(storePath: vault.casebook.store).enter()
      try failing {
        try Participant.requireLead(actor)
        guard let header = try store.vaultHeader() else { throw StoreError.noVault }
        for holder in header.holders {
          guard json else {
            Output.write(Output.safe(holder.name) + "\n")
            continue
          }
          Output.line(JSON.object(["name": .string(holder.name)]))
        }
        if header.hasNoSpareHolder, !json {
          Output.line(Message("One lost passphrase would lose every name: add a second holder."))
        }
      }
    }
  }
}

/// `casebook identity REF [--set]`
struct IdentityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity", abstract: "Show who a participant is, at the terminal only; each look is logged."
  )
  @ParentCommand var casebook: CasebookCommand
  @Argument(help: "The participant, such as VIC-26-0001.") var reference: String
  @Flag(help: "Ask for each part and seal it.") var set = false
  @Option(help: "The holder who opens the vault; your account without it.") var holder: String?

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      try Participant.requireLead(actor)
      guard let record = try store.record(reference, for: actor), record.kind == .participant else {
        throw StoreError.noSuchRecord(reference)
      }
      let keyboard = try Keyboard()
      let (key, _) = try keyboard.openVault(of: store, as: holder ?? actor.name)
      let known = try store.openIdentity(
        of: record.reference, with: key, by: actor, at: Workplace.now)
      guard set else { return show(known, of: record, on: keyboard) }
      let texts = try ask(known, on: keyboard)
      try store.seal(
        ParticipantIdentity(texts), of: record.reference, with: key, by: actor, at: Workplace.now)
      Output.line("\(record.reference): the identity is sealed.")
    }
  }

  private func show(_ identity: ParticipantIdentity, of record: Record, on keyboard: Keyboard) {
    keyboard.show("\(record.reference)  \(record[Head.title] ?? "")")
    for part in ParticipantIdentity.Part.allCases {
      keyboard.show("\(part.label): \(identity.texts[part] ?? "--")")
    }
  }

  private func ask(
    _ known: ParticipantIdentity, on keyboard: Keyboard
  ) throws -> [ParticipantIdentity.Part: String] {
    keyboard.show("Enter keeps what is there; a hyphen takes it away.")
    var texts = known.texts
    for part in ParticipantIdentity.Part.allCases {
      let typed = try keyboard.ask("\(part.label) [\(known.texts[part] ?? "")]:")
      if !typed.isBlank { texts[part] = typed == "-" ? nil : typed }
    }
    return texts
  }
}

extension Keyboard {
  /// Asks a holder's passphrase and opens the vault with it.
  func openVault(of store: CaseStore, as holder: String) throws -> (VaultKey, VaultHeader) {
    guard let header = try store.vaultHeader() else { throw StoreError.noVault }
    let passphrase = try askSecretly("Passphrase of '\(holder)':")
    return (try VaultKey(opening: header, as: holder, passphrase: passphrase), header)
  }
}

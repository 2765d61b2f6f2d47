import ArgumentParser
import CaseImport
import CaseStore
import Casework
import Glibc

/// `casebook attachment REF [--save NUMBER --as PATH]`
struct AttachmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachment", abstract: "List the attachments of a record, or save one as a file.")
  @ParentCommand var casebook: CasebookCommand
  @OptionGroup var opening: OpeningOptions
  @Argument(help: "The reference, such as COR-26-0001.") var reference: String
  @Option(help: "The number of the one to save, from the list.") var save: Int?
  @Option(name: .customLong("out"), help: "The new file; it must not exist yet. --as means the same here.")
  var path: String?
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (store, actor) = try Workplace(storePath: casebook.store).enter()
    try failing {
      guard let view = try store.view(reference, for: actor) else {
        throw StoreError.noSuchRecord(reference)
      }
      try opening.open([view.record], store, actor)
      let found = view.contacts.flatMap { contact in contact.attachments.map { (contact, $0) } }
      guard let save else { return list(found.map(\.1)) }
      guard found.indices.contains(save - 1), let digest = found[save - 1].0.rawDigest else {
        throw Failure("There is no attachment \(save) on \(reference): list them first.", status: EX_NOINPUT)
      }
      let attachment = found[save - 1].1
      let target = path ?? attachment.name
      try AttachmentFile.save(part: attachment.part, digest: digest, store: store, for: actor, to: target)
      Output.line("Saved as \(target).")
    }
  }

  private func list(_ attachments: [MailAttachment]) {
    for (position, attachment) in attachments.enumerated() {
      if json {
        Output.line([
          "number": .integer(position + 1), "name": .string(attachment.name),
          "type": .string(attachment.type),
          "size": .integer(attachment.size),
        ])
      } else {
        Output.write(
          "\(position + 1)  \(Output.safe(attachment.name))  \(Output.safe(attachment.type))  \(attachment.size)\n"
        )
      }
    }
  }
}

/// An attachment as a new file of the person's own.
enum AttachmentFile {
  /// Takes the part out of the raw message in a worker and writes it to a file that must not exist.
  static func save(
    part: Int, digest: String, store: CaseStore, for reader: Actor, to path: String
  ) throws {
    try failing {
      guard let raw = try store.rawBytes(digest: digest, for: reader) else {
        throw Failure("The bytes are not in the store: run 'casebook audit verify'.", status: EX_DATAERR)
      }
      // An extract is kept as the file that it was, and no message is around it.
      guard part != MailAttachment.wholeFile else { return try NewFile.save(raw, as: path) }
      let pool = try ParsingPool(executable: MailReaderProgram.path, workers: 1)
      guard let bytes = pool.attachment(part: part, of: raw) else {
        throw Failure(
          "The attachment cannot be read: 'casebook show --raw' has the message.", status: EX_DATAERR)
      }
      try NewFile.save(bytes, as: path)
    }
  }
}

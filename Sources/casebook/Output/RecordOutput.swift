import Canvas
import Casework

/// Records as a person or a program reads them.
enum RecordOutput {
  /// The keys that every record has, also when they have no value.
  private static let alwaysThere = [
    "title", "stage", "owner", "place", "themes", "received", "due", "marking",
  ]

  static func json(_ record: Record) -> [String: JSON] {
    var members = record.values
    for name in alwaysThere where members[name] == nil {
      members[name] = name == "themes" ? .array([]) : .null
    }
    members["reference"] = .string(record.reference)
    members["kind"] = .string(record.kind.rawValue)
    members["revision"] = .integer(record.revision)
    return members
  }

  /// One line of a list, in columns.
  static func line(_ row: RecordRow) -> String {
    let due = !row.isOpen ? "closed" : row.due?.description ?? "-"
    let cells = [
      (row.reference, 12), (row.stage, 15), (due, 11), (row.owner ?? "-", 10), (row.party ?? "-", 20),
    ]
    let padded = cells.map { text, width in pad(Output.safe(text), to: width) }.joined(separator: " ")
    return padded + " " + Output.safe(row.title) + "\n"
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - CellWidth.of(text)))
  }

  /// A record with its contacts, `Label: value` by line.
  static func text(_ view: RecordView) -> String {
    let record = view.record
    var lines = ["Reference: \(record.reference)", "Revision: \(record.revision)"]
    for field in RecordKind.named(record.kind).fields {
      guard let value = record.values[field.name] else { continue }
      lines.append("\(field.label.text()): \(Output.safe(plain(value)))")
    }
    if let hold = record[DisposalHold.field] {
      lines.append(Output.safe(hold.sentence(of: record.reference).text()))
    }
    for field in Head.ofAccess {
      guard let value = record.values[field.name] else { continue }
      lines.append("\(field.label.text()): \(Output.safe(plain(value)))")
    }
    for contact in view.contacts { lines += text(contact) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func plain(_ value: JSON) -> String {
    if let parts = value.array { return parts.map(plain).joined(separator: "; ") }
    if let members = value.object {
      return members.sorted { $0.key < $1.key }.map { "\($0.key) \(plain($0.value))" }.joined(separator: ", ")
    }
    return value.string ?? value.text
  }

  private static func text(_ contact: Contact) -> [String] {
    let sender = [contact.sender.name, contact.sender.address].filter { !$0.isEmpty }.joined(separator: " ")
    var lines = ["", "-- \(contact.kind.label.text()) \(contact.at) \(Output.safe(sender))"]
    if !contact.subject.isEmpty { lines.append(Output.safe(contact.subject)) }
    if contact.isUnreadable { lines.append(Message("(this message could not be read)").text()) }
    lines += Output.safeLines(contact.text)
    for attachment in contact.attachments {
      let number = attachment.part == MailAttachment.wholeFile ? "" : " \(attachment.part)"
      lines.append(
        Message("Attachment\(number): \(Output.safe(attachment.name)), \(attachment.size) bytes").text())
    }
    return lines
  }

  static func json(_ view: RecordView) -> JSON {
    var members = json(view.record)
    members["contacts"] = .array(view.contacts.map(json))
    return .object(members)
  }

  static func json(_ contact: Contact) -> JSON {
    [
      "uid": .string(contact.uid), "kind": .string(contact.kind.rawValue),
      "channel": .string(contact.channel.rawValue), "at": contact.at.json,
      "from": json(contact.sender), "to": .array(contact.recipients.map(json)),
      "subject": .string(contact.subject), "text": .string(contact.text),
      "messageId": .string(contact.messageID), "nature": .string(contact.mailNature.rawValue),
      "remarks": .array(contact.remarks.map { .string($0.rawValue) }),
      "unreadable": .bool(contact.isUnreadable),
      "rawSha256": contact.rawDigest.map(JSON.string) ?? .null,
      "attachments": .array(
        contact.attachments.map { attachment in
          [
            "part": .integer(attachment.part), "name": .string(attachment.name),
            "type": .string(attachment.type), "size": .integer(attachment.size),
          ]
        }),
    ]
  }

  private static func json(_ address: MailAddress) -> JSON {
    ["name": .string(address.name), "address": .string(address.address)]
  }
}

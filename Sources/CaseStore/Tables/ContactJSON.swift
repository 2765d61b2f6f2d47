internal import Casework

extension MailAddress {
  init?(json: JSON) {
    guard let name = json["name"]?.string, let address = json["address"]?.string else { return nil }
    self.init(name: name, address: address)
  }

  var json: JSON { ["name": .string(name), "address": .string(address)] }
}

extension MailAttachment {
  init?(json: JSON) {
    guard let part = json["part"]?.integer, let name = json["name"]?.string, let type = json["type"]?.string,
      let size = json["size"]?.integer
    else { return nil }
    self.init(part: part, name: name, type: type, size: size)
  }

  var json: JSON {
    ["part": .integer(part), "name": .string(name), "type": .string(type), "size": .integer(size)]
  }
}

extension Contact {
  /// What the audit log holds of a contact: all of it, but of mail the digests in place of the text, since the
  /// raw bytes are kept and the text can be made from them again.
  var logged: JSON {
    var members: [String: JSON] = ["at": at.json, "from": sender.json]
    // What says nothing is not worth a place in the log; nor is the word "letter", wherever it stands.
    func add(_ name: String, _ text: String) {
      if !text.isEmpty, text != "letter" { members[name] = .string(text) }
    }
    func add(_ name: String, _ elements: [JSON]) {
      if !elements.isEmpty { members[name] = .array(elements) }
    }
    add("uid", uid)
    add("kind", kind.rawValue)
    add("channel", channel.rawValue)
    add("to", recipients.map(\.json))
    add("subject", subject)
    add("messageId", messageID)
    add("nature", mailNature.rawValue)
    add("remarks", remarks.map { .string($0.rawValue) })
    add("attachments", attachments.map(\.json))
    if isUnreadable { members["unreadable"] = .bool(true) }
    if let rawDigest {
      add("rawSha256", rawDigest)
      members["textSha256"] = .string(AuditChain.hexadecimalDigest(of: text))
    } else {
      add("text", text)
    }
    return .object(members)
  }
}

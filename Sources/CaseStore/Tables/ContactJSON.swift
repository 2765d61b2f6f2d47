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
    var members: [String: JSON] = [
      "uid": .string(uid), "kind": .string(kind.rawValue), "channel": .string(channel.rawValue),
      "at": at.json, "from": sender.json, "to": .array(recipients.map(\.json)),
      "subject": .string(subject), "messageId": .string(messageID),
      "nature": .string(mailNature.rawValue), "remarks": .array(remarks.map { .string($0.rawValue) }),
      "attachments": .array(attachments.map(\.json)), "unreadable": .bool(isUnreadable),
    ]
    if let rawDigest {
      members["rawSha256"] = .string(rawDigest)
      members["textSha256"] = .string(Identity.hexadecimal(AuditChain.digest(of: Array(text.utf8))))
    } else {
      members["text"] = .string(text)
    }
    return .object(members.filter { !$0.value.isEmptyOfMeaning })
  }
}

extension JSON {
  /// Nothing worth a place in the log.
  fileprivate var isEmptyOfMeaning: Bool {
    self == .string("") || self == .array([]) || self == .bool(false) || self == .string("letter")
  }
}

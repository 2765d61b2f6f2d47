import Casework
import MailWire
import Testing

@Suite struct MailContentCodingTests {
  private var content: MailContent {
    var content = MailContent()
    content.messageID = "1@example.org"
    content.references = ["2@example.org", "3@example.org"]
    content.subject = "Goleuadau stryd yn Nhŷ Ddewi"
    content.sender = MailAddress(name: "Siân", address: "sian@example.org")
    content.recipients = [MailAddress(name: "", address: "office@example.org")]
    content.sent = Instant(milliseconds: 1_700_000_000_000)
    content.text = "One\nTwo \u{202E}\u{1F3F4}\n"
    content.attachments = [MailAttachment(part: 2, name: "a b.pdf", type: "application/pdf", size: 4096)]
    content.nature = .automaticReply
    content.remarks = [.fromHTML, .remoteContent]
    return content
  }

  private func written(_ content: MailContent) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(content)
    return writer.bytes
  }

  private func read(_ bytes: [UInt8]) throws -> MailContent {
    var reader = ByteReader(bytes[...])
    let content = try reader.content()
    #expect(reader.isAtEnd)
    return content
  }

  @Test func whatIsWrittenIsRead() throws {
    #expect(try read(written(content)) == content)
    #expect(try read(written(MailContent())) == MailContent())
  }

  @Test func everyShortenedContentIsRefused() {
    let bytes = written(content)
    for length in bytes.indices {
      #expect(throws: MalformedBytes.self, "\(length) bytes") { try read(Array(bytes[..<length])) }
    }
  }

  /// The reader may have been taken over: whatever it says is refused or is a content that keeps the rules.
  @Test func everyChangedByteIsRefusedOrHarmless() throws {
    let bytes = written(content)
    for index in bytes.indices {
      for value in [0x00, 0x2F, 0x7F, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] = value
        var reader = ByteReader(changed[...])
        guard let read = try? reader.content() else { continue }
        #expect(read.attachments.allSatisfy { !$0.name.contains("/") && $0.part >= 0 && $0.size >= 0 })
      }
    }
  }

  @Test func namesOfAttachmentsAreMadeSafeOnThisSideToo() throws {
    var content = content
    content.attachments[0].name = "../../.ssh/authorized_keys"
    #expect(try read(written(content)).attachments[0].name == "authorized_keys")
  }

  @Test func addressesBeyondTheLimitAreLeftOut() throws {
    var content = content
    content.recipients = Array(repeating: MailAddress(address: "a@example.org"), count: 20_000)
    #expect(try read(written(content)).recipients.count == WireForm.mostAddresses)
  }
}

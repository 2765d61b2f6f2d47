import CaseImport
import Casework
import Foundation
import Testing

extension WorkerTests {
  /// Real mail from mailing lists and a help desk, through the real worker.
  @Suite(.serialized) struct CorpusTests {
    @Test func everyMessageOfTheCorpusIsRead() throws {
      var source = try MailSource(paths: [Support.corpus])
      var mails: [RawMail] = []
      while let mail = source.next() { mails.append(mail) }
      #expect(source.problems.isEmpty)
      #expect(mails.count == 290)
      #expect(source.progress.done == source.progress.total)

      let read = try ParsingPool(executable: Support.worker).parse(mails)
      #expect(read.count == mails.count)
      for (mail, incoming) in zip(mails, read) {
        let content = try #require(incoming.content, "\(mail.source) could not be read")
        #expect(incoming.raw == mail.raw)
        // One of the files is a text without any header; it is read as the text that it is.
        let hasHeader = !mail.source.hasSuffix("/lorem-ipsum")
        #expect(content.sender.address.isEmpty != hasHeader, "\(mail.source) has no sender")
        #expect(content.sent != nil || !hasDate(mail), "\(mail.source) has no date")
        #expect(
          !content.text.isEmpty || !content.attachments.isEmpty || !hasBody(mail),
          "\(mail.source) shows nothing")
      }
    }

    private func hasBody(_ mail: RawMail) -> Bool {
      String(decoding: mail.raw, as: UTF8.self).replacing("\r\n", with: "\n").contains("\n\n")
    }

    private func hasDate(_ mail: RawMail) -> Bool {
      String(decoding: mail.raw, as: UTF8.self).contains("\nDate:")
    }

    @Test func bytesOfEveryFileAreKeptAsTheyCame() throws {
      for mail in try MailSource(paths: [Support.corpus]) {
        let file = try Data(contentsOf: URL(fileURLWithPath: mail.source))
        #expect(Array(file) == mail.raw, "\(mail.source)")
      }
    }

    @Test func everyAttachmentOfTheCorpusComesOutWithItsSize() throws {
      let pool = try ParsingPool(executable: Support.worker, workers: 1)
      var count = 0
      for mail in pool.parse(Array(try MailSource(paths: [Support.corpus]))) {
        for attachment in mail.content?.attachments ?? [] {
          let bytes = try #require(pool.attachment(part: attachment.part, of: mail.raw), "\(mail.source)")
          #expect(bytes.count == attachment.size, "\(mail.source) \(attachment.name)")
          count += 1
        }
      }
      #expect(count >= 16)
    }
  }
}

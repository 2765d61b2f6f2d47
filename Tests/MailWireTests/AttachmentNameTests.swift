import MailWire
import Testing

@Suite struct AttachmentNameTests {
  @Test(arguments: [
    ("report.pdf", "report.pdf"), ("../../home/x/.ssh/authorized_keys", "authorized_keys"),
    ("..\\..\\C:evil\u{202E}gnp.exe", "Cevilgnp.exe"), (".bashrc", "bashrc"), ("-rf", "rf"),
    ("a\u{1B}[2Jb.txt", "a[2Jb.txt"),
    ("", "attachment-3.pdf"), ("..", "attachment-3.pdf"), ("/", "attachment-3.pdf"),
    (" \u{200B} ", "attachment-3.pdf"),
    ("Llythyr y Tŷ.pdf", "Llythyr y Tŷ.pdf"), ("a\nb", "ab"), ("a. ", "a"),
  ])
  func claimedNamesBecomeSafe(claimed: String, expected: String) {
    #expect(AttachmentName.safe(claimed, part: 3, type: "application/pdf") == expected)
  }

  @Test func longNamesKeepTheirEnding() {
    let name = AttachmentName.safe(String(repeating: "ŷ", count: 500) + ".docx", part: 0, type: "")
    #expect(name.utf8.count <= 200)
    #expect(name.hasSuffix("ŷ.docx"))
  }
}

import MailReading
import Testing

@Suite struct FlowedTextTests {
  private func unwrap(_ text: String, deletesSpace: Bool = false) -> String {
    String(decoding: FlowedText.unwrap(Array(text.utf8), deletesSpace: deletesSpace), as: UTF8.self)
  }

  @Test(arguments: [
    ("one \ntwo\n", "one two\n"), ("one\ntwo\n", "one\ntwo\n"), (" >not quoted\n", ">not quoted\n"),
    (" From here\n", "From here\n"), ("> a \n> b\n", "> a b\n"), (">> a \n> b\n", ">> a \n> b\n"),
    ("a \n-- \nAnn\n", "a \n-- \nAnn\n"), ("a\n\nb\n", "a\n\nb\n"), ("", ""), ("a \n> b\n", "a \n> b\n"),
  ])
  func softLineEndsAreUndone(text: String, expected: String) {
    #expect(unwrap(text) == expected)
  }

  @Test func spacesBeforeSoftEndsGoWhenTheSenderSaysSo() {
    #expect(unwrap("Llanfair \npwll\n", deletesSpace: true) == "Llanfairpwll\n")
  }
}

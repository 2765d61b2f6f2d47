import Casework
import Testing

@Suite struct CatalogueFileTests {
  private static let head = """
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Plural-Forms: nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\\n"


    """

  private func file(_ text: String) throws(CatalogueFault) -> CatalogueFile {
    try CatalogueFile(Array(text.utf8), name: "cy.po")
  }

  private func fault(_ text: String) -> String? {
    do throws(CatalogueFault) { _ = try file(text) } catch { return error.message.text() }
    return nil
  }

  @Test func aSentenceIsSpokenInWelsh() throws {
    let welsh = Catalogue(
      try file(
        Self.head + """
          # by a translator
          #: Sources/Console/Session.swift
          msgid "%1 is already closed."
          msgstr "Mae %1 "
          "eisoes wedi'i gau."

          """))
    let message: Message = "\("COR-26-0001") is already closed."
    #expect(message.text(in: welsh) == "Mae COR-26-0001 eisoes wedi'i gau.")
    Catalogue.$spoken.withValue(welsh) {
      #expect(message.text() == "Mae COR-26-0001 eisoes wedi'i gau.")
    }
    #expect(message.text() == "COR-26-0001 is already closed.")
  }

  @Test func oneWordIsTwoByItsContext() throws {
    let welsh = Catalogue(
      try file("msgctxt \"month\"\nmsgid \"May\"\nmsgstr \"Mai\"\n\nmsgid \"May\"\nmsgstr \"Caiff\"\n"))
    #expect(Message("May", context: "month").text(in: welsh) == "Mai")
    #expect(Message("May").text(in: welsh) == "Caiff")
    #expect(Message("May", context: "name").text(in: welsh) == "May")
  }

  @Test func aCountTakesItsForm() throws {
    let welsh = Catalogue(
      try file(
        Self.head + """
          msgid "1 dog"
          msgid_plural "%1 dogs"
          msgstr[0] "%1 ci"
          msgstr[1] "un ci"
          msgstr[2] "dau gi"
          msgstr[3] "tri chi"
          msgstr[4] "chwe chi"
          msgstr[5] "%1 ci"

          """))
    let counts = [0, 1, 2, 3, 4, 6, 11].map { count in
      Message.counted(count, one: "1 dog", other: "\(count) dogs").text(in: welsh)
    }
    #expect(counts == ["0 ci", "un ci", "dau gi", "tri chi", "4 ci", "chwe chi", "11 ci"])
    #expect(Message.counted(1, one: "1 dog", other: "\(1) dogs").text() == "1 dog")
    #expect(Message.counted(0, one: "1 dog", other: "\(0) dogs").text() == "0 dogs")
  }

  @Test func whatIsDoubtfulOrEmptyStaysEnglish() throws {
    let welsh = Catalogue(
      try file("#, fuzzy, c-format\nmsgid \"Open\"\nmsgstr \"Agor?\"\n\nmsgid \"Save\"\nmsgstr \"\"\n"))
    #expect(Message("Open").text(in: welsh) == "Open")
    #expect(Message("Save").text(in: welsh) == "Save")
  }

  @Test func linesOfAnotherSystemAndOldSentencesAreUnderstood() throws {
    let read = try file("\u{FEFF}#~ msgid \"gone\"\r\n\r\nmsgid \"a\\t\\\"b\\\"\\\\\"\r\nmsgstr \"x\\n\"\r\n")
    #expect(read.entries.map(\.template) == ["a\t\"b\"\\"])
    #expect(read.entries.map(\.forms) == [["x\n"]])
  }

  @Test(arguments: [
    ("msgid \"a\"\nmsgstr \"b\n", "cy.po, line 2: the closing quotation mark is missing."),
    ("msgid \"a\"\n\nmsgid \"b\"\n", "cy.po, line 3: msgstr is wanted here."),
    ("msgid \"a\"\n", "cy.po, line 1: the sentence has no msgstr."),
    (
      "msgid \"a\"\nmsgstr \"\\q\"\n",
      "cy.po, line 2: after a backslash comes n, t, r, a quotation mark or a backslash."
    ),
    ("msgid \"a\"\nmsgstr \"b\" c\n", "cy.po, line 2: something stands after the closing quotation mark."),
    ("hello\n", "cy.po, line 1: the word 'hello' does not belong here."),
    (
      "msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n",
      "cy.po, line 3: this sentence stands in the file already: take one out."
    ),
    ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n", "cy.po, line 3: msgstr[0] is wanted here."),
    (
      "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n",
      "cy.po, line 1: the sentence has 1 forms and the language 2."
    ),
    (
      "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=os.exit(1);\\n\"\n",
      "cy.po, line 1: the rule of Plural-Forms is not understood: nplurals=2; plural=os.exit(1);."
    ),
    (
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-14\\n\"\n",
      "cy.po, line 1: the file must be in UTF-8 and say so in Content-Type."
    ),
  ])
  func aBrokenFileIsRefusedByLine(text: String, sentence: String) {
    #expect(fault(text) == sentence)
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    let bytes = Array("msgid \"a\"\nmsgstr \"".utf8) + [0xF0, 0x28] + Array("\"\n".utf8)
    #expect(throws: CatalogueFault.self) { try CatalogueFile(bytes, name: "cy.po") }
  }

  /// Whatever a file holds, reading it ends and traps nowhere.
  @Test func noBrokenFileTraps() {
    let whole = Array((Self.head + "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\\n\"\n").utf8)
    for length in whole.indices {
      _ = try? CatalogueFile(Array(whole[..<length]), name: "cut")
      var changed = whole
      changed[length] = changed[length] ^ 0x15
      _ = try? CatalogueFile(changed, name: "changed")
    }
  }
}

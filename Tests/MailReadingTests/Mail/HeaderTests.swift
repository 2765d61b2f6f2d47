import Casework
import MailReading
import Testing

@Suite struct HeaderDateTests {
  @Test(arguments: [
    ("Thu, 13 Feb 1997 23:32:54 -0330", "1997-02-14T03:02:54.000Z"),
    ("Fri, 3 May 2024 10:00:00 +0100 (BST)", "2024-05-03T09:00:00.000Z"),
    ("3 May 24 10:00 BST", "2024-05-03T09:00:00.000Z"),
    ("Mon, 26-May-2003 14:50:14 EDT", "2003-05-26T18:50:14.000Z"),
    ("Mon May 26 14:50:14 2003", "2003-05-26T14:50:14.000Z"),
    ("Fri, 3 (Friday (really)) May 2024 10:00:60 GMT", "2024-05-03T10:00:59.000Z"),
    ("03 May 2024", "2024-05-03T00:00:00.000Z"), ("3 may 2024 9:05 Z", "2024-05-03T09:05:00.000Z"),
  ])
  func datesInUseAreRead(raw: String, expected: String) {
    #expect(HeaderDate.read(Array(raw.utf8))?.description == expected)
  }

  @Test(arguments: [
    "", "yesterday", "31 Feb 2024 10:00:00 +0000", "3 May 1969 10:00:00 +0000", "3 May 2101 10:00:00 +0000",
    "3 Foo 2024 10:00:00 +0000", "99999999999999999999 May 2024", "3",
  ])
  func whatIsNoDateIsNone(raw: String) {
    #expect(HeaderDate.read(Array(raw.utf8)) == nil)
  }
}

@Suite struct AddressListTests {
  private func read(_ raw: String) -> [String] {
    AddressList.read(Array(raw.utf8)).map { "\($0.name)|\($0.address)" }
  }

  @Test(arguments: [
    ("ann@example.org", ["|ann@example.org"]),
    ("Ann Bevan <ann@example.org>", ["Ann Bevan|ann@example.org"]),
    ("\"Bevan, Ann\" <ann@example.org>, jo@example.org", ["Bevan, Ann|ann@example.org", "|jo@example.org"]),
    ("ann@example.org (Ann Bevan)", ["Ann Bevan|ann@example.org"]),
    ("=?utf-8?q?Si=C3=A2n?= <s@example.org>", ["Siân|s@example.org"]),
    ("\"=?utf-8?q?Si=C3=A2n?=\" <s@example.org>", ["Siân|s@example.org"]),
    ("Panel: a@example.org, b@example.org;", ["|a@example.org", "|b@example.org"]),
    ("undisclosed-recipients:;", []), ("<>", []),
    ("Ann <a@example.org> Jo <b@example.org>", ["Ann|a@example.org", "Jo|b@example.org"]),
    ("\"A \\\"quoted\\\" name\" <a@example.org>", ["A \"quoted\" name|a@example.org"]),
    ("<@relay.example:a@example.org>", ["|a@example.org"]), ("Ann", ["Ann|"]),
    ("Ann <a@example.org", ["Ann|a@example.org"]), ("\"never closed", ["never closed|"]), ("", []),
    ("a@example.org,\r\n b@example.org", ["|a@example.org", "|b@example.org"]),
  ])
  func addressesAreRead(raw: String, expected: [String]) {
    #expect(read(raw) == expected)
  }

  @Test func anAbusiveListIsCut() {
    #expect(read(String(repeating: "a@example.org,", count: 20_000)).count == AddressList.most)
  }
}

@Suite struct HeaderParametersTests {
  @Test(
    arguments: [
      ("attachment; filename=\"a b.pdf\"", "a b.pdf"), ("attachment; filename=a b.pdf; size=3", "a b.pdf"),
      ("attachment;\r\n filename*=utf-8''Si%C3%A2n.pdf", "Siân.pdf"),
      ("attachment; filename*0=\"long \"; filename*1=\"name.pdf\"", "long name.pdf"),
      ("attachment; filename*1*=%9A.txt; filename*0*=iso-8859-15'cy'%A4", "€\u{9A}.txt"),
      ("attachment; filename*0*=utf-8''%C3; filename*1*=%A9.txt", "é.txt"),
      ("attachment; filename=\"=?utf-8?q?Si=C3=A2n.pdf?=\"", "Siân.pdf"),
      ("attachment; filename=\"C:\\Users\\a.pdf\"", "C:\\Users\\a.pdf"),
      ("attachment; filename=\"a\\\"b\"", "a\"b"),
      ("attachment; FileName=x; filename=y", "x"), ("attachment; filename=\"no end", "no end"),
      ("attachment; filename*2000=x", nil), ("attachment", nil), ("attachment; filename", nil),
    ] as [(String, String?)])
  func namesOfFilesAreRead(raw: String, expected: String?) {
    let parameters = HeaderParameters(Array(raw.utf8))
    #expect(parameters.value == "attachment")
    #expect(parameters["filename"] == expected)
  }
}

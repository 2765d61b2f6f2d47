import MailReading
import Testing

@Suite struct CharsetDecoderTests {
  @Test(
    arguments: [
      ([0x63, 0x61, 0x66, 0xC3, 0xA9], "utf-8", "café"), ([0x63, 0xE9], "iso-8859-1", "cé"),
      ([0x93, 0x68, 0x94], "ISO-8859-1", "“h”"), ([0x80], "windows-1252", "€"), ([0xA4], "iso-8859-15", "€"),
      ([0xD0], "koi8-r", "п"), ([0xCF, 0xF0], "Windows-1251", "Пр"), ([0xDE], "iso-8859-14", "Ŷ"),
      ([0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "iso-2022-jp", "日"),
      ([0x93, 0xFA], "Shift_JIS", "日"),
      ([0xC6, 0xFC], "euc-jp", "日"), ([0xB0, 0xA1], "ks_c_5601-1987", "가"), ([0xC4, 0xE3], "gb2312", "你"),
      ([0xA7, 0x41], "Big5", "你"), ([], "utf-8", ""), ([0x68], nil, "h"),
    ] as [([UInt8], String?, String)])
  func honestCharsetsAreDecoded(bytes: [UInt8], charset: String?, expected: String) {
    #expect(
      CharsetDecoder.decode(bytes, charset: charset)
        == DecodedText(utf8: Array(expected.utf8), replaced: false))
  }

  @Test(
    arguments: [
      ([0x63, 0x61, 0x66, 0xE9], "utf-8", "café"), ([0xC3, 0xA9], "us-ascii", "é"),
      ([0xC3, 0xA9], "iso-8859-1", "é"),
      ([0x93, 0x68], "no-such-charset", "“h"), ([0xC3, 0xA9, 0xC3, 0xA9, 0xFF], "utf-8", "éé\u{FFFD}"),
      ([0x2B, 0x41, 0x42, 0x73, 0x2D], "utf-7", "+ABs-"), ([0xE9], nil, "é"), ([0x68, 0x69], "utf-7", "hi"),
    ] as [([UInt8], String?, String)])
  func charsetsThatLieAreReplacedAndSaidSo(bytes: [UInt8], charset: String?, expected: String) {
    #expect(
      CharsetDecoder.decode(bytes, charset: charset)
        == DecodedText(utf8: Array(expected.utf8), replaced: true))
  }

  @Test func everyByteOfEveryCharsetGivesValidText() {
    let bytes = Array(UInt8.min...UInt8.max) + Array((UInt8.min...UInt8.max).reversed())
    for charset in [
      "utf-8", "utf-16", "iso-2022-jp", "iso-2022-kr", "gb18030", "big5", "euc-kr", "tis-620", "utf-7",
    ] {
      let text = CharsetDecoder.decode(bytes, charset: charset)
      #expect(String(validating: text.utf8, as: UTF8.self) != nil, "\(charset)")
      #expect(!text.utf8.isEmpty, "\(charset)")
    }
  }

  @Test func namesWithInstructionsForTheConverterAreUnknown() {
    #expect(
      CharsetDecoder.decode([0xE9], charset: "koi8-r//TRANSLIT")
        == DecodedText(utf8: Array("é".utf8), replaced: true))
  }
}

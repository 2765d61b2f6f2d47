import Casework
import Testing

@Suite struct JSONTests {
  // MARK: - Canonical text (RFC 8785)

  /// RFC 8785 section 3.2.3: keys in the order of their UTF-16 code units.
  @Test func keysStandInTheOrderOfTheirUTF16Units() {
    let json: JSON = [
      "\u{20AC}": "Euro Sign", "\r": "Carriage Return", "\u{FB33}": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\u{1F600}": "Emoji: Grinning Face", "\u{80}": "Control",
      "\u{F6}": "Latin Small Letter O With Diaeresis",
    ]
    let values = [
      "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
      "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
    ]
    let positions = values.compactMap { json.text.firstRange(of: $0)?.lowerBound }
    #expect(positions.count == values.count)
    #expect(positions == positions.sorted())
  }

  /// RFC 8785 section 3.2.2, the parts that need no fractions.
  @Test func onlyTheEscapesThatJSONRequiresAreWritten() throws {
    let json = try JSON(
      parsing:
        #"{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }"#)
    #expect(json.text == #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#)
  }

  @Test func canonicalTextReadsBackAsTheSameValue() throws {
    let json: JSON = [
      "a": [1, -5, 0, .integer(.max), .integer(.min)], "b": ["x": .null, "y": [:], "z": []],
      "": "\u{1}\u{7F}\u{2028}😀",
    ]
    #expect(try JSON(parsing: json.canonical) == json)
  }

  @Test func twoSpellingsOfOneCharacterAreTwoValues() {
    #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    #expect(Set([JSON.string("\u{E9}"), .string("e\u{301}")]).count == 2)
  }

  // MARK: - Hostile text

  @Test(arguments: [
    "", " ", "nul", "truee", "[1,]", "[,1]", "{\"a\":1,}", "{a:1}", "{\"a\"}", "[1 2]", "1.5", "1e3", "01",
    "-01",
    "-", "+1", "9223372036854775808", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\u-123\"",
    "\"a\nb\"",
    "[1]x", "\u{FEFF}1", "NaN", "'a'",
  ])
  func whatIsNoJSONIsAFault(text: String) {
    #expect(throws: JSONFault.self) { try JSON(parsing: text) }
  }

  @Test func loneSurrogatesBecomeReplacementCharacters() throws {
    #expect(try JSON(parsing: #""\ud83d\ude00""#) == "😀")
    #expect(try JSON(parsing: #""\ud83d""#) == "\u{FFFD}")
    #expect(try JSON(parsing: #""\ude00x""#) == "\u{FFFD}x")
    #expect(try JSON(parsing: #""\ud83d\ud83d\ude00""#) == "\u{FFFD}😀")
  }

  @Test func bytesThatAreNoUTF8BecomeReplacementCharacters() throws {
    #expect(try JSON(parsing: [0x22, 0xFF, 0x61, 0x22]) == "\u{FFFD}a")
  }

  @Test func nestingIsBounded() throws {
    let deep = String(repeating: "[", count: 511) + "1" + String(repeating: "]", count: 511)
    #expect(try JSON(parsing: deep).array != nil)
    #expect(throws: JSONFault.self) { try JSON(parsing: "[" + deep + "]") }
    #expect(throws: JSONFault.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONFault.self) { try JSON(parsing: String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  @Test func aFaultNamesItsOffset() {
    do throws(JSONFault) {
      _ = try JSON(parsing: "[1,]")
    } catch {
      #expect(error.offset == 3)
    }
  }

  @Test func randomBytesNeverTrap() {
    var generator = SplitMix(state: 42)
    let alphabet = Array(#"{}[]",:\u0129eE+-. tfn"#.utf8) + [0xED, 0xA0, 0x80, 0xFF, 0]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      if let json = try? JSON(parsing: bytes) { #expect((try? JSON(parsing: json.canonical)) == json) }
    }
  }
}

/// The same numbers in every run. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators".
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

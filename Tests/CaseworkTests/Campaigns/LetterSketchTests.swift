import Casework
import Testing

/// Letters that say the same, as campaigns send them, and letters that do not.
@Suite struct LetterSketchTests {
  static let common = """
    Dear Commissioner,

    I am writing to ask you to keep the front counter of Saltmarsh police station open. It is the last place in the \
    town where residents can speak to an officer without an appointment.

    Older people and those without a telephone rely on it. The nearest other counter is eleven miles away, and there \
    has been no bus on Sundays since the spring.

    Please publish the evidence on which the decision will be taken, and tell me how I can take part.

    Yours sincerely,
    """

  static let burgled = """
    I was burgled in March and nobody has come to see me since. I am afraid to sleep in my own house, and I do not know \
    whom to ask.
    """

  private func sketch(_ text: String) throws -> LetterSketch { try #require(LetterSketch(text)) }

  @Test func theSameTextHasTheSameSketchWhateverTheProgramMadeOfIt() throws {
    let plain = try sketch(Self.common)
    let wrapped = Self.common.replacing("to ask you", with: "to\nask   you").replacing(
      "\n\n", with: "\r\n\r\n")
    #expect(try sketch(wrapped) == plain)
    #expect(try sketch(Self.common.uppercased()) == plain)
    #expect(
      try sketch(Self.common.replacing("Dear Commissioner,", with: "Dear\u{A0}Commissioner\u{2014}")) == plain
    )
    #expect(
      try sketch(Self.common + "\n-- \nJo Bevan\n12 Abbey Road") == plain, "a signature is not the letter")
    #expect(try sketch(Self.common + "\n> I am writing to ask you\n> something quite different") == plain)
  }

  @Test func additionsOfItsWriterLeaveItTheSameText() throws {
    let plain = try sketch(Self.common)
    let long = (0..<8).map { "\(Self.burgled) That was number \($0) of what I lost." }.joined(
      separator: "\n\n")
    for own in [Self.burgled, "\(Self.burgled)\n\n\(Self.burgled)"] {
      #expect(try sketch(own + "\n\n" + Self.common).isSameText(as: plain))
      #expect(try sketch(Self.common + "\n\n" + own).isSameText(as: plain))
    }
    #expect(try !sketch(long).isSameText(as: plain))
  }

  @Test func lettersOfTheirOwnAreNotTheSame() throws {
    let letters = [
      Self.common, Self.burgled + " Please could somebody ring me, I am at home in the mornings until ten.",
      "Quad bikes race along the sea wall every Sunday. My children cannot play there, and the wall is breaking. What will the police do about it?",
      "Thank you for the officer who found my father when he was lost in the fog. He stayed with us until the ambulance came and was very kind.",
    ].map { LetterSketch($0 + "\n\nI look forward to hearing from you.\n\nYours sincerely") }
    for (place, one) in letters.enumerated() {
      for other in letters[(place + 1)...] {
        #expect(try #require(one).similarity(to: #require(other)) < 0.2)
      }
    }
  }

  @Test func noticesOfAFirmsProgramsMakeNobodyAlike() throws {
    let notice = """


      This message and its attachments are confidential and intended solely for the person or body to whom they are \
      addressed. If you have received it in error, please tell the sender, delete it and do not copy it to anybody \
      else. The firm does not accept liability for viruses or for views that are not its own.

      Registered office: 1 Harbour Street, Saltmarsh. Registered in England and Wales.
      """
    let letters = [
      "The street lamps in Harbour Street have been out since the storm in autumn and the crossing is dark when the children come home from school.",
      "Could you tell me when the next public meeting of the panel is and whether one may ask questions there without having sent them in before?",
    ]
    let sketches = letters.compactMap { LetterSketch($0 + notice) }
    #expect(sketches.count == 2 && sketches[0].similarity(to: sketches[1]) == 0)
  }

  /// Two strangers who write from one firm have its notice in common, and what comes below it.
  @Test(arguments: [
    "This message is for the INTENDED RECIPIENT only.", "It is intended\nsolely for you.",
    "Intended for the addressee.", "To unsubscribe, write to us.", "DISCLAIMER: no warranty.",
    "sent from my telephone", "Dim ond y derbynnydd bwriadedig.", "x unsubscribe",
  ])
  func theNoticeOfAProgramAndAllBelowItAreNotTheLetter(notice: String) throws {
    let below = "\n\nThe firm is registered in England under a number that nobody knows by heart."
    #expect(try sketch(Self.common + "\n\n" + notice + below) == sketch(Self.common))
    #expect(LetterPassages("A first.\n\n\(notice)").passages.map(\.text) == ["A first.\n"])
  }

  @Test(arguments: ["I intended to write.", "They sent nobody.", "A discussion.", "unsub", "inte", "in", ""])
  func wordsThatBeginLikeANoticeAreTheWritersOwn(words: String) {
    #expect(
      LetterPassages("A first.\n\n\(words)\n\nA last.").passages.count == (words.isEmpty ? 2 : 3))
  }

  @Test(arguments: [
    "", "Please stop.", "\u{0}\u{0}\u{0}", String(repeating: "\n", count: 50_000), "> quoted\n> only",
    String(repeating: "\u{301}", count: 10_000), String(repeating: ". - ! ", count: 5000),
  ])
  func whatHasNoWordsHasNoSketch(text: String) {
    #expect(LetterSketch(text) == nil)
  }

  @Test func hugeLettersAreReadInTheirBeginningAndAllBytesAreBorne() throws {
    let one = try sketch(String(repeating: "Every night they race. ", count: 100_000))
    #expect(one.minima.count <= LetterSketch.size)
    let scalars = (0..<4000).map { String(UnicodeScalar(UInt32($0 % 0xD000 + 0x20)) ?? " ") }
    #expect(LetterSketch(scalars.joined(separator: " ")) != nil)
    #expect(LetterPassages(String(repeating: "one two\n\n", count: 9000)).passages.count <= 502)
  }

  @Test func aSketchIsReadBackFromItsBytesAndNothingElseIs() throws {
    let plain = try sketch(Self.common)
    #expect(plain.minima.count == LetterSketch.size && plain.minima == plain.minima.sorted())
    #expect(LetterSketch(bytes: plain.bytes) == plain)
    for bytes in [[], [1], Array(plain.bytes.reversed()), plain.bytes + plain.bytes] as [[UInt8]] {
      #expect(LetterSketch(bytes: bytes) == nil)
    }
  }
}

import CaseStore
import Casework
import Testing

/// What a search gives besides the newest hits: the best first, near words, how a word is written, what is alike.
@Suite struct FindingTests {
  private let office: StoreFixture
  private let potholes: String
  private let parish: String
  private let passing: String

  init() throws {
    office = try StoreFixture()
    potholes = try office.create(
      ["title": "Potholes in Castle Street"],
      text: "The potholes are deep. A cyclist fell into a pothole, and the pothole is still there.")
    parish = try office.create(
      ["title": "Parish newsletter"],
      text: "Besides the fête and the flower show, and much else that fills a long letter of the parish with "
        + "news of everybody, of the weather, the school, the choir and the bells, somebody saw a pothole.")
    passing = try office.create(
      ["title": "Noise"], text: "Nghaerdydd is loud at night; Môn is not. Hare coursing was seen too.")
    for number in 0..<5 {
      _ = try office.create(["title": .string("Burglary \(number)")], text: "A burglary in the night.")
    }
  }

  private func query(_ text: String) throws -> Query {
    try QueryParser.parse(text, today: office.today, actor: "sam")
  }

  // MARK: - Best first

  @Test func whatFitsBestComesFirst() throws {
    #expect(try office.references("pothole*") == [parish, potholes])
    #expect(try office.references("pothole*", order: .best) == [potholes, parish])
    #expect(try office.references("pothole") == [parish, potholes])
    #expect(try office.references("pothole", order: .best) == [potholes, parish])
    // A word in the subject says more than one in a text, and what has more of the words comes first.
    #expect(try office.references("noise OR pothole", order: .best).first == passing)
    #expect(try office.references("cyclist OR pothole", order: .best) == [potholes, parish])
    // Fields have nothing that could fit better: the newest are the best.
    #expect(try office.references("kind:case", order: .best) == office.references("kind:case"))
    #expect(try office.references("burglary", order: .best) == office.references("burglary"))
  }

  @Test func whileOneTypesTheBestComeFirstToo() throws {
    let live = LiveSearch(office.store, for: StoreFixture.sam)
    func found(_ query: Query, limit: Int = 50) throws -> [String] {
      try #require(try live.search(query, sort: ListSort(.best), today: office.today, limit: limit))
        .map(\.row.reference)
    }
    #expect(try found(.prefix("poth")) == [potholes, parish])
    #expect(try found(.prefix("poth"), limit: 1) == [potholes])
    #expect(try found(.and([.word("pothole"), .prefix("a")])) == [potholes, parish])
    #expect(try found(.prefix("zzz")) == [])
    #expect(try found(.and([.field(.owner, .none), .prefix("poth")])) == [potholes, parish])
  }

  @Test func manyBeginningsAreRankedLikeAnyOther() throws {
    // Thousands of words begin so, which is where the ways part.
    let mill = try StoreFixture()
    var letters = LetterMill(seed: 5)
    _ = try mill.store.take(in: letters.letters(700), by: StoreFixture.sam, at: StoreFixture.now)
    let live = LiveSearch(mill.store, for: StoreFixture.sam)
    for typed: Query in [.prefix("b"), .prefix("ma"), .prefix("bab"), .and([.word("police"), .prefix("m")])] {
      let newest = try #require(try live.search(typed, today: mill.today, limit: 5000))
      let best = try #require(
        try live.search(typed, sort: ListSort(.best), today: mill.today, limit: 5000))
      #expect(Set(newest.map(\.row.id)) == Set(best.map(\.row.id)), "\(typed)")
      #expect(best.count == newest.count && best.count > 50)
    }
  }

  @Test func whatOneMayNotSeeIsNotRanked() throws {
    try office.act(.set(["marking": "restricted", "owner": "sam"]), on: potholes)
    #expect(try office.references("pothole", order: .best, for: StoreFixture.ann) == [parish])
  }

  // MARK: - Did you mean

  @Test(
    arguments: [
      ("burglray", "burglary"), ("urglary", "burglary"), ("vurglary", "burglary"), ("ubrglary", "burglary"),
      ("pothle", "pothole"), ("Burglary noyse", "noise"),
    ])
  func aWordThatNothingHasOffersANearOne(typed: String, meant: String) throws {
    let offers = try office.store.suggestions(for: query(typed), reader: StoreFixture.sam)
    #expect(offers.map(\.near) == [[meant]])
    let mended = offers.reduce(typed) { $1.taking(in: $0) }
    #expect(try !office.references(mended).isEmpty || typed.contains(" "))
  }

  @Test func ofSeveralThatAreAsNearTheMostUsualComesFirst() throws {
    for words in ["The barking of dogs", "A barking dog", "Parked on the verge", "Larking about", "Marking"] {
      _ = try office.create(["title": .string(words)])
    }
    let offers = try office.store.suggestions(for: query("darking"), reader: StoreFixture.sam)
    #expect(offers.map(\.near) == [["barking", "larking", "marking"]])
    #expect(
      offers.first?.sentence.text() == "Nothing has 'darking'. Did you mean barking, larking or marking?")
  }

  @Test func whatIsFoundOrIsNoWordOffersNothing() throws {
    for typed in ["burglary", "burgl*", "kind:case", "-burglray", "02920555555", "xqzvw", "ab", "OR"] {
      guard let query = try? query(typed) else { continue }
      #expect(try office.store.suggestions(for: query, reader: StoreFixture.sam) == [], "\(typed)")
    }
  }

  @Test func aWordOfHiddenRecordsIsNeitherOfferedNorKnown() throws {
    let secret = try office.create(["title": "Xanthippe"], text: "Xanthippe spoke.")
    try office.act(.set(["marking": "restricted", "owner": "sam"]), on: secret)
    let offered = try office.store.suggestions(for: query("xanthipe"), reader: StoreFixture.sam)
    #expect(offered.map(\.near) == [["xanthippe"]])
    #expect(try office.store.suggestions(for: query("xanthipe"), reader: StoreFixture.ann) == [])
    _ = try office.create(["title": "Xanthippo"])
    // To whom the one is nothing, the other is offered for it.
    let other = try office.store.suggestions(for: query("xanthippe"), reader: StoreFixture.ann)
    #expect(other.map(\.near) == [["xanthippo"]])
  }

  @Test func distancesAreCounted() {
    func distance(_ one: String, _ other: String) -> Int? {
      DidYouMean.distance(Array(one.unicodeScalars), Array(other.unicodeScalars), most: 2)
    }
    #expect(distance("môn", "môn") == 0)
    #expect(distance("ab", "ba") == 1 && distance("noise", "nose") == 1 && distance("nose", "noise") == 1)
    #expect(distance("kitten", "sitting") == nil && distance("a", "abcd") == nil)
    let meant = DidYouMean(missing: "pot", near: ["pan", "pit"])
    #expect(meant?.taking(in: "potter pot, (pot)") == "potter pan, (pot)")
    #expect(DidYouMean(missing: "pot", near: []) == nil)
  }

  // MARK: - Where it matched

  @Test func aWordIsMarkedAsTheTextHasIt() throws {
    func matches(
      _ typed: String, in reference: String, for reader: Actor = StoreFixture.sam
    ) throws -> [[String]] {
      try office.store.matches(of: query(typed), in: reference, today: office.today, for: reader)
    }
    #expect(try matches("poth*", in: potholes) == [["Potholes"], ["pothole"], ["potholes"]])
    #expect(try matches("caerdydd mon", in: passing) == [["Môn"], ["Nghaerdydd"]])
    #expect(try matches("\"hare coursing\" -night", in: passing) == [["Hare", "coursing"]])
    #expect(try matches("is:open", in: passing) == [])
    try office.act(.set(["marking": "restricted", "owner": "sam"]), on: passing)
    #expect(try matches("mon", in: passing, for: StoreFixture.ann) == [])
  }

  // MARK: - More like this

  @Test func whatIsAlikeHasTheTellingWords() throws {
    let other = try office.create(
      ["title": "Castle Street"], text: "Another deep pothole; the cyclist was my brother.")
    let telling = try #require(try office.store.tellingWords(of: other.lowercased(), for: StoreFixture.sam))
    #expect(telling.reference == other && telling.words.contains("cyclist"))
    #expect(!telling.words.contains("brother") && telling.words.count <= AlikeQuery.mostWords)
    let text = try #require(AlikeQuery(words: telling.words, without: other).text)
    let alike = try office.references(text, order: .best)
    #expect(alike.first == potholes && !alike.contains(other))
    try office.act(.set(["marking": "restricted", "owner": "sam"]), on: other)
    #expect(try office.store.tellingWords(of: other, for: StoreFixture.ann) == nil)
  }
}

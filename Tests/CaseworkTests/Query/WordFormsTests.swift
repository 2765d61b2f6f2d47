import Casework
import Testing

@Suite struct WordFormsTests {
  /// Source: the table of every grammar of Welsh: radical, soft, nasal, aspirate.
  static let mutations: [(String, [String])] = [
    ("pont", ["bont", "mhont", "phont"]), ("tref", ["dref", "nhref", "thref"]),
    ("caerdydd", ["gaerdydd", "nghaerdydd", "chaerdydd"]),
    ("bangor", ["fangor", "mangor"]), ("dinas", ["ddinas", "ninas"]), ("gardd", ["ardd", "ngardd"]),
    ("meddyg", ["feddyg"]), ("llanelli", ["lanelli"]), ("rhyl", ["ryl"]), ("ysgol", ["hysgol"]),
    ("afon", ["hafon"]),
    ("chwaer", []), ("ffordd", []), ("siop", []), ("nos", []), ("heddlu", []),
  ]

  @Test(arguments: mutations)
  func aRadicalChangesAsTheTableSays(radical: String, forms: [String]) {
    #expect(WelshMutation.mutations(of: radical) == forms)
    for form in forms { #expect(WelshMutation.radicals(of: form).contains(radical), "\(form)") }
  }

  @Test func everyFormLeadsToTheOthers() {
    let all: Set = ["caerdydd", "gaerdydd", "nghaerdydd", "chaerdydd"]
    for form in all {
      #expect(all.subtracting([form]).isSubset(of: WelshMutation.forms(of: form)), "\(form)")
    }
  }

  @Test(arguments: [
    ("tear", "dear"), ("town", "down"), ("path", "bath"), ("parking", "barking"), ("trains", "drains"),
  ])
  func englishPairsStayApart(one: String, other: String) {
    #expect(!WelshMutation.forms(of: one).contains(other) && !WelshMutation.forms(of: other).contains(one))
  }

  @Test func whatIsNoWordHasNoForms() {
    for word in ["", "c", "ca", "1234", "c4c4", "犬犬犬"] {
      #expect(WelshMutation.forms(of: word) == [], "\(word)")
    }
    #expect(WelshMutation.forms(of: String(repeating: "c", count: 10_000)).count <= 20)
  }

  @Test(arguments: [
    (["cor26", "42"], ["cor", "26", "0042"]), (["cor260042"], ["cor", "26", "0042"]),
    (["cf103at"], ["cf10", "3at"]), (["cf10", "3at"], ["cf103at"]), (["m11aa"], ["m1", "1aa"]),
    (["02920555555"], ["029", "2055", "5555"]), (["44", "29", "2055", "5555"], ["02920555555"]),
    (["07700900123"], ["07700", "900", "123"]), (["anti", "social"], ["antisocial"]),
    (["antisocial"], ["anti", "social"]),
    (["o", "neill"], ["oneill"]), (["oneill"], ["o", "neill"]),
  ])
  func whatIsTypedHasItsOtherSpellings(words: [String], other: [String]) {
    #expect(WordForms.phrases(words).contains(other))
  }

  // MARK: - Completion

  @Test(arguments: [
    ("ow", ["owner:"]), ("dogs -th", ["dogs -theme:"]), ("owner:a", ["owner:ann"]),
    ("owner:jon", ["owner:ann"]),
    ("is:o", ["is:overdue", "is:open"]), ("(kind:par", []), ("place:\"Nor", ["place:\"North LPA\""]),
    ("dogs ", []), ("zz", []),
    ("colour:r", []), ("nature:comp", ["nature:compliment", "nature:complaint"]),
  ])
  func aQueryIsCompleted(typed: String, queries: [String]) {
    let actor = Actor(name: "sam", roles: [.caseworker], host: "desk4")
    let completion = QueryCompletion(typed, cursor: typed.count, actor: actor) { field in
      switch field {
      case .owner: [TitledName(name: "ann", title: "Ann Jones")]
      case .place: [TitledName(name: "North LPA", title: "North LPA")]
      default: []
      }
    }
    #expect((completion?.offers ?? []).map { completion?.taking($0, in: typed).text } == queries)
  }
}

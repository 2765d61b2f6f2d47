import Casework
import Testing

@Suite struct PlaceTreeTests {
  private let tree = PlaceTree([
    Place(name: "saltmarsh", title: "Saltmarsh", level: "force"),
    Place(name: "old", title: "Old Town", level: "authority", parents: ["saltmarsh"], vintages: ["2017-12"]),
    Place(name: "new", title: "New Town", level: "authority", parents: ["saltmarsh"], vintages: ["2019-12"]),
    Place(name: "north", title: "North", level: "lpa", parents: ["saltmarsh"]),
    Place(
      name: "w1", title: "Abbey", level: "ward", parents: ["new", "old", "north"],
      vintages: ["2017-12", "2019-12"]),
    Place(name: "w2", title: "Abbey", level: "ward", parents: ["old"], vintages: ["2017-12"]),
    Place(name: "w3", title: "Castle", level: "ward", parents: ["new"], vintages: ["2019-12"]),
  ])

  @Test func aWardLiesInItsAuthorityAndInTheOfficesOwnArea() {
    #expect(tree.ancestors(of: "w1").map(\.name) == ["new", "old", "north", "saltmarsh"])
    #expect(tree.ancestors(of: "w1", level: "lpa").map(\.name) == ["north"])
    #expect(tree.below("north").map(\.name) == ["w1"])
    #expect(tree.below("saltmarsh").count == 6)
    #expect(tree.children(of: "new").map(\.name) == ["w1", "w3"])
  }

  @Test func theWardsOfAListAreThoseThatTheListPutsThere() {
    #expect(tree.wards(of: "2017-12", below: "saltmarsh").map(\.name) == ["w1", "w2"])
    #expect(tree.wards(of: "2019-12", below: "saltmarsh").map(\.name) == ["w1", "w3"])
    #expect(tree.wards(of: "2019-12", below: "old").isEmpty)
    #expect(tree.wards(of: "2019-12", below: "north").map(\.name) == ["w1"])
    #expect(tree.vintages == ["2017-12", "2019-12"])
  }

  @Test func aTitleThatRepeatsIsShownWithThePlaceAbove() {
    #expect(tree.title(of: "w1") == "Abbey, New Town")
    #expect(tree.title(of: "w2") == "Abbey, Old Town")
    #expect(tree.title(of: "w3") == "Castle")
    #expect(tree.title(of: "nowhere") == "nowhere")
  }

  @Test func placesThatLieInEachOtherAreMetOnce() {
    let tree = PlaceTree([
      Place(name: "a", title: "A", level: "lpa", parents: ["b"]),
      Place(name: "b", title: "B", level: "lpa", parents: ["a", "b"]),
    ])
    #expect(tree.below("a").map(\.name) == ["b"])
    #expect(tree.ancestors(of: "a").map(\.name) == ["b"])
  }

  @Test func aPlaceIsKeptWithAllThatIsKnownOfIt() {
    let place = Place(
      name: "W05000830", title: "Usk", welshTitle: "Brynbuga", level: "ward",
      parents: ["W06000021", "npa-1"],
      vintages: ["2016-12", "2017-12"], validFrom: Day("2016-05-05"), validTo: Day("2022-05-05"))
    #expect(Place(name: place.name, json: place.json) == place)
    #expect(Place(name: "x", json: ["title": "X", "level": "ward"])?.parents == [])
    #expect(Place(name: "x", json: ["title": "X"]) == nil)
    #expect(Place(name: "x", text: Array(#"{"title": "X", "level": "ward"} and more"#.utf8)) == nil)
  }
}

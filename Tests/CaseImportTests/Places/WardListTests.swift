import CaseImport
import Casework
import Testing

/// The real lists of the Office for National Statistics, as they come.
@Suite struct WardListTests {
  private static let cleveland = "E23000013"
  private static let authorities = ["E06000001", "E06000002", "E06000003", "E06000004"]

  @Test func clevelandHas79WardsUntil2018And81In2019() throws {
    let result = try imported(["2016", "2017", "2018", "2019"])
    let tree = PlaceTree(result.places)
    for (vintage, counts) in [
      ("2016-12", [11, 20, 22, 26]), ("2017-12", [11, 20, 22, 26]), ("2018-12", [11, 20, 22, 26]),
      ("2019-12", [11, 20, 24, 26]),
    ] {
      let found = Self.authorities.map { tree.wards(of: vintage, below: $0).count }
      #expect(found == counts, "\(vintage)")
      #expect(tree.wards(of: vintage, below: Self.cleveland).count == counts.reduce(0, +), "\(vintage)")
    }
    #expect(tree.vintages == ["2016-12", "2017-12", "2018-12", "2019-12"])
    #expect(tree["E05008942"]?.vintages == tree.vintages)
    #expect(tree.wards(of: "2017-12", below: "E23000019").count == 189)
    #expect(tree.wards(of: "2017-12", below: "W15000002").count == 135)
    #expect(tree.wards(of: "2017-12", below: "E23000002").count == 166)
  }

  @Test func theOrderOfTheFilesDoesNotMatter() throws {
    let forward = try imported(["2016", "2017", "2018", "2019"])
    let backward = try imported(["2019", "2018", "2017", "2016"], forcesFirst: true)
    #expect(forward.places == backward.places)
    #expect(forward.withoutForce == backward.withoutForce)
  }

  @Test func oneFileAfterTheOtherGivesWhatAllTogetherGive() throws {
    let together = try imported(["2016", "2017", "2018", "2019"])
    var known: [String: Place] = [:]
    for year in ["2018", "2016", "2019", "2017"] {
      var reading = PlaceImport(known: Array(known.values))
      reading.add(file: "wards-\(year).csv", bytes: try Support.placeFile("wards-\(year).csv"))
      reading.add(file: "forces-2017.csv", bytes: try Support.placeFile("forces-2017.csv"))
      for place in try reading.result().places { known[place.name] = place }
    }
    #expect(known.count == together.places.count)
    for place in together.places {
      let kept = try #require(known[place.name])
      #expect(kept.vintages == place.vintages && kept.title == place.title, "\(place.name)")
      #expect(kept.welshTitle == place.welshTitle && Set(kept.parents) == Set(place.parents), "\(place.name)")
      #expect(kept.parents.first == place.parents.first, "\(place.name)")
    }
  }

  @Test func uskIsBrynbugaAlsoWhereANewerListLeavesItOut() throws {
    let usk = try #require(PlaceTree(try imported(["2017", "2019"]).places)["W05000830"])
    #expect(usk.title == "Usk")
    #expect(usk.welshTitle == "Brynbuga")
  }

  @Test func namesThatWereEncodedTwiceAreMendedAndCounted() throws {
    let result = try imported(["2017"])
    let tree = PlaceTree(result.places)
    #expect(tree["W05000986"]?.title == "Llifôn")
    #expect(tree["W05000986"]?.welshTitle == "Llifôn")
    #expect(result.places.contains { $0.welshTitle == "Caersŵs" })
    #expect(result.places.contains { $0.welshTitle == "Tŷ-croes" })
    #expect(result.mended == 35)
    let faulty = result.places.filter { $0.title.contains("Ã") || $0.welshTitle.contains("Ã") }
    #expect(faulty.isEmpty)
  }

  @Test func aNameThatRepeatsIsNoFault() throws {
    let result = try imported(["2017"])
    let castles = result.places.filter { $0.level == "ward" && $0.title == "Castle" }
    #expect(castles.filter { $0.name.hasPrefix("E") || $0.name.hasPrefix("W") }.count == 24)
    let tree = PlaceTree(result.places)
    #expect(Set(castles.map { tree.title(of: $0.name) }).count == castles.count)
    #expect(castles.contains { tree.title(of: $0.name) == "Castle, Swansea" })
    #expect(tree.title(of: "W05000830") == "Usk")
  }

  @Test func aCommaInANameIsPartOfIt() throws {
    let tree = PlaceTree(try imported(["2017"]).places)
    #expect(tree["E06000010"]?.title == "Kingston upon Hull, City of")
    #expect(tree.ancestors(of: "E05001678", level: "force").map(\.title) == ["Humberside"])
  }

  @Test func authoritiesWithoutAForceAreReportedAndKept() throws {
    let result = try imported(["2019"])
    #expect(result.withoutForce == 5)
    #expect(result.problems.count == 5)
    #expect(
      result.problems.contains { problem in
        problem.message.text().contains("column 'LAD19CD': Dorset (E06000059) lies in no force")
      })
    #expect(result.places.contains { $0.name == "E06000059" && $0.title == "Dorset" })
    #expect(try imported(["2017"]).problems.isEmpty)
  }

  @Test(arguments: ["Cleveland", "cleveland", "E23000013"])
  func aForceKeepsOnlyWhatLiesInIt(force: String) throws {
    let result = try imported(["2017"], force: force)
    #expect(result.places.filter { $0.level == "ward" }.count == 79)
    #expect(result.places.filter { $0.level == "authority" }.map(\.name) == Self.authorities)
    #expect(result.places.filter { $0.level == "csp" }.count == 4)
    #expect(result.places.filter { $0.level == "force" }.map(\.title) == ["Cleveland"])
    #expect(result.leftOut > 9000)
  }

  @Test func anUnknownForceIsRefusedInASentence() throws {
    let problem = #expect(throws: TableProblem.self) { try imported(["2017"], force: "Saltmarsh") }
    #expect(problem?.message.text().contains("No force is called 'Saltmarsh'") == true)
  }

  @Test func importingTheSameListAgainChangesNothing() throws {
    let first = try imported(["2017"], force: "Cleveland")
    let again = try imported(["2017"], force: "Cleveland", known: first.places)
    #expect(again.places.isEmpty)
    #expect(again.unchanged == first.places.count)
  }

  @Test func theYearMayBeToldToBeOfAnotherMonth() throws {
    var reading = PlaceImport()
    reading.add(file: "w.csv", bytes: try Support.placeFile("wards-2016.csv"), vintage: "2016-05")
    #expect(PlaceTree(try reading.result().places).vintages == ["2016-05"])
  }

  private func imported(
    _ years: [String], force: String? = nil, known: [Place] = [], forcesFirst: Bool = false
  ) throws -> PlaceResult {
    var names = years.map { "wards-\($0).csv" }
    names.insert("forces-2017.csv", at: forcesFirst ? 0 : names.count)
    var reading = PlaceImport(known: known)
    for name in names { reading.add(file: name, bytes: try Support.placeFile(name)) }
    return try reading.result(force: force)
  }
}

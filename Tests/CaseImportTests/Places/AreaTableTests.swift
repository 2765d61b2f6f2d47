import CaseImport
import Casework
import Testing

/// The office's own table: which wards its policing areas are made of (F7).
@Suite struct AreaTableTests {
  @Test func aWardRollsUpToAuthorityPartnershipForceAndTheOfficesOwnArea() throws {
    var reading = PlaceImport()
    reading.add(
      file: "areas.csv",
      bytes: Array(
        """
        area,kind,ward,from,to,under
        Hartlepool LPA,lpa,E05008942,2017-04-01,,North TPA
        Hartlepool LPA,lpa,E05008943,01/04/2017,,
        North TPA,tpa,,,,Cleveland
        """.utf8))
    for name in ["wards-2017.csv", "forces-2017.csv"] {
      reading.add(file: name, bytes: try Support.placeFile(name))
    }
    let result = try reading.result(force: "Cleveland")
    // 'Cleveland' is no code: the row says so, and the area stands without it.
    #expect(result.problems.map(\.column) == ["under"])
    let tree = PlaceTree(result.places)
    #expect(tree.ancestors(of: "E05008942", level: "authority").map(\.title) == ["Hartlepool"])
    #expect(tree.ancestors(of: "E05008942", level: "csp").map(\.title) == ["Hartlepool"])
    #expect(tree.ancestors(of: "E05008942", level: "force").map(\.title) == ["Cleveland"])
    #expect(tree.ancestors(of: "E05008942", level: "lpa").map(\.name) == ["hartlepool-lpa"])
    #expect(tree.ancestors(of: "E05008942", level: "tpa").map(\.title) == ["North TPA"])
    #expect(tree["hartlepool-lpa"]?.validFrom == Day("2017-04-01"))
    #expect(tree.wards(of: "2017-12", below: "north-tpa").map(\.name) == ["E05008942", "E05008943"])
  }

  @Test func aWardThatMovedLiesWhereItLiesLast() throws {
    let places = try areas(
      """
      North,lpa,E05000001,2015-04-01,2018-03-31
      South,lpa,E05000001,2018-04-01,
      Beat 1,beat,E05000001,,
      Beat 2,beat,E05000001,,
      """
    ).places
    let tree = PlaceTree(places)
    #expect(tree.ancestors(of: "E05000001").map(\.name) == ["south", "beat-1", "beat-2"])
    #expect(tree["E05000001"]?.parents == ["E06000001", "south", "beat-1", "beat-2"])
    #expect(tree["north"]?.validTo == Day("2018-03-31"))
  }

  @Test(arguments: [
    ("North,lpa,E05999999,,", "ward", "'E05999999' is no ward that is known"),
    ("North,lpa,E06000001,,", "ward", "'E06000001' is no ward that is known"),
    (",lpa,E05000001,,", "area", "'' is no name of an area"),
    ("North,,E05000001,,", "kind", "The area 'North' has no kind"),
    ("North,force,E05000001,,", "kind", "The kind 'force' comes from the ward and force files"),
    ("North,lpa,E05000001,31/02/2017,", "from", "'31/02/2017' is no day"),
    ("North,lpa,E05000001,2017-05-01,2016-05-01", "to", "2016-05-01 is before 2017-05-01"),
  ])
  func aBadRowIsToldWithItsLineAndColumn(row: String, column: String, what: String) throws {
    let problems = try areas(row).problems
    #expect(problems.map(\.line) == [2])
    #expect(
      problems.first?.message.text().hasPrefix("areas.csv, line 2, column '\(column)': \(what)") == true)
  }

  @Test func oneNameForAreasOfTwoKindsIsRefused() throws {
    let problems = try areas("North,lpa,E05000001,,\nNorth,tpa,E05000001,,").problems
    #expect(problems.map(\.line) == [3])
    #expect(problems.first?.what.text().contains("already the name of a place of the kind 'lpa'") == true)
  }

  @Test func aTableOfSomethingElseIsRefused() throws {
    var reading = PlaceImport()
    reading.add(file: "x.csv", bytes: Array("name,age\na,1\n".utf8))
    let result = try reading.result()
    #expect(result.places.isEmpty)
    #expect(
      result.problems.first?.message.text().hasPrefix("x.csv, line 1: The header is of no list") == true)
  }

  /// The form of 2023 has more columns, and in another order.
  @Test func columnsAreFoundByTheirNames() throws {
    var reading = PlaceImport()
    reading.add(
      file: "w.csv",
      bytes: Array(
        """
        ObjectId,LAD23NMW,CTY23CD,RGN23NM,LAD23NM,WD23NM,CTRY23NM,LAD23CD,WD23CD
        1,Sir Fynwy,,,Monmouthshire,Usk,Wales,W06000021,W05001801
        2,,,,,Nowhere,Wales,W06000021,W05001802
        3,,,,Monmouthshire,Nowhere,Wales,W06000021,usk
        """.utf8))
    let result = try reading.result()
    #expect(result.places.map(\.name) == ["W05001801", "W05001802", "W06000021"])
    #expect(result.places.last?.welshTitle == "Sir Fynwy")
    #expect(result.places.first?.vintages == ["2023-12"])
    #expect(result.problems.map(\.line) == [3, 4])
    #expect(result.problems.map(\.column) == ["LAD23CD", "WD23CD"])
  }

  private func areas(_ rows: String) throws -> PlaceResult {
    let known = [
      Place(name: "E06000001", title: "Hartlepool", level: "authority", vintages: ["2017-12"]),
      Place(
        name: "E05000001", title: "Abbey", level: "ward", parents: ["E06000001"], vintages: ["2017-12"]),
    ]
    var reading = PlaceImport(known: known)
    reading.add(file: "areas.csv", bytes: Array("area,kind,ward,from,to\n\(rows)\n".utf8))
    return try reading.result()
  }
}

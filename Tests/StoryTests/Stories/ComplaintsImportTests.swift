import Foundation
import Glibc
import TerminalHarness
import Testing

/// A force's quarterly table comes in with bad rows, is mended, and is taken back; places and tables of records too.
@Suite struct ComplaintsImportTests {
  private let table = """
    reference,received,closed,area,track,category,result,summary
    CO/1/26,2026-01-05,2026-03-01,North,outside-schedule-3,A1,acceptable,"Nobody came, twice"
    CO/1/26,2026-01-05,2026-03-01,North,outside-schedule-3,B2,not acceptable,
    CO/2/26,31/2/2026,,South,schedule-3-investigation,A1,,A bad day
    CO/3/26,2026-02-01,,South,no such track,A1,,A bad track

    """

  @Test func anExtractWithBadRowsIsTriedFiledMendedAndTakenBack() throws {
    let office = try Office()
    try office.write(table, as: "june.csv")

    let trial = try office.run("import", "complaints", "june.csv", "--dry-run")
    #expect(trial.status == .exited(EX_DATAERR))
    #expect(trial.errors.contains("june.csv, line 4, column 'received': '31/2/2026' is no day"))
    #expect(trial.errors.contains("june.csv, line 5, column 'track'"))
    #expect(try office.must("list", "--json").json().isEmpty)

    let first = try office.run("import", "complaints", "june.csv", "--rejected", "bad.csv", "--json")
    #expect(first.status == .exited(EX_DATAERR))
    #expect(
      try first.json() == [
        .object([
          "extract": .string("EXT-26-0001"), "rows": .integer(4), "new": .integer(1), "changed": .integer(0),
          "same": .integer(0), "refused": .integer(2),
        ])
      ])
    #expect(try office.record("CO/1/26")["allegations"]?.array.count == 2)
    #expect(try office.must("list", "kind:complaint category:A1 area:North", "--json").json().count == 1)

    let again = try office.run("import", "complaints", "june.csv", "--rejected", "bad.csv")
    #expect(again.status == .exited(EX_CANTCREAT) && again.isOneSentence)

    let bad = try String(contentsOfFile: office.folder + "/bad.csv", encoding: .utf8)
    let mended = bad.replacing("31/2/2026", with: "3/2/2026").replacing("no such track", with: "os3")
    try office.write(mended, as: "mended.csv")
    let second = try office.must("import", "complaints", "mended.csv")
    #expect(second.text.contains("new 2, changed 0, same 0; rows refused 0"))
    try office.must("attachment", "EXT-26-0001", "--save", "1", "--as", "kept.csv")
    #expect(try String(contentsOfFile: office.folder + "/kept.csv", encoding: .utf8) == table)

    try office.must("undo")
    #expect(try office.must("list", "kind:complaint", "--json").json().count == 1)
    try office.must("undo")
    #expect(try office.must("list", "--json").json().isEmpty)
    #expect(try office.isSound)
  }

  @Test func aMappingNamesTheForcesColumns() throws {
    let office = try Office()
    try office.write("Case No,Logged\nCO/9/26,2026-01-05\n", as: "force.csv")
    try office.write("Case No = reference\nLogged = received\n", as: "mapping.txt")
    let refused = try office.run("import", "complaints", "force.csv")
    #expect(refused.status == .exited(EX_DATAERR) && refused.isOneSentence)
    try office.must("import", "complaints", "force.csv", "--mapping", "mapping.txt")
    #expect(try office.record("CO/9/26")["received"] == .string("2026-01-05"))
  }

  /// What a stranger wrote into a summary is no formula in the office's spreadsheet.
  @Test func anExportIsNeutralAndComesBack() throws {
    let office = try Office()
    try office.write("reference,received,summary\nCO/1/26,2026-01-05,=cmd()\n", as: "june.csv")
    try office.must("import", "complaints", "june.csv")
    let exported = try office.must("export", "--kind", "complaint").text
    #expect(exported.contains(",'=cmd(),") && exported.hasPrefix("reference,title,"))
    #expect(try office.run("export").status == .exited(EX_USAGE))

    try office.must("new", "action", "title=-1 patrol", "type=advice", "asked=The Chief")
    try office.must("export", "kind:action", "--out", "actions.csv")
    try office.must("import", "records", "action", "actions.csv")
    let actions = try office.must("list", "kind:action", "--json").json()
    #expect(actions.map { $0["title"] } == [.string("-1 patrol"), .string("-1 patrol")])
    try office.write("title,type\nGood,action\nBad,nonsense\n", as: "rows.csv")
    #expect(try office.run("import", "records", "action", "rows.csv").status == .exited(EX_DATAERR))
    #expect(try office.must("list", "kind:action", "--json").json().count == 2)
    #expect(try office.isSound)
  }

  /// The same ward rolls up to authority, partnership, force and the office's own areas (PL-01).
  @Test func aWardRollsUpToEverythingThatItLiesIn() throws {
    let office = try Office()
    try office.write(
      "WD17CD,WD17NM,LAD17CD,LAD17NM,FID\nE05000001,Quay,E06000001,Saltmarsh,1\n", as: "wards.csv")
    try office.write(
      "LAD17CD,LAD17NM,CSP17CD,CSP17NM,PFA17CD,PFA17NM,FID\n"
        + "E06000001,Saltmarsh,E22000001,Safer Saltmarsh,E23000001,Made-up Police,1\n", as: "forces.csv")
    try office.write("area,kind,ward,from,to\nNorth LPA,lpa,E05000001,,\n", as: "own.csv")
    try office.must("import", "places", "wards.csv", "forces.csv")
    try office.must("import", "places", "own.csv")
    let shown = try office.must("place", "show", "quay", "--json").json().first
    let above = Set((shown?["above"]?.array ?? []).compactMap { $0["level"]?.string })
    #expect(above == ["authority", "csp", "force", "lpa"])
    let force = try office.must("place", "show", "E23000001", "--json").json().first
    #expect(force?["wards"]?["2017-12"] == .integer(1))
    #expect(try office.must("place", "list").text.contains("E05000001  ward  Quay  in E06000001, north-lpa"))
  }
}

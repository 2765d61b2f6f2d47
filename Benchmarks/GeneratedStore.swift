import Glibc
import TerminalHarness

/// A store of a given number of generated records, made once by the program itself and kept.
///
/// Of a hundred records 67 are letters (each tenth letter is a reply and joins one), 13 are telephone calls with a ward
/// and a theme, 20 are complaints of the force.
struct GeneratedStore {
  let program: String
  let records: Int
  let folder: String

  /// - Parameter folder: where stores are kept; its name changes with the code that makes them.
  init(program: String, records: Int, in folder: String) throws {
    self.program = program
    self.records = records
    self.folder = "\(folder)/\(records)"
    for path in [folder, self.folder] { mkdir(path, 0o700) }
    if access(made, F_OK) != 0 { try make() }
  }

  var path: String { folder + "/store.sqlite" }
  var mail: String { folder + "/letters.mbox" }
  var letters: Int { records * 3 / 4 }
  var megabytes: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) / 1_000_000 : 0
  }
  private var made: String { folder + "/made" }

  /// A ward that one record in five thousand lies in.
  static let ward = "Ward 42"
  static let wards = 600

  private func make() throws {
    let start = ContinuousClock.now
    var generated = GeneratedMail()
    let bytes = try generated.write(letters, to: mail)
    try write("places.csv", places())
    try write("forces.csv", "LAD25CD,LAD25NM,PFA25CD,PFA25NM\nW06000001,District,W15000001,Force\n")
    try write("calls.csv", calls(GeneratedMail()))
    let complaints = GeneratedComplaints(count: records / 5)
    let rows = try complaints.write(to: folder + "/complaints.csv")
    try casebook("init", "--office", "Benchmark")
    try casebook("import", "places", folder + "/places.csv", folder + "/forces.csv")
    let imported = try casebook("import", "mail", mail)
    try casebook("import", "records", "case", folder + "/calls.csv")
    try casebook("import", "complaints", folder + "/complaints.csv")
    try write(
      "made",
      "\(bytes) bytes of letters, \(rows) rows of complaints, letters \(imported) s, all "
        + "\((ContinuousClock.now - start).seconds) s\n")
    print("made a store of \(records) records in \(rounded((ContinuousClock.now - start).seconds, 0)) s")
  }

  private func places() -> String {
    var text = "WD25CD,WD25NM,LAD25CD,LAD25NM\n"
    for number in 0..<Self.wards { text += "W05\(100_000 + number),Ward \(number),W06000001,District\n" }
    return text
  }

  private func calls(_ mail: GeneratedMail) -> String {
    let themes = ["asb", "roads", "burglary", "drugs", "rural", "kept-informed"]
    var text = "title,place,themes,received,channel,correspondent\n"
    for number in 0..<(records / 8) {
      let words = (0..<6).map { mail.word((number &* 131 &+ $0 &* $0 &* 977) % (1 + number % 20_000)) }
      let day = number % 28 + 1
      let date =
        "\(2016 + number % 10)-\(1 + number / 28 % 12 < 10 ? "0" : "")\(1 + number / 28 % 12)-\(day < 10 ? "0" : "")\(day)"
      text +=
        "\(words.joined(separator: " ")),W05\(100_000 + number &* 7919 % Self.wards),\(themes[number % 6]),"
        + "\(date),phone,\(words[0]) \(words[1])\n"
    }
    return text
  }

  private func write(_ name: String, _ text: String) throws {
    guard let file = fopen("\(folder)/\(name)", "w") else {
      throw HarnessError(description: "cannot write \(folder)/\(name)")
    }
    defer { fclose(file) }
    fputs(text, file)
  }

  /// Runs the program on this store; gives the seconds.
  @discardableResult
  private func casebook(_ arguments: String...) throws -> Double {
    let start = ContinuousClock.now
    let ended = try ChildProcess.run(
      program, ["--store", path] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"], within: 7200)
    guard ended.status == .exited(0) else {
      throw HarnessError(description: "\(arguments.joined(separator: " ")): \(ended.output.suffix(400))")
    }
    return (ContinuousClock.now - start).seconds
  }
}

import ArgumentParser
import Casework

/// How a table about many records is printed.
enum SheetFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv
}

/// Prints tables about many records.
enum SheetOutput {
  static func write(_ sheet: Sheet, on day: Day, format: SheetFormat, json: Bool) {
    if json { return Output.line(sheet.json(today: day)) }
    switch format {
    case .text:
      for line in sheet.lines(today: day) { Output.write(Output.safe(line.text) + "\n") }
    case .csv:
      var table = CSVWriter()
      for row in sheet.table(today: day) { table.append(row) }
      Output.write(table.bytes)
    }
  }
}

import CaseReports
import CasebookResources
import Casework
import Foundation
import Testing

/// The report of a dip-sample round, from the templates that come with the program.
@Suite struct RoundReportTests {
  private let values: JSON = [
    "office": "Office of the Made-up Commissioner", "title": "Timeliness & <delay>",
    "reference": "DSR-26-0001",
    "made": "2026-11-20", "period": "2026-Q3", "read": 26, "finished": 27, "drawn": 27, "readTwice": 6,
    "isPart": false, "versions": "standing 1",
    "questions": [
      [
        "text": "Was it timely?", "yes": 25, "no": 1, "notApplicable": 0, "cannotTell": 0,
        "share": "25 of 26 (96%)",
      ]
    ],
    "hasNotRead": true, "replaced": [["reference": "CO/00001/26", "reason": "under appeal"]],
    "unreadable": [["reference": "CO/00002/26", "reason": "sealed"]], "hasPairs": true,
    "agreement": [
      [
        "text": "Was it timely?", "same": 5, "pairs": 6, "percentage": "83%", "kappa": "0.000",
        "warning": "Nearly all answers are the same.",
      ]
    ],
    "hasDifferences": true,
    "differences": [
      [
        "file": "CO/00007/26", "text": "Was it timely?", "first": "Yes", "second": "No",
        "settled": "No: late",
      ]
    ],
    "updates": [
      "byDates": "22 of 27 (81%)", "unknown": 0, "hasUnknown": false, "byReaders": "23 of 26 (88%)",
    ],
    "totals": [
      "period": "2026-Q3", "sampled": 27, "closed": 140, "logged": 163, "hasSources": true,
      "sources": [["reference": "EXT-26-0001", "title": "q3.csv", "imported": "2026-10-02"]],
    ],
    "hasThemes": true,
    "themes": [
      "columns": [["name": "2026-Q2"]],
      "rows": [["name": "Delay", "now": 9, "before": [["count": 4]]]],
    ],
    "hasRecommendations": true,
    "recommendations": [
      [
        "reference": "ACT-26-0001", "title": "Write sooner", "asked": "Professional Standards",
        "state": "answered 2026-11-18", "answer": "Agreed.", "hasAnswer": true,
      ]
    ],
    "receipt": [
      "query": "area:North", "count": 140, "sha256": "ab12", "seed": "6 2 5", "size": 27, "by": "Area",
      "isStratified": true, "strata": [["name": "North", "population": 140, "drawn": 27]],
    ],
  ]

  private func text(_ form: Report.Form, _ values: JSON) throws -> String {
    let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let report = Report("round", form) { name in
      try? String(contentsOf: root.appending(path: "Resources/Data/\(name)"), encoding: .utf8)
    }
    return try #require(report).text(of: values)
  }

  @Test(arguments: Report.Form.allCases)
  func everyFigureIsInTheReport(form: Report.Form) throws {
    let text = try text(form, values)
    for figure in [
      "25 of 26 (96%)", "22 of 27 (81%)", "23 of 26 (88%)", "5 of 6", "0.000", "Nearly all answers", "140",
      "163", "2026-10-02", "CO/00001/26", "under appeal", "sealed", "Write sooner", "Agreed.", "ab12",
      "6 2 5",
      "answered 2026-11-18", "2026-Q2",
    ] {
      #expect(text.contains(figure), "\(figure)")
    }
    #expect(!text.contains("{{") && !text.contains("interim") && !text.contains("confidence"))
  }

  /// Headings, captions and scopes are what a screen reader goes by; nothing is fetched and nothing runs.
  @Test func thePageCanBeReadByEarAndStandsAlone() throws {
    let text = try text(.html, values)
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
    #expect(text.contains("<h1>Timeliness &amp; &lt;delay&gt;</h1>"))
    let tables = text.components(separatedBy: "<table>").count - 1
    #expect(tables == 6 && text.components(separatedBy: "<caption>").count - 1 == tables)
    #expect(!text.contains("<th>") && text.components(separatedBy: "<h1>").count == 2)
    for foreign in ["<script", "http:", "https:", "src=", "@import"] { #expect(!text.contains(foreign)) }
  }

  @Test func aTableOfMarkdownHasNoGapInIt() throws {
    let lines = try text(.markdown, values).components(separatedBy: "\n")
    for (position, line) in lines.enumerated() where line.hasPrefix("| :---") {
      #expect(lines[position - 1].hasPrefix("|") && lines[position + 1].hasPrefix("|"))
      let columns = line.count { $0 == "|" }
      #expect(lines[position + 1].count { $0 == "|" } == columns, "\(lines[position + 1])")
    }
  }

  @Test(arguments: Report.Form.allCases)
  func whatIsNotThereIsSaid(form: Report.Form) throws {
    guard case .object(var members) = values else { return }
    for name in ["hasNotRead", "hasPairs", "hasThemes", "hasRecommendations", "hasDifferences"] {
      members[name] = false
    }
    members["totals"] = .null
    members["period"] = .null
    let text = try text(form, .object(members))
    for sentence in ["No file was read twice.", "None were made.", "names no period", "No themes were given"]
    {
      #expect(text.contains(sentence), "\(sentence)")
    }
    #expect(!text.contains("2026-Q3") && !text.contains("Write sooner"))
  }
}

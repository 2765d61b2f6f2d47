import CaseReports
import Casework
import Testing

/// Documents made from templates: what people typed is never markup.
@Suite struct ReportTests {
  private func report(_ form: Report.Form, _ template: String) throws -> Report {
    try #require(Report("round", form) { $0 == "templates/round.\(form.rawValue).mustache" ? template : nil })
  }

  @Test func aTitleWithSignsOfMarkupStaysATitleInHTML() throws {
    let text = try report(.html, "<h1>{{title}}</h1>").text(of: ["title": "A <b> & \"c\""])
    #expect(text == "<h1>A &lt;b&gt; &amp; &quot;c&quot;</h1>")
  }

  @Test func aTitleWithSignsOfMarkupStaysATitleInMarkdown() throws {
    let text = try report(.markdown, "# {{{title}}}").text(of: ["title": "*A* | [b](c)\n# d"])
    #expect(text == "# \\*A\\* \\| \\[b\\](c) \\# d")
  }

  @Test func aTemplateThatIsNotThereMakesNoReport() {
    #expect(Report("minutes", .html) { _ in nil } == nil)
  }
}

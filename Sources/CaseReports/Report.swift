package import Casework
internal import Mustache

/// A document made from a template and values.
///
/// Values in, text out. The templates are Mustache and stand in the program's data, one for each form, so that what
/// is said stands once and what is marked up stands in the template.
package struct Report: Sendable {
  /// How a document is marked up.
  package enum Form: String, Sendable, CaseIterable {
    case html
    case markdown = "md"
  }

  private let template: MustacheTemplate
  private let form: Form

  /// - Parameter file: gives the text of one file of the program's data by its relative name.
  /// Returns nil when there is no such template, or it cannot be read.
  package init?(_ name: String, _ form: Form, file: (String) -> String?) {
    guard let text = file("templates/\(name).\(form.rawValue).mustache"),
      let template = try? MustacheTemplate(string: text)
    else { return nil }
    self.template = template
    self.form = form
  }

  /// The document. What stands in the values is text: nothing in it becomes markup.
  package func text(of values: JSON) -> String {
    template.render(form.prepared(values) ?? "")
  }
}

extension Report.Form {
  /// The values as the template takes them, each text made safe for the form. HTML is escaped by the template.
  fileprivate func prepared(_ json: JSON) -> Any? {
    switch json {
    case .null: nil
    case .bool(let value): value
    case .integer(let number): number
    case .string(let text): self == .html ? text : Self.markdownSafe(text)
    case .array(let elements): elements.compactMap { prepared($0) }
    case .object(let members): members.compactMapValues { prepared($0) }
    }
  }

  /// What would be markup in Markdown, or HTML within it, is escaped; a line feed becomes a blank.
  private static func markdownSafe(_ text: String) -> String {
    var safe = ""
    for character in text {
      if "\\`*_{}[]<>#|!".contains(character) { safe.append("\\") }
      safe.append(character.isNewline ? " " : character)
    }
    return safe
  }
}

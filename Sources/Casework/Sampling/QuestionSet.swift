/// What a reviewer can say to a question. Source: requirements C10.
package enum ReviewAnswer: String, FieldValue, CaseIterable {
  case yes
  case no
  case notApplicable = "not-applicable"
  /// The file does not show it.
  case cannotTell = "cannot-tell"

  package var label: Message {
    switch self {
    case .yes: "Yes"
    case .no: "No"
    case .notApplicable: "Not applicable"
    case .cannotTell: "Cannot tell"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// Whether a set is asked in every round or belongs to a round's theme. Source: requirements C2.
package enum QuestionKind: String, FieldValue, CaseIterable {
  case standing, themed

  package var label: Message {
    switch self {
    case .standing: "Standing"
    case .themed: "For the theme"
    }
  }
}

/// One question of the form.
package struct ReviewQuestion: Sendable, Equatable {
  /// Lower case with hyphens; never changes, for answers are kept by it.
  package let id: String
  package let text: String
  /// What to look for on the file.
  package let help: String
  package let kind: QuestionKind
  /// In the order in which they are offered.
  package let answers: [ReviewAnswer]
}

/// Which version of which set: what a round keeps, so that its form stays as it began. Source: requirements CP-02.
package struct QuestionSetVersion: Sendable, Hashable, CustomStringConvertible {
  package let name: String
  package let version: Int

  package init(name: String, version: Int) {
    self.name = name
    self.version = version
  }

  /// `standing 1`
  package var description: String { "\(name) \(version)" }
}

extension QuestionSetVersion: FieldValue {
  package init?(json: JSON) {
    guard let name = json["name"]?.string, let version = json["version"]?.integer else { return nil }
    self.init(name: name, version: version)
  }

  package var json: JSON { ["name": .string(name), "version": .integer(version)] }
}

/// Questions that belong together, in one version. A changed set gets the next version and another file; the old one
/// stays, for rounds that began with it.
package struct QuestionSet: Sendable, Equatable {
  package let name: String
  package let version: Int
  package let title: String
  package let kind: QuestionKind
  /// In the order of the form.
  package let questions: [ReviewQuestion]

  package var identity: QuestionSetVersion { QuestionSetVersion(name: name, version: version) }

  /// The files of the sets that come with the program, under its data.
  package static let shippedFiles = ["standing", "incivility", "discrimination"].map {
    "questions/\($0).json"
  }
}

extension QuestionSet: FieldValue {
  /// Nil when `json` is no set: a name, a version from 1, and questions with an id of their own and two answers or
  /// more.
  package init?(json: JSON) {
    guard let name = json["name"]?.string, !name.isBlank, let version = json["version"]?.integer, version > 0,
      let title = json["title"]?.string, let kind = json["kind"].flatMap(QuestionKind.init(json:)),
      let list = json["questions"]?.array, !list.isEmpty
    else { return nil }
    let questions = list.compactMap { ReviewQuestion(json: $0, kind: kind) }
    guard questions.count == list.count, Set(questions.map(\.id)).count == list.count else { return nil }
    self.init(name: name, version: version, title: title, kind: kind, questions: questions)
  }

  package var json: JSON {
    [
      "name": .string(name), "version": .integer(version), "title": .string(title), "kind": kind.json,
      "questions": .array(questions.map(\.json)),
    ]
  }
}

extension ReviewQuestion {
  fileprivate init?(json: JSON, kind: QuestionKind) {
    guard let id = json["id"]?.string, !id.isBlank, let text = json["text"]?.string, !text.isBlank,
      let help = json["help"]?.string,
      let answers = json["answers"].flatMap([ReviewAnswer].init(json:)), answers.count > 1,
      Set(answers).count == answers.count
    else { return nil }
    self.init(id: id, text: text, help: help, kind: kind, answers: answers)
  }

  fileprivate var json: JSON {
    ["id": .string(id), "text": .string(text), "help": .string(help), "answers": answers.json]
  }
}

/// The questions of one round: a standing set and the set of its theme, six together in the shipped sets.
/// Source: requirements C2, CP-09.
package struct RoundQuestions: Sendable, Equatable {
  package let sets: [QuestionSet]

  /// - Parameter theme: nil for a round without a theme.
  /// Nil when the sets are of other kinds, or two questions have one id.
  package init?(standing: QuestionSet, theme: QuestionSet?) {
    guard standing.kind == .standing, theme?.kind != .standing else { return nil }
    sets = [standing] + (theme.map { [$0] } ?? [])
    guard Set(questions.map(\.id)).count == questions.count else { return nil }
  }

  /// In the order of the form: the standing ones first.
  package var questions: [ReviewQuestion] { sets.flatMap(\.questions) }

  /// What the round keeps.
  package var identities: [QuestionSetVersion] { sets.map(\.identity) }
}

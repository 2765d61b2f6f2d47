/// By which value of a complaint a draw is stratified. Source: requirements C11.
package enum SampleField: String, FieldValue, CaseIterable {
  case area, category, result, track

  package var label: Message {
    switch self {
    case .area: "Area"
    case .category: "Category"
    case .result: "Result"
    case .track: "Track"
    }
  }

  package static let choices = allCases.map { Choice($0.rawValue, $0.label) }
}

/// The population of a round as it was fixed, before a seed was known. Source: the contract of the draw; CP-02, C11.
package struct FrozenFrame: Sendable, Equatable {
  /// How many files one stratum has.
  package struct Stratum: Sendable, Equatable {
    /// Empty when the draw is by no field, or for files that have no value of it.
    package let name: String
    package let population: Int
  }

  package let query: String
  package let count: Int
  /// The digest that is printed: that of the references alone, ``SampleFrame/sha256``.
  package let sha256: String
  /// SHA-256 of the frame's file, under which the store keeps it.
  package let file: String
  package let frozen: Instant
  /// In the order of the bytes of their names.
  package let strata: [Stratum]

  init(_ frame: SampleFrame, file: String, frozen: Instant) {
    var populations: [[UInt8]: (name: String, population: Int)] = [:]
    for member in frame.members {
      populations[Array(member.stratum.utf8), default: (member.stratum, 0)].population += 1
    }
    self.init(
      query: frame.query, count: frame.members.count, sha256: frame.sha256, file: file, frozen: frozen,
      strata: populations.values.map { Stratum(name: $0.name, population: $0.population) }
        .sorted { $0.name.precedesInBytes($1.name) })
  }

  private init(query: String, count: Int, sha256: String, file: String, frozen: Instant, strata: [Stratum]) {
    self.query = query
    self.count = count
    self.sha256 = sha256
    self.file = file
    self.frozen = frozen
    self.strata = strata
  }
}

extension FrozenFrame: FieldValue {
  package init?(json: JSON) {
    guard let query = json["query"]?.string, let count = json["count"]?.integer,
      let sha256 = json["sha256"]?.string, let file = json["file"]?.string,
      let frozen = json["frozen"].flatMap(Instant.init(json:)), let list = json["strata"]?.array
    else { return nil }
    let strata = list.compactMap { stratum in
      stratum["name"]?.string.flatMap { name in
        stratum["population"]?.integer.map { Stratum(name: name, population: $0) }
      }
    }
    guard strata.count == list.count else { return nil }
    self.init(query: query, count: count, sha256: sha256, file: file, frozen: frozen, strata: strata)
  }

  package var json: JSON {
    [
      "query": .string(query), "count": .integer(count), "sha256": .string(sha256), "file": .string(file),
      "frozen": frozen.json,
      "strata": .array(
        strata.map { ["name": .string($0.name), "population": .integer($0.population)] }),
    ]
  }
}

extension Reading: FieldValue {
  package init?(json: JSON) {
    guard let reference = json["reference"]?.string, let reviewer = json["reviewer"]?.string else {
      return nil
    }
    self.init(reference: reference, reviewer: reviewer, second: json["second"]?.string)
  }

  package var json: JSON {
    var members: [String: JSON] = ["reference": .string(reference), "reviewer": .string(reviewer)]
    members["second"] = second.map(JSON.string)
    return .object(members)
  }
}

/// A difference between two readers that somebody settled, with the reason.
package struct SettledAnswer: Sendable, Equatable {
  /// The file's reference.
  package let file: String
  /// The question's id.
  package let question: String
  package let answer: ReviewAnswer
  package let reason: String
  /// The account that settled it.
  package let by: String
  package let at: Instant
}

extension SettledAnswer: FieldValue {
  package init?(json: JSON) {
    guard let file = json["file"]?.string, let question = json["question"]?.string,
      let answer = json["answer"].flatMap(ReviewAnswer.init(json:)), let reason = json["reason"]?.string,
      let by = json["by"]?.string, let at = json["at"].flatMap(Instant.init(json:))
    else { return nil }
    self.init(file: file, question: question, answer: answer, reason: reason, by: by, at: at)
  }

  package var json: JSON {
    [
      "file": .string(file), "question": .string(question), "answer": answer.json, "reason": .string(reason),
      "by": .string(by), "at": at.json,
    ]
  }
}

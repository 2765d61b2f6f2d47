// The figures of a round as the values of its report's template. A published report names no reviewer.

extension RoundFigures {
  /// - Parameters:
  ///   - office: whose report it is.
  ///   - themeTitle: what a theme is called.
  ///   - now: when the report is made.
  package func values(office: String, themeTitle: (String) -> String, now: Instant) -> JSON {
    [
      "office": .string(office), "title": .string(round[Head.title] ?? ""),
      "reference": .string(round.reference), "made": .string(now.londonDay.description),
      "period": Self.text(round[DipSampleRound.period]),
      "begun": .string(round[Head.received]?.description ?? ""),
      "read": .integer(tally.read), "finished": .integer(readings.files.count { $0.isFinished }),
      "drawn": .integer(readings.files.count), "isPart": .bool(!readings.unfinished.isEmpty),
      "readTwice": .integer(readings.files.count { $0.pair != nil }),
      "questions": .array(tally.questions.map(Self.json)), "versions": versions,
      "hasNotRead": .bool(!replaced.isEmpty || !unreadable.isEmpty),
      "replaced": Self.json(replaced), "unreadable": Self.json(unreadable),
      "hasPairs": .bool(!agreement.isEmpty), "agreement": .array(agreement.map(Self.json)),
      "differences": .array(differences.map(Self.json)), "hasDifferences": .bool(!differences.isEmpty),
      "updates": updatesValues, "totals": totalsValues, "themes": themesValues(themeTitle),
      "hasThemes": .bool(!themes.isEmpty),
      "recommendations": .array(recommendations.map(recommendationValues)),
      "hasRecommendations": .bool(!recommendations.isEmpty), "receipt": receiptValues,
    ]
  }

  /// A template passes over what is null, not over what is empty.
  private static func text(_ text: String?) -> JSON {
    text.flatMap { $0.isBlank ? nil : .string($0) } ?? .null
  }

  private var versions: JSON {
    .string((round[DipSampleRound.questions] ?? []).map(\.description).joined(separator: ", "))
  }

  private static func json(_ tally: QuestionTally) -> JSON {
    [
      "id": .string(tally.question.id), "text": .string(tally.question.text),
      "kind": .string(tally.question.kind.label.text(in: .english)), "yes": .integer(tally.count(of: .yes)),
      "no": .integer(tally.count(of: .no)), "notApplicable": .integer(tally.count(of: .notApplicable)),
      "cannotTell": .integer(tally.count(of: .cannotTell)), "unanswered": .integer(tally.unanswered),
      "share": .string(tally.share.text(in: .english)),
    ]
  }

  private static func json(_ exclusions: [SampleExclusion]) -> JSON {
    .array(exclusions.map { ["reference": .string($0.reference), "reason": .string($0.reason)] })
  }

  private static func json(_ agreement: Agreement) -> JSON {
    [
      "text": .string(agreement.question.text), "same": .integer(agreement.same),
      "pairs": .integer(agreement.pairs),
      "percentage": .string(agreement.percentage.map { "\($0)%" } ?? "-"),
      "kappa": .string(agreement.kappaText ?? Message("not defined").text(in: .english)),
      "warning": text(agreement.warning?.text(in: .english)),
    ]
  }

  private static func json(_ difference: ReadingDifference) -> JSON {
    [
      "file": .string(difference.file), "text": .string(difference.question.text),
      "first": .string(difference.first.answer.label.text(in: .english)),
      "second": .string(difference.second.answer.label.text(in: .english)),
      "settled": .string(
        difference.settled.map { Message("\($0.answer.label): \($0.reason)").text(in: .english) }
          ?? Message("not settled; the first counts").text(in: .english)),
    ]
  }

  private var updatesValues: JSON {
    let asked = tally.questions.first { $0.question.id == Self.updatesQuestion }
    return [
      "byDates": .string(
        (updates.share ?? Message("the register has no dates of updates")).text(in: .english)),
      "unknown": .integer(updates.unknown), "hasUnknown": .bool(updates.unknown > 0),
      "byReaders": .string((asked?.share ?? Message("not asked")).text(in: .english)),
    ]
  }

  private var totalsValues: JSON {
    guard let totals else { return .null }
    return [
      "period": .string(totals.period.description), "sampled": .integer(readings.files.count),
      "closed": .integer(totals.closed), "logged": .integer(totals.logged),
      "sources": .array(
        extracts.map { extract in
          [
            "reference": .string(extract.reference), "title": .string(extract[Head.title] ?? ""),
            "imported": .string(extract[Head.received]?.description ?? ""),
          ]
        }),
      "hasSources": .bool(!extracts.isEmpty),
    ]
  }

  private func themesValues(_ title: (String) -> String) -> JSON {
    [
      "columns": .array(earlier.map { ["name": .string($0)] }),
      "rows": .array(
        themes.map { count in
          [
            "name": .string(title(count.theme)), "now": .integer(count.now),
            "before": .array(count.before.map { ["count": .integer($0)] }),
          ]
        }),
    ]
  }

  private func recommendationValues(_ record: Record) -> JSON {
    [
      "reference": .string(record.reference), "title": .string(record[Head.title] ?? ""),
      "asked": Self.text(record[OwedAnswer.asked]),
      "state": .string(record.answerState.text(in: .english)),
      "answer": .string(answers[record.reference] ?? ""),
      "hasAnswer": .bool(answers[record.reference]?.isBlank == false),
    ]
  }

  private var receiptValues: JSON {
    guard let receipt = round[DipSampleRound.receipt] else { return .null }
    return [
      "query": .string(receipt.query), "count": .integer(receipt.count), "sha256": .string(receipt.sha256),
      "seed": .string(receipt.seed), "size": .integer(receipt.size),
      "by": .string(round[DipSampleRound.by]?.label.text(in: .english) ?? ""),
      "isStratified": .bool(round[DipSampleRound.by] != nil),
      "strata": .array(
        receipt.strata.map { stratum in
          [
            "name": .string(stratum.name.isEmpty ? Message("(none)").text(in: .english) : stratum.name),
            "population": .integer(stratum.population), "drawn": .integer(stratum.drawn.count),
          ]
        }),
    ]
  }
}

extension Record {
  /// Where an owed answer stands: `answered 2026-11-20`, `awaited since 2026-11-01`, `not sent`.
  package var answerState: Message {
    if let day = self[OwedAnswer.answered] { return "answered \(day.description)" }
    if isClosed { return "done with, without an answer" }
    guard isAnswerAwaited, let since = self[OwedAnswer.sent] ?? self[Head.received] else { return "not sent" }
    return "awaited since \(since.description)"
  }
}

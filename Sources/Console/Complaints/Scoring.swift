internal import Canvas
internal import Casework

/// The questions about a sampled file, with the file above them.
///
/// Every answer is one change of the register, so that nothing is lost when the line to the office is.
struct Scoring: Sendable, Equatable {
  /// The complaint that is read.
  enum File: Sendable, Equatable {
    case awaited
    /// The register has no such complaint, or not for this person.
    case missing
    case found(RecordView)
  }

  private(set) var review: Record
  let questions: [ReviewQuestion]
  /// The references of the reviews that are mine to read, in the order of the list.
  private(set) var mine: [String]
  /// The review that was asked for with `[` or `]`; nil when none was.
  var wanted: String?
  private(set) var file = File.awaited
  /// The question under the cursor.
  private(set) var position = 0
  var refusal: Message?
  /// What became of the file before this one; stands where a refusal would until the next key.
  var told: Message?
  /// What the file says, wrapped.
  private(set) var fileLines: [StyledLine] = []
  private var fileWidth = 0
  /// Themes and comment, in a line.
  private(set) var noted = ""
  private(set) var scroll = 0
  private(set) var fileHeight = 1

  init(_ review: Record, questions: [ReviewQuestion], mine: [String]) {
    self.review = review
    self.questions = questions
    self.mine = mine
    position = firstUnanswered
  }

  var fileReference: String { review[FileReview.file] ?? "" }

  var answers: ReviewAnswers { review[FileReview.answers] ?? ReviewAnswers() }

  var question: ReviewQuestion? { questions.indices.contains(position) ? questions[position] : nil }

  private var firstUnanswered: Int {
    let missing = answers.missing(of: questions).first
    return missing.flatMap { next in questions.firstIndex { $0.id == next.id } } ?? 0
  }

  /// What a digit says; 0 takes the answer away. Nil for any other key.
  static func answer(_ digit: Character) -> ReviewAnswer?? {
    switch digit {
    case "1": .some(.yes)
    case "2": .some(.no)
    case "3": .some(.notApplicable)
    case "4": .some(.cannotTell)
    case "0": .some(nil)
    default: nil
    }
  }

  mutating func move(_ step: Int) {
    refusal = nil
    told = nil
    position = max(0, min(questions.count - 1, position + step))
  }

  mutating func turn(_ pages: Int) {
    scroll = max(0, min(fileLines.count - fileHeight, scroll + pages * max(1, fileHeight - 1)))
  }

  /// It was handed in: it is no longer one of those that are mine to read.
  mutating func leave() {
    mine.removeAll { $0 == review.reference }
  }

  /// Which of the files that are mine this is, from 1.
  var number: Int { (mine.firstIndex(of: review.reference) ?? 0) + 1 }

  /// The review so many steps on in the list; nil at its end.
  func neighbour(_ step: Int) -> String? {
    guard let here = mine.firstIndex(of: review.reference), mine.indices.contains(here + step) else {
      return nil
    }
    return mine[here + step]
  }

  /// Takes what a change that was carried out did to the reading.
  mutating func took(_ action: RecordAction) {
    refusal = nil
    told = nil
    switch action {
    case .set(let values): values.forEach { review.values[$0.key] = $0.value == .null ? nil : $0.value }
    case .act("score", let said): tookAnswer(said)
    case .act("comment", let said): review[FileReview.comment] = said[ReviewActs.text.name]?.string
    default: return
    }
  }

  private mutating func tookAnswer(_ said: [String: JSON]) {
    guard let id = said[ReviewActs.question.name]?.string else { return }
    var answers = self.answers
    answers[id] = said[ReviewActs.answer.name].flatMap(ReviewAnswer.init(json:))
    review[FileReview.answers] = answers
    review[Head.stage] = FileReview.reading
    if answers[id] != nil, question?.id == id { move(1) }
  }

  /// Themes and comment in a line; empty while there are none.
  func noted(_ lists: OfficeLists) -> String {
    let themes = (review[Head.themes] ?? []).map(lists.title(ofTheme:)).joined(separator: ", ")
    let comment = review[FileReview.comment]?.split(whereSeparator: \.isNewline).first.map(String.init)
    return [themes.isEmpty ? nil : "# \(themes)", comment].compactMap { $0 }.joined(separator: "  ")
  }

  mutating func take(_ file: File) {
    self.file = file
    fileWidth = 0
  }

  /// Wraps the file to the screen, when it or the screen is another.
  mutating func arrange(in size: Size, words: RecordWords) {
    noted = noted(words.lists)
    fileHeight = ScoringRows(self, size: size).file
    if fileWidth != size.columns {
      fileWidth = size.columns
      let width = min(size.columns, RecordText.measure)
      fileLines = lines(RecordText.Format(width: width, words: words, showsQuoted: false))
    }
    turn(0)
  }

  private func lines(_ format: RecordText.Format) -> [StyledLine] {
    switch file {
    case .awaited: [StyledLine(Message("The file is being fetched.").text(), .dim)]
    case .missing:
      [
        StyledLine(
          Message("The register does not have this file: read it where the force keeps it.").text(), .note)
      ]
    case .found(let view):
      // What is judged comes first: what was said and done, then what the force calls it.
      [StyledLine(span(of: view.record).text())] + RecordBody.lines(view, format: format)
        + [StyledLine("")] + RecordHead(view, format: format).lines
    }
  }

  /// From when to when the complaint was handled.
  private func span(of complaint: Record) -> Message {
    let received = complaint[Head.received].map(DayWords.long) ?? "--"
    guard let closed = complaint[Head.closed] else { return "Received \(received)" }
    return "Received \(received), closed \(DayWords.long(closed))"
  }

  /// Lines of the file below those that are seen.
  var linesBelow: Int { max(0, fileLines.count - scroll - fileHeight) }
}

/// How the rows of the screen are shared between the file, the questions and the one that is asked.
struct ScoringRows {
  /// Rows for the file.
  let file: Int
  /// Rows for the words of the question under the cursor.
  let asked: [String]
  /// Rows for the list of questions.
  let list: Int

  init(_ scoring: Scoring, size: Size) {
    let words = scoring.question.map { [$0.text, $0.help] } ?? []
    // Title, foot, message and the line between file and questions are always there.
    let room = max(3, size.rows - 4)
    list = min(scoring.questions.count, max(1, room / 3))
    let most = max(1, room - list - 3)
    asked = Array(
      words.flatMap { wrap(displaySafe($0), width: max(8, size.columns - 2)) }.prefix(min(4, most)))
    file = max(1, room - list - asked.count - (scoring.noted.isEmpty ? 0 : 1))
  }
}

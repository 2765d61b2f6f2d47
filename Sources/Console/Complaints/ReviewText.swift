internal import Canvas
internal import Casework

/// The answers of one reading.
enum ReviewText {
  static func lines(_ review: Record, format: RecordText.Format) -> [StyledLine] {
    let questions = format.words.rulebook.questions(of: review)?.questions ?? []
    let answers = review[FileReview.answers] ?? ReviewAnswers()
    var lines = [StyledLine(""), StyledLine(heading(answers, questions).text(), .heading)]
    // The questions stand beneath each other where there is room for it.
    let said = questions.map { answers[$0.id]?.label.text() ?? "--" }
    let column = format.width < 50 ? 0 : said.map { CellWidth.of($0) }.max() ?? 0
    for (position, question) in questions.enumerated() {
      let blanks = String(repeating: " ", count: max(0, column - CellWidth.of(said[position])))
      let text: Message = "\(position + 1)  \(said[position] + blanks)  \(question.text)"
      lines += RecordBody.paragraph(text.text(), format: format, indent: column == 0 ? 3 : column + 5)
    }
    return lines
  }

  private static func heading(_ answers: ReviewAnswers, _ questions: [ReviewQuestion]) -> Message {
    "\(questions.count - answers.missing(of: questions).count) of \(questions.count) answered"
  }
}

internal import Canvas
internal import Casework

/// The answers of one reading.
enum ReviewText {
  static func lines(_ review: Record, format: RecordText.Format) -> [StyledLine] {
    let questions = format.words.rulebook.questions(of: review)?.questions ?? []
    let answers = review[FileReview.answers] ?? ReviewAnswers()
    var lines = [StyledLine(""), StyledLine(heading(answers, questions).text(), .heading)]
    for (position, question) in questions.enumerated() {
      let answer = answers[question.id]?.label ?? "--"
      let text: Message = "\(position + 1)  \(answer)  \(question.text)"
      lines += RecordBody.paragraph(text.text(), format: format)
    }
    return lines
  }

  private static func heading(_ answers: ReviewAnswers, _ questions: [ReviewQuestion]) -> Message {
    "\(questions.count - answers.missing(of: questions).count) of \(questions.count) answered"
  }
}

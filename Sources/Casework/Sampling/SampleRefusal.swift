/// Why a sample cannot be drawn, read back or shared out.
package enum SampleRefusal: Error, Equatable, Sendable {
  case frameEmpty
  /// A line of the frame, counted from 1 in its order, is empty.
  case referenceEmpty(line: Int)
  case controlSign(text: String)
  case referenceTwice(String)
  case frameNotInOrder(line: Int, reference: String)
  case frameWithoutEnd
  case strataOnSomeLines(line: Int)
  case seedBlank
  case sizeNotPositive(Int)
  case sizeAbovePopulation(size: Int, population: Int)
  case sizeBelowStrata(size: Int, strata: Int)
  case exclusionNotInFrame(String)
  case reasonBlank(reference: String)
  case notDrawn(String)
  /// Where the receipt has another shape, such as `strata[2].drawn[0].ticket`.
  case receiptUnreadable(field: String)
  case noReviewers
  case reviewerTwice(String)
  case nobodyCanRead(String)
  case shareOutOfRange(Int)
  case tooFewForSecondReading(wanted: Int, possible: Int)
}

extension SampleRefusal {
  /// The one sentence for the foot of the screen and the command line.
  package var message: Message {
    switch self {
    case .frameEmpty:
      "There are no files to draw from: widen the query of the frame."
    case .referenceEmpty(let line):
      "Line \(line) of the frame has no reference: give every file its reference."
    case .controlSign(let text):
      "'\(text)' has a line feed, a tab or another control sign in it: take that out."
    case .referenceTwice(let reference):
      "'\(reference)' is in the frame twice: name every file once."
    case .frameNotInOrder(let line, let reference):
      "Line \(line) of the frame ('\(reference)') is not in the order of its bytes: sort it with LC_ALL=C sort."
    case .frameWithoutEnd:
      "The last line of the frame does not end with a line feed: use the file as it was saved."
    case .strataOnSomeLines(let line):
      "Line \(line) of the frame is the first where a tab and a stratum come or cease: give all lines or none."
    case .seedBlank:
      "The seed is empty: give words or figures that nobody could foresee, such as dice thrown before a witness."
    case .sizeNotPositive(let size):
      "A sample of \(size) is none: give a size of 1 or more."
    case .sizeAbovePopulation(let size, let population):
      "A sample of \(size) is more than the \(population) files of the frame: give a smaller size."
    case .sizeBelowStrata(let size, let strata):
      "\(size) files cannot give one to each of \(strata) strata: draw more, or do without --at-least-one."
    case .exclusionNotInFrame(let reference):
      "'\(reference)' is not in the frame: leave it out of the exclusions."
    case .reasonBlank(let reference):
      "'\(reference)' is passed over without a reason: give one."
    case .notDrawn(let reference):
      "'\(reference)' was not drawn: name a file of the sample."
    case .receiptUnreadable(let field):
      "The receipt cannot be read at \(field): use the file as the draw wrote it."
    case .noReviewers:
      "There are no reviewers to share the files among: name one or more."
    case .reviewerTwice(let name):
      "The reviewer '\(name)' is named twice: name each once."
    case .nobodyCanRead(let reference):
      "Every reviewer handled '\(reference)' themselves: name a reviewer who did not."
    case .shareOutOfRange(let share):
      "\(share) per cent is no share: give 0 to 100."
    case .tooFewForSecondReading(let wanted, let possible):
      """
      \(wanted) files are to be read twice, and only \(possible) have two reviewers who did not handle them: \
      name more reviewers, or a smaller share.
      """
    }
  }
}

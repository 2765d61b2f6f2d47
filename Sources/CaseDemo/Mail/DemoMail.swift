internal import Casework

/// A message before it becomes bytes.
struct DemoMail: Sendable {
  /// Without brackets.
  var messageID: String
  var at: Instant
  var name: String
  var address: String
  var subject: String
  /// Paragraphs; a line break inside one stays.
  var paragraphs: [String]
  var form: Form = .utf8
  /// The message that this answers, and those before it, oldest first; without brackets.
  var references: [String] = []
  /// The line above the earlier letter, `On … wrote:`; empty when there is none.
  var introduction = ""
  /// The lines of the earlier letter that the writer's program left below the answer.
  var quoted: [String] = []
  /// Whole header fields.
  var moreHeaders: [String] = []
  var attachments: [DemoAttachment] = []
  var endsLinesWithLineFeed = false

  /// How the text is put into the message.
  enum Form: CaseIterable, Sendable {
    case utf8, quotedPrintable, base64, latin1, windows1252, flowed, html, alternative
  }
}

internal import Canvas
package import Casework

/// Work that takes its time and is done beside the console.
package enum JobKind: String, Sendable, CaseIterable {
  case importMail, importOldMail, importComplaints, checkComplaints, export, verify, report

  /// What it is called in the list of jobs and among the commands.
  package var label: Message {
    switch self {
    case .importMail: "import mail"
    case .importOldMail: "import old mail"
    case .importComplaints: "import complaints"
    case .checkComplaints: "check complaints"
    case .export: "export what is shown"
    case .verify: "verify the log"
    case .report: "report of findings"
    }
  }

  /// What it does, in a sentence without a full stop.
  var sentence: Message {
    switch self {
    case .importMail: "bring letters in from a mailbox file, a Maildir or a folder"
    case .importOldMail: "the same for old mail, whose cases are closed and owe nothing"
    case .importComplaints: "bring in a force's table of complaints"
    case .checkComplaints: "say what that would do and what is wrong with the table, and change nothing"
    case .export: "write the records of this list to a file"
    case .verify: "check that the log and the records hold"
    case .report: "write what focus groups found to a file"
    }
  }

  /// The same on the command line.
  var twin: String {
    switch self {
    case .importMail: "casebook import mail PATH"
    case .importOldMail: "casebook import mail --closed PATH"
    case .importComplaints: "casebook import complaints FILE"
    case .checkComplaints: "casebook import complaints --dry-run FILE"
    case .export: "casebook export QUERY --out FILE"
    case .verify: "casebook audit verify"
    case .report: "casebook report findings --out FILE"
    }
  }

  /// The key that starts it in the list of jobs.
  var key: Character {
    switch self {
    case .importMail: "m"
    case .importOldMail: "o"
    case .importComplaints: "c"
    case .checkComplaints: "d"
    case .export: "e"
    case .verify: "v"
    case .report: "r"
    }
  }

  /// What is asked before it begins; nil when nothing is.
  var question: Message? {
    switch self {
    case .importMail, .importOldMail: "Which mail? A file or a folder: mbox, Maildir, .eml."
    case .importComplaints, .checkComplaints: "Which file? A table of comma-separated values."
    case .export: "Into which new file? Its name ends in .csv (one kind of record) or .json."
    case .report: "Into which new file? Its name ends in .md or .html."
    case .verify: nil
    }
  }
}

/// A job as it is to be done.
package struct JobOrder: Sendable, Equatable {
  package let kind: JobKind
  /// The file or folder; empty when none is needed.
  package let path: String
  /// What is exported, in the query language.
  package let query: String

  package init(_ kind: JobKind, path: String = "", query: String = "") {
    self.kind = kind
    self.path = path
    self.query = query
  }
}

/// How far a job is.
package struct JobProgress: Sendable, Equatable {
  /// What was done so far: `1,204 messages`.
  package let words: Message
  /// In hundredths; nil when it is not known how much there is.
  package let percent: Int?

  package init(_ words: Message, percent: Int? = nil) {
    self.words = words
    self.percent = percent
  }
}

/// How a job ended.
package struct JobEnd: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case done, failed, stopped
  }

  package let outcome: Outcome
  /// What came of it, and what stays.
  package let message: Message
  /// What else is to be said, such as files that could not be read; at most fifty.
  package let details: [Message]

  package init(_ outcome: Outcome, _ message: Message, details: [Message] = []) {
    self.outcome = outcome
    self.message = message
    self.details = details
  }
}

/// A job of this console.
struct Job: Sendable, Equatable {
  let id: Int
  let order: JobOrder
  let began: Instant
  var progress: JobProgress?
  /// A person asked for its end.
  var isStopping = false
  var end: JobEnd?
  var ended: Instant?

  var isRunning: Bool { end == nil }

  /// In one word or two.
  var state: Message {
    switch end?.outcome {
    case nil where isStopping: "stopping"
    case nil: progress?.percent.map { "running \($0) %" } ?? "running"
    case .done: "done"
    case .failed: "FAILED"
    case .stopped: "stopped"
    }
  }

  /// What the list says after it: how far it is, or what came of it.
  var words: Message {
    end?.message ?? progress?.words ?? "begun"
  }
}

import Glibc
import TerminalHarness
import Testing

/// A job that somebody has every day: what is pressed for it in the console, and what has then come of it.
struct CommonJob: Sendable, CustomTestStringConvertible {
  enum Step: Sendable {
    /// One key, by the name that tmux has for it.
    case key(String)
    /// Letters, a key each.
    case text(String)
    /// The screen shows this before the next key; no key itself.
    case sees(String)
    /// The screen no longer shows this.
    case seesNo(String)
    /// Nothing was written yet since the console was opened.
    case nothingWritten
  }

  /// What the register must say afterwards.
  enum Outcome: Sendable {
    /// A field of the first case of the list.
    case field(String, Value)
    /// The text that was written last on it, with its kind.
    case text(String, kind: String)
    /// How many records a query finds.
    case found(Int, by: [String])
  }

  /// As the table in the manual has it.
  let name: String
  /// Commands that make the case ready, before the console is opened; `REF` is the reference of the first case.
  var commands: [[String]] = []
  /// What is done in the console before the job begins; its keys do not count.
  var before: [Step] = []
  let steps: [Step]
  var outcome: [Outcome] = []

  var testDescription: String { name }

  /// How many keys are pressed.
  var count: Int {
    steps.reduce(0) { sum, step in
      switch step {
      case .key: sum + 1
      case .text(let text): sum + text.count
      case .sees, .seesNo, .nothingWritten: sum
      }
    }
  }

  /// The keys as the manual writes them: `` `/` canal ``.
  var notation: String {
    steps.compactMap { step in
      switch step {
      case .key("Escape"): "`Esc`"
      case .key(let name) where name.hasPrefix("C-"): "`Ctrl-\(name.dropFirst(2).uppercased())`"
      case .key(let name): "`\(name)`"
      case .text(let text): text
      case .sees, .seesNo, .nothingWritten: nil
      }
    }.joined(separator: " ")
  }

  /// Does the job on a screen.
  func press(_ steps: [Step], on screen: TmuxScreen, in office: Office) throws {
    let entries = try office.entries()
    for step in steps {
      switch step {
      case .key(let name): try screen.send(keys: name)
      case .text(let text): try screen.send(text: text)
      case .sees(let text): try screen.wait(for: text)
      case .seesNo(let text): try screen.wait(until: { !$0.contains(text) }, saying: "no '\(text)'")
      case .nothingWritten:
        // Who reads the page before answering takes a moment; an Enter before that is not taken.
        usleep(400_000)
        #expect(try office.entries() == entries)
      }
    }
  }

  /// Looks into the register by the commands.
  func expectOutcome(of reference: String, in office: Office) throws {
    let record = try office.record(reference)
    for part in outcome {
      switch part {
      case .field(let name, let value): #expect(record[name] == value)
      case .text(let text, let kind):
        let last = record["contacts"]?.array.last
        #expect(last?["kind"] == .string(kind) && last?["text"]?.string?.hasPrefix(text) == true)
      case .found(let count, let query):
        let found = try office.start(["list", "--json"] + query).outcome().json()
        #expect(found.count == count, "\(query)")
      }
    }
  }
}

extension Office {
  /// How many entries the log has.
  func entries() throws -> Int { try must("audit", "export").json().count }
}

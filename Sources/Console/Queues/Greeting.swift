package import Canvas
internal import Casework

/// What an office without records is greeted with: the three things that one can do, each by one key.
///
/// Over an empty store it is a page that any other key passes through. Without a store it stands alone, see
/// ``frame(size:)``, and asks what the office is called, for a store needs that.
package struct Greeting: Sendable, Equatable {
  /// What one can do first.
  package enum Choice: Int, Sendable, CaseIterable {
    case mail, demo, record
  }

  /// What a key led to.
  package enum Result: Sendable, Equatable {
    case stay, leave
    /// Means something beneath.
    case pass(Key)
    /// Over a store: to be done there.
    case choose(Choice)
    /// Without a store: make one for this office first.
    ///
    /// - Parameter mail: the file or folder that is brought in then; nil for the first record by hand.
    case make(office: String, mail: String?)
  }

  enum Stage: Sendable, Equatable {
    case choosing
    case office(Choice)
    case mail
  }

  /// Where there is no store yet; nil over an empty one.
  let missingStore: String?
  private(set) var stage = Stage.choosing
  private(set) var selection = 0
  private(set) var office = TextEntry()
  private(set) var mail = TextEntry()
  /// Why the last attempt was refused.
  package var refusal: String?

  package init(missingStore: String? = nil) {
    self.missingStore = missingStore
  }

  var choice: Choice { Choice(rawValue: selection) ?? .mail }

  package mutating func handle(_ key: Key) -> Result {
    refusal = nil
    switch stage {
    case .choosing: return choose(key)
    case .office(let choice): return ask(key, for: choice)
    case .mail: return askMail(key)
    }
  }

  package mutating func paste(_ text: String) {
    let line = text.replacing("\n", with: " ")
    switch stage {
    case .choosing: break
    case .office: office.paste(line)
    case .mail: mail.paste(line)
    }
  }

  private mutating func choose(_ key: Key) -> Result {
    switch key {
    case .down, .character("j"), .tab: selection = (selection + 1) % Choice.allCases.count
    case .up, .character("k"), .backTab:
      selection = (selection + Choice.allCases.count - 1) % Choice.allCases.count
    case .enter: return begin(choice)
    case .character(let letter):
      if let choice = Choice.allCases.first(where: { $0.key == letter }) { return begin(choice) }
      if missingStore != nil { return letter == "q" ? .leave : .stay }
      return .pass(key)
    case .escape, .control("c"): return .leave
    default: return missingStore == nil ? .pass(key) : .stay
    }
    return .stay
  }

  private mutating func begin(_ choice: Choice) -> Result {
    selection = choice.rawValue
    guard missingStore != nil, choice != .demo else { return .choose(choice) }
    stage = .office(choice)
    return .stay
  }

  private mutating func ask(_ key: Key, for choice: Choice) -> Result {
    switch key {
    case .escape, .control("c"): stage = .choosing
    case .enter where office.text.isBlank: break
    case .enter where choice == .mail: stage = .mail
    case .enter: return .make(office: office.text, mail: nil)
    default: _ = office.handle(key)
    }
    return .stay
  }

  private mutating func askMail(_ key: Key) -> Result {
    switch key {
    case .escape, .control("c"): stage = .office(.mail)
    case .enter where mail.text.isBlank: break
    case .enter: return .make(office: office.text, mail: mail.text)
    default: _ = mail.handle(key)
    }
    return .stay
  }
}

extension Greeting.Choice {
  var key: Character {
    switch self {
    case .mail: "m"
    case .demo: "d"
    case .record: "c"
    }
  }

  var title: Message {
    switch self {
    case .mail: "Import mail"
    case .demo: "Try the demo"
    case .record: "Write the first record"
    }
  }

  var sentence: Message {
    switch self {
    case .mail: "Letters from a mailbox file, a Maildir or a folder become cases, each with its clock."
    case .demo: "A made-up year of an office that does not exist, to try every key on; nothing of it is kept."
    case .record: "A case from a call or a visit, typed in a form."
    }
  }

  /// The same on the command line.
  func twin(hasStore: Bool) -> String {
    let make = hasStore ? "" : "casebook init --office NAME; "
    switch self {
    case .mail: return make + "casebook import mail PATH"
    case .demo: return "casebook demo"
    case .record: return make + "casebook new case title=\"…\""
    }
  }
}

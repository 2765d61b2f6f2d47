internal import Casework

/// What does the same from a shell: whatever can be done on screen can be done by a command.
enum CommandTwin {
  /// The command, with the record at hand in it; nil for what a shell has no need of, such as moving a cursor.
  ///
  /// - Parameters:
  ///   - reference: of the record at hand; nil for none.
  ///   - isMany: whether several records are tagged.
  static func text(of intent: Intent, view: SavedView, reference: String?, isMany: Bool) -> String? {
    let name = reference ?? "REF"
    if isMany, let many = textOfMany(intent) { return "casebook bulk \(many)" }
    return command(of: intent, name, view).map { "casebook \($0)" }
  }

  private static func textOfMany(_ intent: Intent) -> String? {
    switch intent {
    case .assign: "set --query QUERY owner=NAME"
    case .stage: "move --query QUERY STAGE"
    case .themes: "theme --query QUERY THEME"
    case .place: "set --query QUERY place=NAME"
    case .note: "note --query QUERY TEXT"
    case .edit: "set --query QUERY field=value"
    case .act("reply"): ["reply", "--query", "QUERY", "TEXT"].joined(separator: " ")
    case .act(let act): "act --query QUERY \(act)"
    default: nil
    }
  }

  private static func command(of intent: Intent, _ name: String, _ view: SavedView) -> String? {
    switch intent {
    case .assign: "set \(name) owner=NAME"
    case .stage: "move \(name) STAGE"
    case .themes: "set \(name) themes=A,B"
    case .place: "set \(name) place=NAME"
    case .note: "note \(name) TEXT"
    case .edit: "set \(name) field=value"
    case .act(let act): "act \(name) \(act)"
    case .acts: "act \(name)"
    case .log: "log \(name) LINE"
    case .create: "new KIND field=value"
    case .undo: "undo"
    case .saveAttachment: "attachment \(name) --save NUMBER"
    case .nextStep: "act \(name)"
    case .score: "sample review \(name)"
    case .identity: "identity \(name)"
    case .open: "show \(name)"
    case .search: "search WORDS"
    case .sort: "list --sort ORDER"
    case .view: "list '\(view.query)'"
    case .history: "history \(name)"
    case .deadlines: "deadline RULE DATE --explain"
    case .retention: ["retention", "explain", name].joined(separator: " ")
    case .children: "list in:\(name)"
    case .parent: "show \(name)"
    case .campaign: ["campaign", "show", name].joined(separator: " ")
    case .coverage: "coverage PROGRAMME"
    case .trend: "trend"
    case .attendance: "attendance \(name)"
    case .tag, .tagRange, .tagAll, .tagByQuery, .tagInvert, .tagList: "bulk VERB --query QUERY"
    default: nil
    }
  }
}

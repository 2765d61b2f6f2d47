internal import Canvas
internal import Casework

/// What is known of the drafts of the forms that are open.
struct Drafting: Sendable, Equatable {
  /// A form that is open.
  struct Open: Sendable, Equatable {
    /// What the store has of it, or was asked to keep; empty when it has nothing.
    var kept: [String: String] = [:]
    /// Since when something is typed that is not kept yet.
    var waits: Instant?
    /// When it was kept last.
    var keptAt: Instant?
    /// Why it could not be kept.
    var failure: Message?
  }

  var open: [DraftPlace: Open] = [:]
  /// The list of drafts was asked for by a key, and is to be shown.
  var isListWanted = false
  /// A draft to be gone on with once its record is on the screen.
  var awaited: DraftPlace?
  /// The one that was chosen from the list, until its form is begun.
  var chosen: DraftPlace?
  /// Texts of forms that were refused when there was no room for them on the screen: to be kept at once.
  var shelved: [Draft] = []
  /// The newest revision by a colleague of which the open form has told.
  var told = 0

  /// How long something typed may be without being kept, in milliseconds. With the half second between two looks it
  /// comes to two seconds.
  static let patience = 1500
}

/// What is typed in a form, and where it belongs.
struct Unfinished: Sendable, Equatable {
  let place: DraftPlace
  /// The revision of the record; 0 for one that is not made yet.
  let revision: Int
  /// Empty when nothing would be lost.
  let texts: [String: String]
}

extension Layer {
  /// What would be lost with this layer; nil for a layer in which nothing is written, and for who a participant is:
  /// that is sealed, and stands nowhere in the open.
  func unfinished(_ subject: Record?) -> Unfinished? {
    switch self {
    case .form(let form): form.unfinished(subject)
    case .record(let form): form.unfinished(subject)
    case .log(let log):
      Unfinished(
        place: DraftPlace(form: "log", reference: log.reference), revision: subject?.revision ?? 0,
        texts: log.unlogged.isBlank ? [:] : [Draft.loneText: log.unlogged])
    case .picker, .scoring, .help, .page, .bulk, .desk, .identity, .offer, .conflict: nil
    }
  }
}

extension TextForm {
  fileprivate func unfinished(_ subject: Record?) -> Unfinished? {
    guard let place = place(subject?.reference ?? "") else { return nil }
    return Unfinished(
      place: place, revision: subject?.revision ?? 0, texts: isChanged ? [Draft.loneText: text] : [:])
  }

  /// The name of a file is no text that anybody would miss.
  private func place(_ reference: String) -> DraftPlace? {
    switch purpose {
    case .note: DraftPlace(form: "note", reference: reference)
    case .answer: DraftPlace(form: "answer", reference: reference)
    case .reply: DraftPlace(form: "reply", reference: reference)
    case .refer: DraftPlace(form: "refer", reference: reference)
    case .reason: DraftPlace(form: "reason", reference: reference)
    case .said(let act, _, let reference): DraftPlace(form: "act \(act)", reference: reference)
    case .path, .job, .tagQuery, .opening: nil
    }
  }
}

extension RecordForm {
  fileprivate func unfinished(_ subject: Record?) -> Unfinished {
    let place =
      switch purpose {
      case .create(let kind): DraftPlace(form: "new \(kind.rawValue)", reference: "")
      case .edit: DraftPlace(form: "edit", reference: subject?.reference ?? "")
      case .act(let name): DraftPlace(form: "act \(name)", reference: subject?.reference ?? "")
      }
    let isNew = place.reference.isEmpty
    return Unfinished(place: place, revision: isNew ? 0 : subject?.revision ?? 0, texts: draft)
  }
}
